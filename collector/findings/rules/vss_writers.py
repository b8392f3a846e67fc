"""Writers of Windows' shadow copies that failed: backup while Windows runs does not work."""

from __future__ import annotations

from collections.abc import Iterator

from collector.bundle.finding import Finding, Severity
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text

FAILED = Text(
    id="vss-writer-failed",
    severity=Severity.ERROR,
    customer="A part of Windows that backups need ({writer}) has failed.",
    engineer="The VSS writer {writer} is in the state {state} {said}; its last error: {error}.",
    advice="Restart the computer and try the backup again. If it fails again, tell support.",
)
_FAILED = frozenset(range(6, 16))
"""VSS_WRITER_STATE of vswriter.h: 6 (failed at identify) to 15 (failed at backup shutdown)."""


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    for cite, row in case.rows_with("writer", "state"):
        state = tree.number(row.get("state"))
        if state in _FAILED:
            yield FAILED.finding(
                cite, writer=tree.text(row.get("writer")), state=state,
                said=tree.text(row.get("state_text")),
                error=tree.text(row.get("error")) or "not told",
            )  # fmt: skip


RULE = Rule(
    id="vss_writers",
    looks_for="VSS writers in a failed state",
    texts=(FAILED,),
    look=look,
    reads=("shadow_copies",),
)
