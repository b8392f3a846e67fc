"""Work that blocks is done elsewhere; what it says comes back, in order, and only to the living."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from collector.core.errors import CancelledError, CollectorError
from collector.core.progress import Cancel, Progress, ProgressEvent, Stage
from collector.gui.tasks import Tasks


def _same(number: int, _progress: Progress, _cancel: Cancel) -> int:
    return number


@pytest.fixture
def tasks(qapp: QApplication) -> Tasks:
    return Tasks()


def test_results_come_back_to_the_thread_of_the_window(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[tuple[threading.Thread, object]] = []

    def work(_progress: Progress, _cancel: Cancel) -> threading.Thread:
        return threading.current_thread()

    tasks.run(work, owner=tasks, done=lambda at: seen.append((threading.current_thread(), at)))
    qtbot.waitUntil(lambda: not tasks.busy)
    assert seen[0][0] is threading.main_thread()
    assert seen[0][1] is not threading.main_thread()
    assert tasks.close()


def test_a_lane_keeps_the_order(qtbot: QtBot, tasks: Tasks) -> None:
    done: list[int] = []
    for number in range(20):
        tasks.run(partial(_same, number), owner=tasks, done=done.append, lane="draft")
    qtbot.waitUntil(lambda: not tasks.busy)
    assert done == list(range(20))
    assert tasks.close()


def test_nobody_is_told_who_is_gone(qtbot: QtBot, tasks: Tasks) -> None:
    owner, go = QObject(), threading.Event()
    told: list[object] = []
    tasks.run(lambda _p, _c: go.wait(10), owner=owner, done=told.append)
    import shiboken6

    shiboken6.delete(owner)
    go.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert told == []
    assert tasks.close()


def test_errors_are_told_and_what_nobody_expects_is_a_crash(qtbot: QtBot, tasks: Tasks) -> None:
    failed: list[BaseException] = []
    crashed: list[BaseException] = []
    tasks.crashed.connect(crashed.append)

    def no_space(_progress: Progress, _cancel: Cancel) -> None:
        raise CollectorError("No space.")

    tasks.run(no_space, owner=tasks, failed=failed.append)
    tasks.run(lambda _p, _c: 1 // 0, owner=tasks)
    qtbot.waitUntil(lambda: not tasks.busy)
    assert [str(error) for error in failed] == ["No space."]
    assert [type(error) for error in crashed] == [ZeroDivisionError]
    assert tasks.close()


def test_closing_cancels_all_but_what_must_be_kept(qtbot: QtBot, tasks: Tasks) -> None:
    started, kept, failed = threading.Event(), threading.Event(), []

    def long(_progress: Progress, cancel: Cancel) -> None:
        started.set()
        if not cancel.wait(30):
            failed.append("was not cancelled")
        raise CancelledError("Cancelled.")

    tasks.run(long, owner=tasks, lane="draft")
    tasks.run(lambda _p, _c: kept.set(), owner=tasks, lane="draft", keep=True)
    assert started.wait(10)
    assert tasks.close()
    assert kept.is_set()
    assert failed == []


def test_progress_is_as_new_as_it_can_be_and_never_piles_up(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[int] = []

    def work(progress: Progress, _cancel: Cancel) -> None:
        for number in range(10_000):
            progress(ProgressEvent(stage=Stage.COLLECT, done=number))

    tasks.run(work, owner=tasks, progress=lambda event: seen.append(event.done))
    qtbot.waitUntil(lambda: not tasks.busy)
    assert len(seen) < 10_000
    assert seen == sorted(seen)
    assert tasks.close()
