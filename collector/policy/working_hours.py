"""Deadlines in working hours: when a first answer is due, and when its lateness is announced."""

from __future__ import annotations

from collections.abc import Iterator, Set
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from collector.policy.programs import Deadline, Hours, Policy, Program, Unit, shipped_policy

_DAY = timedelta(days=1)


def first_response_due(
    program: Program, received_at: datetime, policy: Policy | None = None
) -> datetime:
    """The moment (aware UTC) by which a first answer is promised.

    Where the policy text has several readings, the latest of them. Raises ValueError when
    `received_at` has no time zone.
    """
    return max(_readings(program, received_at, policy or shipped_policy()))


def first_response_alarm(
    program: Program, received_at: datetime, policy: Policy | None = None
) -> datetime:
    """The moment (aware UTC) at which staff is alarmed: the earliest reading of the text."""
    return min(_readings(program, received_at, policy or shipped_policy()))


def consulting_answer_due(
    program: Program, received_at: datetime, policy: Policy | None = None
) -> datetime | None:
    """By when a how-to question has a qualified answer; None where consulting is not included."""
    policy = policy or shipped_policy()
    terms = policy.terms(program)
    if terms.consulting_answer is None:
        return None
    return _due(terms.consulting_answer, terms.hours, received_at, policy)


def _readings(program: Program, received_at: datetime, policy: Policy) -> list[datetime]:
    terms = policy.terms(program)
    return [_due(reading, terms.hours, received_at, policy) for reading in terms.first_response]


def _due(deadline: Deadline, hours: Hours, received_at: datetime, policy: Policy) -> datetime:
    hours = deadline.hours or hours
    start = _utc(received_at)
    if deadline.unit is Unit.CLOCK_HOURS:
        return start + timedelta(hours=deadline.amount)
    if deadline.unit is Unit.BUSINESS_DAYS:
        amount = deadline.amount * day_length(hours)
    else:
        amount = timedelta(hours=deadline.amount)
    holidays: Set[date] = frozenset() if hours.round_the_clock else policy.holidays
    return add_working_time(start, amount, hours, policy.zone, holidays)


def day_length(hours: Hours) -> timedelta:
    """How long a working day is by the clock on the wall."""
    return _wall(hours.close) - _wall(hours.open) + (_DAY if hours.close == time(0) else _DAY * 0)


def _wall(moment: time) -> timedelta:
    return timedelta(
        hours=moment.hour,
        minutes=moment.minute,
        seconds=moment.second,
        microseconds=moment.microsecond,
    )


def add_working_time(
    start: datetime, amount: timedelta, hours: Hours, zone: tzinfo, holidays: Set[date]
) -> datetime:
    """The earliest moment (aware UTC) at which `amount` of working time has passed since `start`.

    `amount` is not negative. With zero it is `start`, or the next opening.
    """
    remaining, moment = amount, _utc(start)
    for opening, closing in _windows(moment, hours, zone, holidays):
        moment = max(moment, opening)
        if remaining <= closing - moment:
            return moment + remaining
        remaining -= closing - moment
        moment = closing
    raise OverflowError("the calendar ends before the deadline")


def working_time_between(
    start: datetime, end: datetime, hours: Hours, zone: tzinfo, holidays: Set[date]
) -> timedelta:
    """How much working time lies between two moments; zero when `end` is not after `start`."""
    start, end = _utc(start), _utc(end)
    total = timedelta()
    for opening, closing in _windows(start, hours, zone, holidays):
        if opening >= end:
            break
        total += min(closing, end) - max(opening, start)
    return max(total, timedelta())


def _windows(
    moment: datetime, hours: Hours, zone: tzinfo, holidays: Set[date]
) -> Iterator[tuple[datetime, datetime]]:
    """The working periods (UTC) that end after `moment`, in order."""
    day = moment.astimezone(zone).date() - _DAY
    while day < date.max - 2 * _DAY:
        if day.isoweekday() in hours.days and day not in holidays:
            last = day + _DAY if hours.close == time(0) else day
            opening = datetime.combine(day, hours.open, zone).astimezone(UTC)
            closing = datetime.combine(last, hours.close, zone).astimezone(UTC)
            if closing > moment:
                yield opening, closing
        day += _DAY


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone has no deadline")
    return moment.astimezone(UTC)
