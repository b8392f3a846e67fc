"""Every rule over one machine; what must be read first comes first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from collector.bundle.finding import Cite, Finding, Severity
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge, shipped
from collector.findings.model import MOST_CITES, Rule, Text
from collector.findings.registry import rules as all_rules
from collector.findings.registry import texts

MOST_PER_RULE = 20

BROKEN = Text(
    id="rule-failed",
    severity=Severity.NOTE,
    customer="One of the automatic checks could not be finished.",
    engineer="The rule {rule} failed on this evidence ({reason}); not judged: {what}.",
    advice="Nothing needs to be done; an engineer looks at this part by hand.",
)

UNREADABLE = Text(
    id="findings-data-unreadable",
    severity=Severity.NOTE,
    customer="The automatic checks could not be made.",
    engineer="A data file of the checks was edited into something else: {reason}.",
    advice="Nothing needs to be done; an engineer looks at the evidence by hand.",
)
NOT_JUDGED = Text(
    id="logs-not-judged",
    severity=Severity.NOTE,
    customer="Not all logs could be checked automatically.",
    engineer="Damaged, or more than is read for findings: {files}.",
    advice="Nothing needs to be done; an engineer looks at these logs by hand.",
)
ONLY_LIVE = frozenset({"clock-behind"})
OF_EVALUATION = (BROKEN, UNREADABLE, NOT_JUDGED)
"""What may be said beside the texts of the rules."""


def evaluate(
    case: Case, knowledge: Knowledge | None = None, rules: Iterable[Rule] | None = None
) -> tuple[Finding, ...]:
    """What the evidence means, "back up first" before all else. Never raises because of the
    evidence: a rule that fails costs itself, and says so."""
    try:
        known = knowledge or shipped()
    except (ValueError, OSError) as error:
        return (UNREADABLE.finding(reason=error),)
    wanted = tuple(all_rules() if rules is None else rules)
    found: list[Finding] = []
    for scope in case.scopes():
        here = [_placed(one, scope) for rule in wanted for one in _of(rule, scope, known)]
        if missed := scope.not_judged:
            cites = (Cite(path=path) for path in missed)
            here.append(NOT_JUDGED.finding(*cites, files=", ".join(missed)))
        found = _joined(found, here)
    return tuple(sorted(found, key=lambda one: one.severity.rank))


def _placed(finding: Finding, scope: Case) -> Finding:
    """With a word about the machine, where the bundle holds several."""
    if not scope.prefix:
        return finding
    return replace(finding, engineer=f"[{scope.prefix.rstrip('-/')}] {finding.engineer}")


def _joined(found: list[Finding], more: list[Finding]) -> list[Finding]:
    """What is true of two halves of a rescue is said once, with the places of both."""
    said = {(one.id, one.customer): place for place, one in reversed([*enumerate(found)])}
    joined = list(found)
    for one in more:
        place = said.get((one.id, one.customer))
        if place is None:
            joined.append(one)
        else:
            evidence = (*joined[place].evidence, *one.evidence)[:MOST_CITES]
            joined[place] = replace(joined[place], evidence=evidence)
    return joined


def _of(rule: Rule, case: Case, known: Knowledge) -> list[Finding]:
    found: list[Finding] = []
    try:
        for finding in rule.look(case, known):
            if finding not in found and len(found) < MOST_PER_RULE:
                found.append(finding)
    except Exception as error:
        found.append(BROKEN.finding(rule=rule.id, reason=type(error).__name__, what=rule.looks_for))
    return found


def with_stored(found: tuple[Finding, ...], stored: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Fresh findings, those in a manifest that only a newer program could have made, and those
    that only the program that collected could: it knew what day it was made."""
    known = {*texts(), *(text.id for text in OF_EVALUATION)}
    said = {finding.id for finding in found}
    others = [
        finding
        for finding in stored
        if finding.id not in known or (finding.id in ONLY_LIVE and finding.id not in said)
    ]
    return tuple(sorted([*found, *others], key=lambda one: one.severity.rank))
