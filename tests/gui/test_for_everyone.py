"""Every page can be used by keyboard, by ear and by eyes that need contrast."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6 import QtGui
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from collector.gui.theme import PALETTES, Scheme, unreadable
from tests.gui import walker
from tests.gui.conftest import Installation
from tests.gui.visits import ALL_PAGES, tour


def test_every_control_is_reached_by_tab_in_order_and_shows_its_focus(
    installation: Installation, qtbot: QtBot
) -> None:
    window = installation.open()

    def look() -> list[str]:
        order = walker.tab_order(window)
        lost = walker.unreachable(window, order) + walker.disorder(window, order)
        return lost + walker.without_visible_focus(order)

    walker.none(tour(qtbot, window, look))


def test_every_control_has_a_name_a_role_and_a_description(
    installation: Installation, qtbot: QtBot
) -> None:
    window = installation.open()
    walker.none(tour(qtbot, window, lambda: walker.nameless(window)))


def test_a_page_that_is_shown_is_announced(
    installation: Installation, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    class Ears:
        AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

        @staticmethod
        def updateAccessibility(event: QAccessibleAnnouncementEvent) -> None:
            said.append(event.message())

    monkeypatch.setattr(QtGui, "QAccessible", Ears)
    window = installation.open()

    def look() -> list[str]:
        title = window.current.title() if window.current is not None else "?"
        heard = window.current_page_id == "start" or any(title in words for words in said)
        said.clear()
        return [] if heard else [f"{title!r} is not announced"]

    walker.none(tour(qtbot, window, look))


@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_pair_of_colours_has_its_contrast(scheme: Scheme) -> None:
    assert unreadable(PALETTES[scheme]) == []


@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_text_on_the_screen_has_contrast(
    installation: Installation,
    qtbot: QtBot,
    scheme: Scheme,
    large_text: Callable[[float], None],
) -> None:
    large_text(200)
    window = installation.open(scheme=scheme)
    window.resize(1366, 5000)  # so that nothing is scrolled away
    walker.none(tour(qtbot, window, lambda: walker.faint(window)))


def test_pages_are_found_and_not_listed(qapp: QApplication) -> None:
    assert ALL_PAGES[0] == "start"
    assert len(set(ALL_PAGES)) == len(ALL_PAGES) > 1
