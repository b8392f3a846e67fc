"""The app opens, says what it is and whom it talks to, and leaves when its window is closed."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from collector.core.environment import Environment
from collector.core.version import VERSION
from collector.gui.app import has_screen, main
from collector.gui.first_window import FirstWindow
from collector.gui.srs_address import SrsAddress, srs_address


def text(window: FirstWindow, name: str) -> str:
    label = window.findChild(QLabel, name)
    assert isinstance(label, QLabel)
    return label.text()


def test_the_first_window_says_what_it_is_and_whom_it_talks_to(qtbot: QtBot) -> None:
    window = FirstWindow(SrsAddress(url="https://srs.example.com"))
    qtbot.addWidget(window)
    window.show()
    assert window.windowTitle() == "Paragon Software Support Collector"
    assert text(window, "title") == "Paragon Software Support Collector"
    assert text(window, "version") == VERSION
    assert text(window, "srs_address") == "https://srs.example.com"
    assert window.findChild(QLabel, "problem") is None


def test_where_no_srs_is_configured_it_says_so_and_what_to_do(qtbot: QtBot) -> None:
    address = srs_address(replace(Environment.real(), environ={}))
    window = FirstWindow(address)
    qtbot.addWidget(window)
    assert text(window, "srs_address") == "none"
    assert "No SRS address is configured." in text(window, "problem")
    assert "PARAGON_SRS_URL" in text(window, "problem")


def test_the_address_comes_from_the_environment_as_on_the_command_line() -> None:
    real = Environment.real()
    good = replace(real, environ={"PARAGON_SRS_URL": "http://127.0.0.1:8400/"})
    bad = replace(real, environ={"PARAGON_SRS_URL": "http://srs.example.com"})
    assert srs_address(good) == SrsAddress(url="http://127.0.0.1:8400")
    assert "unprotected" in srs_address(bad).problem


def test_an_address_is_never_shown_as_rich_text(qtbot: QtBot) -> None:
    window = FirstWindow(SrsAddress(problem="<b>bold</b><img src=x>"))
    qtbot.addWidget(window)
    label = window.findChild(QLabel, "problem")
    assert isinstance(label, QLabel)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_nothing_is_cut_off_at_its_smallest_size(qtbot: QtBot) -> None:
    window = FirstWindow(srs_address(replace(Environment.real(), environ={})))
    qtbot.addWidget(window)
    window.resize(window.minimumSizeHint())
    window.show()

    def cut_off() -> list[str]:
        return [
            label.objectName()
            for label in window.findChildren(QLabel)
            if label.wordWrap() and label.height() < label.heightForWidth(label.width())
        ]

    qtbot.waitUntil(lambda: not cut_off())


def test_main_opens_the_window_and_ends_when_it_is_closed(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARAGON_SRS_URL", "http://127.0.0.1:8400")
    shown: list[str] = []

    def look_and_close() -> None:
        shown.extend(widget.windowTitle() for widget in qapp.topLevelWidgets())
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
