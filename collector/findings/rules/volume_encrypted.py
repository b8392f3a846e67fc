"""Encrypted volumes: the product sees noise where a file system should be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from collector.bundle.finding import Cite, Finding, Severity
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text
from collector.findings.parts import Part, size, tables

ENCRYPTED = Text(
    id="volume-encrypted",
    severity=Severity.WARNING,
    customer="{volume} is encrypted with {how}. Many operations do not work on it.",
    engineer="{volume}: {said}, {size}.",
    advice="Keep the recovery key at hand. Switch the encryption off (or suspend it) before you "
    "resize, move or restore this partition, and on again afterwards.",
)
_HOW = ("BitLocker", "LUKS")
# Of `platforms.live_bitlocker`: 0, which is not documented, stands at volumes that cannot be
# encrypted, and is told as "unknown (0)".
_NOT_ENCRYPTED = ("BitLocker: off", "BitLocker: unknown", "BitLocker: waiting for activation")


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    for cite, row in case.rows_with("encryption", "mount_points"):
        said = tree.text(row.get("encryption"))
        if said.startswith(_HOW) and not said.startswith(_NOT_ENCRYPTED):
            points = tree.texts(row.get("mount_points")) or [tree.text(row.get("name"))]
            where = replace(cite, fact=f"{cite.fact}.encryption", text=said)
            yield ENCRYPTED.finding(
                where, volume=points[0], how=_name(said), said=said, size=size(row.get("size"))
            )
    for table in tables(case):
        for place, slot in tree.numbered(table.row.get("slots")):
            fact = f"{table.cite.fact}.slots[{place}].holds"
            name = f"Partition {slot.get('number')} of the disk {table.name}"
            yield from _of_first_bytes(table, fact, slot.get("holds"), name, slot.get("size"))
        fact = f"{table.cite.fact}.bare_volume"
        total = table.row.get("disk_size")
        bare = table.row.get("bare_volume")
        yield from _of_first_bytes(table, fact, bare, f"The disk {table.name}", total)


def _of_first_bytes(
    table: Part, fact: str, holds: object, name: str, count: object
) -> Iterator[Finding]:
    said = tree.text(holds)
    if said.startswith(_HOW):
        cite = Cite(path=table.cite.path, fact=fact, text=said)
        yield ENCRYPTED.finding(cite, volume=name, how=_name(said), said=said, size=size(count))


def _name(said: str) -> str:
    """What encrypts it, without its state."""
    return said.partition(":")[0]


RULE = Rule(
    id="volume_encrypted",
    looks_for="BitLocker and LUKS",
    texts=(ENCRYPTED,),
    look=look,
)
