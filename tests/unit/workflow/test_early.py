"""What is severe is known as soon as what it rests on has been read, and never by halves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from collector.bundle.finding import Finding, Severity
from collector.core.environment import Environment
from collector.core.progress import Cancel, ProgressEvent, silent
from collector.evidence.catalogue import catalogue
from collector.evidence.facts_json import plain
from collector.evidence.formats.log_record import LogRecord
from collector.evidence.messages import Fragment
from collector.evidence.model import FileRecord, ItemRecord, Status
from collector.evidence.set import EvidenceSet
from collector.findings.case import Case
from collector.findings.evaluate import evaluate
from collector.findings.model import Rule
from collector.findings.registry import rules, texts
from collector.request.form import Category
from collector.request.options import CollectOptions
from collector.workflow.collecting import Collecting
from collector.workflow.draft import Draft, Purpose, new_draft
from collector.workflow.early import ANYWHERE, SEVERE, Early, is_severe
from tests.findings_bundles import KNOWN, Machine, healthy
from tests.findings_samples import SAMPLES
from tests.unit.workflow.sets import KEY

SEVERE_IDS = sorted(text.id for text in texts().values() if text.severity in SEVERE)


class Seen:
    """A machine of which only some probes have been read; None: all of them."""

    def __init__(self, machine: Machine, wanted: set[str] | None) -> None:
        self._machine, self._wanted, self.is_live = machine, wanted, True
        self.created_at, self.platform, self.time_zone = machine.now, "windows", "Europe/Berlin"
        self.probes = tuple(one for one in machine.probes if self._has(one.id))
        self.files = tuple(
            FileRecord(path=path, probe=path.split("/")[1], size=len(data), sha256="", source="")
            for path, data in machine.content.items()
            if self._has(path.split("/")[1])
        )

    def _has(self, probe: str) -> bool:
        return self._wanted is None or probe in self._wanted

    def facts(self, probe: str) -> Mapping[str, Any]:
        data = self._machine.content.get(f"evidence/{probe}/facts.json", b"{}")
        found: Mapping[str, Any] = json.loads(data) if self._has(probe) else {}
        return found

    def pieces(self, path: str) -> Iterator[bytes]:
        yield self._machine.content[path]

    def request(self) -> Mapping[str, Any]:
        return self._machine.request


def judged(rule: Rule, machine: Machine, wanted: set[str] | None) -> tuple[Finding, ...]:
    return evaluate(Case(Seen(machine, wanted)), KNOWN, (rule,))


@pytest.mark.parametrize("finding", SEVERE_IDS)
def test_a_rule_reads_no_other_probes_than_it_names(finding: str) -> None:
    """Who reads one more and does not name it would be told too late, or not at all."""
    rule = next(one for one in rules() if finding in {text.id for text in one.texts})
    assert set(rule.together) <= set(rule.reads) <= {probe.id for probe in catalogue()}
    machine = deepcopy(healthy())
    SAMPLES[finding][0](machine)
    whole = judged(rule, machine, None)
    assert finding in {one.id for one in whole}
    if rule.reads:
        assert judged(rule, machine, {*rule.reads, *ANYWHERE}) == whole


def test_each_severe_rule_is_judged_early() -> None:
    assert {text.id for rule in rules() if is_severe(rule) for text in rule.texts} >= {*SEVERE_IDS}
    assert Severity.WARNING not in SEVERE


NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
FAILED = ">> [Operation]\r\n>> Copy partition\r\n>> Virtual: 0 (0x0)\r\n>> Error: 4711 (0x1267)\r\n"


def draft_of(root: Path, *only: str) -> Draft:
    (root / "etc").mkdir(parents=True, exist_ok=True)
    (root / "PM 15" / "Program").mkdir(parents=True)
    (root / "PM 15" / "Program" / "stubact.log").write_text(FAILED)
    options = CollectOptions(
        root=str(root), only=only, time_limit_s=60, install_dir=(str(root / "PM 15"),)
    )
    return replace(new_draft(Purpose.NEW_REQUEST, NOW, options=options), agreed_to_collect=True)


def test_an_operation_that_failed_is_known_while_the_rest_is_still_being_read(
    tmp_path: Path,
) -> None:
    draft = draft_of(tmp_path / "root", "products", "product_logs", "boot")
    collecting = Collecting.open(draft, Environment.real())
    known: dict[str, list[str]] = {}

    def progress(event: ProgressEvent) -> None:
        probe = event.subject.partition(":")[0]
        known.setdefault(probe, [one.id for one in collecting.now.urgent])

    done = collecting.run(draft, progress=progress, cancel=Cancel())
    assert known["product_logs"] == []
    assert known["boot"] == ["operation-failed"]
    assert [one.severity for one in done.urgent] == [Severity.ERROR]
    collecting.discard()


def empty_set(folder: Path) -> EvidenceSet:
    evidence = EvidenceSet.create(folder, key=KEY, options=CollectOptions(), purpose="draft")
    evidence.describe("windows", "Europe/Berlin", "pii-host-aaaaaaaa")
    return evidence


def has_ended(evidence: EvidenceSet, probe: str, machine: Machine) -> None:
    for item, value in machine.facts.get(probe, {}).items():
        evidence.add_item(
            probe, ItemRecord(name=item, status=Status.COLLECTED), generation=0,
            fragment=Fragment(text=json.dumps(plain(value)), redactions={}, hits=b""),
        )  # fmt: skip
    evidence.end_probe(probe)


def test_what_the_form_is_about_changes_what_is_severe(tmp_path: Path) -> None:
    machine = deepcopy(healthy())
    SAMPLES["space-for-operation"][0](machine)
    evidence = empty_set(tmp_path / "sets")
    early = Early()
    has_ended(evidence, "system", machine)
    has_ended(evidence, "disks", machine)
    # what a log plans is not known yet: not judged by halves
    assert early.judge(evidence, category="backup", waiting=("product_logs",)) == ()
    (one,) = early.judge(evidence, category="backup")
    assert one.id == "space-for-operation"
    assert early.judge(evidence, category="licensing") == ()
    evidence.discard()


def test_a_log_is_read_once_however_often_it_is_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    records = Case.records

    def counted(case: Case, path: str) -> Iterator[LogRecord]:
        read.append(path)
        return records(case, path)

    monkeypatch.setattr(Case, "records", counted)
    draft = draft_of(tmp_path / "root", "products", "product_logs", "boot")
    collecting = Collecting.open(draft, Environment.real())
    done = collecting.run(draft, progress=silent, cancel=Cancel())
    collecting.told_about(about(draft, Category.BACKUP))
    assert collecting.judge().urgent == done.urgent
    assert [path.rpartition("/")[2] for path in read] == ["stubact.log"]
    collecting.leave_out(read[0])
    assert collecting.judge().urgent == ()  # nothing is said of what was left out
    collecting.discard()


def about(draft: Draft, category: Category) -> Draft:
    problem = replace(draft.request.problem, category=category)
    return replace(draft, request=replace(draft.request, problem=problem))
