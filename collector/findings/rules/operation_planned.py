"""An operation that the product planned and never carried out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from collector.bundle.finding import Finding, Severity
from collector.evidence.formats.log_record import LogRecord
from collector.evidence.formats.stubact import EXECUTED, PLANNED
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text, cited

NEVER = Text(
    id="operation-never-executed",
    severity=Severity.WARNING,
    customer='The operation "{name}" was planned, but never carried out.',
    engineer='"{name}" stands {count} x in the log as planned (virtual) without an execution '
    "after it, first in line {line}.",
    advice="If you did not take the operation back yourself, tell support when you applied it, and "
    "whether the computer was restarted.",
)


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    for digest in case.digests("stubact"):
        open_: defaultdict[str, list[LogRecord]] = defaultdict(list)
        for record in digest.notable:
            if record.topic == PLANNED and not record.code:
                open_[record.source].append(record)
            elif record.topic == EXECUTED and open_[record.source]:
                open_[record.source].pop(0)
        for name, left in open_.items():
            if left:
                yield NEVER.finding(
                    *(cited(digest.path, each.line, each.text) for each in left),
                    name=name, count=len(left), line=left[0].line,
                )  # fmt: skip


RULE = Rule(
    id="operation_planned",
    looks_for="operations of stubact.log that were planned and never executed",
    texts=(NEVER,),
    look=look,
)
