"""What Windows' console programs print: headings, and below each lines of "label: value".

Labels are translated, their order is not: everything is read by position.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_MAX_LINES = 20_000
_ROW = re.compile(r"^\s*(?P<label>[^:]{1,80}?)\s*:(?:\s+(?P<value>.*)|\s*)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading that is not indented, and the rows below it as (label, value), both as printed."""

    heading: str
    rows: tuple[tuple[str, str], ...]

    def value(self, place: int) -> str:
        """Of the row in this place, from 0; empty where there are not so many."""
        return self.rows[place][1] if place < len(self.rows) else ""


def decode(data: bytes, code_pages: Sequence[str] = ()) -> str:
    """UTF-16 where it has a mark or every other byte is NUL; UTF-8; else the console's page."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if data[1:40:2].count(0) > 10:
        return data.decode("utf-16-le", "replace")
    for page in ("utf-8-sig", *reversed(code_pages)):  # the console's page is the second
        try:
            return data.decode(page)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")


def blocks(text: str) -> tuple[Block, ...]:
    """Those that have rows: the program's own name and copyright have none."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for line in text.splitlines()[:_MAX_LINES]:
        if not line.strip():
            continue
        if not line[0].isspace():
            found.append((line.strip(), []))
        elif found and (row := _ROW.match(line)):
            found[-1][1].append((row["label"], (row["value"] or "").strip()))
    return tuple(Block(heading=heading, rows=tuple(rows)) for heading, rows in found if rows)


def named(heading: str) -> str:
    """`Writer name: 'System Writer'` → `System Writer`, in whatever quotes."""
    _, colon, value = heading.partition(":")
    return value.strip().strip("'\"„“”«»‚‘’ ") if colon else heading.strip()
