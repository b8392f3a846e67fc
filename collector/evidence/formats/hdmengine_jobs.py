"""`hdmengine_jobs.log` of newer products: `14.01.2024 11:31:31.650,virtual ,[9068]  text`.

Local time without a zone; `virtual` is planned, `physical` carried out; `!!!Error:` and
`!!!Warning:` mark what went wrong, `Result = 0x11030` says how. Source: a public sample of the log.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from collector.evidence.formats import written_time
from collector.evidence.formats.log_record import Kind, Line, LogRecord, short
from collector.evidence.formats.stubact import EXECUTED, PLANNED

_MODE = re.compile(r",\s{0,8}(virtual|physical)\s{0,8},\s{0,8}\[(\d{1,10})\]", re.ASCII)
_RESULT = re.compile(r"\bResult\s{0,2}[=:]\s{0,2}0x([0-9A-Fa-f]{1,8})\b", re.IGNORECASE | re.ASCII)
_ERROR, _WARNING = "!!!Error:", "!!!Warning:"


def read(lines: Iterable[Line]) -> Iterator[LogRecord]:
    """Each line that begins with a time; those without belong to the one before them."""
    current: LogRecord | None = None
    for line in lines:
        local, end = written_time.leading(line.text)
        mode = _MODE.match(line.text, end) if local is not None else None
        if mode is None:
            if current is not None:
                current = _with_more(current, line)
            continue
        if current is not None:
            yield current
        text = line.text[mode.end() :]
        current = LogRecord(
            line=line.number,
            last_line=line.number,
            kind=_kind(text),
            text=short(text),
            local=local,
            code=_result(text),
            source=mode[2],
            topic=PLANNED if mode[1] == "virtual" else EXECUTED,
        )
    if current is not None:
        yield current


def _with_more(record: LogRecord, line: Line) -> LogRecord:
    """A message that goes on: a mark or a result may stand in its later lines."""
    kind = _kind(line.text)
    return replace(
        record,
        last_line=line.number,
        kind=record.kind if kind is Kind.NOTE else kind,
        code=record.code if record.code is not None else _result(line.text),
    )


def _kind(text: str) -> Kind:
    if _ERROR in text:
        return Kind.ERROR
    return Kind.WARNING if _WARNING in text else Kind.NOTE


def _result(text: str) -> int | None:
    found = _RESULT.search(text)
    return int(found[1], 16) if found else None
