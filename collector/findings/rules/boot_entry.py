"""A boot entry of the firmware that points at a partition that is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from collector.bundle.finding import Finding, Severity
from collector.evidence.formats.log_record import Line
from collector.evidence.model import Status
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text, cited
from collector.findings.parts import tables
from collector.findings.source import DAMAGED

NOWHERE = Text(
    id="boot-entry-nowhere",
    severity=Severity.WARNING,
    customer='The boot entry "{name}" points at a partition that does not exist any more.',
    engineer="{entry} {name}: no partition of the {disks} disks read has the GUID {guid}.",
    advice="If the computer does not start, repair the start with the recovery medium. Otherwise "
    "nothing is urgent.",
)
_FILE = "evidence/boot/efibootmgr.txt"
_ENTRY = re.compile(
    r"(?P<entry>Boot[0-9A-Fa-f]{4})(?P<active>\*?)\s{1,3}(?P<name>[^\t]{1,120}?)\s{1,3}"
    r"HD\(\d{1,3},GPT,(?P<guid>[0-9A-Fa-f-]{36})"
)


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    if not _all_tables_read(case):
        return  # the partition may lie on a disk that was not read
    guids = {
        tree.text(slot.get("guid")).casefold()
        for table in tables(case)
        for slot in tree.rows(table.row.get("slots"))
    }
    count = sum(1 for _ in tables(case))
    for line, found in _entries(case):
        if found["guid"].casefold() not in guids:
            yield NOWHERE.finding(
                cited(_FILE, line.number, line.text), name=found["name"], entry=found["entry"],
                guid=found["guid"], disks=count,
            )  # fmt: skip


def _all_tables_read(case: Case) -> bool:
    items = [item for probe in case.probes if probe.id == "partitions" for item in probe.items]
    return bool(items) and all(item.status is Status.COLLECTED for item in items)


def _entries(case: Case) -> Iterator[tuple[Line, re.Match[str]]]:
    try:
        for line in case.lines(_FILE):
            if found := _ENTRY.match(line.text):
                yield line, found
    except DAMAGED:
        return


RULE = Rule(
    id="boot_entry",
    looks_for="boot entries (efibootmgr) whose partition is in no table",
    texts=(NOWHERE,),
    look=look,
)
