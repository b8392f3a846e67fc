"""Encrypted volumes: the product sees noise where a file system should be."""

from __future__ import annotations

from collections.abc import Iterator

from collector.bundle.finding import Cite, Finding, Severity
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text
from collector.findings.parts import tables

ENCRYPTED = Text(
    id="volume-encrypted",
    severity=Severity.WARNING,
    customer="Partition {number} of the disk {disk} is encrypted with {how}. Most operations do "
    "not work on it.",
    engineer="{disk}, partition {number}: {how}, {size} bytes.",
    advice="Keep the recovery key at hand. Switch the encryption off (or suspend it) before you "
    "resize, move or restore this partition, and on again afterwards.",
)
_HOW = ("BitLocker", "LUKS")


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    for table in tables(case):
        for place, slot in tree.numbered(table.row.get("slots")):
            holds = tree.text(slot.get("holds"))
            if holds.startswith(_HOW):
                fact = f"{table.cite.fact}.slots[{place}].holds"
                yield ENCRYPTED.finding(
                    Cite(path=table.cite.path, fact=fact, text=holds), disk=table.name,
                    number=slot.get("number"), how=holds, size=slot.get("size"),
                )  # fmt: skip
        bare = tree.text(table.row.get("bare_volume"))
        if bare.startswith(_HOW):
            cite = Cite(path=table.cite.path, fact=f"{table.cite.fact}.bare_volume", text=bare)
            yield ENCRYPTED.finding(
                cite, disk=table.name, number="(the whole disk)", how=bare,
                size=table.row.get("disk_size"),
            )  # fmt: skip


RULE = Rule(
    id="volume_encrypted",
    looks_for="BitLocker and LUKS",
    texts=(ENCRYPTED,),
    look=look,
)
