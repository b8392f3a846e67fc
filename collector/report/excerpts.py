"""Which lines of a file stand on the page: those around every citation, the first and the last.

A member may have two gigabytes: it is read once, and what is kept is bounded.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from collector.evidence.formats.log_record import Line

AROUND = 100
"""Lines before a citation, and as many behind it."""
ENDS = 200
MOST_LINES = 20_000
"""Lines kept of one file at most."""


@dataclass(slots=True)
class Block:
    """Consecutive lines. `rank` 0 holds what a finding cites, 1 what the timeline cites, 2 the
    beginning, 3 the end."""

    rank: int
    lines: list[Line] = field(default_factory=list)

    @property
    def first(self) -> int:
        return self.lines[0].number

    @property
    def last(self) -> int:
        return self.lines[-1].number


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt:
    """`total` lines in the file; the blocks in its order, none touching the next.
    `left_out` counts citations whose surroundings were too many."""

    total: int
    blocks: tuple[Block, ...]
    left_out: int = 0


def excerpt(
    lines: Iterable[Line],
    by_findings: Iterable[int] = (),
    by_timeline: Iterable[int] = (),
    *,
    around: int = AROUND,
    ends: int = ENDS,
    most: int = MOST_LINES,
) -> Excerpt:
    """One pass over `lines`. Citations of findings come before those of the timeline, in the order
    in which they are given, where not all fit into `most` lines."""
    wanted, left_out = _wanted([*by_findings], [*by_timeline], around, ends, most)
    ranks = _Ranks(wanted)
    kept: list[tuple[int, Line]] = []
    tail: deque[Line] = deque(maxlen=ends)
    total = 0
    for line in lines:
        total = line.number
        rank = ranks.of(line.number)
        if rank is not None:
            kept.append((rank, line))
        if ends:
            tail.append(line)
    there = {line.number for _, line in kept}
    kept += [(3, line) for line in tail if line.number not in there]
    kept.sort(key=lambda pair: pair[1].number)
    return Excerpt(total=total, blocks=tuple(_blocks(kept)), left_out=left_out)


_Interval = tuple[int, int, int]  # first, last, rank


def _wanted(
    findings: Sequence[int], timeline: Sequence[int], around: int, ends: int, most: int
) -> tuple[list[_Interval], int]:
    """Intervals of lines, sorted and apart, each with its rank; and how many citations are not in
    them."""
    taken: dict[int, int] = dict.fromkeys(range(1, ends + 1), 2)
    left_out = 0
    for rank, cites in ((0, findings), (1, timeline)):
        for cite in cites:
            if cite < 1:
                continue
            near = range(max(1, cite - around), cite + around + 1)
            if len(taken) + len(near) > most + ends:
                left_out += 1
                continue
            for number in near:
                taken[number] = min(rank, taken.get(number, rank))
    return _intervals(taken), left_out


def _intervals(taken: dict[int, int]) -> list[_Interval]:
    found: list[_Interval] = []
    for number in sorted(taken):
        rank = taken[number]
        if found and found[-1][1] == number - 1 and found[-1][2] == rank:
            found[-1] = (found[-1][0], number, rank)
        else:
            found.append((number, number, rank))
    return found


class _Ranks:
    """The rank of a line number; numbers are asked for in rising order."""

    def __init__(self, intervals: Sequence[_Interval]) -> None:
        self._left = deque(intervals)

    def of(self, number: int) -> int | None:
        while self._left and self._left[0][1] < number:
            self._left.popleft()
        if self._left and self._left[0][0] <= number:
            return self._left[0][2]
        return None


def _blocks(kept: Sequence[tuple[int, Line]]) -> list[Block]:
    """Lines that follow each other and have one rank are one block."""
    found: list[Block] = []
    for rank, line in kept:
        if found and found[-1].rank == rank and found[-1].last == line.number - 1:
            found[-1].lines.append(line)
        else:
            found.append(Block(rank, [line]))
    return found
