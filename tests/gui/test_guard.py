"""The guard itself: it tells files and slow callbacks on the GUI thread, and no others."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from collector.core.resources import read_toml
from collector.gui.tasks import Tasks
from tests.gui import guard
from tests.gui.guard import watched


def test_reading_a_file_on_the_gui_thread_is_told(qapp: QApplication, qtbot: QtBot) -> None:
    with watched() as seen, qtbot.waitCallback() as done:
        QTimer.singleShot(0, lambda: done(read_toml("vendor.toml")))
    assert any("open" in one and "core/resources.py" in one for one in seen.blocking)


def test_on_a_thread_of_its_own_it_is_not(qapp: QApplication, qtbot: QtBot) -> None:
    tasks = Tasks()
    with watched() as seen, qtbot.waitCallback() as done:
        tasks.run(lambda _p, _c: read_toml("vendor.toml"), owner=tasks, done=done)
    assert tasks.close()
    assert seen.blocking == []
    assert seen.callbacks > 0


@pytest.mark.parametrize(("slowness", "told"), [(1.0, 1), (100.0, 0)])
def test_a_callback_that_computes_for_long_is_told(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, slowness: float, told: int
) -> None:
    monkeypatch.setattr(guard, "slowness", lambda: slowness)

    def compute() -> None:
        began = time.thread_time()
        while time.thread_time() - began < 0.06:
            pass
        done()

    with watched() as seen, qtbot.waitCallback() as done:
        QTimer.singleShot(0, compute)
    assert len(seen.slow) == told


def test_the_yardstick_is_of_this_world() -> None:
    assert 1.0 <= guard.slowness() < 1000
