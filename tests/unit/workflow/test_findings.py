"""What the evidence means is packed with it, names nobody, and is the same wherever it is asked."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from collector.bundle.finding import Cite, Finding, Severity
from collector.bundle.manifest import Privacy
from collector.bundle.reader import open_bundle
from collector.bundle.writer import write_bundle
from collector.core.environment import Environment
from collector.core.paths import HOME_OVERRIDE, Paths
from collector.findings.case import Case
from collector.findings.evaluate import evaluate, with_stored
from collector.findings.registry import rules
from collector.privacy.model import Kind, Name
from collector.workflow import findings
from collector.workflow.redact import redact
from tests.findings_bundles import KNOWN, healthy, operation
from tests.findings_fuzz import MemorySource
from tests.make_bundle import BUNDLE_ID, CREATED_AT, MemoryEvidence
from tests.unit.workflow.sets import NAMES, USER, make_set, members, packed

FAILED = operation("Copy partition", virtual=True) + operation(
    "Copy partition", error=4711, target=f"label of {USER.value}"
)


def found_in(bundle: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(members(bundle)["manifest.json"])["findings"]
    return found


def test_a_bundle_says_in_its_manifest_what_it_means_and_names_nobody(tmp_path: Path) -> None:
    evidence = make_set(tmp_path / "sets", {"stubact.log": FAILED.encode()})
    packed(evidence, tmp_path / "b.zip")
    failed = next(one for one in found_in(tmp_path / "b.zip") if one["id"] == "operation-failed")
    assert "0x1267 (4711): its meaning is not publicly known" in failed["engineer"]
    assert failed["customer"].endswith("ended with the error 0x1267 (4711).")
    (cite,) = failed["evidence"]
    assert (cite["path"], cite["line"]) == ("evidence/logs/stubact.log", 9)
    assert cite["text"].startswith("Copy partition Letter: label of pii-user-")
    assert USER.value not in json.dumps(failed)
    evidence.discard()


@pytest.mark.parametrize("word", ["answered", "repeat", "publicly"])
def test_an_account_that_is_called_like_a_word_of_a_finding_stops_no_bundle(
    tmp_path: Path, word: str
) -> None:
    names = (*NAMES, Name(Kind.USER, word))
    evidence = make_set(tmp_path / "sets", {"stubact.log": FAILED.encode()}, names)
    packed(evidence, tmp_path / "b.zip")
    said = json.dumps(found_in(tmp_path / "b.zip"))
    assert "operation-failed" in said
    assert word not in said.replace("operation-failed", "")
    evidence.discard()


def test_the_set_and_its_bundle_mean_the_same_and_pack_to_the_same_bytes(tmp_path: Path) -> None:
    evidence = make_set(tmp_path / "sets", {"stubact.log": FAILED.encode()})
    one = packed(evidence, tmp_path / "one.zip")
    two = packed(evidence, tmp_path / "two.zip")
    assert one.sha256 == two.sha256
    before = findings.of_set(evidence)
    with open_bundle(tmp_path / "one.zip") as bundle:
        assert [f.id for f in findings.of_bundle(bundle)] == [f.id for f in before]
        assert bundle.manifest.findings == findings.of_bundle(bundle) == before
    evidence.discard()


def test_a_damaged_log_in_a_set_costs_its_own_findings(tmp_path: Path) -> None:
    evidence = make_set(tmp_path / "sets", {"stubact.log": FAILED.encode() * 2000})
    for path in evidence.spool.folder.iterdir():
        if path.stat().st_size > 1000:
            path.write_bytes(path.read_bytes()[:600])
    assert "rule-failed" not in {one.id for one in findings.of_set(evidence)}
    evidence.discard()


def test_what_only_a_newer_program_found_is_kept_and_what_this_one_finds_is_fresh() -> None:
    def finding(id: str, severity: Severity, customer: str = "") -> Finding:
        return Finding(id=id, severity=severity, customer=customer)

    stored = (
        finding("disk-failing", Severity.BACK_UP_FIRST, "as it was packed"),
        finding("from-the-future", Severity.ERROR),
    )
    fresh = (finding("clock-behind", Severity.WARNING),)
    assert [one.id for one in with_stored(fresh, stored)] == ["from-the-future", "clock-behind"]


def test_a_clock_is_judged_by_the_program_that_collected_and_not_by_a_newer_reader() -> None:
    """Who reads an old bundle has newer data; its machine's clock is right all the same."""
    behind = Finding(id="clock-behind", severity=Severity.WARNING, customer="It shows 2026-02-01.")
    assert with_stored((), (behind,)) == (behind,)
    newer = replace(KNOWN, products=replace(KNOWN.products, as_of=date(2030, 1, 1)))
    said = {True: ["clock-behind"], False: list[str]()}
    for is_live, expected in said.items():
        source = MemorySource(healthy(), {})
        source.is_live = is_live
        found = evaluate(Case(source), newer, [rule for rule in rules() if rule.id == "clock"])
        assert [one.id for one in found] == expected


def test_findings_of_a_bundle_pass_the_engine_with_it(tmp_path: Path) -> None:
    """A bundle that was packed with nothing hidden, by somebody whose logs name a person."""
    told = Finding(
        id="operation-failed", severity=Severity.ERROR, customer="C:\\Users\\Zebulon Quack\\a",
        engineer="by Zebulon Quack", advice="mail zebulon@kestrel.example",
        evidence=(Cite(path="evidence/logs/a.log", line=1, text="C:\\Users\\Zebulon Quack"),),
        values={"what": "Zebulon Quack"},
    )  # fmt: skip
    content = {"evidence/logs/a.log": b"C:\\Users\\Zebulon Quack\\x\n"}
    source = tmp_path / "b.zip"
    write_bundle(
        source, evidence=MemoryEvidence(content), request_json=None, bundle_id=BUNDLE_ID,
        created_at=CREATED_AT, platform="windows", time_zone="UTC", privacy=Privacy(level="off"),
        findings=(told,),
    )  # fmt: skip
    paths = Paths.of({HOME_OVERRIDE: str(tmp_path / "home")})
    environment = Environment(environ={}, paths=paths, stdout=io.StringIO(), stderr=io.StringIO())
    done = redact(source, None, environment)
    with open_bundle(done.out) as bundle:
        (hidden,) = bundle.manifest.findings
    assert "Quack" not in str(hidden)
    assert "kestrel" not in str(hidden)
    assert (hidden.id, hidden.evidence[0].line) == ("operation-failed", 1)
