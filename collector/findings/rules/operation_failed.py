"""Operations that ended with an error, each code counted; what is not known stays unnamed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from collector.bundle.finding import Finding, Severity
from collector.evidence.formats.log_record import Kind, LogRecord
from collector.findings.case import Case
from collector.findings.knowledge import ErrorCode, Knowledge
from collector.findings.model import Rule, Text, cited

FAILED = Text(
    id="operation-failed",
    severity=Severity.ERROR,
    customer="An operation of the product ended with the error {code}{quoted}.",
    engineer="{code}: {meaning}. {count} x in {files}, first in line {first}, last in line {last}: "
    "{what}.",
    advice="Do not repeat the operation before support has answered. {kb}",
)
UNNAMED = Text(
    id="product-log-errors",
    severity=Severity.WARNING,
    customer="A log of the product reports errors.",
    engineer="Marked as errors, without a code that can be read: {count} x in {files}, first in "
    "line {first}, last in line {last}: {what}.",
    advice="Nothing needs to be done; support looks at these lines.",
)
_NOT_KNOWN = "its meaning is not publicly known"


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    found: defaultdict[int | None, list[tuple[str, LogRecord]]] = defaultdict(list)
    counts: Counter[int | None] = Counter()
    for digest in case.digests("stubact", "hdmengine", "pwlog"):
        for (kind, _, _, code), count in digest.seen.items():
            counts[code or None] += count if kind is Kind.ERROR else 0
        for record in digest.telling():
            if record.kind is Kind.ERROR and _kind(known, record.code) != "restart":
                found[record.code or None].append((digest.path, record))
    for code, records in sorted(found.items(), key=lambda pair: -counts[pair[0]]):
        yield _finding(code, records, max(len(records), counts[code]), known)


def _kind(known: Knowledge, code: int | None) -> str:
    about = known.codes.get(code) if code is not None else None
    return about.kind if about else ""


def _finding(
    code: int | None, records: list[tuple[str, LogRecord]], count: int, known: Knowledge
) -> Finding:
    files = sorted({path.rpartition("/")[2] for path, _ in records})
    about = known.codes.get(code or 0, ErrorCode(code=0))
    return (UNNAMED if code is None else FAILED).finding(
        *(cited(path, record.line, record.text) for path, record in records),
        code=f"0x{code or 0:X} ({code or 0})", meaning=about.meaning or _NOT_KNOWN,
        quoted=f' ("{about.meaning}")' if about.meaning else "",
        kb=f"See {about.kb}" if about.kb else "", count=count, files=", ".join(files),
        first=records[0][1].line, last=records[-1][1].line, what=records[-1][1].text,
    )  # fmt: skip


RULE = Rule(
    id="operation_failed",
    looks_for="errors in stubact.log, hdmengine_jobs.log and pwlog.txt (codes from "
    "error_codes.toml)",
    texts=(FAILED, UNNAMED),
    look=look,
    reads=("product_logs",),
)
