"""A file of Windows events in XML, one record after another, as `wevtutil` and readers write it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from collector.evidence.formats import event_xml
from collector.evidence.formats.event_xml import Event, NotAnEventError
from collector.evidence.formats.log_record import Kind, Line, LogRecord, short

_BEGIN = re.compile(r"<Event[ >]")
_END = "</Event>"
_MAX = 256 << 10  # characters of one record; real ones have one to four thousand
_KINDS = {1: Kind.ERROR, 2: Kind.ERROR, 3: Kind.WARNING}


def events(lines: Iterable[Line]) -> Iterator[tuple[int, int, Event]]:
    """(first line, last line, event); what is no record, or is damaged, is passed over."""
    pieces: list[str] = []
    size = first = 0
    for line in lines:
        at = 0
        while at < len(line.text):
            if not pieces:
                begin = _BEGIN.search(line.text, at)
                if begin is None:
                    break
                first, at, size = line.number, begin.start(), 0
            end = line.text.find(_END, at)
            stop = len(line.text) if end < 0 else end + len(_END)
            pieces.append(line.text[at:stop])
            size, at = size + stop - at, stop
            if end >= 0 and (event := _parsed("\n".join(pieces))) is not None:
                yield first, line.number, event
            if end >= 0 or size > _MAX:
                pieces = []


def _parsed(text: str) -> Event | None:
    try:
        return event_xml.parse(text)
    except NotAnEventError:
        return None


def record(event: Event, *, line: int = 0, last_line: int = 0) -> LogRecord:
    """An event as a record of a log: `source` is its provider, `code` its id."""
    said = "; ".join(event.data)
    return LogRecord(
        line=line,
        last_line=last_line or line,
        kind=_KINDS.get(event.level, Kind.NOTE),
        text=short(f"{event.provider} {event.id}" + (f": {said}" if said else "")),
        utc=event.moment,
        code=event.id,
        source=event.provider,
    )


def read(lines: Iterable[Line]) -> Iterator[LogRecord]:
    for first, last, event in events(lines):
        yield record(event, line=first, last_line=last)
