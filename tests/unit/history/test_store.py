"""History: what was sent is known afterwards, whatever happened to its file."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from collector.core.durable import KILL_AT
from collector.core.errors import ConfigurationError
from collector.history.model import Record
from collector.history.store import FILE, History
from tests.systems import KILLED

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[3]


def record(number: int = 1, **changes: object) -> Record:
    one = Record(
        srs_url="https://srs.example", ticket_id=f"SRS-{number:08}", token="geheim-1",
        request_id=f"r-{number}", fingerprint="f", item_id=f"{number:032}", subject="ünïcode — “x”",
        created_at=NOW + timedelta(minutes=number), first_response_due=NOW, web_link="geheim-2",
        bundle_size=5, done=True,
    )  # fmt: skip
    return replace(one, **changes)  # type: ignore[arg-type]


def test_a_ticket_is_found_by_id_request_and_item(tmp_path: Path) -> None:
    with History(tmp_path) as history:
        history.keep(record(1))
        history.keep(record(2, first_response_due=None, checked_at=NOW))
        assert history.is_new
        history.filled()
    with History(tmp_path) as history:
        assert not history.is_new
        assert history.records() == [record(2, first_response_due=None, checked_at=NOW), record(1)]
        assert history.find("SRS-00000001") == record(1)
        assert history.find("SRS-00000001", "https://other.example") is None
        assert history.by_request("r-1") == history.by_item(f"{1:032}") == record(1)
        assert history.by_request("") is None
        history.keep(record(1, status="supported"))
        assert [one.status for one in history.records()] == ["", "supported"]


def test_the_same_number_at_two_servers_is_two_tickets(tmp_path: Path) -> None:
    with History(tmp_path) as history:
        history.keep(record(1))
        history.keep(record(1, srs_url="http://localhost:1", subject="a trial"))
        assert len(history.records()) == 2


@pytest.mark.posix("mode bits")
def test_nobody_else_can_read_it(tmp_path: Path) -> None:
    with History(tmp_path / "data") as history:
        history.keep(record())
    assert stat.S_IMODE((tmp_path / "data" / FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "data").stat().st_mode) == 0o700
    assert "geheim" not in repr(record())


def _overwrite(file: Path, content: bytes) -> None:
    file.write_bytes(content)


def _in_sql(file: Path, *statements: str) -> None:
    database = sqlite3.connect(file)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()


@pytest.mark.parametrize(
    "damage",
    [
        lambda file: _overwrite(file, b"not a database at all" * 100),
        lambda file: _overwrite(file, file.read_bytes()[: file.stat().st_size // 2]),
        lambda file: _overwrite(file, file.read_bytes()[:4096] + os.urandom(8192)),
        lambda file: _in_sql(file, "DROP TABLE tickets"),
        lambda file: _in_sql(file, "DROP TABLE pending_calls"),
        lambda file: _in_sql(file, "UPDATE tickets SET created_at = 'yesterday'"),
        lambda file: _in_sql(file, "UPDATE tickets SET done = 'perhaps'"),
        lambda file: _in_sql(file, "UPDATE tickets SET token = x'00ff'"),
        lambda file: _in_sql(file, "UPDATE tickets SET subject = NULL"),
    ],
)  # fmt: skip
def test_a_damaged_file_is_moved_aside_never_thrown_away(tmp_path: Path, damage: object) -> None:
    with History(tmp_path) as history:
        history.keep(record())
    damage(tmp_path / FILE)  # type: ignore[operator]
    before, told = (tmp_path / FILE).read_bytes(), list[str]()
    with History(tmp_path, now=lambda: NOW, notice=told.append) as history:
        assert history.is_new
        history.keep(record(2))
    aside = tmp_path / f"{FILE}.damaged-20261122T120000"
    assert aside.read_bytes() == before
    assert len(told) == 1
    assert str(aside) in told[0]
    (tmp_path / FILE).write_bytes(b"again" * 1000)
    with History(tmp_path, now=lambda: NOW) as history:
        assert history.is_new
    assert aside.read_bytes() == before


def test_the_file_of_a_newer_version_is_not_touched(tmp_path: Path) -> None:
    with History(tmp_path) as history:
        history.keep(record())
    _in_sql(tmp_path / FILE, "PRAGMA user_version = 2")
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(ConfigurationError, match="newer version"):
        History(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


def test_a_call_keeps_its_key_until_its_answer_is_known(tmp_path: Path) -> None:
    with History(tmp_path) as history:
        assert history.call_key("digest", "key-1") == "key-1"
    with History(tmp_path) as history:
        assert history.call_key("digest", "key-2") == "key-1"
        history.call_done("digest")
        assert history.call_key("digest", "key-3") == "key-3"


_CHILD = """
import sys
from pathlib import Path
from collector.history.store import History
from tests.unit.history.test_store import record
with History(Path(sys.argv[1])) as history:
    history.keep(record(7))
"""


@pytest.mark.parametrize(("point", "kept"), [("before", 1), ("after", 2)])
def test_what_was_kept_survives_a_kill(tmp_path: Path, point: str, kept: int) -> None:
    with History(tmp_path) as history:
        history.keep(record(1))
    ended = subprocess.run(
        [sys.executable, "-c", _CHILD, str(tmp_path)], cwd=ROOT, check=False, timeout=240,
        env={**os.environ, KILL_AT: f"history.keep.{point}-commit"},
    )  # fmt: skip
    assert ended.returncode == KILLED
    with History(tmp_path) as history:
        assert len(history.records()) == kept
