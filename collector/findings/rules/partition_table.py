"""Partition tables that contradict themselves, each other, or the disk."""

from __future__ import annotations

from collections.abc import Iterator

from collector.bundle.finding import Cite, Finding, Severity
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text
from collector.findings.parts import tables

DAMAGED = Text(
    id="partition-table-damaged",
    severity=Severity.ERROR,
    customer="The partition table of the disk {disk} contradicts itself. Operations on it may "
    "be refused, or do harm.",
    engineer="{disk} ({style}): {problems}.",
    advice="Do not change partitions on this disk. Back up what matters, and wait for support: the "
    "table must be put right first.",
)
HYBRID = Text(
    id="partition-table-hybrid",
    severity=Severity.WARNING,
    customer="The disk {disk} has two partition tables (a hybrid MBR) that may contradict each "
    "other.",
    engineer="{disk}: a GPT with {slots} partitions beside an MBR with {mbr_slots} ({differ}).",
    advice="Do not change partitions on this disk before support has looked at both tables.",
)
_PROTECTIVE = "0xee"


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    for table in tables(case):
        style = tree.text(table.row.get("style"))
        if problems := tree.texts(table.row.get("problems")):
            cites = (
                Cite(path=table.cite.path, fact=f"{table.cite.fact}.problems[{place}]", text=text)
                for place, text in enumerate(problems)
            )
            yield DAMAGED.finding(
                *cites, disk=table.name, style=style, problems="; ".join(problems)
            )
        if style.casefold() == "hybrid":
            slots = tree.rows(table.row.get("slots"))
            others = [
                slot
                for slot in tree.rows(table.row.get("mbr_slots"))
                if slot.get("type") != _PROTECTIVE
            ]
            here = {_extent(slot) for slot in slots}
            foreign = sum(_extent(slot) not in here for slot in others)
            differ = f"{foreign} of them not in the GPT" if foreign else "all of them in the GPT"
            yield HYBRID.finding(
                table.cite, disk=table.name, slots=len(slots), mbr_slots=len(others), differ=differ
            )


def _extent(slot: tree.Row) -> tuple[int | None, int | None]:
    return tree.number(slot.get("start")), tree.number(slot.get("size"))


RULE = Rule(
    id="partition_table",
    looks_for="tables that disagree: backup GPT, overlapping, beyond the end, hybrid MBR",
    texts=(DAMAGED, HYBRID),
    look=look,
    reads=("partitions",),
)
