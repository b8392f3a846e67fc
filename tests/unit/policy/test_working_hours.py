"""First answers are due in working hours of Europe/Berlin, for all five programs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.policy.programs import Hours, Program, shipped_policy
from collector.policy.working_hours import (
    add_working_time,
    consulting_answer_due,
    day_length,
    first_response_alarm,
    first_response_due,
    working_time_between,
)

BERLIN = ZoneInfo("Europe/Berlin")
WEEKDAYS = frozenset(range(1, 6))


def berlin(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("program", "received", "due"),
    [
        # 2026-11-20 is a Friday
        (Program.PER_INCIDENT, "2026-11-20 21:00", "2026-11-23 09:00"),
        (Program.PER_INCIDENT, "2026-11-20 20:00", "2026-11-20 22:00"),
        (Program.PER_INCIDENT, "2026-11-21 12:00", "2026-11-23 10:00"),
        (Program.PER_INCIDENT, "2026-11-23 03:00", "2026-11-23 10:00"),
        (Program.EXTENDED, "2026-11-20 20:30", "2026-11-23 10:30"),
        (Program.EXTENDED, "2026-11-23 08:00", "2026-11-23 12:00"),
        (Program.ENTERPRISE, "2026-11-20 23:30", "2026-11-21 03:30"),
        (Program.ENTERPRISE, "2026-11-22 12:00", "2026-11-22 16:00"),
        (Program.EVALUATION, "2026-11-20 12:00", "2026-11-23 12:00"),
        (Program.EVALUATION, "2026-11-20 18:00", "2026-11-23 17:00"),
        (Program.COMPLIMENTARY, "2026-11-23 14:00", "2026-11-26 14:00"),
        (Program.COMPLIMENTARY, "2026-11-20 14:00", "2026-11-25 14:00"),
        (Program.COMPLIMENTARY, "2026-11-21 02:00", "2026-11-25 19:00"),
        (Program.UNKNOWN, "2026-11-20 14:00", "2026-11-25 14:00"),
    ],
)
def test_the_first_answer_is_due(program: Program, received: str, due: str) -> None:
    assert first_response_due(program, berlin(received)) == berlin(due).astimezone(UTC)


@pytest.mark.parametrize(
    ("program", "received", "due_utc"),
    [
        # Clocks go forward on 2026-03-29, back on 2026-10-25, both in the night to Sunday.
        (Program.PER_INCIDENT, "2026-03-27T20:00Z", "2026-03-30T07:00Z"),
        (Program.PER_INCIDENT, "2026-10-23T19:00Z", "2026-10-26T08:00Z"),
        (Program.ENTERPRISE, "2026-03-28T23:00Z", "2026-03-29T03:00Z"),
        (Program.ENTERPRISE, "2026-10-24T23:00Z", "2026-10-25T03:00Z"),
        (Program.COMPLIMENTARY, "2026-10-23T12:00Z", "2026-10-28T13:00Z"),
    ],
)
def test_a_change_of_the_clocks_neither_gives_nor_takes_working_time(
    program: Program, received: str, due_utc: str
) -> None:
    due = first_response_due(program, datetime.fromisoformat(received))
    assert due == datetime.fromisoformat(due_utc)
    assert due.tzinfo is UTC


def test_where_the_text_contradicts_itself_the_later_is_promised_and_the_earlier_alarms() -> None:
    friday_night = berlin("2026-11-20 21:00")
    assert first_response_alarm(Program.PER_INCIDENT, friday_night) == berlin("2026-11-20 23:00")
    assert first_response_due(Program.PER_INCIDENT, friday_night) == berlin("2026-11-23 09:00")
    monday_noon = berlin("2026-11-23 12:00")
    assert first_response_alarm(Program.EVALUATION, monday_noon) == berlin("2026-11-24 10:00")
    assert first_response_due(Program.EVALUATION, monday_noon) == berlin("2026-11-24 12:00")


def test_a_holiday_is_no_working_day_unless_support_runs_round_the_clock() -> None:
    policy = replace(shipped_policy(), holidays=frozenset({date(2026, 11, 23)}))
    friday = berlin("2026-11-20 21:00")
    assert first_response_due(Program.PER_INCIDENT, friday, policy) == berlin("2026-11-24 09:00")
    sunday = berlin("2026-11-22 22:00")
    assert first_response_due(Program.ENTERPRISE, sunday, policy) == berlin("2026-11-23 02:00")
    assert shipped_policy().holidays == frozenset()


def test_consulting_answers_are_promised_only_where_consulting_is_included() -> None:
    friday = berlin("2026-11-20 12:00")
    assert consulting_answer_due(Program.ENTERPRISE, friday) == berlin("2026-11-21 12:00")
    assert consulting_answer_due(Program.EVALUATION, friday) == berlin("2026-11-23 12:00")
    for program in (Program.COMPLIMENTARY, Program.EXTENDED, Program.PER_INCIDENT):
        assert consulting_answer_due(program, friday) is None


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        first_response_due(Program.EXTENDED, datetime(2026, 11, 20, 12))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("days", "opening", "closing"),
    [(set(), 9, 17), ({0}, 9, 17), ({1}, 17, 9), ({1}, 9, 9)],
)
def test_working_hours_that_cannot_be_are_refused(
    days: set[int], opening: int, closing: int
) -> None:
    with pytest.raises(ValueError, match="working"):
        Hours(days=frozenset(days), open=time(opening), close=time(closing))


moments = st.datetimes(
    min_value=datetime(1995, 1, 1),  # noqa: DTZ001
    max_value=datetime(2060, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
amounts = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=5))
holidays = st.frozensets(st.dates(date(2026, 1, 1), date(2026, 2, 1)), max_size=8)
hours = st.builds(
    lambda days, opening, length: Hours(
        days=days, open=time(opening), close=time((opening + length) % 24)
    ),
    st.frozensets(st.integers(1, 7), min_size=1),
    st.integers(0, 12),
    st.integers(1, 12),
)
in_2026 = st.datetimes(
    min_value=datetime(2025, 12, 20),  # noqa: DTZ001
    max_value=datetime(2026, 12, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)


def _is_open(moment: datetime, hours: Hours, holidays: frozenset[date]) -> bool:
    """Open at `moment`, or closing in this very instant; told by the wall clock, independently."""

    def within(instant: datetime) -> bool:
        local = instant.astimezone(BERLIN)
        return (
            local.isoweekday() in hours.days
            and local.date() not in holidays
            and hours.open <= local.time()
            and (hours.close == time(0) or local.time() < hours.close)
        )

    return within(moment) or within(moment - timedelta(microseconds=1))


@given(in_2026, amounts, hours, holidays)
def test_a_deadline_never_lies_in_closed_hours(
    start: datetime, amount: timedelta, hours: Hours, holidays: frozenset[date]
) -> None:
    due = add_working_time(start, amount, hours, BERLIN, holidays)
    assert due >= start
    assert _is_open(due, hours, holidays)


@given(in_2026, amounts, hours, holidays)
def test_between_start_and_deadline_lies_exactly_the_working_time(
    start: datetime, amount: timedelta, hours: Hours, holidays: frozenset[date]
) -> None:
    due = add_working_time(start, amount, hours, BERLIN, holidays)
    assert working_time_between(start, due, hours, BERLIN, holidays) == amount


@given(in_2026, amounts, amounts, hours, holidays)
def test_two_spans_one_after_the_other_are_one_long_span(
    start: datetime, first: timedelta, then: timedelta, hours: Hours, holidays: frozenset[date]
) -> None:
    halfway = add_working_time(start, first, hours, BERLIN, holidays)
    assert add_working_time(halfway, then, hours, BERLIN, holidays) == add_working_time(
        start, first + then, hours, BERLIN, holidays
    )


@given(st.sampled_from(Program), moments, moments)
def test_who_asks_earlier_is_not_answered_later(
    program: Program, one: datetime, other: datetime
) -> None:
    first, second = sorted((one, other))
    assert first_response_due(program, first) <= first_response_due(program, second)


@given(st.sampled_from(Program), moments)
def test_the_alarm_is_never_later_than_the_promise(program: Program, received: datetime) -> None:
    alarm, due = first_response_alarm(program, received), first_response_due(program, received)
    assert received <= alarm <= due
    terms = shipped_policy().terms(program)
    assert _is_open(due, terms.hours, frozenset())


@given(moments)
def test_enterprise_is_four_hours_by_any_clock(received: datetime) -> None:
    assert first_response_due(Program.ENTERPRISE, received) == received + timedelta(hours=4)


def test_the_days_are_as_long_as_the_policy_says() -> None:
    lengths = {
        program: day_length(terms.hours) / timedelta(hours=1)
        for program, terms in shipped_policy().programs.items()
    }
    assert lengths == {
        Program.COMPLIMENTARY: 10,
        Program.EXTENDED: 14,
        Program.ENTERPRISE: 24,
        Program.EVALUATION: 8,
        Program.PER_INCIDENT: 14,
    }
