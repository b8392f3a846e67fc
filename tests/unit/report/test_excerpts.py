"""Promise: the lines around every citation, the first and the last; never more than is bounded."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from collector.evidence.formats.log_record import Line
from collector.report.excerpts import excerpt


def lines(count: int) -> Iterator[Line]:
    return (Line(number=number, text=f"line {number}") for number in range(1, count + 1))


def numbers(count: int, *cites: int) -> list[list[int]]:
    found = excerpt(lines(count), cites)
    return [[block.rank, block.first, block.last] for block in found.blocks]


def test_a_small_file_is_whole() -> None:
    assert numbers(150) == [[2, 1, 150]]
    assert numbers(0) == []


def test_the_first_the_last_and_what_is_cited() -> None:
    assert numbers(10_000, 5_000) == [[2, 1, 200], [0, 4_900, 5_100], [3, 9_801, 10_000]]


def test_a_citation_near_an_end_joins_it_and_keeps_its_rank() -> None:
    assert numbers(1_000, 10) == [[0, 1, 110], [2, 111, 200], [3, 801, 1_000]]
    assert numbers(1_000, 1_000) == [[2, 1, 200], [3, 801, 899], [0, 900, 1_000]]


@given(
    st.integers(0, 3_000), st.lists(st.integers(-5, 4_000), max_size=20),
    st.lists(st.integers(-5, 4_000), max_size=20),
)  # fmt: skip
def test_each_line_once_in_order_and_every_citation_there(
    count: int, findings: list[int], timeline: list[int]
) -> None:
    found = excerpt(lines(count), findings, timeline)
    shown = [line.number for block in found.blocks for line in block.lines]
    assert shown == sorted(set(shown))
    assert found.total == count
    wanted = {
        cite + d for cite in [*findings, *timeline] for d in (-100, -1, 0, 1, 100) if cite > 0
    }
    assert {number for number in wanted if 1 <= number <= count} <= set(shown)


def test_what_is_kept_is_bounded_and_what_is_not_is_counted() -> None:
    found = excerpt(lines(200_000), (), range(1, 200_000, 300), most=5_000)
    shown = sum(len(block.lines) for block in found.blocks)
    assert shown <= 5_000 + 400
    assert found.left_out > 600


def test_findings_come_before_the_timeline_where_room_is_short() -> None:
    found = excerpt(lines(100_000), [90_000], range(1_000, 80_000, 500), most=1_000)
    assert any(block.first <= 90_000 <= block.last for block in found.blocks)
