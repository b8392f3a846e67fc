"""Each finding has a bundle that shows it and a near miss that does not; a healthy machine none."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from inspect import getsource
from pathlib import Path
from typing import Any

import pytest

from collector.bundle.finding import Finding, Severity
from collector.bundle.reader import open_bundle
from collector.evidence.catalogue import catalogue
from collector.findings.case import Case
from collector.findings.evaluate import BROKEN, evaluate
from collector.findings.knowledge import Knowledge
from collector.findings.registry import rules, texts
from collector.findings.source import BundleSource
from tests.findings_bundles import KNOWN, bundle_with, findings_in, healthy
from tests.findings_samples import SAMPLES


def ids(path: Path) -> set[str]:
    return {finding.id for finding in findings_in(path)}


def test_nothing_is_said_about_a_healthy_machine(tmp_path: Path) -> None:
    assert findings_in(bundle_with(lambda _: None, tmp_path / "b.zip")) == ()


@pytest.mark.parametrize("finding", sorted(texts()))
def test_a_finding_is_made_where_it_belongs_and_not_in_a_near_miss(
    tmp_path: Path, finding: str
) -> None:
    hit, miss = SAMPLES[finding]  # a KeyError here: write a pair for the new finding
    made = findings_in(bundle_with(hit, tmp_path / "hit.zip"))
    assert BROKEN.id not in {one.id for one in made}
    one = next(one for one in made if one.id == finding)
    assert one.severity is texts()[finding].severity
    assert one.evidence
    for said in (one.customer, one.engineer, one.advice):
        assert said == said.strip()
        assert said.endswith(".") or "https://" in said
        assert "{" not in said
    assert not {finding, BROKEN.id} & ids(bundle_with(miss, tmp_path / "miss.zip"))


@pytest.mark.parametrize("finding", sorted(texts()))
def test_what_it_rests_on_is_there(tmp_path: Path, finding: str) -> None:
    path = bundle_with(SAMPLES[finding][0], tmp_path / "b.zip")
    with open_bundle(path) as bundle:
        members = {member.name for member in bundle.members}
        for cite in (cite for one in findings_in(path) for cite in one.evidence):
            assert cite.path in members or (cite.path == "" and cite.fact)
            data = bundle.read_member(cite.path, 1 << 20) if cite.path else b""
            if cite.line:
                assert 1 <= cite.line <= len(data.split(b"\n"))
            if cite.fact and cite.path:
                at(json.loads(data), cite.fact)


def at(value: Any, fact: str) -> Any:
    """What stands at "disks[0].size" in a JSON document; KeyError or IndexError if nothing does."""
    for name, place in re.findall(r"([^.\[\]]+)|\[(\d+)\]", fact):
        value = value[name] if name else value[int(place)]
    return value


def test_samples_use_the_names_that_the_probes_write() -> None:
    """A rule that is tried with facts that no probe makes would be silent in the field."""
    modules = {probe.id: getsource(sys.modules[probe.items.__module__]) for probe in catalogue()}
    for pair in SAMPLES.values():
        for change in pair:
            machine = deepcopy(healthy())
            change(machine)
            for probe, facts in machine.facts.items():
                for item in facts:
                    stem = item.rpartition("-")[0]
                    assert f'"{item}"' in modules[probe] or f'"{stem}-{{' in modules[probe]


def test_every_rule_and_finding_has_a_name_of_its_own() -> None:
    said = [text.id for rule in rules() for text in rule.texts]
    assert len(set(said)) == len(said)
    assert len({rule.id for rule in rules()}) == len(rules())
    assert set(SAMPLES) == set(said)


def test_back_up_first_comes_before_everything_else(tmp_path: Path) -> None:
    def everything(machine: object) -> None:
        for name in ("product-newer-build", "clock-moved", "driver-blocked", "disk-failing"):
            SAMPLES[name][0](machine)  # type: ignore[arg-type]

    found = findings_in(bundle_with(everything, tmp_path / "b.zip"))
    assert [one.severity for one in found] == sorted(
        (one.severity for one in found), key=lambda one: one.rank
    )
    assert found[0].severity is Severity.BACK_UP_FIRST
    assert "Back up your data first" in found[0].customer


def test_a_rule_that_fails_costs_itself_and_says_what_was_not_judged(tmp_path: Path) -> None:
    def fails(_case: Case, _known: Knowledge) -> Iterator[Finding]:
        raise ZeroDivisionError

    broken = replace(rules()[0], look=fails)
    path = bundle_with(SAMPLES["disk-managed"][0], tmp_path / "b.zip")
    with open_bundle(path) as reader:
        found = evaluate(Case(BundleSource(reader)), KNOWN, (broken, *rules()[1:]))
    assert [one.id for one in found] == ["disk-managed", BROKEN.id]
    assert found[1].engineer == (
        f"The rule disk_smart failed on this evidence (ZeroDivisionError); not judged: "
        f"{broken.looks_for}."
    )
