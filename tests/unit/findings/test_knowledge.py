"""The data that support edits: sound as shipped, and harmless where it was edited badly."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from collector.bundle.reader import open_bundle
from collector.core.resources import read_toml
from collector.findings import knowledge
from collector.findings.case import Case
from collector.findings.evaluate import evaluate
from collector.findings.source import BundleSource
from tests.findings_bundles import bundle_with
from tests.findings_samples import SAMPLES


def test_every_number_has_a_source() -> None:
    def check(value: Any, path: str) -> None:
        if isinstance(value, list):
            for place, one in enumerate(value):
                check(one, f"{path}[{place}]")
        elif isinstance(value, dict):
            if any(isinstance(one, int | float) for one in value.values()):
                assert len(value.get("source", "")) > 10, path
            for name, one in value.items():
                check(one, f"{path}.{name}")

    for name in ("thresholds.toml", "error_codes.toml", "drivers.toml"):
        check(read_toml(name), name)


def test_the_counters_and_events_that_tell_of_a_dying_disk_are_judged() -> None:
    limits = knowledge.shipped().thresholds
    assert {limit.id for limit in limits.smart} == {5, 187, 197, 198}
    assert {limit.id for limit in limits.events} >= {7, 51, 153}


def test_codes_are_told_once_and_lead_to_the_web_or_nowhere() -> None:
    codes = [knowledge.ErrorCode(**row) for row in read_toml("error_codes.toml")["codes"]]
    assert len({each.code for each in codes}) == len(codes) == len(knowledge.shipped().codes)
    for each in codes:
        assert each.kb == "" or each.kb.startswith("https://")
        assert each.kind in ("", "restart")


@pytest.mark.parametrize("broken", ["thresholds.toml", "error_codes.toml", "drivers.toml"])
@pytest.mark.parametrize("text", ["smart = 3", "codes = [{}]", "x = ", "[[drivers]]\nfile = 1"])
def test_a_file_that_was_edited_badly_costs_the_findings_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str, text: str
) -> None:
    def edited(name: str) -> dict[str, Any]:
        return tomllib.loads(text) if name == broken else read_toml(name)

    monkeypatch.setattr(knowledge, "read_toml", edited)
    monkeypatch.setattr("collector.findings.evaluate.shipped", knowledge.shipped.__wrapped__)
    with open_bundle(bundle_with(SAMPLES["disk-failing"][0], tmp_path / "b.zip")) as reader:
        found = evaluate(Case(BundleSource(reader)))
    assert {one.id for one in found} <= {"findings-data-unreadable", "disk-failing"}
    assert len(found) == 1
