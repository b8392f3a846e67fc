"""What the parsers of logs have in common: numbered lines in, records out.

Lines are counted by line feeds, so that a line number means the same to a parser, to an editor
and to the report. A line is looked at up to `MAX_LINE` characters; memory stays flat.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

MAX_LINE = 16_384
MAX_TEXT = 500


class Kind(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    OPERATION = "operation"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """`number` counts from 1; `text` without its line end."""

    number: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRecord:
    """One record of a log, which begins in `line` and ends in `last_line`.

    A log tells time in one of three ways: `local` (naive, of the machine's own zone, which
    `local_time.Settler` turns into `utc`), `utc` (aware), `since_boot` (seconds). None of them: the
    log says no time here. `sure` is False where the zone leaves two answers. `code` is the error or
    event number as written, `source` who wrote it (a provider, a device), where the log says it.
    `topic` is what a rule may look for, in the words of the format's own module.
    """

    line: int
    kind: Kind
    text: str
    last_line: int = 0
    local: datetime | None = None
    utc: datetime | None = None
    since_boot: float | None = None
    sure: bool = True
    code: int | None = None
    source: str = ""
    topic: str = ""

    def at(self, utc: datetime, *, sure: bool = True) -> LogRecord:
        """The same with its time; `dataclasses.replace` costs as much as reading the line did."""
        return LogRecord(
            line=self.line, kind=self.kind, text=self.text, last_line=self.last_line,
            local=self.local, utc=utc, since_boot=self.since_boot, sure=sure, code=self.code,
            source=self.source, topic=self.topic,
        )  # fmt: skip


def numbered(pieces: Iterable[bytes]) -> Iterator[Line]:
    """The lines of UTF-8 text that comes in pieces; what is not UTF-8 becomes U+FFFD."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    number, kept = 1, ""
    for piece in pieces:
        *whole, rest = decoder.decode(piece).split("\n")
        for text in whole:
            yield Line(number=number, text=_shown(kept + text))
            number, kept = number + 1, ""
        if len(kept) <= MAX_LINE:
            kept += rest[: MAX_LINE + 1]
    kept += decoder.decode(b"", final=True)
    if kept:
        yield Line(number=number, text=_shown(kept))


def _shown(text: str) -> str:
    return text[:MAX_LINE].removesuffix("\r")


def short(text: str) -> str:
    """`text` on one line of at most `MAX_TEXT` characters."""
    text = " ".join(text[: 4 * MAX_TEXT].split())
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + "…"
