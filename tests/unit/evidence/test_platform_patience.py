"""A dead share or FUSE server inside an installation costs itself, not its neighbours."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms.facts import Mount
from collector.evidence.platforms.linux import Linux
from collector.evidence.platforms.patience import Patience
from collector.evidence.probe import File, Gap
from tests.unit.evidence.running import logs_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="mounts of Linux")


class WithADeadShare(Linux):
    """Whatever asks for a place below `dead` waits until the test ends."""

    def __init__(self, dead: Path, ended: threading.Event) -> None:
        super().__init__()
        self._dead, self._ended = dead, ended

    def mounts(self) -> tuple[Mount, ...]:
        share = Mount(point=str(self._dead), device="x", file_system="fuse.x", remote=True)
        return (*super().mounts(), share)

    def own(self, host_path: Path) -> Path:
        target = host_path.parent / os.readlink(host_path) if host_path.is_symlink() else host_path
        if target.is_relative_to(self._dead):
            self._ended.wait(30)
        return super().own(host_path)


@pytest.fixture
def ended() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


def test_a_dead_subfolder_leaves_the_logs_beside_it(tmp_path: Path, ended: threading.Event) -> None:
    folder = tmp_path / "HDM"
    for place in ("Program", "Win32"):
        (folder / place).mkdir(parents=True)
    (folder / "Program" / "stubact.log").write_text("log")
    found = logs_of(WithADeadShare(folder / "Win32", ended), folder)
    assert isinstance(found["hdm/Program/stubact.log"], File)
    dead = found["hdm/Win32"]
    assert isinstance(dead, Gap)
    assert (dead.status, "did not answer" in dead.reason) == (Status.TIMED_OUT, True)


def test_a_link_to_a_dead_file_is_left_to_its_own_item(
    tmp_path: Path, ended: threading.Event
) -> None:
    folder, share = tmp_path / "HDM", tmp_path / "share"
    folder.mkdir()
    share.mkdir()
    (folder / "stubact.log").symlink_to(share / "stubact.log")
    (folder / "cdb.log").write_text("log")
    found = logs_of(WithADeadShare(share, ended), folder)
    assert {name for name, item in found.items() if isinstance(item, File)} == {
        "hdm/stubact.log",
        "hdm/cdb.log",
    }


def test_answers_and_errors_come_through(tmp_path: Path) -> None:
    patience = Patience((tmp_path,))
    assert patience.ask(tmp_path / "x", lambda: 5) == 5
    with pytest.raises(ZeroDivisionError):
        patience.ask(tmp_path / "x", lambda: 1 // 0)


def test_after_several_dead_places_it_waits_less(tmp_path: Path, ended: threading.Event) -> None:
    patience = Patience((tmp_path,), seconds=0.02)
    reasons = []
    for _ in range(4):
        with pytest.raises(NotCollectedError) as caught:
            patience.ask(tmp_path, lambda: ended.wait(30))
        reasons.append(caught.value.reason.rpartition("within ")[2])
    assert reasons == ["0.02 s", "0.02 s", "0.02 s", "0.002 s"]


def test_a_question_about_a_local_place_needs_no_thread(tmp_path: Path) -> None:
    patience = Patience((tmp_path / "share",))
    asked = patience.ask(tmp_path, threading.current_thread)
    assert asked is threading.current_thread()
