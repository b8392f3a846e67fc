"""Dynamic disks, Storage Spaces and LVM: what looks like a partition is a part of something."""

from __future__ import annotations

from collections.abc import Iterator

from collector.bundle.finding import Finding, Severity
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text
from collector.findings.parts import disks, layouts

MANAGED = Text(
    id="disk-managed",
    severity=Severity.WARNING,
    customer="The disk {disk} belongs to {what}. The product cannot work on its partitions one by "
    "one.",
    engineer="{disk}: {what} ({why}).",
    advice="Do not change partitions on this disk with the product before support has answered.",
)
# Types of partitions; source: Microsoft's PARTITION_INFORMATION_GPT, and for 0x42 "LDM".
_TYPES = {
    "0x42": "a dynamic disk of Windows",
    "5808c8aa-7e8f-42e0-85d2-e1e90434cfb3": "a dynamic disk of Windows",
    "af9b60a0-1431-4f62-bc68-3311714a69ad": "a dynamic disk of Windows",
    "e75caf8f-f680-4cee-afa3-b001e56efc2d": "a Storage Space",
    "0x8e": "an LVM group",
    "e6d6d379-f507-44c2-a23c-238f2a3df928": "an LVM group",
    "0xfd": "a Linux RAID",
    "a19d880f-05fc-4d3b-a006-743f0f84911e": "a Linux RAID",
}
_HOLDS = {"LVM physical volume": "an LVM group", "Linux RAID member": "a Linux RAID"}
_SPACES_BUS = "storage spaces"  # as `formats.storage_ioctl` calls BusTypeSpaces


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    told: set[str] = set()
    for layout in layouts(case):
        for place, slot in layout.slots:
            what = _what(tree.text(slot.get("type")), tree.text(slot.get("holds")))
            if what and layout.name not in told:
                told.add(layout.name)
                why = f"type {slot.get('type')} of partition {slot.get('number')}"
                yield MANAGED.finding(
                    layout.cite(place, "type"), disk=layout.name, what=what, why=why
                )
    for disk in disks(case):
        bus = tree.text(disk.row.get("bus")).casefold()
        if disk.name not in told and bus == _SPACES_BUS:
            yield MANAGED.finding(
                disk.cite, disk=disk.name, what="a Storage Space", why=f"bus {bus}"
            )


def _what(kind: str, holds: str) -> str:
    if found := _TYPES.get(kind.casefold()):
        return found
    return next((what for start, what in _HOLDS.items() if holds.startswith(start)), "")


RULE = Rule(
    id="disk_dynamic",
    looks_for="dynamic disks, Storage Spaces, LVM, Linux RAID",
    texts=(MANAGED,),
    look=look,
)
