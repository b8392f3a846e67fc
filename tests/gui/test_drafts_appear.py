"""Drafts come after the first paint: no frame shows their rows squeezed, in large text either."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from collector.workflow.draft import Purpose
from tests.gui.conftest import Installation
from tests.gui.steps import LONG, begin, opened

pytestmark = pytest.mark.beyond_wine("fonts to measure")


class Painted(QObject):
    """Every part that was painted with less height than it needs at its width."""

    def __init__(self) -> None:
        super().__init__()
        self.squeezed: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(watched, (QLabel, QPushButton)):
            needed = min(watched.heightForWidth(watched.width()), watched.sizeHint().height())
            if 0 < watched.height() < needed - 1:
                words = f"{watched.objectName()} {watched.text()[:30]}"
                self.squeezed.append(f"{words}: {watched.height()} of {needed}")
        return False


def test_no_frame_is_squeezed(
    installation: Installation, qapp: QApplication, qtbot: QtBot,
    large_text: Callable[[float], None],
) -> None:  # fmt: skip
    window = opened(installation)
    begin(qtbot, window, Purpose.NEW_REQUEST)
    installation.shut(window)
    large_text(200)
    painted = Painted()
    qapp.installEventFilter(painted)
    try:
        window = opened(installation)
        window.resize(1366, 720)
        drafts = window.findChild(QWidget, "start.drafts")
        assert isinstance(drafts, QWidget)
        qtbot.waitUntil(drafts.isVisible, timeout=LONG)
        qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
        qapp.processEvents()
    finally:
        qapp.removeEventFilter(painted)
    assert painted.squeezed == []
