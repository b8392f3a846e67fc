"""Use case: what is severe is said as soon as it is known, while the rest is still being read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from collector.bundle.finding import Finding, Severity
from collector.evidence.set import EvidenceSet
from collector.evidence.set_state import ATTACHMENTS
from collector.evidence.trimmed import Trimmed
from collector.findings.case import Case, Digest
from collector.findings.evaluate import evaluate
from collector.findings.model import Rule
from collector.findings.registry import rules
from collector.findings.source import SetSource
from collector.workflow import join

SEVERE = (Severity.BACK_UP_FIRST, Severity.ERROR)
"""What cannot wait for the review."""
ANYWHERE = (ATTACHMENTS, join.FOLDER)
"""Attached logs, and those of a rescued half, mean what those mean that a probe finds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Verdict:
    """What a rule said, and what it had seen then."""

    seen: object
    found: tuple[Finding, ...] = ()


class Early:
    """Judges each rule that may say something severe, once per state of what it reads."""

    def __init__(self) -> None:
        self._rules = tuple(one for one in rules() if is_severe(one))
        self._said: dict[str, _Verdict] = {}
        self._digests: dict[str, Digest] = {}
        self._bytes: dict[str, str] = {}

    def judge(
        self, evidence: EvidenceSet, *, category: str = "", waiting: Collection[str] = ()
    ) -> tuple[Finding, ...]:
        """The severe findings so far, "back up first" before all else; of what was left out
        nothing. `category` is what the form is about; `waiting` are the ids of probes still to
        come: what a rule must see together is not judged by halves."""
        trimmed = Trimmed(evidence)
        seen = {
            rule.id: _seen(rule, trimmed, category)
            for rule in self._rules
            if not set(rule.together) & set(waiting)
        }
        new = [rule for rule in self._rules if self._is_new(rule, seen)]
        if new:
            self._judge(new, seen, trimmed, category)
        found = [one for rule in self._rules for one in self._found(rule)]
        return tuple(sorted(found, key=lambda one: one.severity.rank))

    def _is_new(self, rule: Rule, seen: dict[str, object]) -> bool:
        before = self._said.get(rule.id)
        return rule.id in seen and (before is None or before.seen != seen[rule.id])

    def _found(self, rule: Rule) -> tuple[Finding, ...]:
        verdict = self._said.get(rule.id)
        return verdict.found if verdict is not None else ()

    def _judge(
        self, new: list[Rule], seen: dict[str, object], trimmed: Trimmed, category: str
    ) -> None:
        self._forget_changed(trimmed)
        request = {"problem": {"category": category}}
        case = Case(SetSource(trimmed, request), digests=self._digests)
        found = [one for one in evaluate(case, rules=new) if one.severity in SEVERE]
        for rule in new:
            own = {text.id for text in rule.texts}
            self._said[rule.id] = _Verdict(
                seen=seen[rule.id], found=tuple(one for one in found if one.id in own)
            )

    def _forget_changed(self, trimmed: Trimmed) -> None:
        """A log is read once, unless it was read in part or is another one now."""
        now = {one.path: one.sha256 for one in trimmed.files}
        for path, digest in list(self._digests.items()):
            if not digest.whole or now.get(path) != self._bytes.get(path):
                del self._digests[path]
        self._bytes = now


def is_severe(rule: Rule) -> bool:
    """Whether it may say something that cannot wait."""
    return any(text.severity in SEVERE for text in rule.texts)


def _seen(rule: Rule, trimmed: Trimmed, category: str) -> object:
    """All that the verdict of a rule depends on; a rule that does not tell depends on all."""
    wanted = {*rule.reads, *ANYWHERE} if rule.reads else None
    probes = tuple(one for one in trimmed.probes if wanted is None or one.id in wanted)
    files = tuple(
        (one.path, one.sha256) for one in trimmed.files if wanted is None or one.probe in wanted
    )
    return probes, files, category
