"""Silence closes a ticket after three attempts on three days, ten days, and a day to answer."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from collector.policy.closing import closes_at, may_close
from collector.policy.programs import shipped_policy

START = datetime(2026, 11, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def test_three_attempts_over_ten_days_close_on_the_tenth() -> None:
    attempts = [START, START + 3 * DAY, START + 7 * DAY]
    assert closes_at(attempts, None) == START + 10 * DAY
    assert not may_close(attempts, None, START + 10 * DAY - timedelta(seconds=1))
    assert may_close(attempts, None, START + 10 * DAY)


def test_the_last_attempt_leaves_a_day_to_answer() -> None:
    attempts = [START, START + 3 * DAY, START + 15 * DAY]
    assert closes_at(attempts, None) == START + 16 * DAY


def test_two_attempts_or_two_days_are_not_enough() -> None:
    assert closes_at([START, START + DAY], None) is None
    same_day = [START, START + DAY, START + DAY + timedelta(hours=2)]
    assert closes_at(same_day, None) is None
    assert closes_at([], None) is None
    assert not may_close(same_day, None, START + 1000 * DAY)


def test_days_are_told_apart_where_support_works() -> None:
    # 23:30 UTC is the next day in Berlin.
    attempts = [START, START + DAY, datetime(2026, 11, 3, 23, 30, tzinfo=UTC)]
    assert closes_at(attempts, None) == START + 10 * DAY


def test_an_answer_of_the_customer_starts_all_anew() -> None:
    attempts = [START, START + 2 * DAY, START + 4 * DAY, START + 6 * DAY]
    assert closes_at(attempts, START + DAY) == START + 12 * DAY
    assert closes_at(attempts, START + 3 * DAY) is None
    assert closes_at(attempts, START + 2 * DAY) is None


moments = st.lists(
    st.integers(0, 40 * 24).map(lambda hours: START + timedelta(hours=hours)), max_size=8
)


@given(moments, st.none() | st.integers(0, 40 * 24))
def test_whenever_it_may_close_each_condition_holds(
    attempts: list[datetime], word: int | None
) -> None:
    last_word = None if word is None else START + timedelta(hours=word)
    moment = closes_at(attempts, last_word)
    counted = [one for one in attempts if last_word is None or one > last_word]
    days = {one.astimezone(shipped_policy().zone).date() for one in counted}
    enough = len(counted) >= 3 and len(days) >= 3
    assert (moment is not None) is enough
    if moment is not None:
        assert moment - min(counted) >= 10 * DAY
        assert moment - max(counted) >= DAY
        before = moment - timedelta(microseconds=1)
        assert before - min(counted) < 10 * DAY or before - max(counted) < DAY


@given(moments)
def test_the_order_in_which_attempts_are_listed_does_not_matter(attempts: list[datetime]) -> None:
    assert closes_at(attempts, None) == closes_at(attempts[::-1], None)
