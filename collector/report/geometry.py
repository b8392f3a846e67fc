"""Where the partitions of one disk are drawn: arithmetic only, no facts, no SVG.

A map is read by people: small partitions must be seen beside huge ones, and what overlaps or lies
beyond the end must be seen at all. So widths grow with sizes, but not below a least one, and what
would cover another partition gets a row of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

GAP = 1 << 20
"""Bytes: unallocated space below this is alignment, and not drawn."""
LEAST, LEAST_FREE = 22.0, 5.0
"""Units of width: a partition has room for its number, free space must only be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """What is drawn: `key` is the caller's own, `start` and `size` in bytes.

    An `outer` span is a frame around others (an extended partition), not a place of its own.
    """

    key: int
    start: int
    size: int
    outer: bool = False

    @property
    def end(self) -> int:
        return self.start + self.size


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """`key` is that of its span, None for unallocated space; `row` 0 is the disk itself.
    `x` and `width` in the units of the drawing, `start` and `size` in bytes."""

    key: int | None
    x: float
    width: float
    start: int
    size: int
    row: int = 0
    outer: bool = False
    beyond: bool = False

    @property
    def right(self) -> float:
        return self.x + self.width


def boxes(disk_size: int, spans: Sequence[Span], *, width: float = 1000.0) -> tuple[Box, ...]:
    """The boxes of row 0 in the order of the disk, without a gap between them, `width` wide
    together; then frames; then what overlaps (row 1 and on)."""
    inner = sorted((s for s in spans if not s.outer and s.size > 0), key=lambda s: (s.start, s.key))
    rows = _rows(inner)
    edges = sorted({edge for s in spans if s.outer for edge in (s.start, s.end)})
    pieces = _with_gaps(rows[0] if rows else [], disk_size, edges)
    base = _placed(pieces, disk_size, width)
    scale = _Scale(base, width)
    frames = [scale.box(s, 0, disk_size) for s in spans if s.outer and s.size > 0]
    others = [
        scale.box(span, number, disk_size)
        for number, row in enumerate(rows[1:], start=1)
        for span in row
    ]
    return (*base, *frames, *others)


def _rows(spans: Sequence[Span]) -> list[list[Span]]:
    """Each span into the first row where it covers no other."""
    rows: list[list[Span]] = []
    for span in spans:
        row = next((row for row in rows if row[-1].end <= span.start), None)
        if row is None:
            rows.append([span])
        else:
            row.append(span)
    return rows


_Piece = tuple[int | None, int, int]  # key, start, size


def _with_gaps(row: Sequence[Span], disk_size: int, edges: Sequence[int]) -> list[_Piece]:
    pieces: list[_Piece] = []
    at = 0
    for span in row:
        pieces += _gaps(at, span.start, edges)
        pieces.append((span.key, span.start, span.size))
        at = max(at, span.end)
    pieces += _gaps(at, disk_size, edges)
    return pieces or [(None, 0, max(0, disk_size))]


def _gaps(start: int, end: int, edges: Sequence[int]) -> list[_Piece]:
    """The space between two partitions, cut where a frame begins or ends."""
    cuts = [start, *(edge for edge in edges if start < edge < end), end]
    return [(None, one, two - one) for one, two in pairwise(cuts) if two - one >= GAP]


def _placed(pieces: Sequence[_Piece], disk_size: int, width: float) -> tuple[Box, ...]:
    least = [LEAST_FREE if key is None else LEAST for key, _, _ in pieces]
    widths = shares([size for _, _, size in pieces], width, least)
    found: list[Box] = []
    x = 0.0
    for (key, start, size), wide in zip(pieces, widths, strict=True):
        beyond = key is not None and start + size > disk_size
        found.append(Box(key=key, x=x, width=wide, start=start, size=size, beyond=beyond))
        x += wide
    return tuple(found)


def shares(sizes: Sequence[int], width: float, least: Sequence[float]) -> list[float]:
    """`width` shared out by size, nobody below its `least`: who would be gets that, the others
    share what is left. Where there is not room for every `least`, all of them shrink alike."""
    if not sizes:
        return []
    scale = min(1.0, width / sum(least))
    floor = [each * scale for each in least]
    small: set[int] = set()
    while True:
        left = width - sum(floor[place] for place in small)
        whole = sum(size for place, size in enumerate(sizes) if place not in small)
        more = {
            place
            for place, size in enumerate(sizes)
            if place not in small and (whole <= 0 or size / whole * left < floor[place])
        }
        if not more:
            break
        small |= more
    found = [
        floor[place] if place in small else size / whole * left for place, size in enumerate(sizes)
    ]
    total = sum(found)  # less than the width only where every one of them is small
    return [wide * width / total for wide in found]


class _Scale:
    """From a byte of the disk to a place in the drawing, along the boxes of row 0."""

    def __init__(self, base: Sequence[Box], width: float) -> None:
        self._base = base
        self._width = width

    def box(self, span: Span, row: int, disk_size: int) -> Box:
        x, right = self._at(span.start), self._at(span.end)
        return Box(
            key=span.key, x=x, width=max(right - x, 1.0), start=span.start, size=span.size,
            row=row, outer=span.outer, beyond=span.end > disk_size,
        )  # fmt: skip

    def _at(self, byte: int) -> float:
        for box in self._base:
            if byte < box.start:
                return box.x
            if box.size > 0 and byte < box.start + box.size:
                return box.x + box.width * ((byte - box.start) / box.size)
        return self._width
