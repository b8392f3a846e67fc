"""Records of the Windows event log, in the XML that Windows and its readers give for each.

The elements and attributes are those of Microsoft's event schema (namespace
http://schemas.microsoft.com/win/2004/08/events/event); none of them is translated.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from xml.parsers import expat

_MAX_RECORD = 256 << 10  # characters; real ones have one to four thousand
_MAX_DATA, _MAX_TEXT = 40, 2_000
_MAX_CONDITIONS = 12
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventQuery:
    """What is wanted of one log ("System"): providers (empty: all), levels, and since when."""

    channel: str
    providers: tuple[str, ...] = ()
    levels: tuple[int, ...] = (1, 2, 3)
    since: datetime | None = None

    def takes(self, event: Event) -> bool:
        """Whether a record is meant. One without a time that can be read is."""
        named = {provider.casefold() for provider in self.providers}
        when = event.moment
        return (
            (not named or event.provider.casefold() in named)
            and (event.level in self.levels)
            and (self.since is None or when is None or when >= self.since)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """`time` is UTC, ISO 8601, as it stands in the record; `level` 1 critical, 2 error, 3 warning,
    4 information (0: none given). `data` are its parameters in order, named where they have one
    ("DriveName=\\\\Device\\\\Harddisk0"); `binary` its bytes in hexadecimal."""

    time: str
    provider: str
    id: int
    level: int
    record: int
    channel: str
    data: tuple[str, ...] = ()
    binary: str = ""

    @property
    def moment(self) -> datetime | None:
        try:
            # Python reads microseconds at most; Windows writes seven digits
            plain = re.sub(r"(\.\d{6})\d+", r"\1", self.time)
            found = datetime.fromisoformat(plain.replace("Z", "+00:00").replace(" UTC", "+00:00"))
        except ValueError:
            return None
        return found if found.tzinfo else found.replace(tzinfo=UTC)


class NotAnEventError(ValueError):
    """The text is not the XML of one record."""


def since_days(days: int, now: datetime) -> datetime:
    return now.astimezone(UTC) - timedelta(days=days)


def xpath(query: EventQuery, now: datetime) -> str:
    """The query in the subset of XPath that the event log understands, which takes some twenty
    conditions at most: many providers are left to `EventQuery.takes`."""
    parts = []
    if 0 < len(query.providers) <= _MAX_CONDITIONS:
        names = " or ".join(f"@Name='{name}'" for name in query.providers)
        parts.append(f"Provider[{names}]")
    if query.levels:
        parts.append("(" + " or ".join(f"Level={level}" for level in query.levels) + ")")
    if query.since is not None:
        age = max(0, int((now - query.since).total_seconds() * 1000))
        parts.append(f"TimeCreated[timediff(@SystemTime) <= {age}]")
    return f"*[System[{' and '.join(parts)}]]" if parts else "*"


def split(text: str) -> Iterator[str]:
    """The records of a list without a root, as `wevtutil qe /f:xml` prints it."""
    for found in re.finditer(r"<Event[ >].*?</Event>", text, re.DOTALL):
        yield found.group()


def events(records: Iterable[str], query: EventQuery) -> Iterator[Event]:
    """Those that the query means; a record that cannot be read is passed over."""
    for record in records:
        try:
            event = parse(record)
        except NotAnEventError:
            continue
        if query.takes(event):
            yield event


def parse(text: str) -> Event:
    """One record. The text is hostile: no entity is expanded, no document type accepted.

    Raises NotAnEventError.
    """
    if len(text) > _MAX_RECORD:
        raise NotAnEventError("the record is too long")
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=None)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = _no_document_type
    parser.buffer_text = True
    try:
        parser.Parse(_without_declaration(_NOT_XML.sub("\ufffd", text)), True)
    except expat.ExpatError as error:
        raise NotAnEventError(f"the record is damaged: {error}") from error
    return reader.event()


def _without_declaration(text: str) -> str:
    """The text is decoded already, whatever its declaration says of bytes."""
    plain = text.lstrip("\ufeff \t\r\n")
    if plain.startswith("<?xml"):
        return plain.partition("?>")[2]
    return plain


def _no_document_type(*_: object) -> None:
    raise NotAnEventError("a document type is not accepted")


class _Reader:
    """Collects System, and the parameters in EventData or UserData, whatever they are called."""

    def __init__(self) -> None:
        self._path: list[str] = []
        self._pieces: list[str] = []
        self._name = ""
        self._system: dict[str, str] = {}
        self._data: list[str] = []
        self._binary = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._path.append(tag.rpartition(":")[2])
        self._pieces = []
        self._name = attributes.get("Name", "")
        if self._path[1:2] == ["System"] and len(self._path) == 3:
            if tag == "Provider":
                self._system["Provider"] = self._name or attributes.get("EventSourceName", "")
            elif tag == "TimeCreated":
                self._system["Time"] = attributes.get("SystemTime", "")

    def text(self, data: str) -> None:
        self._pieces.append(data)

    def end(self, tag: str) -> None:
        value = "".join(self._pieces).strip()
        path, self._pieces = self._path, []
        if path[1:2] == ["System"] and len(path) == 3:
            self._system.setdefault(path[2], value)
        elif path[1:2] and path[1] in ("EventData", "UserData", "ProcessingErrorData") and value:
            self._parameter(path[-1], value)
        self._name = ""
        self._path.pop()

    def _parameter(self, tag: str, value: str) -> None:
        if tag == "Binary":
            self._binary = value[:_MAX_TEXT]
        elif len(self._data) < _MAX_DATA:
            name = self._name if tag == "Data" else tag
            self._data.append((f"{name}={value}" if name else value)[:_MAX_TEXT])

    def event(self) -> Event:
        if "Provider" not in self._system or "EventID" not in self._system:
            raise NotAnEventError("the record names no provider or no id")
        return Event(
            time=self._system.get("Time", ""),
            provider=self._system["Provider"],
            id=_number(self._system["EventID"]),
            level=_number(self._system.get("Level", "")),
            record=_number(self._system.get("EventRecordID", "")),
            channel=self._system.get("Channel", ""),
            data=tuple(self._data),
            binary=self._binary,
        )


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 20 else 0
