"""Records of the event log: what is asked for is found, and nothing hostile is expanded."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.evidence.formats.event_xml import (
    EventQuery,
    NotAnEventError,
    events,
    parse,
    since_days,
    split,
    xpath,
)

NOW = datetime(2026, 11, 23, tzinfo=UTC)
RECORD = (
    "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System>"
    "<Provider Name='{provider}'/><EventID Qualifiers='49156'>{id}</EventID><Level>{level}</Level>"
    "<TimeCreated SystemTime='{time}'/><EventRecordID>41207</EventRecordID>"
    "<Channel>System</Channel><Computer>PC-ANNA</Computer></System><EventData>"
    "<Data Name='DeviceName'>\\Device\\Harddisk1\\DR1</Data><Data>0x3f</Data>"
    "<Binary>0300800001000000</Binary></EventData></Event>"
)


LATELY = "2026-11-22T10:00:00.1234567Z"


def record(provider: str = "disk", number: int = 7, level: int = 2, time: str = LATELY) -> str:
    return RECORD.format(provider=provider, id=number, level=level, time=time)


def test_a_bad_block_is_read_with_its_parameters() -> None:
    found = parse(record())
    assert (found.provider, found.id, found.level, found.record) == ("disk", 7, 2, 41207)
    assert found.data == ("DeviceName=\\Device\\Harddisk1\\DR1", "0x3f")
    assert found.binary == "0300800001000000"
    assert found.moment == datetime(2026, 11, 22, 10, 0, 0, 123456, UTC)


def test_only_what_was_asked_for_is_taken() -> None:
    rows = [
        record(), record("Ntfs", 55), record("DISK", 153, 3), record("disk", 1, 4),
        record("disk", 11, 2, "2026-09-01T00:00:00Z"), "<Event>", "",
    ]  # fmt: skip
    query = EventQuery(channel="System", providers=("Disk",), since=since_days(30, NOW))
    assert [found.id for found in events(rows, query)] == [7, 153]


def test_the_query_that_windows_is_asked() -> None:
    since = NOW - timedelta(hours=1)
    query = EventQuery(channel="System", providers=("disk", "Ntfs"), levels=(1, 2), since=since)
    assert xpath(query, NOW) == (
        "*[System[Provider[@Name='disk' or @Name='Ntfs'] and (Level=1 or Level=2) and "
        "TimeCreated[timediff(@SystemTime) <= 3600000]]]"
    )
    many = EventQuery(channel="System", providers=tuple(f"p{n}" for n in range(40)))
    assert "Provider" not in xpath(many, NOW)  # Windows takes some twenty conditions at most


def test_a_list_without_a_root_is_split() -> None:
    assert len(list(split(record() + "\r\n" + record("Ntfs", 98)))) == 2


@pytest.mark.parametrize(
    "text",
    [
        "", "<Event/>", "<Event><System/></Event>", record() * 2, record()[:-20],
        "<!DOCTYPE Event [<!ENTITY a 'b'>]>" + record(), "<" * 9,
    ],
)  # fmt: skip
def test_what_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(NotAnEventError):
        parse(text)


@given(st.integers(0, len(record()) - 1), st.text(max_size=3))
def test_no_damage_breaks_it(place: int, piece: str) -> None:
    text = record()
    with contextlib.suppress(NotAnEventError):
        parse(text[:place] + piece + text[place + 1 :])
