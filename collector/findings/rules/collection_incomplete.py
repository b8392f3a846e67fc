"""What could not be collected, and why: a gap must not be taken for health."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from collector.bundle.finding import Cite, Finding, Severity
from collector.evidence.model import ItemRecord, Status
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text
from collector.findings.parts import listed

REFUSED = Text(
    id="collected-without-admin",
    severity=Severity.NOTE,
    customer="Some facts could not be read, because that needs administrator rights.",
    engineer="Refused: {count} of {probes}: {items}.",
    advice="If support asks for them, collect again as administrator.",
)
FAILED = Text(
    id="collection-incomplete",
    severity=Severity.WARNING,
    customer="Some facts could not be collected; what is missing is named in the bundle.",
    engineer="{how}: {count} of {probes}: {items}.",
    advice="Nothing needs to be done now; support asks if it needs them.",
)
_HOW = {
    Status.TIMED_OUT: "No answer in time (a sick disk answers late)",
    Status.FAILED: "Failed",
}


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    found: defaultdict[Status, list[tuple[str, ItemRecord]]] = defaultdict(list)
    for probe in case.probes:
        for item in probe.items:
            found[item.status].append((probe.id, item))
    for status in (Status.TIMED_OUT, Status.FAILED, Status.REFUSED):
        if items := found[status]:
            text = REFUSED if status is Status.REFUSED else FAILED
            yield text.finding(
                *(_cite(probe, item) for probe, item in items),
                count=len(items), how=_HOW.get(status, ""),
                probes=", ".join(dict.fromkeys(probe for probe, _ in items)),
                items=listed((_said(probe, item) for probe, item in items), "; "),
            )  # fmt: skip


def _cite(probe: str, item: ItemRecord) -> Cite:
    return Cite(path="", fact=f"probes[{probe}].items[{item.name}]", text=item.reason[:200])


def _said(probe: str, item: ItemRecord) -> str:
    return f"{probe}/{item.name}" + (f" ({item.reason})" if item.reason else "")


RULE = Rule(
    id="collection_incomplete",
    looks_for="items that failed, timed out or were refused",
    texts=(REFUSED, FAILED),
    look=look,
)
