"""Local times become UTC with the machine's zone, also in the hour that occurs twice."""

# ruff: noqa: DTZ001, DTZ901 - local times of logs are naive by nature
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.core.resources import read_toml
from collector.evidence.formats.local_time import Settler, zone_named
from collector.evidence.formats.log_record import Kind, LogRecord

BERLIN = zone_named("Europe/Berlin")
AUTUMN = datetime(2026, 10, 25)


def record(local: datetime) -> LogRecord:
    return LogRecord(line=1, kind=Kind.NOTE, text="", local=local)


def settled(*clock: str) -> list[tuple[str, bool]]:
    """Times of that night in Berlin → (UTC, sure)."""
    settler = Settler(zone=BERLIN)
    found = []
    for text in clock:
        hour, minute = map(int, text.split(":"))
        one = settler.settle(record(AUTUMN.replace(hour=hour, minute=minute)))
        assert one.utc is not None
        found.append((f"{one.utc:%H:%M}", one.sure))
    return found


def test_the_hour_that_occurs_twice_is_told_apart_by_the_clock_going_back() -> None:
    assert settled("01:59", "02:10", "02:50", "02:05", "02:40", "03:01") == [
        ("23:59", True), ("00:10", False), ("00:50", False), ("01:05", True), ("01:40", True),
        ("02:01", True),
    ]  # fmt: skip


def test_threads_that_write_out_of_order_put_no_clock_back() -> None:
    settler = Settler(zone=BERLIN)
    early = AUTUMN.replace(hour=2, minute=30)
    settler.settle(record(early))
    again = settler.settle(record(early - timedelta(seconds=3)))
    assert again.utc == datetime(2026, 10, 25, 0, 29, 57, tzinfo=UTC)


def test_a_time_that_the_clocks_skipped_keeps_its_place() -> None:
    found = Settler(zone=BERLIN).settle(record(datetime(2026, 3, 29, 2, 30)))
    assert (found.utc, found.sure) == (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), True)


@given(st.datetimes(datetime(1999, 1, 1), datetime(2037, 1, 1)), st.integers(0, 400))
@settings(max_examples=200)
def test_a_log_that_is_written_in_order_stays_in_order(begin: datetime, step: int) -> None:
    """The clock of the wall is what a log shows; what comes out never goes back."""
    assert BERLIN is not None
    settler = Settler(zone=BERLIN)
    moments = [begin.replace(tzinfo=UTC) + timedelta(minutes=step * n) for n in range(12)]
    found = [settler.settle(record(m.astimezone(BERLIN).replace(tzinfo=None))) for m in moments]
    times = [one.utc for one in found if one.utc is not None]
    assert len(times) == 12
    assert times == sorted(times)
    for moment, one in zip(moments, found, strict=True):
        assert one.utc == moment or not one.sure or one.utc == moment - timedelta(hours=1)


def test_seconds_since_boot_need_the_boot() -> None:
    one = LogRecord(line=1, kind=Kind.NOTE, text="", since_boot=90.0)
    booted = datetime(2026, 1, 1, tzinfo=UTC)
    assert Settler(booted_at=booted).settle(one).utc == booted + timedelta(seconds=90)
    assert Settler(zone=BERLIN).settle(one).utc is None
    late = LogRecord(line=1, kind=Kind.NOTE, text="", since_boot=1e300)
    assert Settler(booted_at=booted).settle(late).utc is None


@pytest.mark.parametrize("local", [datetime.min, datetime.max])
def test_times_at_the_end_of_the_calendar_are_left_alone(local: datetime) -> None:
    for name in ("Pacific/Kiritimati", "America/Los_Angeles"):
        Settler(zone=zone_named(name)).settle(record(local))


def test_every_zone_of_windows_is_known() -> None:
    names = read_toml("windows_zones.toml")["zones"]
    assert len(names) > 130
    assert [name for name in names if zone_named(name) is None] == []


@given(st.text(max_size=40), st.none() | st.integers())
@settings(max_examples=200)
def test_no_name_of_a_zone_breaks_it(name: str, offset: int | None) -> None:
    zone = zone_named(name, offset)
    assert zone is None or datetime(2026, 1, 1, tzinfo=zone).utcoffset() is not None


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/localtime", "Europe", "a\0b", "x" * 99])
def test_a_name_that_is_no_zone_is_none(name: str) -> None:
    assert zone_named(name) is None


def test_a_record_that_gets_its_time_keeps_everything_else() -> None:
    record = LogRecord(
        line=3, kind=Kind.ERROR, text="x", last_line=4, local=datetime(2026, 1, 2), since_boot=1.5,
        code=7, source="sda", topic="io",
    )  # fmt: skip
    when = datetime(2026, 1, 2, tzinfo=UTC)
    assert record.at(when, sure=False) == replace(record, utc=when, sure=False)
