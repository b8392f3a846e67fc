"""The walkers find what is wrong: each is shown a window with exactly that fault."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gui import walker


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot) -> QWidget:
    made = QWidget()
    made.setObjectName("window")
    qtbot.addWidget(made)
    made.resize(400, 300)
    return made


def button(parent: QWidget, name: str, x: int, y: int) -> QPushButton:
    made = QPushButton(name, parent)
    made.setObjectName(name)
    made.setGeometry(x, y, 100, 30)
    return made


def show(window: QWidget) -> None:
    window.show()
    walker.settle()


@pytest.mark.beyond_wine("fonts to measure")
def test_a_good_window_has_no_faults(window: QWidget) -> None:
    window.setStyleSheet("QPushButton:focus { border: 3px solid blue }")
    column = QVBoxLayout(window)
    column.addWidget(QLabel("Some words that are long enough to fill a line or two of it"))
    for name in ("one", "two"):
        each = button(window, name, 0, 0)
        each.setAccessibleDescription("Does something")
        column.addWidget(each)
    show(window)
    order = walker.tab_order(window)
    assert [each.objectName() for each in order] == ["one", "two"]
    for faults in (
        walker.unreachable(window, order), walker.disorder(window, order),
        walker.nameless(window), walker.cut_off(window), walker.overlaps(window),
        walker.too_large(window, 400, 300), walker.without_visible_focus(order),
    ):  # fmt: skip
        walker.none(faults)


def test_tab_that_goes_up_or_leaves_one_out(window: QWidget) -> None:
    above, middle = button(window, "above", 0, 10), button(window, "middle", 0, 100)
    below, lost = button(window, "below", 0, 200), button(window, "lost", 200, 10)
    show(window)
    assert "Tab goes up from below to middle" in walker.disorder(window, [above, below, middle])
    assert walker.disorder(window, [above, lost, middle, below]) == []
    assert walker.disorder(window, [middle, below, above]) == []
    assert walker.unreachable(window, [above, middle, below]) == ["Tab never reaches lost"]


def test_another_column_may_begin_higher_on_its_reading_side_only(window: QWidget) -> None:
    left, right = button(window, "left", 0, 200), button(window, "right", 200, 10)
    below, beside = button(window, "below", 0, 250), button(window, "beside", 200, 100)
    show(window)
    assert walker.disorder(window, [left, right, below, beside]) == []
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert walker.disorder(window, [left, right, below, beside]) != []


def test_a_control_that_hides_its_focus(window: QWidget) -> None:
    hidden = button(window, "hidden", 0, 0)
    hidden.setStyleSheet("border: 1px solid gray; outline: none")
    show(window)
    assert len(walker.without_visible_focus([hidden])) == 1


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda it: it.setText(""), "icon has no accessible name"),
        (lambda it: it.setAccessibleDescription("icon"), "icon has no accessible description"),
        (lambda it: it.setObjectName(""), "has no object name"),
    ],
    ids=["name", "description", "object name"],
)
def test_a_control_that_says_nothing(
    window: QWidget, spoil: Callable[[QPushButton], None], fault: str
) -> None:
    silent = button(window, "icon", 0, 0)
    silent.setAccessibleDescription("Opens the settings")
    spoil(silent)
    show(window)
    assert [one for one in walker.nameless(window) if fault in one]


@pytest.mark.parametrize(("colour", "faults"), [("#767676", 0), ("#888888", 1)])
def test_grey_on_white_below_and_above_the_limit(
    window: QWidget, large_text: Callable[[float], None], colour: str, faults: int
) -> None:
    large_text(200)
    window.setStyleSheet(f"QWidget {{ background: #ffffff }} QLabel {{ color: {colour} }}")
    label = QLabel("Humming millions", window)
    label.setGeometry(0, 0, 400, 60)
    show(window)
    assert len(walker.faint(window)) == faults


def test_text_without_room(window: QWidget) -> None:
    wrapped = QLabel("some words that go on and on and need three lines at least", window)
    wrapped.setWordWrap(True)
    wrapped.setGeometry(0, 0, 120, 20)
    word = QLabel("Donaudampfschifffahrt", window)
    word.setTextFormat(Qt.TextFormat.PlainText)
    word.setWordWrap(True)
    word.setGeometry(0, 100, 60, 40)
    narrow = button(window, "narrow", 0, 200)
    narrow.setText("A button with many words")
    show(window)
    found = walker.cut_off(window)
    assert len(found) == 3
    assert "high and needs" in found[0]
    assert "wide and needs" in found[1]


def test_parts_that_cover_each_other_or_leave_their_parent(window: QWidget) -> None:
    button(window, "one", 0, 0)
    button(window, "two", 50, 10)
    button(window, "far", 350, 280)
    show(window)
    assert walker.overlaps(window) == ["one and two overlap"]
    assert len(walker.cut_off(window)) == 1
    assert "far lies outside window" in walker.cut_off(window)[0]


def test_a_window_that_demands_more_than_the_screen(window: QWidget) -> None:
    row = QHBoxLayout(window)
    row.addWidget(QLabel("wide " * 100))
    show(window)
    assert len(walker.too_large(window, 1366, 768)) == 1
