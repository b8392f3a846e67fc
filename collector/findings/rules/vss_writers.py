"""Writers of Windows' shadow copies that failed: backup while Windows runs does not work."""

from __future__ import annotations

from collections.abc import Iterator

from collector.bundle.finding import Cite, Finding, Severity
from collector.evidence.formats import vss_writers
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text, cited
from collector.findings.source import DAMAGED

FAILED = Text(
    id="vss-writer-failed",
    severity=Severity.ERROR,
    customer="A part of Windows that backups need ({writer}) has failed.",
    engineer="The VSS writer {writer} is in the state {state}.",
    advice="Restart the computer and try the backup again. If it fails again, tell support.",
)


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    for cite, row in case.rows_with("writer", "state"):
        state = tree.number(row.get("state"))
        if state in vss_writers.FAILED:
            yield FAILED.finding(cite, writer=row.get("writer"), state=state)
    for path in case.named("evidence/"):
        if "writers" in path.rpartition("/")[2].casefold() and path.endswith(".txt"):
            yield from _of_text(case, path)


def _of_text(case: Case, path: str) -> Iterator[Finding]:
    try:
        for writer in vss_writers.parse(case.lines(path)):
            if writer.state in vss_writers.FAILED:
                cite: Cite = cited(path, writer.line, writer.text)
                yield FAILED.finding(cite, writer=writer.name, state=writer.state)
    except DAMAGED:
        return


RULE = Rule(
    id="vss_writers",
    looks_for="VSS writers in a failed state",
    texts=(FAILED,),
    look=look,
)
