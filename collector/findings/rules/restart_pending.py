"""Something waits for a restart: an operation of the product, or Windows itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from collector.bundle.finding import Cite, Finding, Severity
from collector.evidence.formats.log_record import LogRecord
from collector.evidence.formats.stubact import EXECUTED
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text, cited
from collector.findings.planned import waits_for_restart

OPERATION = Text(
    id="restart-for-operation",
    severity=Severity.WARNING,
    customer="An operation waits for a restart of the computer before it is carried out.",
    engineer='"{name}" ended with {code} (a restart is needed), line {line}; no restart is seen '
    "after it.",
    advice="Close all programs and restart the computer once. If the operation is still not done "
    "then, tell support what the screen showed during the restart.",
)
SINCE = Text(
    id="operation-after-restart",
    severity=Severity.NOTE,
    customer="An operation was left to a restart of the computer. The computer has been restarted "
    "since; the log does not tell whether the operation was carried out.",
    engineer='"{name}" ended with {code} (a restart is needed), line {line}; the machine started '
    "again at {booted}, and nothing of it follows in this log. BioNtLog.txt may tell.",
    advice="Look whether your partitions are as you wanted them. If not, tell support what the "
    "screen showed during the restart.",
)
WINDOWS = Text(
    id="restart-pending",
    severity=Severity.NOTE,
    customer="Windows waits for a restart.",
    engineer="A restart is pending: {what}.",
    advice="Restart the computer before you work on partitions.",
)
EXECUTE = Text(
    id="boot-execute",
    severity=Severity.NOTE,
    customer="A program is set to run before Windows starts the next time.",
    engineer="BootExecute holds more than the disk check of Windows: {what}.",
    advice="Nothing needs to be done; support looks at it.",
)


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    for digest in case.digests("stubact"):
        last = _last_waiting(digest.notable, known)
        if last is not None:
            restarted = _was_restarted(case, last.utc)
            yield (SINCE if restarted else OPERATION).finding(
                cited(digest.path, last.line, last.text),
                name=last.source, code=f"0x{last.code or 0:X}", line=last.line,
                booted=f"{case.booted_at:%Y-%m-%d %H:%M} UTC" if case.booted_at else "",
            )  # fmt: skip
    for cite, row in case.rows_with("boot_execute", "restart_pending"):
        if waiting := tree.texts(row.get("restart_pending")):
            where = Cite(path=cite.path, fact=f"{cite.fact}.restart_pending")
            yield WINDOWS.finding(where, what=", ".join(waiting))
        if unusual := tree.texts(row.get("unusual")):
            where = Cite(path=cite.path, fact=f"{cite.fact}.unusual")
            yield EXECUTE.finding(where, what=", ".join(unusual))


def _last_waiting(records: Iterable[LogRecord], known: Knowledge) -> LogRecord | None:
    """The last operation, if what it says is that a restart is needed."""
    executed = [record for record in records if record.topic == EXECUTED]
    last = executed[-1] if executed else None
    return last if last is not None and waits_for_restart(last, known) else None


def _was_restarted(case: Case, when: datetime | None) -> bool:
    return when is not None and case.booted_at is not None and case.booted_at > when


RULE = Rule(
    id="restart_pending",
    looks_for="operations, updates and programs that wait for a restart",
    texts=(OPERATION, SINCE, WINDOWS, EXECUTE),
    look=look,
)
