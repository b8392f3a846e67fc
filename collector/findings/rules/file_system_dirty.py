"""A file system that was not closed, or that is damaged."""

from __future__ import annotations

from collections.abc import Iterator

from collector.bundle.finding import Cite, Finding, Severity
from collector.evidence.formats.kernel_messages import BROKEN, DIRTY
from collector.evidence.formats.volume_state import ERRORS, MARKED
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text, cited
from collector.findings.parts import tables

UNCLEAN = Text(
    id="file-system-dirty",
    severity=Severity.ERROR,
    customer="The file system of {volume} was not closed properly or is damaged.",
    engineer="{volume}: {what}.",
    advice="Back up what matters on it. Then shut Windows down completely (not to hibernation) and "
    "let it check the volume (chkdsk), before partitions are changed.",
)
# Source: learn.microsoft.com, "Data corruption and disk errors troubleshooting guidance".
_EVENTS = {
    55: "the structure on the disk is corrupt",
    98: "the volume must be taken offline for a full check",
}
_NTFS = ("ntfs", "microsoft-windows-ntfs")
_NOT_GOOD = (1, 2, 3)  # 98 as a mere information says that a volume is healthy


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    for cite, row in case.rows_with("dirty"):
        if row.get("dirty") is True:
            names = [*tree.texts(row.get("mount_points")), tree.text(row.get("name"))]
            name = next(filter(None, names), "a volume")
            yield UNCLEAN.finding(cite, volume=name, what="its dirty bit is set")
    yield from _by_their_marks(case)
    for digest in case.digests("kernel"):
        for record in digest.telling():
            if record.topic in (DIRTY, BROKEN):
                place = cited(digest.path, record.line, record.text)
                yield UNCLEAN.finding(place, volume=record.source, what=record.text)
    for cite, event in case.events:
        meaning = _EVENTS.get(event.id)
        is_fault = event.level in _NOT_GOOD and event.provider.casefold() in _NTFS
        if meaning and is_fault:
            what = f"event {event.provider} {event.id}: {meaning}; {'; '.join(event.data)}"
            yield UNCLEAN.finding(cite, volume="a volume", what=what)


def _by_their_marks(case: Case) -> Iterator[Finding]:
    for table in tables(case):
        states = [
            (f"slots[{place}].state", f"Partition {slot.get('number')} of the", slot.get("state"))
            for place, slot in tree.numbered(table.row.get("slots"))
        ]
        for place, which, state in (*states, ("bare_state", "The", table.row.get("bare_state"))):
            said = tree.text(state)
            if said in (MARKED, ERRORS):
                mark = Cite(path=table.cite.path, fact=f"{table.cite.fact}.{place}", text=said)
                yield UNCLEAN.finding(mark, volume=f"{which} disk {table.name}", what=said)


RULE = Rule(
    id="file_system_dirty",
    looks_for="the dirty bit, the mark on the volume itself, events Ntfs 55 and 98, and what the "
    "kernel says of file systems",
    texts=(UNCLEAN,),
    look=look,
    reads=("volumes", "partitions", "kernel_log", "event_log"),
)
