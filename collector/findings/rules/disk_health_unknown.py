"""That no disk's health was read: silence about it must not be taken for good news."""

from __future__ import annotations

from collections.abc import Iterator

from collector.bundle.finding import Cite, Finding, Severity
from collector.evidence.model import ItemRecord
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.disk_health import readings
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text

UNKNOWN = Text(
    id="disk-health-unknown",
    severity=Severity.NOTE,
    customer="The health of the disks is not known: none of them could be asked.",
    engineer="No disk told its health ({disks}): {why}. Administrator rights (--elevate) or "
    "smartctl may change that.",
    advice="Collect again with administrator rights. If that does not help, install smartmontools "
    "(smartctl) and collect once more. Until then, a failing disk is not ruled out.",
)
_MOST = 6


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    """Nothing is said of virtual machines, whose disks have no health of their own."""
    asked = [item for probe in case.probes if probe.id == "smart" for item in probe.items]
    disks = list(dict.fromkeys(name for item in asked if (name := _disk(item))))
    if not disks or _is_virtual(case) or any(reading.tells for reading in readings(case)):
        return
    reasons = dict.fromkeys(item.reason for item in asked if item.reason)
    yield UNKNOWN.finding(
        *(_cite(item) for item in asked),
        disks=", ".join(disks[:_MOST]),
        why="; ".join([*reasons][:_MOST]) or "they gave no answer that tells it",
    )


def _disk(item: ItemRecord) -> str:
    """The disk that an item of the probe is about; "" where there is none."""
    if item.name.startswith("health-"):
        return item.name.removeprefix("health-")
    return item.name.removesuffix(".json") if item.name.endswith(".json") else ""


def _is_virtual(case: Case) -> bool:
    return tree.row(case.facts("system").get("virtualization")).get("virtual") is True


def _cite(item: ItemRecord) -> Cite:
    return Cite(path="", fact=f"probes[smart].items[{item.name}]", text=item.reason[:200])


RULE = Rule(
    id="disk_health_unknown",
    looks_for="whether the health of any disk was read",
    texts=(UNKNOWN,),
    look=look,
    reads=("smart",),
)
