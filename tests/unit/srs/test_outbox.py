"""The outbox: whole items only, found again, one process at a time, nothing lost."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from collector.core.durable import KILL_AT, KILL_LOG
from collector.core.errors import InputError, MissingInputError
from collector.core.locks import locked
from collector.srs.item import Item, ItemStatus, read_item
from collector.srs.new_ticket import fingerprint, new_ticket
from collector.srs.outbox import InUseError, Outbox
from tests.systems import KILLED, some
from tests.unit.srs.requests_ import a_bundle, a_request

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[3]


def queued(outbox: Outbox, request_id: str = "", content: bytes = b"PK bundle") -> Item:
    request = a_request(request_id=request_id)
    with outbox.stage(request_id) as staging:
        staging.bundle.write_bytes(content)
        body = new_ticket(request, bundle=a_bundle(staging.bundle))
        return outbox.enqueue(
            staging, body=body, bundle=staging.bundle, srs_url="http://localhost:1",
            fingerprint=fingerprint(request), now=NOW,
        )  # fmt: skip


def test_an_item_holds_the_very_bytes_that_will_be_sent(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    item = queued(outbox, "r-1")
    again = Outbox(tmp_path / "outbox").find("r-1")
    assert again == item
    assert again is not None
    assert hashlib.sha256(again.body()).hexdigest() == again.state.body_sha256
    assert again.bundle.read_bytes() == b"PK bundle"
    assert again.state.idempotency_key
    assert again.state.status is ItemStatus.QUEUED


@pytest.mark.posix("mode bits")
def test_nobody_else_can_read_an_item(tmp_path: Path) -> None:
    item = queued(Outbox(tmp_path / "outbox"))
    assert stat.S_IMODE(item.folder.stat().st_mode) == 0o700
    for name in ("request.json", "state.json"):
        assert stat.S_IMODE((item.folder / name).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "outbox").stat().st_mode) == 0o700


def test_the_bundle_is_moved_from_elsewhere_never_copied(tmp_path: Path) -> None:
    outbox, source = Outbox(tmp_path / "outbox"), tmp_path / "packed.zip"
    source.write_bytes(b"x" * 1000)
    node = source.stat().st_ino
    request = a_request()
    with outbox.stage() as staging:
        item = outbox.enqueue(
            staging, body=new_ticket(request, bundle=a_bundle(source)), bundle=source,
            srs_url="http://localhost:1", fingerprint="f", now=NOW,
        )  # fmt: skip
    assert not source.exists()
    assert item.bundle.stat().st_ino == node


def test_a_bundle_that_is_its_owners_to_keep_is_copied(tmp_path: Path) -> None:
    source = tmp_path / "mine.zip"
    source.write_bytes(b"mine")
    with Outbox(tmp_path / "outbox").stage() as staging:
        assert staging.copy_in(source).read_bytes() == b"mine"
        with pytest.raises(MissingInputError):
            staging.copy_in(tmp_path / "none.zip")
    assert source.read_bytes() == b"mine"


def test_a_request_that_announces_another_bundle_is_not_queued(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    with outbox.stage() as staging:
        staging.bundle.write_bytes(b"1234")
        body = new_ticket(a_request(), bundle=replace(a_bundle(staging.bundle), size=5))
        with pytest.raises(InputError):
            outbox.enqueue(
                staging, body=body, bundle=staging.bundle, srs_url="http://localhost:1",
                fingerprint="f", now=NOW,
            )  # fmt: skip
    assert outbox.items() == []
    assert [path.name for path in (tmp_path / "outbox").iterdir()] == [".locks"]


def test_a_request_is_staged_by_one_at_a_time(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    with outbox.stage("same"):
        with pytest.raises(InUseError), Outbox(tmp_path / "outbox").stage("same"):
            pass
        with Outbox(tmp_path / "outbox").stage("other"):
            pass


def test_an_item_is_held_by_one_at_a_time(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    item = queued(outbox)
    with outbox.hold(item):
        with pytest.raises(InUseError), outbox.hold(item):
            pass
        with pytest.raises(InUseError):
            outbox.discard(item)
    outbox.discard(item)
    assert outbox.items() == []
    with pytest.raises(MissingInputError), outbox.hold(item):
        pass


def test_an_item_is_named_by_the_beginning_of_its_id(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    item = queued(outbox)
    assert outbox.get(item.id[:6].upper()) == item
    for wrong in ("", "zz", item.id + "0"):
        with pytest.raises(MissingInputError):
            outbox.get(wrong)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"\xff\xfe", b'{"format": 2}', b"[" * 100_000, b"null"]
)
def test_a_damaged_state_is_told_and_left_alone(tmp_path: Path, content: bytes) -> None:
    told: list[str] = []
    outbox = Outbox(tmp_path / "outbox", notice=told.append)
    good, bad = queued(outbox), queued(outbox)
    (bad.folder / "state.json").write_bytes(content)
    assert outbox.items() == [good]
    assert len(told) == 1
    assert "damaged" in told[0]
    assert bad.bundle.exists()


def test_the_token_is_in_no_repr(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    item = queued(outbox)
    with outbox.hold(item) as held:
        item = outbox.update(
            held, replace(held.state, ticket_token="geheim-1", web_link="http://x/view?t=geheim-2")
        )
    assert "geheim" not in repr(item)
    assert read_item(item.folder).state.ticket_token == "geheim-1"


_CHILD = """
import sys
from pathlib import Path
from collector.srs.outbox import Outbox
from tests.unit.srs.test_outbox import queued
queued(Outbox(Path(sys.argv[1])), "r-1")
"""


def _queue_in_a_child(folder: Path, environ: dict[str, str]) -> int:
    return subprocess.run(
        [sys.executable, "-c", _CHILD, str(folder)], cwd=ROOT, env={**os.environ, **environ},
        check=False, capture_output=True, timeout=240,
    ).returncode  # fmt: skip


def test_killed_at_every_step_of_queueing_a_whole_item_is_there_or_none(tmp_path: Path) -> None:
    log = tmp_path / "points"
    assert _queue_in_a_child(tmp_path / "reference", {KILL_LOG: str(log)}) == 0
    points = log.read_text().split()
    assert {"outbox.state.before-fsync#1", "outbox.item.after-rename#1"} <= set(points)
    for number, point in enumerate(some(points)):
        folder, told = tmp_path / f"outbox{number}", list[str]()
        assert _queue_in_a_child(folder, {KILL_AT: point}) == KILLED
        outbox = Outbox(folder, notice=told.append)
        items = outbox.items()
        whole = point.startswith("outbox.item.") or point == "outbox.state.after-rename#1"
        assert [item.state.request_id for item in items] == (["r-1"] if whole else []), point
        assert bool(told) == (point != "outbox.item.after-rename#1"), point
        for item in items:
            assert item.bundle.read_bytes() == b"PK bundle"
        assert queued(outbox, "r-2") in outbox.items()
        assert not [path for path in folder.iterdir() if path.name.startswith(".staging")]


def test_a_living_process_keeps_its_staging_folder(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    with outbox.stage() as staging:
        staging.bundle.write_bytes(b"half")
        assert Outbox(tmp_path / "outbox").items() == []
        assert staging.bundle.read_bytes() == b"half"


def test_locks_lie_outside_what_is_renamed(tmp_path: Path) -> None:
    outbox = Outbox(tmp_path / "outbox")
    item = queued(outbox)
    with outbox.hold(item), locked(tmp_path / "free.lock") as free:
        assert free
        assert sorted(path.name for path in item.folder.iterdir()) == [
            "bundle.zip", "request.json", "state.json",
        ]  # fmt: skip
