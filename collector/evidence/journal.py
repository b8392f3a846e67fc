"""The append-only journal of an evidence set: one JSON line for each thing that came to pass.

A line counts once it is synced; a torn last line is as if it had never been written. Nothing
personal stands in it but sealed. Later lines replace earlier ones about the same item.
"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import IO

import msgspec

from collector.core import durable
from collector.evidence.messages import Fragment, Stored
from collector.evidence.model import ItemRecord

VERSION = 1
MAX_LINE = 64 * 1024 * 1024


class Line(msgspec.Struct, kw_only=True, frozen=True, tag_field="t"):
    """What every line is."""


class Header(Line, kw_only=True, frozen=True, tag="set"):
    """The first line. `sealed` holds options and purpose."""

    version: int
    id: str
    created_at: datetime
    sealed: bytes


class MachineLine(Line, kw_only=True, frozen=True, tag="machine"):
    """What the manifest says about the machine; `host` is a pseudonym."""

    platform: str
    time_zone: str
    host: str


class NamesLine(Line, kw_only=True, frozen=True, tag="names"):
    """A new generation: the names that became known, sealed."""

    sealed: bytes


class KeptLine(Line, kw_only=True, frozen=True, tag="kept"):
    """A new generation: a token that a person has decided to show (or not any more), sealed."""

    sealed: bytes


class GatheringLine(Line, kw_only=True, frozen=True, tag="gathering"):
    """More is being gathered into a set that was whole."""


class NoteLine(Line, kw_only=True, frozen=True, tag="note"):
    text: str


class ItemLine(Line, kw_only=True, frozen=True, tag="item"):
    """An item and where its file or facts are. `generation` counts the names lines that were
    known when it was redacted; `path` is the name in the bundle; `left_out` a person's choice."""

    probe: str
    record: ItemRecord
    generation: int
    path: str = ""
    stored: Stored | None = None
    fragment: Fragment | None = None
    left_out: bool = False


class FactsLine(Line, kw_only=True, frozen=True, tag="facts"):
    """The composed facts.json of a probe."""

    probe: str
    path: str
    stored: Stored
    left_out: bool = False


class DroppedLine(Line, kw_only=True, frozen=True, tag="dropped"):
    """An item that does not count any more: it is collected again."""

    probe: str
    name: str


class EndedLine(Line, kw_only=True, frozen=True, tag="probe"):
    """A probe was run to its end."""

    probe: str


class CompleteLine(Line, kw_only=True, frozen=True, tag="complete"):
    """Gathering ended, and every file hides every name that is known."""


AnyLine = (
    Header
    | MachineLine
    | NamesLine
    | KeptLine
    | GatheringLine
    | NoteLine
    | ItemLine
    | FactsLine
    | DroppedLine
    | EndedLine
    | CompleteLine
)
_DECODER = msgspec.json.Decoder(AnyLine)


def encoded(line: Line) -> bytes:
    return msgspec.json.encode(line) + b"\n"


class Journal:
    """The open journal of a set that this process holds."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[bytes] | None = None

    def append(self, line: Line) -> None:
        """Write and sync one line; raises OSError where there is no space."""
        if self._file is None:
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
            self._file = open(os.open(self._path, flags, 0o600), "ab")  # noqa: SIM115 - open as long as the set
        self._file.write(encoded(line))
        durable.fsync(self._file, "journal")

    def rewrite(self, lines: list[Line]) -> None:
        """Replace the whole journal in one step: what only earlier lines said is gone."""
        self.close()
        durable.write_atomic(self._path, b"".join(map(encoded, lines)), "journal.rewrite")

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


def read(path: Path) -> list[AnyLine]:
    """The lines of a journal; the file is cut after the last whole one, so that it can go on.

    Raises ValueError when an earlier line is damaged, OSError when it cannot be read.
    """
    data = path.read_bytes()
    whole = data.rfind(b"\n") + 1
    lines: list[AnyLine] = []
    for number, text in enumerate(data[:whole].splitlines(), start=1):
        try:
            lines.append(_DECODER.decode(text))
        except msgspec.DecodeError as error:
            raise ValueError(f"line {number} of the journal is damaged: {error}") from error
    if whole < len(data):
        os.truncate(path, whole)
    return lines
