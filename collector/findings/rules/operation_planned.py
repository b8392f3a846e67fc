"""An operation that the product planned and never carried out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from collector.bundle.finding import Finding, Severity
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text, cited
from collector.findings.planned import Open, open_operations

NEVER = Text(
    id="operation-never-executed",
    severity=Severity.WARNING,
    customer='The operation "{name}" was planned, but never carried out.',
    engineer='"{name}" stands {count} x in the log as planned (virtual), first in line {line}; the '
    "run stopped before it, with {code} in line {stop} ({before}).",
    advice="An operation before it failed. Do not apply it again before support has answered.",
)
NOT_APPLIED = Text(
    id="operation-not-applied",
    severity=Severity.NOTE,
    customer='The operation "{name}" was planned; the log does not tell that it was carried out.',
    engineer='"{name}" stands {count} x in the log as planned (virtual) without an execution '
    "after it, first in line {line}: never applied, or taken back; the log does not say which"
    "{later}{boot}.",
    advice="If you took it back, or did not apply it yet, all is well. Otherwise tell support when "
    "you applied it, and whether the computer was restarted.",
)


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    for digest in case.digests("stubact"):
        groups: defaultdict[tuple[str, bool], list[Open]] = defaultdict(list)
        for one in open_operations(digest.notable, known):
            groups[one.planned.source, one.stopped_by is not None].append(one)
        for (name, stopped), found in groups.items():
            yield (_never if stopped else _not_applied)(case, digest.path, name, found)


def _never(_case: Case, path: str, name: str, found: list[Open]) -> Finding:
    records = [one.planned for one in found]
    stop = next(one.stopped_by for one in found if one.stopped_by is not None)
    return NEVER.finding(
        *(cited(path, each.line, each.text) for each in (*records[:8], stop)),
        name=name, count=len(found), line=records[0].line, stop=stop.line,
        code=f"0x{stop.code or 0:X}", before=stop.source,
    )  # fmt: skip


def _not_applied(case: Case, path: str, name: str, found: list[Open]) -> Finding:
    records = [one.planned for one in found]
    passed = max(one.passed_over for one in found)
    later = f"; {passed} planned after it were carried out without it" if passed else ""
    return NOT_APPLIED.finding(
        *(cited(path, each.line, each.text) for each in records),
        name=name, count=len(found), line=records[0].line, later=later, boot=_at_boot(case),
    )  # fmt: skip


def _at_boot(case: Case) -> str:
    """Whether something is set to run before Windows starts, where that was read."""
    rows = [row for _, row in case.rows_with("boot_execute", "unusual")]
    if not rows:
        return ""
    waiting = [what for row in rows for what in tree.texts(row.get("unusual"))]
    if waiting:
        return f"; set to run at the next start: {', '.join(waiting)}"
    return "; nothing is set to run at the next start"


RULE = Rule(
    id="operation_planned",
    looks_for="operations of stubact.log that were planned and never executed",
    texts=(NEVER, NOT_APPLIED),
    look=look,
    reads=("product_logs", "next_start"),
)
