"""The app opens, says what it is and whom it talks to, and leaves when its window is closed."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from collector.core.environment import Environment
from collector.gui.app import has_screen, main, open_window
from collector.gui.srs_address import SrsAddress, srs_address


def test_the_window_says_what_it_is(qtbot: QtBot, qapp: QApplication) -> None:
    window = open_window(qapp, Environment.real())
    assert window.windowTitle() == "Paragon Software Support Collector"
    assert window.current_page_id == "start"
    assert window.shutdown()
    window.deleteLater()


def test_where_no_srs_is_configured_it_says_so_on_the_first_page(
    qtbot: QtBot, qapp: QApplication
) -> None:
    window = open_window(qapp, replace(Environment.real(), environ={}))
    window.show()
    note = window.findChild(QLabel, "start.no_srs.heading")
    assert isinstance(note, QLabel)
    qtbot.waitUntil(note.isVisible)
    assert "No support server" in note.text()
    assert window.shutdown()
    window.deleteLater()


def test_the_address_comes_from_the_environment_as_on_the_command_line() -> None:
    real = Environment.real()
    good = replace(real, environ={"PARAGON_SRS_URL": "http://127.0.0.1:8400/"})
    bad = replace(real, environ={"PARAGON_SRS_URL": "http://srs.example.com"})
    assert srs_address(good) == SrsAddress(url="http://127.0.0.1:8400")
    assert "unprotected" in srs_address(bad).problem
    assert srs_address(replace(real, environ={})) == SrsAddress()


def test_main_opens_the_window_and_ends_when_it_is_closed(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARAGON_SRS_URL", "http://127.0.0.1:8400")
    shown: list[str] = []

    def look_and_close() -> None:
        shown.extend(each.windowTitle() for each in qapp.topLevelWidgets() if each.isVisible())
        qapp.closeAllWindows()

    QTimer.singleShot(0, look_and_close)
    assert main() == 0
    assert shown == ["Paragon Software Support Collector"]


def test_so_it_does_in_a_process_of_its_own() -> None:
    script = (
        "import sys; from PySide6.QtCore import QTimer; from PySide6.QtWidgets import QApplication;"
        "app = QApplication([]); QTimer.singleShot(0, app.closeAllWindows);"
        "from collector.__main__ import main; sys.argv = ['paragon-collector']; sys.exit(main())"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"")
    assert b"Error" not in done.stderr


@pytest.mark.parametrize(
    ("environ", "screen"),
    [({}, False), ({"DISPLAY": ""}, False), ({"DISPLAY": ":0"}, True),
     ({"WAYLAND_DISPLAY": "wayland-0"}, True), ({"QT_QPA_PLATFORM": "offscreen"}, True)],
)  # fmt: skip
def test_a_screen_is_looked_for_before_qt_is(environ: dict[str, str], screen: bool) -> None:
    assert has_screen(environ) is (screen or not sys.platform.startswith("linux"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux consoles only")
def test_without_a_screen_it_points_to_the_command_line() -> None:
    environ = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    done = subprocess.run(
        [sys.executable, "-m", "collector"], env=environ, capture_output=True, check=False
    )
    assert done.returncode == 64
    assert b"paragon-collector --help" in done.stderr


class Emitter(QObject):
    told = Signal(bool)


def test_signals_cost_no_references(qapp: QApplication) -> None:
    """PySide6 6.12.0 on Python 3.11 loses one to True per emission; at the last one it aborts."""
    emitter = Emitter()
    emitter.told.connect(lambda _value: None)
    emitter.told.emit(True)
    before = sys.getrefcount(True), sys.getrefcount(None)
    for _ in range(100):
        emitter.told.emit(True)
    after = sys.getrefcount(True), sys.getrefcount(None)
    assert all(abs(one - other) < 50 for one, other in zip(before, after, strict=True))
