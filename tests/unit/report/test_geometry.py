"""Promise: every partition is seen on the map, in its order, however small or misplaced."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.report.geometry import LEAST, LEAST_FREE, Span, boxes, shares

GIB, MIB = 1 << 30, 1 << 20
DISK = 500 * GIB

spans = st.lists(
    st.tuples(st.integers(0, 600), st.integers(0, 300), st.booleans()), max_size=30
).map(
    lambda rows: [
        Span(key=key, start=start * GIB, size=size * GIB, outer=outer)
        for key, (start, size, outer) in enumerate(rows)
    ]
)


@given(spans)
def test_row_0_fills_the_drawing_without_a_gap(drawn: list[Span]) -> None:
    row = [box for box in boxes(DISK, drawn) if box.row == 0 and not box.outer]
    assert row[0].x == 0
    assert row[-1].right == pytest.approx(1000)
    for one, other in pairwise(row):
        assert one.right == pytest.approx(other.x)
        assert one.start <= other.start
    assert all(box.width > 0 for box in row)


@given(spans)
def test_every_span_has_exactly_one_box(drawn: list[Span]) -> None:
    found = boxes(DISK, drawn)
    keys = sorted(box.key for box in found if box.key is not None)
    assert keys == sorted(span.key for span in drawn if span.size > 0)
    for box in found:
        if box.key is not None:
            assert box.beyond == (drawn[box.key].end > DISK)


@given(spans)
def test_what_overlaps_stands_in_another_row(drawn: list[Span]) -> None:
    found = [box for box in boxes(DISK, drawn) if box.key is not None and not box.outer]
    for row in {box.row for box in found}:
        ordered = sorted((b for b in found if b.row == row), key=lambda b: (b.start, b.key or 0))
        for one, other in pairwise(ordered):
            assert one.start + one.size <= other.start


@given(
    st.lists(st.tuples(st.integers(0, 1 << 50), st.sampled_from([LEAST, LEAST_FREE])), min_size=1)
)
def test_nobody_is_below_the_least_that_there_is_room_for(rows: list[tuple[int, float]]) -> None:
    sizes, least = [size for size, _ in rows], [each for _, each in rows]
    found = shares(sizes, 1000, least)
    assert sum(found) == pytest.approx(1000)
    room = min(1.0, 1000 / sum(least))
    assert all(wide >= each * room * 0.999 for wide, each in zip(found, least, strict=True))


def test_an_efi_partition_beside_two_terabytes_is_seen() -> None:
    efi, data = boxes(
        2048 * GIB,
        [Span(key=0, start=0, size=100 * MIB), Span(key=1, start=100 * MIB, size=2047 * GIB)],
    )[:2]
    assert efi.width >= LEAST
    assert data.width > 900


def test_free_space_is_cut_where_an_extended_partition_begins_and_ends() -> None:
    found = boxes(
        DISK,
        [
            Span(key=0, start=0, size=100 * GIB),
            Span(key=1, start=200 * GIB, size=200 * GIB, outer=True),
            Span(key=2, start=250 * GIB, size=50 * GIB),
        ],
    )
    free = [(box.start // GIB, box.size // GIB) for box in found if box.key is None]
    assert free == [(100, 100), (200, 50), (300, 100), (400, 100)]
    frame = next(box for box in found if box.outer)
    inner = next(box for box in found if box.key == 2)
    assert frame.x < inner.x < inner.right < frame.right
