"""Promise: one order for all logs, whatever clock each of them kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from itertools import permutations
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.bundle.finding import Cite
from collector.bundle.reader import open_bundle
from collector.evidence.formats.local_time import Settler
from collector.evidence.formats.log_record import Kind, LogRecord
from collector.findings.case import Case
from collector.findings.source import BundleSource
from collector.findings.timeline import (
    Voice,
    Why,
    merge,
    moment_of,
    read_moment,
    voices_of,
)
from tests.findings_bundles import LOGS
from tests.make_bundle import make_bundle

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
AUTUMN = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)
"""The clocks of Berlin go back from 3 to 2 at this moment."""


def record(line: int, text: str, kind: Kind = Kind.NOTE, **when: object) -> LogRecord:
    return LogRecord(line=line, kind=kind, text=text, **when)  # type: ignore[arg-type]


def voice(title: str, zone: object, *records: LogRecord, booted: datetime | None = None) -> Voice:
    settler = Settler(zone=zone, booted_at=booted)  # type: ignore[arg-type]
    return Voice(
        title=title,
        records=[(Cite(path=title, line=one.line), settler.settle(one)) for one in records],
    )


def local(hour: int, minute: int, day: int = 25) -> datetime:
    return datetime.fromisoformat(f"2026-10-{day}T{hour:02}:{minute:02}")


def five() -> list[Voice]:
    """Berlin twice, New York, UTC and seconds since a boot; the letters tell the true order."""
    return [
        voice(
            "stubact.log", BERLIN,
            record(1, "A", local=local(1, 50)), record(2, "C", local=local(2, 20)),
            record(3, "H", local=local(2, 10)), record(4, "L", local=local(3, 5)),
        ),
        voice(
            "hdmengine_jobs.log", BERLIN,
            record(1, "E", local=local(2, 40)), record(2, "J", local=local(2, 30)),
        ),
        voice(
            "dmesg of the Recovery CD", NEW_YORK,
            record(1, "B", local=local(20, 10, 24)), record(2, "I", local=local(21, 20, 24)),
        ),
        voice(
            "Windows events", None,
            record(1, "F", utc=AUTUMN - timedelta(minutes=5)),
            record(2, "K", utc=AUTUMN + timedelta(minutes=45)),
        ),
        voice(
            "ring-buffer.txt", None,
            record(1, "D", since_boot=1800.0), record(2, "G", since_boot=3900.0),
            booted=AUTUMN - timedelta(hours=1),
        ),
    ]  # fmt: skip


def test_five_sources_three_zones_and_clocks_put_back_are_in_the_right_order() -> None:
    for order in list(permutations(range(5)))[::10]:
        voices = five()
        merged = merge([voices[place] for place in order], AUTUMN)
        assert "".join(entry.record.text for entry in merged.entries) == "ABCDEFGHIJKL"
    assert [(one.total, one.unsettled, one.left_out) for one in merged.voices] == [
        (each.total, 0, 0) for each in merged.voices
    ]


def test_the_night_in_spring_that_lacks_an_hour_keeps_its_order() -> None:
    spring = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    merged = merge(
        [
            voice(
                "stubact.log", BERLIN,
                record(1, "A", local=datetime.fromisoformat("2026-03-29T01:59:59")),
                record(2, "C", local=datetime.fromisoformat("2026-03-29T03:00:01")),
            ),
            voice("Windows events", None, record(1, "B", utc=spring)),
        ],
        spring,
    )  # fmt: skip
    assert "".join(entry.record.text for entry in merged.entries) == "ABC"


@given(
    st.lists(st.lists(st.integers(0, 100_000), max_size=40).map(sorted), max_size=5),
    st.integers(0, 100_000),
)
def test_every_log_keeps_its_own_order_and_the_nearest_are_kept(
    logs: list[list[int]], at: int
) -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    voices = [
        voice(str(number), None, *(
            record(line, "x", utc=start + timedelta(seconds=second))
            for line, second in enumerate(seconds, start=1)
        ))
        for number, seconds in enumerate(logs)
    ]  # fmt: skip
    moment = start + timedelta(seconds=at)
    merged = merge(voices, moment, nearest=10)
    times = [entry.utc for entry in merged.entries]
    assert times == sorted(times)
    for number, seconds in enumerate(logs):
        mine = [entry for entry in merged.entries if entry.voice == number]
        lines = [entry.record.line for entry in mine]
        assert lines == sorted(lines)
        assert len(mine) == min(10, len(seconds))
        assert merged.voices[number].left_out == len(seconds) - len(mine)
        distances = sorted(abs(second - at) for second in seconds)[:10]
        assert sorted(abs((e.utc - moment).total_seconds()) for e in mine) == distances


def test_a_talkative_log_does_not_drown_its_own_error() -> None:
    noise = [record(n, "n", utc=AUTUMN + timedelta(seconds=n)) for n in range(1, 1_000)]
    error = record(1_000, "E", Kind.ERROR, utc=AUTUMN + timedelta(days=2))
    merged = merge([voice("pwlog.txt", None, *noise, error)], AUTUMN, nearest=20)
    assert merged.entries[-1].record.text == "E"
    assert len(merged.entries) == 21


def test_what_has_no_time_is_counted_and_not_guessed() -> None:
    merged = merge(
        [voice("x.log", None, record(1, "?", local=local(2, 0)), record(2, "?"))], AUTUMN
    )
    assert merged.entries == ()
    assert merged.voices[0].unsettled == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-01 14:30", "2026-11-01T13:30:00+00:00"),
        ("2026-07-01T14:30", "2026-07-01T12:30:00+00:00"),
        ("1.11.2026, 14:30:15", "2026-11-01T13:30:15+00:00"),
        ("2026-11-01T14:30:00-05:00", "2026-11-01T19:30:00+00:00"),
        ("2026-11-01T14:30Z", "2026-11-01T14:30:00+00:00"),
        ("2026-11-01", "2026-11-01T11:00:00+00:00"),
        ("1.11.2026", "2026-11-01T11:00:00+00:00"),
        ("yesterday", None), ("31.02.2026", None), ("", None), ("9999-12-31 23:59", None),
        ("2026-11-01 25:00", None),
    ],
)  # fmt: skip
def test_times_as_people_write_them(text: str, expected: str | None) -> None:
    found = read_moment(text, timezone(timedelta(hours=-1)) if text.startswith("9") else BERLIN)
    assert (found.isoformat() if found else None) == expected


@contextmanager
def case(
    path: Path, *, occurred_at: str = "", zone: str = "Europe/Berlin", **logs: str
) -> Iterator[Case]:
    facts = {"time_zone": {"name": zone}}
    members = {"jobs": f"{LOGS}/hdmengine_jobs.log", "dmesg": "evidence/kernel_log/dmesg"}
    make_bundle(
        path,
        {
            "evidence/system/facts.json": json.dumps(facts).encode(),
            **{members[name]: text.encode() for name, text in logs.items()},
        },
        request_json=json.dumps({"problem": {"occurred_at": occurred_at}}).encode(),
    )
    with open_bundle(path) as reader:
        yield Case(BundleSource(reader))


ERROR = "01.11.2026 14:00:00.000,physical,[1]  !!!Error: it broke\n"


def test_the_moment_is_asked_for_else_of_the_form_else_of_the_last_error(tmp_path: Path) -> None:
    asked = datetime(2026, 1, 1, tzinfo=UTC)
    with case(tmp_path / "1", occurred_at="2026-11-02 10:00", jobs=ERROR) as told:
        assert moment_of(told, asked) == (asked, Why.ASKED)
        assert moment_of(told) == (datetime(2026, 11, 2, 9, 0, tzinfo=UTC), Why.FORM)
    with case(tmp_path / "2", occurred_at="last week", jobs=ERROR) as vague:
        assert moment_of(vague) == (datetime(2026, 11, 1, 13, 0, tzinfo=UTC), Why.LAST_ERROR)
    # an error of a clock that is wrong: in the future of the bundle
    with case(tmp_path / "3", jobs=ERROR.replace("2026", "2036")) as quiet:
        assert moment_of(quiet) == (quiet.now, Why.COLLECTED)


def test_two_halves_of_a_rescue_each_keep_the_zone_of_their_machine(tmp_path: Path) -> None:
    installed = "25.10.2026 02:59:00.000,physical,[1]  B\n25.10.2026 02:30:00.000,physical,[1]  D\n"
    rescue = (
        "[Sat Oct 24 20:30:00 2026] A\n[Sat Oct 24 21:10:00 2026] C\n[Sat Oct 24 21:50:00 2026] E\n"
    )
    with (
        case(tmp_path / "1", jobs=installed) as one,
        case(tmp_path / "2", zone="America/New_York", dmesg=rescue) as two,
    ):
        merged = merge([*voices_of(one), *voices_of(two, bundle=1)], AUTUMN)
    assert "".join(entry.record.text for entry in merged.entries) == "ABCDE"
    assert [voice.bundle for voice in merged.voices] == [0, 1]
