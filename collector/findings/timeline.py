"""One order for all logs: what the products, Windows and the kernel said around one moment.

A record without a time that can be settled (no zone is known, seconds since a boot that nobody
dates) is counted, not guessed. What is far from the moment is left out, and counted as well.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, tzinfo
from enum import StrEnum

from collector.bundle.finding import Cite
from collector.core.errors import CollectorError
from collector.evidence.formats import event_list
from collector.evidence.formats.log_record import Kind, LogRecord
from collector.findings import tree
from collector.findings.case import Case

NEAREST = 150
"""Records of one log nearest the moment, whatever they say; and as many that are no mere notes."""
MOST = 3_000
"""Records of all logs together."""

_CLOCK = r"(?:[ ,T]{1,4}(\d{1,2}):(\d\d)(?::(\d\d))?)?"
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})" + _CLOCK, re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})" + _CLOCK, re.ASCII)


class Why(StrEnum):
    """How the moment was chosen, in the order in which it is tried."""

    ASKED = "asked"
    FORM = "form"
    LAST_ERROR = "last_error"
    COLLECTED = "collected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One log: its name for people, and its records, each with the place where it stands.

    `bundle` tells the logs of two bundles apart (0 the first). `zone` is that of its machine.
    """

    title: str
    records: Iterable[tuple[Cite, LogRecord]]
    zone: tzinfo | None = None
    bundle: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record in the common order; `voice` is a place in `Timeline.voices`."""

    utc: datetime
    voice: int
    cite: Cite
    record: LogRecord


@dataclass(slots=True, kw_only=True)
class Heard:
    """What became of one log: records in all, those without a settled time, those left out."""

    title: str
    bundle: int = 0
    total: int = 0
    unsettled: int = 0
    left_out: int = 0
    damaged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """`entries` in order of time; equal times stand as their log has them."""

    moment: datetime
    entries: tuple[Entry, ...]
    voices: tuple[Heard, ...]


def merge(voices: Sequence[Voice], moment: datetime, *, nearest: int = NEAREST) -> Timeline:
    """Every voice is read once; memory is bounded by `nearest`, not by the logs."""
    heard: list[Heard] = []
    entries: list[Entry] = []
    for number, voice in enumerate(voices):
        state = Heard(title=voice.title, bundle=voice.bundle)
        kept = _nearest(voice, moment, nearest, state)
        state.left_out = state.total - state.unsettled - len(kept)
        heard.append(state)
        entries += [
            Entry(utc=utc, voice=number, cite=cite, record=record) for utc, cite, record in kept
        ]
        if len(entries) > MOST:
            entries = _thinned(entries, moment, heard)
    entries.sort(key=lambda each: each.utc)  # stable: within a log, its own order
    return Timeline(moment=moment.astimezone(UTC), entries=tuple(entries), voices=tuple(heard))


def _thinned(entries: list[Entry], moment: datetime, heard: list[Heard]) -> list[Entry]:
    """The nearest of all logs; the others are counted as left out. The order stays."""
    order = sorted(entries, key=lambda each: abs((each.utc - moment).total_seconds()))
    far = {id(each) for each in order[MOST:]}
    for each in order[MOST:]:
        heard[each.voice].left_out += 1
    return [each for each in entries if id(each) not in far]


_Kept = tuple[datetime, Cite, LogRecord]


def _nearest(voice: Voice, moment: datetime, most: int, state: Heard) -> list[_Kept]:
    """In the order of the log. Two heaps, so that a talkative log does not drown its own errors."""
    heaps: tuple[list[tuple[float, int, _Kept]], ...] = ([], [])
    try:
        for place, (cite, record) in enumerate(voice.records):
            state.total += 1
            if record.utc is None:
                state.unsettled += 1
                continue
            far = -abs((record.utc - moment).total_seconds())
            row = (far, -place, (record.utc, cite, record))
            for heap in heaps if record.kind is not Kind.NOTE else heaps[:1]:
                heapq.heappush(heap, row)
                if len(heap) > most:
                    heapq.heappop(heap)
    except CollectorError:
        state.damaged = True  # what was read before the damage counts
    rows = {-place: kept for heap in heaps for _, place, kept in heap}
    return [rows[place] for place in sorted(rows)]


def voices_of(case: Case, bundle: int = 0) -> list[Voice]:
    """Every log of a bundle whose grammar is known, and its Windows events."""
    found = [
        Voice(
            title=path.rpartition("/")[2],
            records=_cited(case, path),
            zone=case.zone,
            bundle=bundle,
        )
        for path, known in case.logs
        if known.id != "events"
    ]
    events = sorted(case.events, key=lambda pair: pair[1].time)
    if events:
        rows = [(cite, event_list.record(event, line=cite.line)) for cite, event in events]
        found.append(Voice(title="Windows events", records=rows, zone=case.zone, bundle=bundle))
    return found


def _cited(case: Case, path: str) -> Iterator[tuple[Cite, LogRecord]]:
    for record in case.records(path):
        yield Cite(path=path, line=record.line), record


def moment_of(case: Case, asked: datetime | None = None) -> tuple[datetime, Why]:
    """The moment that a report is about: asked for, else as the form says, else the last error
    that a log names, else when the bundle was made. UTC."""
    if asked is not None:
        return asked.astimezone(UTC), Why.ASKED
    said = tree.text(tree.row(case.request.get("problem")).get("occurred_at"))
    if said and (stated := read_moment(said, case.zone)) is not None:
        return stated, Why.FORM
    if (last := _last_error(case)) is not None:
        return last, Why.LAST_ERROR
    return case.now, Why.COLLECTED


def _last_error(case: Case) -> datetime | None:
    """A time after the bundle was made is that of a clock that is wrong."""
    times = [
        record.utc
        for path, known in case.logs
        if known.id != "events"
        for record in case.digest(path).notable
        if record.kind is Kind.ERROR and record.utc is not None and record.utc <= case.now
    ]
    times += [
        moment
        for _, event in case.events
        if event.level in (1, 2) and (moment := event.moment) is not None and moment <= case.now
    ]
    return max(times, default=None)


def read_moment(text: str, zone: tzinfo | None) -> datetime | None:
    """A time as people write it ("2026-11-01 14:30", "1.11.2026 14:30", with or without an
    offset), in UTC; a date alone is its noon. Without a zone, UTC is taken. None for any other."""
    text = text.strip()[:80]
    try:
        found = datetime.fromisoformat(text) if "T" in text or ":" in text else None
    except ValueError:
        found = None
    found = found or _dated(text)
    if found is None:
        return None
    try:
        return (found if found.tzinfo else found.replace(tzinfo=zone or UTC)).astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def _dated(text: str) -> datetime | None:
    if dotted := _DOTTED.fullmatch(text):
        day, month, year, hour, minute, second = dotted.groups()
    elif iso := _ISO.fullmatch(text):
        year, month, day, hour, minute, second = iso.groups()
    else:
        return None
    try:
        clock = time(int(hour or 12), int(minute or 0), int(second or 0))
        return datetime.combine(date(int(year), int(month), int(day)), clock)
    except ValueError:
        return None
