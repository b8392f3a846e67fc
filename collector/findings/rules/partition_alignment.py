"""Partitions that begin within a physical sector: slow on every disk with 4096-byte sectors."""

from __future__ import annotations

from collections.abc import Iterator

from collector.bundle.finding import Finding, Severity
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text
from collector.findings.parts import disks, layouts

MISALIGNED = Text(
    id="partition-misaligned",
    severity=Severity.NOTE,
    customer="Partitions of the disk {disk} are not aligned; the disk is slower than it could be.",
    engineer="{disk}: partitions {numbers} do not begin at a multiple of {unit} bytes (its "
    "physical sectors).",
    advice="This is not urgent. The product can align partitions, after a backup.",
)
_UNIT = 4096
# Without a file system: extended and protective ones, Microsoft's reserved partition and that of
# GRUB for BIOS, which both begin in sector 34 by design.
_NO_DATA = frozenset({
    "0x05", "0x0f", "0x85", "0xee",
    "e3c9e316-0b5c-4db8-817d-f92df00215ae", "21686148-6449-6e6f-744e-656564454649",
})  # fmt: skip


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    physical = {
        disk.name: tree.number(disk.row.get("physical_sector_size")) for disk in disks(case)
    }
    for layout in layouts(case):
        unit = max(_UNIT, physical.get(layout.name) or 0)
        bad = [
            (place, slot)
            for place, slot in layout.slots
            if tree.text(slot.get("type")).casefold() not in _NO_DATA
            and (tree.number(slot.get("start")) or 0) % unit
        ]
        if bad:
            cites = (layout.cite(place, "start") for place, _ in bad)
            numbers = ", ".join(str(slot.get("number")) for _, slot in bad)
            yield MISALIGNED.finding(*cites, disk=layout.name, numbers=numbers, unit=unit)


RULE = Rule(
    id="partition_alignment",
    looks_for="partitions that do not begin at a physical sector",
    texts=(MISALIGNED,),
    look=look,
)
