"""Every rule over one machine; what must be read first comes first."""

from __future__ import annotations

from collections.abc import Iterable

from collector.bundle.finding import Finding, Severity
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge, shipped
from collector.findings.model import Rule, Text
from collector.findings.registry import rules as all_rules
from collector.findings.registry import texts

MOST_PER_RULE = 20

BROKEN = Text(
    id="rule-failed",
    severity=Severity.NOTE,
    customer="One of the automatic checks could not be finished.",
    engineer="The rule {rule} failed on this evidence: {reason}.",
    advice="Nothing needs to be done; an engineer looks at this part by hand.",
)


def evaluate(
    case: Case, knowledge: Knowledge | None = None, rules: Iterable[Rule] | None = None
) -> tuple[Finding, ...]:
    """What the evidence means, "back up first" before all else. Never raises because of the
    evidence: a rule that fails costs itself, and says so."""
    known = knowledge or shipped()
    found: list[Finding] = []
    for rule in all_rules() if rules is None else rules:
        found += _of(rule, case, known)
    return tuple(sorted(found, key=lambda one: one.severity.rank))


def _of(rule: Rule, case: Case, known: Knowledge) -> list[Finding]:
    found: list[Finding] = []
    try:
        for finding in rule.look(case, known):
            if finding not in found and len(found) < MOST_PER_RULE:
                found.append(finding)
    except Exception as error:
        found.append(BROKEN.finding(rule=rule.id, reason=type(error).__name__))
    return found


def with_stored(found: tuple[Finding, ...], stored: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Fresh findings and those in a manifest that only a newer program could have made."""
    known = {*texts(), BROKEN.id}
    others = [finding for finding in stored if finding.id not in known]
    return tuple(sorted([*found, *others], key=lambda one: one.severity.rank))
