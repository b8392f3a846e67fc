"""System Information reports (.nfo, `msinfo32 /nfo`), read in any language: by place and shape.

Everything in such a file is translated, even the names of its elements. So nothing is known by a
name: the first category is the summary, a row's first cell is what it is about and the second
what is said, and disks, drives and drivers are known by the shape of their values. The file may
come from anybody: no document type is accepted, depth, number and length of everything is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

MAX_BYTES = 64 << 20
_MAX_DEPTH, _MAX_CATEGORIES, _MAX_ROWS, _MAX_CELL = 24, 2_000, 200_000, 4_000
_PIECE = 1 << 16
_VERSION = re.compile(r"^\d{1,2}\.\d{1,2}\.\d{3,6}\b")
_PHYSICAL = re.compile(r"^\\\\\.\\PHYSICALDRIVE\d+$", re.IGNORECASE)
_PLACE = re.compile(r"^\D*(\d{1,3})\D+(\d{1,3})\s*$")
_BYTES = re.compile(r"(\d[\d\s.,'’\u00a0\u202f]*)\D*\)?\s*$")
_DRIVER = re.compile(r"\.sys$", re.IGNORECASE)
_FIRMWARE = re.compile(r"^(UEFI|BIOS|Legacy|EFI)$", re.IGNORECASE)


class NotNfoError(ValueError):
    """It is not a report of System Information."""


@dataclass(frozen=True, slots=True)
class Category:
    """`path` are the headings from the top; rows as lists of cells, an empty one between blocks."""

    path: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NfoPartition:
    """Bytes, from the start of the disk."""

    number: int
    start: int | None
    size: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NfoDisk:
    number: int | None
    model: str
    sector_size: int | None
    size: int | None
    partitions: tuple[NfoPartition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NfoDriver:
    """A system driver; the texts of `state` in the language of that Windows."""

    name: str
    description: str
    file: str
    state: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NfoFacts:
    """What a report says of the same facts that are read from a machine. `summary` are all pairs
    of its first page; `problem` says where a damaged file ended."""

    created: str
    os: str
    version: str
    firmware: str
    summary: tuple[tuple[str, str], ...]
    disks: tuple[NfoDisk, ...]
    drivers: tuple[NfoDriver, ...]
    categories: int
    problem: str = ""


@dataclass(slots=True)
class _Open:
    """An element that is not closed yet."""

    heading: str | None
    text: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    rows: list[tuple[str, ...]] = field(default_factory=list)
    place: int = -1


@dataclass(slots=True)
class _Report:
    """Categories in the order in which they begin."""

    found: list[Category] = field(default_factory=list)
    metadata: list[str] = field(default_factory=list)
    problem: str = ""
    left: int = _MAX_ROWS
    stack: list[_Open] = field(default_factory=list)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self.stack) >= _MAX_DEPTH:
            raise NotNfoError("it is nested too deeply")
        heading = next(iter(attributes.values()), None)
        opened = _Open(heading=heading[:200] if heading is not None else None)
        if heading is not None and len(self.found) < _MAX_CATEGORIES:
            opened.place = len(self.found)
            above = tuple(each.heading for each in self.stack if each.heading is not None)
            self.found.append(Category((*above, heading[:200]), ()))
        self.stack.append(opened)

    def text(self, data: str) -> None:
        if self.stack:
            self.stack[-1].text.append(data[:_MAX_CELL])

    def end(self, tag: str) -> None:
        closed = self.stack.pop()
        above = self.stack[-1] if self.stack else None
        if closed.heading is not None:
            self._keep(closed)
        elif closed.cells:  # a row: its cells are elements without any below
            if above is not None and above.heading is not None and self.left > 0:
                self.left -= 1
                above.rows.append(tuple(closed.cells))
            elif above is not None and not self.metadata:
                self.metadata = closed.cells
        elif above is not None and len(above.cells) < 32:
            above.cells.append("".join(closed.text).strip()[:_MAX_CELL])

    def _keep(self, closed: _Open) -> None:
        if closed.place >= 0:
            self.found[closed.place] = Category(self.found[closed.place].path, tuple(closed.rows))

    def close(self) -> None:
        """A file that ends too early still has what stood before."""
        for opened in self.stack:
            if opened.heading is not None:
                self._keep(opened)


def read(data: bytes) -> _Report:
    """Raises NotNfoError where the file does not begin like such a report."""
    report = _Report()
    wide = not data.startswith((b"\xff\xfe", b"\xfe\xff")) and data[1:40:2].count(0) > 10
    parser = expat.ParserCreate("utf-16le" if wide else None)
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = report.start, report.end
    parser.CharacterDataHandler = report.text
    parser.StartDoctypeDeclHandler = _refuse
    try:
        for place in range(0, min(len(data), MAX_BYTES), _PIECE):
            parser.Parse(data[place : place + _PIECE], False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        report.problem = f"it is damaged in line {error.lineno}"
    report.close()
    if not report.found:
        raise NotNfoError(report.problem or "it holds no category")
    return report


def _refuse(*_: object) -> None:
    raise NotNfoError("a document type is not accepted")


def facts(data: bytes) -> NfoFacts:
    """Raises NotNfoError."""
    report = read(data)
    pairs = [(row[0], row[1]) for row in report.found[0].rows if len(row) >= 2 and row[0]]
    version = next((n for n, pair in enumerate(pairs) if _VERSION.match(pair[1])), None)
    return NfoFacts(
        created=report.metadata[1] if len(report.metadata) > 1 else "",
        os=_named(pairs, version),
        version=pairs[version][1] if version is not None else "",
        firmware=next((value for _, value in pairs if _FIRMWARE.match(value)), ""),
        summary=tuple(pairs[:100]),
        disks=tuple(_disks(report.found)),
        drivers=tuple(_drivers(report.found)),
        categories=len(report.found),
        problem=report.problem,
    )


def _named(pairs: list[tuple[str, str]], version: int | None) -> str:
    """The name of the system stands before its version, first of all."""
    return "" if version == 0 or not pairs else pairs[(version or 1) - 1][1]


def _disks(found: list[Category]) -> Iterator[NfoDisk]:
    """Blocks between empty rows, of which a value begins with the disk's own name or a place."""
    for category in found:
        for block in _blocks(category):
            places = [n for n, (_, value) in enumerate(block) if _is_partition(block, n)]
            named = next((value for _, value in block if _PHYSICAL.match(value)), "")
            if (named or places) and len(block) > 12:
                yield _disk(block, places, named)


def _blocks(category: Category) -> Iterator[list[tuple[str, str]]]:
    block: list[tuple[str, str]] = []
    for row in (*category.rows, ()):
        if not any(row):
            if block:
                yield block
            block = []
        elif len(row) >= 2:
            block.append((row[0], row[1]))


def _is_partition(block: list[tuple[str, str]], place: int) -> bool:
    """Three rows: "Disk #0, Partition #1", its size, where it starts; both with bytes."""
    if place + 2 >= len(block) or not _PLACE.match(block[place][1]):
        return False
    return all(_bytes(block[place + more][1]) is not None for more in (1, 2))


def _disk(block: list[tuple[str, str]], places: list[int], named: str) -> NfoDisk:
    """Rows as msinfo32 has written them since Windows XP: model third, sector size fourth."""
    numbers = [_PLACE.match(block[place][1]) for place in places]
    number = next((int(match[1]) for match in numbers if match), None)
    if number is None and named:
        number = int(re.sub(r"\D", "", named) or 0)
    sizes = [size for _, value in block[10:15] if (size := _bytes(value)) and "(" in value]
    return NfoDisk(
        number=number,
        model=block[2][1],
        sector_size=_number(block[3][1]),
        size=sizes[0] if sizes else None,
        partitions=tuple(
            NfoPartition(
                number=int(match[2]),
                size=_bytes(block[place + 1][1]),
                start=_bytes(block[place + 2][1]),
            )
            for place, match in zip(places, numbers, strict=True)
            if match
        ),
    )


def _drivers(found: list[Category]) -> Iterator[NfoDriver]:
    """Rows of five cells and more, of which the third is the file of a driver."""
    for category in found:
        for row in category.rows:
            if len(row) >= 5 and _DRIVER.search(row[2]):
                yield NfoDriver(name=row[0], description=row[1], file=row[2], state=row[3:8])


def _bytes(text: str) -> int | None:
    """`119,24 GB (128.034.708.480 Bytes)`: the last number, without what groups its digits."""
    found = _BYTES.search(text.rstrip(") \u00a0"))
    return _number(re.sub(r"\D", "", found[1])) if found else None


def _number(text: str) -> int | None:
    digits = text.strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 20 else None
