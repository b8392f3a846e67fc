"""Tab goes as the layouts read, and looking for the way keeps nothing that Qt deletes."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from collector.gui.widgets.flow import Flow
from collector.gui.widgets.tab_order import in_order


def made(qtbot: QtBot) -> tuple[QWidget, dict[str, QPushButton]]:
    """Buttons made from e to a, and laid out from a to e."""
    window = QWidget()
    qtbot.addWidget(window)
    buttons = {name: QPushButton(name, window) for name in "edcba"}
    column = QVBoxLayout(window)
    column.addWidget(buttons["a"])
    for layout, inside in ((QHBoxLayout(), "bc"), (Flow(), "de")):
        column.addLayout(layout)
        for name in inside:
            layout.addWidget(buttons[name])
    return window, buttons


def test_the_order_is_that_of_the_layouts_and_not_of_making(qtbot: QtBot) -> None:
    window, _buttons = made(qtbot)
    assert "".join(each.text() for each in in_order(window) if isinstance(each, QPushButton)) == (
        "abcde"
    )


def test_no_place_in_a_layout_is_remembered_when_its_widget_is_gone(qtbot: QtBot) -> None:
    """What Python still knows of a deleted place is mistaken for the next event at its address."""
    before = places()
    window, buttons = made(qtbot)
    assert len(list(in_order(window))) == 5
    while buttons:
        buttons.popitem()[1].deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert list(in_order(window)) == []
    assert places() == before


def places() -> int:
    known = Shiboken.getAllValidWrappers()
    return sum(isinstance(each, QLayoutItem) and not isinstance(each, QLayout) for each in known)
