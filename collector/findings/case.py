"""What a rule sees of a machine: facts, logs, events and the form, each read at most once."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from itertools import islice
from typing import Any

from collector.bundle.finding import Cite
from collector.evidence.formats import event_list
from collector.evidence.formats.event_xml import Event
from collector.evidence.formats.known import Format, format_of
from collector.evidence.formats.local_time import Settler, zone_named
from collector.evidence.formats.log_record import Kind, Line, LogRecord, numbered
from collector.evidence.model import FileRecord, ProbeRecord
from collector.findings import tree
from collector.findings.scopes import Scoped, prefixes
from collector.findings.source import DAMAGED, Source

MOST_RECORDS = 5_000
MOST_EVENTS, MOST_ROWS = 20_000, 200_000
MOST_BYTES = 100_000_000
"""Of all logs of one machine together: judging them takes about ten seconds, and packing waits."""
MOST_SORTS, FIRST_OF_A_SORT = 500, 10
Key = tuple[Kind, str, str, int | None]
_LIVE_KERNEL_LOGS = ("ring-buffer.txt", "dmesg")


@dataclass(slots=True, kw_only=True)
class Digest:
    """One log in short. `notable`: its last `MOST_RECORDS` records that are no mere notes; `seen`
    counts all of those by kind, topic, source and code, and `early` are the first few of each;
    `count` all of them, by kind; `first` and `last` the earliest and latest time (UTC), the latter
    in `latest_line`; not `whole` where the member is damaged or there is too much to read."""

    path: str
    format: Format
    notable: deque[LogRecord] = field(default_factory=lambda: deque(maxlen=MOST_RECORDS))
    seen: Counter[Key] = field(default_factory=Counter)
    early: list[LogRecord] = field(default_factory=list)
    count: Counter[Kind] = field(default_factory=Counter)
    first: datetime | None = None
    last: datetime | None = None
    latest_line: int = 0
    whole: bool = True

    def telling(self) -> Iterator[LogRecord]:
        """What is notable, in the order of the log, with the first of each sort: a flood of one
        sort drowns no other."""
        start = self.notable[0].line if self.notable else 0
        yield from (record for record in self.early if record.line < start)
        yield from self.notable


class Case:
    """One machine at one time. Nothing here raises because of what the evidence holds, but a
    member that is damaged (`source.DAMAGED`)."""

    def __init__(
        self, source: Source, prefix: str = "", digests: dict[str, Digest] | None = None
    ) -> None:
        """`prefix` stands before the names of its probes in the bundle (see `scopes`); `digests`
        are those of logs that were read before, by path, and get what is read now."""
        self._source, self.prefix = source, prefix
        self.now = source.created_at.astimezone(UTC)
        self.platform, self.time_zone = source.platform, source.time_zone
        self.is_live = source.is_live
        self.probes: tuple[ProbeRecord, ...] = source.probes
        self.files: tuple[FileRecord, ...] = source.files
        self._facts: dict[str, Mapping[str, Any]] = {}
        self._shared = digests
        self._digests: dict[str, Digest] = {} if digests is None else digests
        self._left = MOST_BYTES

    # facts ---------------------------------------------------------------------------------------

    def facts(self, probe: str) -> Mapping[str, Any]:
        """{item: value} of a probe; empty where there are none."""
        if probe not in self._facts:
            self._facts[probe] = tree.row(self._source.facts(probe))
        return self._facts[probe]

    def cite(self, probe: str, fact: str, text: object = "") -> Cite:
        """A fact of a probe as the evidence of a finding."""
        shown = "" if text is None else str(text)[:200]
        return Cite(path=self.member(f"{probe}/facts.json"), fact=fact, text=shown)

    def member(self, inside: str) -> str:
        """The path in the bundle of what a probe put there ("smart/sda.json")."""
        return f"evidence/{self.prefix}{inside}"

    def scopes(self) -> Iterator[Case]:
        """Each machine in this bundle as a case of its own; for a single one this case itself."""
        found = prefixes(self._source)
        for prefix in found:
            if len(found) > 1:
                yield Case(Scoped(self._source, prefix), prefix, self._shared)
            else:
                yield self

    def rows_with(self, *names: str) -> Iterator[tuple[Cite, tree.Row]]:
        """Every mapping in any facts (but events) that has all of these fields, and its place."""
        for probe, place, row in self._rows:
            if all(name in row for name in names):
                yield self.cite(probe, place), row

    @cached_property
    def _rows(self) -> list[tuple[str, str, tree.Row]]:
        found = (
            (probe.id, place, row)
            for probe in self.probes
            if probe.id != "event_log"
            for place, row in tree.all_rows(self.facts(probe.id))
        )
        return list(islice(found, MOST_ROWS))

    @cached_property
    def request(self) -> Mapping[str, Any]:
        return tree.row(self._source.request())

    @cached_property
    def zone(self) -> tzinfo | None:
        """The machine's zone, by its name, else by the offset that it had."""
        facts = tree.row(self.facts("system").get("time_zone"))
        offset = tree.number(facts.get("utc_offset_minutes"))
        return zone_named(tree.text(facts.get("name")) or self.time_zone, offset)

    @cached_property
    def booted_at(self) -> datetime | None:
        text = ""
        for probe in ("system", "recovery-system"):  # from a Recovery CD the kernel is its own
            uptime = tree.row(self.facts(probe).get("uptime"))
            text = text or tree.text(uptime.get("booted_at"))
        try:
            found = datetime.fromisoformat(text)
            return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            return None

    @property
    def family(self) -> str:
        """`windows`, `linux`, `macos`, or "" where nobody knows."""
        return tree.text(tree.row(self.facts("system").get("os")).get("family")).casefold()

    # members -------------------------------------------------------------------------------------

    def has(self, path: str) -> bool:
        return any(record.path == path for record in self.files)

    def named(self, start: str, end: str = "") -> list[str]:
        """Paths of members that begin and end so, sorted."""
        paths = (record.path for record in self.files)
        return sorted(path for path in paths if path.startswith(start) and path.endswith(end))

    def read(self, path: str, limit: int = 4 << 20) -> bytes:
        """The first `limit` bytes of a member; b"" if there is none."""
        data = bytearray()
        for piece in self._source.pieces(path) if self.has(path) else ():
            data += piece[: limit - len(data)]
            if len(data) >= limit:
                break
        return bytes(data)

    def lines(self, path: str) -> Iterator[Line]:
        return numbered(self._source.pieces(path)) if self.has(path) else iter(())

    # logs ----------------------------------------------------------------------------------------

    @cached_property
    def logs(self) -> tuple[tuple[str, Format], ...]:
        """The members whose grammar is known, sorted by path."""
        paths = sorted(record.path for record in self.files if not record.unredactable)
        return tuple((path, found) for path in paths if (found := format_of(path)))

    def records(self, path: str) -> Iterator[LogRecord]:
        """The records of a log, one after another, each with its time in UTC where it is known."""
        found = format_of(path)
        if found is None or not self.has(path):
            return
        settler = Settler(zone=self.zone, booted_at=self._boot_of(path, found))
        for record in found.read(self.lines(path)):
            yield settler.settle(record)

    def _boot_of(self, path: str, found: Format) -> datetime | None:
        """Seconds since boot mean this boot in the live buffer, and in the newest copy of it."""
        live = path.startswith(self.member("kernel_log/")) and path.endswith(_LIVE_KERNEL_LOGS)
        return self.booted_at if found.id == "kernel" and live else None

    def digest(self, path: str) -> Digest:
        """One pass over a log; the next caller gets the same."""
        if path not in self._digests:
            found = format_of(path)
            if found is None:
                raise KeyError(path)
            self._digests[path] = self._digested(Digest(path=path, format=found))
        return self._digests[path]

    def _digested(self, digest: Digest) -> Digest:
        size = sum(record.size for record in self.files if record.path == digest.path)
        if size > self._left:
            digest.whole = False
            return digest
        self._left -= size
        try:
            for record in self.records(digest.path):
                _count(digest, record)
        except DAMAGED:
            digest.whole = False
        return digest

    def digests(self, *formats: str) -> Iterator[Digest]:
        """The digest of every log of these formats."""
        for path, found in self.logs:
            if found.id in formats:
                yield self.digest(path)

    @property
    def not_judged(self) -> tuple[str, ...]:
        """Logs that were asked for and could not be read to their end."""
        return tuple(path for path, digest in self._digests.items() if not digest.whole)

    # events --------------------------------------------------------------------------------------

    @cached_property
    def events(self) -> tuple[tuple[Cite, Event], ...]:
        """Records of the Windows event log: from facts, and from members of XML."""
        found: list[tuple[Cite, Event]] = []
        for item, value in self.facts("event_log").items():
            for place, row in tree.all_rows(value):
                if len(found) < MOST_EVENTS and (event := _event(row)) is not None:
                    fact = item + (place if place.startswith("[") or not place else f".{place}")
                    found.append((self.cite("event_log", fact, _said(event)), event))
        for path, known in self.logs:
            if known.id == "events":
                found += self._events_of(path, MOST_EVENTS - len(found))
        return tuple(found)

    def _events_of(self, path: str, most: int) -> list[tuple[Cite, Event]]:
        found: list[tuple[Cite, Event]] = []
        try:
            for first, _, event in event_list.events(self.lines(path)):
                if len(found) >= most:
                    break
                found.append((Cite(path=path, line=first, text=_said(event)), event))
        except DAMAGED:
            pass  # what was read before the damage counts
        return found


def _count(digest: Digest, record: LogRecord) -> None:
    digest.count[record.kind] += 1
    if record.utc is not None:
        digest.first = min(digest.first or record.utc, record.utc)
        if digest.last is None or record.utc >= digest.last:
            digest.last, digest.latest_line = record.utc, record.line
    if record.kind is not Kind.NOTE:
        digest.notable.append(record)
        source = "" if digest.format.id == "hdmengine" else record.source  # there it is a thread
        key = (record.kind, record.topic, source, record.code)
        if key in digest.seen or len(digest.seen) < MOST_SORTS:
            digest.seen[key] += 1
            if digest.seen[key] <= FIRST_OF_A_SORT:
                digest.early.append(record)


def _event(row: Mapping[str, Any]) -> Event | None:
    provider, number = row.get("provider"), tree.number(row.get("id"))
    if not isinstance(provider, str) or number is None:
        return None
    return Event(
        time=tree.text(row.get("time")),
        provider=provider,
        id=number,
        level=tree.number(row.get("level")) or 0,
        record=tree.number(row.get("record")) or 0,
        channel=tree.text(row.get("channel")),
        data=tuple(tree.texts(row.get("data"))),
    )


def _said(event: Event) -> str:
    return event_list.record(event).text[:200]
