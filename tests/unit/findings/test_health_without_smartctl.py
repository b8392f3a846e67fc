"""What drivers tell of a disk is judged exactly as what smartctl tells, and once where both do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from collector.bundle.finding import Severity
from collector.bundle.reader import open_bundle
from collector.evidence.model import Status
from collector.evidence.platforms.health import DiskHealth, Emmc
from collector.findings.case import Case
from collector.findings.change import Area
from collector.findings.compare import compare
from collector.findings.machine import machine_lines
from collector.findings.source import BundleSource
from tests.findings_bundles import (
    Change,
    Machine,
    bundle_with,
    disk,
    findings_in,
    smart,
    told,
    told_nvme,
)
from tests.findings_samples import (
    together,
    with_facts,
    with_gap,
    with_health,
    with_smart,
    with_unknown_health,
)

CARD = DiskHealth(disk="mmcblk0", emmc=Emmc(life_time=(3, 10), pre_eol=1))


def card(*life: int, pre_eol: int = 1) -> Change:
    return with_health(replace(CARD, emmc=Emmc(life_time=life, pre_eol=pre_eol)))


def said(tmp_path: Path, change: Change) -> list[str]:
    return [one.id for one in findings_in(bundle_with(change, tmp_path / "b.zip"))]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (with_health(told(failing=False, a5=0, a197=0, a194=60)), []),
        (with_health(told(failing=True)), ["disk-failing"]),
        (with_health(told(a197=1)), ["disk-failing"]),
        (with_health(told(a5=4)), ["disk-worn"]),
        (with_health(told(a5=5)), ["disk-failing"]),
        (with_health(told(a187=1), told("PhysicalDrive1", a5=1)), ["disk-failing", "disk-worn"]),
        (with_health(told_nvme(critical_warning=4)), ["disk-failing"]),
        (with_health(told_nvme(critical_warning=2)), []),
        (with_health(told_nvme(available_spare=9)), ["disk-failing"]),
        (with_health(told_nvme(percentage_used=100)), ["disk-worn"]),
        (card(11), ["disk-worn"]),
        (card(1, 10), []),
        (card(pre_eol=2), ["disk-worn"]),
        (card(pre_eol=3), ["disk-failing"]),
        (with_facts("smart", "health-x", {"nvme": [], "attributes": "x", "failing": 1}), []),
    ],
)
def test_the_line_runs_where_it_runs_for_smartctl(
    tmp_path: Path, change: Change, expected: list[str]
) -> None:
    assert said(tmp_path, change) == expected


def test_what_both_tell_is_said_once_and_what_one_tells_is_not_lost(tmp_path: Path) -> None:
    both = together(
        with_smart(smart(a197=3)), with_facts("smart", "health-sda", told("sda", a197=3, a187=2))
    )
    (found,) = findings_in(bundle_with(both, tmp_path / "b.zip"))
    assert found.severity is Severity.BACK_UP_FIRST
    assert found.engineer.count("SMART 197") == found.engineer.count("SMART 187") == 1
    assert [cite.path.rpartition("/")[2] for cite in found.evidence] == ["sda.json", "facts.json"]
    assert found.evidence[1].fact == "health-sda.attributes[1].raw"


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (with_unknown_health(), True),
        (together(with_unknown_health(), with_facts("smart", "health-x", told(a5=0))), False),
        # its temperature says nothing of its health
        (
            together(
                with_unknown_health(),
                with_facts("smart", "health-x", DiskHealth(disk="x", temperature=40)),
            ),
            True,
        ),
        (with_gap("smart", "sdb.json", Status.ABSENT, "smartctl is not installed"), False),
        (
            together(with_health(), with_gap("smart", "health", Status.ABSENT, "no disk")),
            False,
        ),
        (with_health(), False),  # the probe was left out
    ],
)
def test_that_nothing_is_known_is_said_quietly(
    tmp_path: Path, change: Change, expected: bool
) -> None:
    found = findings_in(bundle_with(change, tmp_path / "b.zip"))
    assert [one.id for one in found] == ["disk-health-unknown"] * expected
    for one in found:
        assert one.severity is Severity.NOTE
        assert "smartctl is not installed" in one.engineer


def test_counters_are_compared_whoever_told_them(tmp_path: Path) -> None:
    old = bundle_with(with_smart(smart(a5=2, a199=7)), tmp_path / "old.zip")
    new = bundle_with(with_health(told("sda", a5=9, a199=7)), tmp_path / "new.zip")
    with open_bundle(old) as before, open_bundle(new) as after:
        found = compare(Case(BundleSource(before)), Case(BundleSource(after)))
    told_changes = [each for each in found.changes if each.area is Area.HEALTH]
    assert [(each.text, each.worse) for each in told_changes] == [
        ("reallocated sectors rose: 2 → 9", True)
    ]


def test_the_summary_of_the_machine_tells_it(tmp_path: Path) -> None:
    def change(machine: Machine) -> None:
        machine.facts["disks"]["disks"] = [disk("PhysicalDrive0"), disk("PhysicalDrive1", "S2")]
        health = replace(told(failing=False), temperature=38, power_on_hours=12_345)
        worn = told_nvme("PhysicalDrive1", percentage_used=12)
        with_health(health, worn)(machine)

    with open_bundle(bundle_with(change, tmp_path / "b.zip")) as reader:
        lines = [text for word, text in machine_lines(Case(BundleSource(reader))) if word == "Disk"]
    assert lines[0].endswith("own verdict passed, 12345 hours on, 38 °C")
    assert lines[1].endswith("12 % of its life used")
