"""`outbox send` killed at its kill points, or the server under it: one more try ends well."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from collector.core.durable import KILL_AT, KILL_LOG
from collector.core.paths import HOME_OVERRIDE
from collector.core.progress import ProgressEvent, Stage
from collector.srs.faults import UnreachableError
from collector.srs.item import ItemStatus
from collector.workflow.send import drain, send, worst
from tests.contract.desk_ import a_desk, queue
from tests.contract.test_send import has_exactly_one
from tests.cutting_proxy import CuttingProxy
from tests.srs_fixture import RunningSrs, running_srs
from tests.systems import KILLED, some

ROOT = Path(__file__).resolve().parents[2]
MIB = 1024 * 1024


@pytest.fixture(scope="module")
def srs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSrs]:
    with running_srs(tmp_path_factory.mktemp("srs") / "data") as server:
        yield server


def send_in_a_child(home: Path, **environ: str) -> int:
    return subprocess.run(
        [sys.executable, "-m", "collector", "outbox", "send"], cwd=ROOT, check=False, timeout=240,
        env={**os.environ, HOME_OVERRIDE: str(home), **environ}, capture_output=True,
    ).returncode  # fmt: skip


def test_killed_at_its_kill_points_the_next_try_delivers_once(
    srs: RunningSrs, tmp_path: Path
) -> None:
    log = tmp_path / "points"
    with a_desk(tmp_path / "reference") as desk:
        queue(desk, srs.url, subject="reference")
    assert send_in_a_child(tmp_path / "reference", **{KILL_LOG: str(log)}) == 0
    points = log.read_text().split()
    assert {point.partition(".")[0] for point in points} == {"outbox", "history"}
    for number, point in enumerate(some(_sample(points))):
        subject, home = f"killed {point}", tmp_path / str(number)
        with a_desk(home) as desk:
            queue(desk, srs.url, subject=subject, request_id=f"r-{number}")
        assert send_in_a_child(home, **{KILL_AT: point}) == KILLED, point
        with a_desk(home) as desk:
            assert worst(drain(desk)) == 0, point
            assert desk.outbox.items() == []
            (record,) = desk.history.records()
            assert record.done
            (folder,) = desk.sent.iterdir()
        assert folder.name == record.ticket_id
        assert Path(record.bundle_path) == folder / "bundle.zip"
        has_exactly_one(srs, subject, record)


def _sample(points: list[str]) -> list[str]:
    """Each named point once, at its first, a middle and its last passing in turn."""
    by_name: dict[str, list[str]] = {}
    for point in points:
        by_name.setdefault(point.partition("#")[0], []).append(point)
    turns = (0, -1, 1)
    return [
        passings[turns[number % 3] if len(passings) > 2 else 0]
        for number, passings in enumerate(by_name.values())
    ]


def test_a_history_whose_rebuilding_was_killed_is_built_to_the_end(
    srs: RunningSrs, tmp_path: Path
) -> None:
    with a_desk(tmp_path) as desk:
        for subject in ("first", "second"):
            send(queue(desk, srs.url, subject=subject), desk)
        before = desk.history.records()
        file = desk.history.file
    file.unlink()
    assert send_in_a_child(tmp_path, **{KILL_AT: "history.keep.after-commit"}) == KILLED
    with a_desk(tmp_path) as desk:
        rebuilt = desk.history.records()
        assert [one.ticket_id for one in rebuilt] == [one.ticket_id for one in before]
        assert len({one.token for one in rebuilt}) == 2
        assert not desk.history.is_new


def test_a_server_that_dies_in_an_upload_goes_on_where_it_was(tmp_path: Path) -> None:
    with running_srs(tmp_path / "srs") as srs, CuttingProxy(srs.port) as proxy:
        deaths: list[int] = []

        def kill(event: ProgressEvent) -> None:
            if event.stage is Stage.UPLOAD and event.done > 4 * MIB and not deaths:
                deaths.append(srs.pid)
                srs.kill()

        with a_desk(tmp_path / "home", progress=kill, clock=lambda: 0.0) as desk:
            item = queue(desk, proxy.url, subject="dies", size=9 * MIB)
            assert isinstance(send(item, desk).error, UnreachableError)
            kept = desk.outbox.get(item.id).state
            assert kept.status is ItemStatus.UPLOADING
            assert kept.offset == 3 * MIB  # pieces of 1, 2 and 4 MiB; the third was cut
            srs.restart()
            before = len(proxy.seen)
            (result,) = drain(desk)
            has_exactly_one(srs, "dies", result)
            again = sum(seen.size for seen in proxy.seen[before:])
            assert again < 6 * MIB + 65536
            assert not any(" /v1/tickets/" in s.line and s.line.startswith("POST")
                           for s in proxy.seen[before:])  # fmt: skip
