"""TOML from strangers: which key stands on which line, and what would take a parser for ever."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

MAX_DEPTH = 8
MAX_KEY_PARTS = 8

_TOKEN = re.compile(
    r"""
    (?P<comment>\#[^\n]*)
  | (?P<long>\"\"\"(?:[^"\\]|\\.|"(?!""))*(?:"{3,5}|\Z) | '''(?:[^']|'(?!''))*(?:'{3,5}|\Z))
  | (?P<text>"(?:[^"\\\n]|\\[^\n])*"? | '[^'\n]*'?)
  | (?P<line>\n)
  | (?P<open>[\[{])
  | (?P<close>[\]}])
  | (?P<dot>\.)
  | (?P<equals>=)
  | (?P<comma>,)
  | (?P<bare>[A-Za-z0-9_-]+)
  | (?P<space>[\ \t\r]+)
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_TABLE = re.compile(r"\('(\w{1,80})',\)")


class TomlError(ValueError):
    """What is wrong with the text, and on which line (None: not known)."""

    def __init__(self, sentence: str, line: int | None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.line = line


@dataclass(frozen=True, slots=True)
class TomlText:
    """The decoded document, and the line (from 1) of each key by its path: `contact.email`."""

    data: dict[str, Any]
    lines: dict[str, int]


def parse(text: str) -> TomlText:
    """Decode `text`; raises TomlError for what is no TOML or nests without end."""
    lines = key_lines(text)
    try:
        return TomlText(tomllib.loads(text), lines)
    except RecursionError as error:
        raise TomlError("it is nested too deeply", None) from error
    except ValueError as error:
        place = _PLACE.search(str(error))
        number = int(place[1]) if place and place[1] else None
        raise TomlError(_sentence(str(error), text, number), number) from error


def _sentence(message: str, text: str, number: int | None) -> str:
    sentence = _TABLE.sub(lambda match: f"[{match[1]}]", _PLACE.sub("", message))
    line = text.split("\n")[number - 1] if number else ""
    if "\\" in line:
        sentence += "; a text with backslashes, such as a path, goes in 'single quotes'"
    return sentence


def key_lines(text: str) -> dict[str, int]:
    """The line of each key and table, found without understanding their values.

    A parser may need time that grows with the square of a key's length, so a key of too many parts
    and brackets too deep end here, in linear time, with a TomlError.
    """
    scan = _Scan()
    for match in _TOKEN.finditer(text):
        scan.take(match.lastgroup or "other", match[0])
    return scan.lines


@dataclass(slots=True)
class _Scan:
    """`fresh`: no value and no table has begun on this line, so what comes is a key."""

    lines: dict[str, int] = field(default_factory=dict)
    number: int = 1
    depth: int = 0
    dots: int = 0
    fresh: bool = True
    header: bool = False
    table: tuple[str, ...] = ()
    parts: list[str] = field(default_factory=list)

    def take(self, kind: str, piece: str) -> None:
        self._count_dots(kind)
        if kind == "open":
            self._open(square=piece == "[")
        elif kind == "close":
            self._close()
        elif kind in ("bare", "text") and self.fresh:
            self.parts.append(piece[1:-1] if kind == "text" else piece)
        elif kind == "equals" and self.fresh and not self.header:
            self._note((*self.table, *self.parts))
            self.fresh = False
        elif kind == "line" and (self.depth == 0 or self.header):
            self.depth, self.header, self.fresh, self.parts = 0, False, True, []
        self.number += piece.count("\n")

    def _count_dots(self, kind: str) -> None:
        if kind == "dot":
            self.dots += 1
        elif kind in ("line", "open", "equals", "comma"):
            self.dots = 0
        if self.dots >= MAX_KEY_PARTS:
            raise TomlError(f"a key has more than {MAX_KEY_PARTS} parts", self.number)

    def _open(self, *, square: bool) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise TomlError("it is nested too deeply", self.number)
        if self.fresh and square:
            self.header, self.parts = True, []

    def _close(self) -> None:
        self.depth = max(0, self.depth - 1)
        if self.header:
            self.header = self.fresh = False
            self.table = tuple(self.parts)
            self._note(self.table)

    def _note(self, path: tuple[str, ...]) -> None:
        if path:
            self.lines.setdefault(".".join(path), self.number)
