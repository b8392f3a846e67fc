"""Findings and machine, line by line, safe for a terminal whatever a bundle holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from collector.bundle.finding import Cite, Finding, Severity
from collector.core.printable import printable
from collector.findings.case import Case
from collector.findings.machine import machine_lines

_LABELS = {
    Severity.BACK_UP_FIRST: "BACK UP FIRST",
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "note",
}
_MOST_CITES = 3


def finding_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """What each finding says, what to do, and where it stands."""
    yield "Findings"
    found = list(findings)
    for finding in found:
        yield f"  {_LABELS[finding.severity]}: {printable(finding.customer)}"
        if finding.engineer:
            yield f"    {printable(finding.engineer, 1000)}"
        if finding.advice:
            yield f"    To do: {printable(finding.advice)}"
        for cite in finding.evidence[:_MOST_CITES]:
            yield f"    {place(cite)}"
        if more := len(finding.evidence[_MOST_CITES:]):
            yield f"    and {more} more places"
    if not found:
        yield "  none: no rule found anything in this evidence"
    yield ""


def place(cite: Cite) -> str:
    """`stubact.log:12: what stands there`."""
    where = printable(cite.path) or "manifest.json"
    if cite.line:
        where += f":{cite.line}"
    if cite.fact:
        where += f" {printable(cite.fact, 200)}"
    return where + (f": {printable(cite.text, 160)}" if cite.text else "")


def summary_lines(case: Case) -> Iterator[str]:
    """The machine in twenty lines."""
    yield "Machine"
    for name, text in machine_lines(case):
        yield f"  {name:<10} {printable(text, 300)}"
    yield ""
