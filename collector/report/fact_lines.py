"""In which line of a JSON text a fact stands, so that a finding can point at it."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from contextlib import suppress

_SPACE = re.compile(r"[ \t\n\r]*")
_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_SCALAR = re.compile(r"[^\s,\]}]+")
_DEEPEST = 100


def fact_lines(text: str, wanted: Collection[str]) -> dict[str, int]:
    """{path: line, from 1} of the paths ("disks[0].size") that are there.

    A text that is no JSON answers for what comes before the fault.
    """
    scan = _Scan(text, wanted)
    with suppress(ValueError, IndexError, RecursionError):  # what was found before counts
        scan.value(scan.skip(0), "", 0)
    found: dict[str, int] = {}
    line = at = 0
    for offset, path in sorted((offset, path) for path, offset in scan.found.items()):
        line += text.count("\n", at, offset)
        at = offset
        found[path] = line + 1
    return found


class _Scan:
    def __init__(self, text: str, wanted: Collection[str]) -> None:
        self._text = text
        self._wanted = frozenset(wanted)
        self.found: dict[str, int] = {}

    def skip(self, at: int) -> int:
        found = _SPACE.match(self._text, at)
        return found.end() if found else at

    def value(self, at: int, path: str, depth: int) -> int:
        """Passes over one value; returns the place behind it."""
        if path in self._wanted:
            self.found.setdefault(path, at)
        char = self._text[at]
        if char == '"':
            return self._matched(_STRING, at)
        if char not in "{[":
            return self._matched(_SCALAR, at)
        if depth > _DEEPEST:
            raise RecursionError
        return self._members(at, path, depth, is_object=char == "{")

    def _matched(self, pattern: re.Pattern[str], at: int) -> int:
        found = pattern.match(self._text, at)
        if found is None:
            raise ValueError(f"no JSON at {at}")
        return found.end()

    def _members(self, at: int, path: str, depth: int, *, is_object: bool) -> int:
        close = "}" if is_object else "]"
        at, place = self.skip(at + 1), 0
        while self._text[at] != close:
            own = f"{path}[{place}]"
            if is_object:
                behind = self._matched(_STRING, at)
                key = json.loads(self._text[at:behind], strict=False)
                own = f"{path}.{key}" if path else key
                if own in self._wanted:
                    self.found.setdefault(own, at)
                at = self.skip(self.skip(behind) + 1)  # the colon
            at = self.skip(self.value(at, own, depth + 1))
            if self._text[at] == ",":
                at = self.skip(at + 1)
            place += 1
        return at + 1
