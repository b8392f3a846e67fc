"""`stubact.log`: every operation twice, as it was planned (virtual) and as it was carried out.

A block begins with `[Operation]` and ends at a line of underscores, at one that begins with `#`,
or where the next one begins; lines begin with `>> `. Known fields: `Error: 0 (0x0)`, `Virtual:`,
`Code:`, in the sections `[Operation]`, `[Target]`, `[Target index]`, `[Parameters]`, `[Result]`.
Source: a public test library for these products that reads this log. What else a block holds is
passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from collector.evidence.formats import written_time
from collector.evidence.formats.log_record import Kind, Line, LogRecord, short

PLANNED, EXECUTED = "planned", "executed"
_MAX_NAME, _MAX_TARGET = 120, 10
_SECTION = re.compile(r"\[([A-Za-z][A-Za-z ]{0,40})\]\s*(.*)", re.ASCII)
_NUMBER = re.compile(r"\s*(\d{1,10})\b", re.ASCII)


@dataclass(slots=True, kw_only=True)
class Operation:
    """One block. `virtual` None where it does not say; `target` holds the lines of its target."""

    line: int
    last_line: int
    name: str = ""
    code: int | None = None
    error: int | None = None
    virtual: bool | None = None
    target: list[str] = field(default_factory=list)
    local: datetime | None = None


def operations(lines: Iterable[Line]) -> Iterator[Operation]:
    """Every block in the order of the log."""
    current: Operation | None = None
    section = ""
    clock: datetime | None = None
    for line in lines:
        time, text = _plain(line.text)
        clock = time or clock
        heading = _SECTION.fullmatch(text)
        begins = heading is not None and heading[1].casefold() == "operation"
        if current is not None and (begins or text.startswith(("___", "#"))):
            yield current
            current = None
        if begins and heading:
            current = Operation(line=line.number, last_line=line.number, local=clock)
            current.name = heading[2][:_MAX_NAME]
        section = heading[1].casefold() if heading else section
        if current is not None and not begins:
            current.last_line = line.number
            if text and not heading:
                _take(current, section, text)
    if current is not None:
        yield current


def _plain(text: str) -> tuple[datetime | None, str]:
    """A line without its `>> `, and without the time that some builds may put before it."""
    text = text.strip().removeprefix(">>").strip()
    time, end = written_time.leading(text)
    return time, text if time is None else text[end:].lstrip(" ]\t,").removeprefix(">>").strip()


def _take(operation: Operation, section: str, text: str) -> None:
    key, colon, value = text.partition(":")
    number = _NUMBER.match(value)
    match key.strip().casefold(), number:
        case "error", re.Match():
            operation.error = int(number[1])
        case "virtual", re.Match():
            operation.virtual = int(number[1]) != 0
        case "code", re.Match() if operation.code is None:
            operation.code = int(number[1])
        case (("name" | "operation"), None) if section == "operation" and not operation.name:
            operation.name = value.strip()[:_MAX_NAME]
        case _:
            if section == "operation" and not colon and not operation.name:
                operation.name = text[:_MAX_NAME]
            elif section.startswith("target") and len(operation.target) < _MAX_TARGET:
                operation.target.append(text[:_MAX_NAME])


def read(lines: Iterable[Line]) -> Iterator[LogRecord]:
    """Each operation as a record; `code` is its error, `topic` planned or executed."""
    for each in operations(lines):
        topic = "" if each.virtual is None else PLANNED if each.virtual else EXECUTED
        name = each.name or (f"operation {each.code}" if each.code is not None else "operation")
        text = " ".join([name, *(part for part in each.target if "DiskVirtual" not in part)])
        yield LogRecord(
            line=each.line,
            last_line=each.last_line,
            kind=Kind.ERROR if each.error else Kind.OPERATION,
            text=short(text),
            local=each.local,
            code=each.error,
            source=name,
            topic=topic,
        )
