"""Logs that the support policy asks for and that were not found."""

from __future__ import annotations

from collections.abc import Iterator

from collector.bundle.finding import Cite, Finding, Severity
from collector.evidence.model import Status
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text
from collector.findings.parts import listed

MISSING = Text(
    id="logs-missing",
    severity=Severity.NOTE,
    customer="Logs that support asks for were not found: {names}.",
    engineer="Not found: {names}. Searched: {folders}.",
    advice="If you know where the product is installed, name its folder; else copy these files by "
    "hand, or say that they do not exist.",
)
NO_PRODUCT = Text(
    id="no-product-found",
    severity=Severity.WARNING,
    customer="No installed Paragon product was found on this computer.",
    engineer="No product was found, and so none of its logs ({names}).",
    advice="If it is installed, name its folder. If it runs from a recovery medium, or is not "
    "installed here, say so.",
)


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    for probe in case.probes:
        if probe.id != "product_logs":
            continue
        missing = [item for item in probe.items if item.status in (Status.ABSENT, Status.REFUSED)]
        if not missing:
            continue
        names = listed(item.name for item in missing)
        cites = (
            Cite(path="", fact=f"probes[product_logs].items[{item.name}]", text=item.reason)
            for item in missing
        )
        collected = any(item.status in (Status.COLLECTED, Status.PARTIAL) for item in probe.items)
        anywhere = collected or any(item.searched for item in missing)
        folders = dict.fromkeys(folder for item in missing for folder in item.searched)
        text = MISSING if anywhere else NO_PRODUCT
        yield text.finding(*cites, names=names, folders=listed(folders) or "nowhere")


RULE = Rule(
    id="logs_missing",
    looks_for="documented logs, or the product itself, not found",
    texts=(MISSING, NO_PRODUCT),
    look=look,
)
