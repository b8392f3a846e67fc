"""In a bundle with several machines each is judged alone; what both halves say is said once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from collector.bundle.manifest import decode_manifest
from collector.bundle.reader import open_bundle
from collector.evidence.model import ItemRecord, Status
from tests.findings_bundles import (
    LOGS,
    Machine,
    bundle_with,
    driver,
    findings_in,
    healthy,
    operation,
    policy,
    product,
)
from tests.findings_samples import SAMPLES


def test_each_windows_of_a_rescue_is_judged_by_itself(tmp_path: Path) -> None:
    def second(machine: Machine) -> None:
        machine.facts["windows-2-products"] = {"installed": [product("14", "10.1.21.1", "Old")]}
        machine.facts["windows-2-paragon_drivers"] = {"drivers": [driver("1.3.0.0")]}
        machine.facts["windows-2-driver_policy"] = {"settings": policy(blocklist=True)}
        log = operation("Move partition", virtual=True) + operation("Move partition", error=7)
        machine.members["evidence/windows-2-product_logs/pm14/stubact.log"] = log

    found = {one.id: one for one in findings_in(bundle_with(second, tmp_path / "b.zip"))}
    assert set(found) == {"driver-blocked", "operation-failed", "product-not-supported"}
    assert "products-side-by-side" not in found, "they stand in two systems"
    for one in found.values():
        assert one.engineer.startswith("[windows-2] ")
        assert one.evidence[0].path.startswith("evidence/windows-2-")
    (cite,) = found["driver-blocked"].evidence
    assert cite.path == "evidence/windows-2-paragon_drivers/facts.json"


def test_what_both_halves_of_a_rescue_show_is_said_once(tmp_path: Path) -> None:
    """The half that was rescued lies below evidence/rescued/, with its own manifest."""
    half = bundle_with(SAMPLES["disk-failing"][0], tmp_path / "half.zip")
    with open_bundle(half) as reader:
        members = {
            member.name.removeprefix("evidence/"): reader.read_member(member.name, 1 << 20)
            for member in reader.members
            if member.name not in ("README.txt", "request.json")
        }
    assert decode_manifest(members["manifest.json"], half).probes

    def joined(machine: Machine) -> None:
        SAMPLES["disk-failing"][0](machine)
        machine.items.append(("rescued", ItemRecord(name="x", status=Status.COLLECTED)))
        for name, data in members.items():
            machine.members[f"evidence/rescued/{name}"] = data.decode()
        log = operation("Copy partition", virtual=True) + operation("Copy partition", error=8)
        machine.members[f"{LOGS.replace('evidence/', 'evidence/rescued/')}/stubact.log"] = log

    found = findings_in(bundle_with(joined, tmp_path / "b.zip"))
    assert [one.id for one in found] == ["disk-failing", "operation-failed"]
    assert [cite.path for cite in found[0].evidence] == [
        "evidence/smart/sda.json", "evidence/rescued/smart/sda.json",
    ]  # fmt: skip
    assert found[1].engineer.startswith("[rescued] 0x8 (8)")


def test_a_rescued_half_without_a_manifest_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    for manifest in ("", "{", '{"probes": 3}', json.dumps({"probes": [{"id": 1}]})):

        def joined(machine: Machine, manifest: str = manifest) -> None:
            machine.members["evidence/rescued/manifest.json"] = manifest
            machine.members["evidence/rescued/disks/facts.json"] = "[" * 9000
            machine.members["evidence/rescued/smart/sda.json"] = (
                healthy()
                .members["evidence/smart/sda.json"]
                .replace('"passed": true', '"passed": false')
            )

        found = findings_in(bundle_with(joined, tmp_path / "b.zip"))
        assert [one.id for one in found] == ["disk-failing"]
        (tmp_path / "b.zip").unlink()


def test_a_log_that_is_too_long_to_judge_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = bundle_with(SAMPLES["operation-failed"][0], tmp_path / "b.zip")
    monkeypatch.setattr("collector.findings.case.MOST_BYTES", 100)
    (found,) = findings_in(path)
    assert found.id == "logs-not-judged"
    assert f"{LOGS}/stubact.log" in [cite.path for cite in found.evidence]
