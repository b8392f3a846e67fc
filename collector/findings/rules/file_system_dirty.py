"""A file system that was not closed, or that is damaged."""

from __future__ import annotations

from collections.abc import Iterator

from collector.bundle.finding import Finding, Severity
from collector.evidence.formats.kernel_messages import BROKEN, DIRTY
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text, cited

UNCLEAN = Text(
    id="file-system-dirty",
    severity=Severity.ERROR,
    customer="The file system of {volume} was not closed properly or is damaged.",
    engineer="{volume}: {what}.",
    advice="Back up what matters on it. Then shut Windows down completely (not to hibernation) and "
    "let it check the volume (chkdsk), before partitions are changed.",
)
# Source: Ntfs 55 "The file system structure on the disk is corrupt and unusable" (its own message).
_EVENT_55 = "the structure on disk is corrupt"


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    for cite, row in case.rows_with("dirty"):
        if row.get("dirty") is True:
            names = [*tree.texts(row.get("mount_points")), tree.text(row.get("name"))]
            name = next(filter(None, names), "a volume")
            yield UNCLEAN.finding(cite, volume=name, what="its dirty bit is set")
    for digest in case.digests("kernel"):
        for record in digest.notable:
            if record.topic in (DIRTY, BROKEN):
                place = cited(digest.path, record.line, record.text)
                yield UNCLEAN.finding(place, volume=record.source, what=record.text)
    for cite, event in case.events:
        if event.provider.casefold() in ("ntfs", "microsoft-windows-ntfs") and event.id == 55:
            what = f"event {event.provider} {event.id}: {_EVENT_55}; {'; '.join(event.data)}"
            yield UNCLEAN.finding(cite, volume="a volume", what=what)


RULE = Rule(
    id="file_system_dirty",
    looks_for="the dirty bit, event Ntfs 55, and what the kernel says of file systems",
    texts=(UNCLEAN,),
    look=look,
)
