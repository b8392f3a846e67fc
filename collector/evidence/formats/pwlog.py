"""`pwlog.txt`: plain lines, searched for the word "error" as the makers' own tests do.

Two phrases hold it without meaning it: "Scanning directories and files for errors", and lists of
files. Source: a public test library for these products.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from collector.evidence.formats import written_time
from collector.evidence.formats.log_record import Kind, Line, LogRecord, short

_NOT_MEANT = ("scanning directories and files for errors", 'file: "')
_NONE = re.compile(r"\b(?:no|0|without) errors?\b|\berrors?\s{0,3}[:=]\s{0,3}0\b", re.ASCII)
_NUMBER = re.compile(r"\b(?:0x([0-9a-f]{1,8})|error:?\s{1,3}(\d{1,9}))\b", re.ASCII)


def read(lines: Iterable[Line]) -> Iterator[LogRecord]:
    """Lines that mean an error, and those that begin with a time; the others say nothing alone."""
    for line in lines:
        local, end = written_time.leading(line.text)
        text = line.text[end:]
        is_error = _is_error(text)
        if is_error or local is not None:
            yield LogRecord(
                line=line.number,
                last_line=line.number,
                kind=Kind.ERROR if is_error else Kind.NOTE,
                text=short(text),
                local=local,
                code=_code(text) if is_error else None,
            )


def _is_error(text: str) -> bool:
    low = text.casefold()
    if "error" not in low or any(phrase in low for phrase in _NOT_MEANT):
        return False
    return _NONE.search(low) is None


def _code(text: str) -> int | None:
    found = _NUMBER.search(text.casefold())
    if not found:
        return None
    return int(found[1], 16) if found[1] else int(found[2])
