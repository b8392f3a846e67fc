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
from tests.gui.visits import ALL_PAGES, visit

pytestmark = pytest.mark.beyond_wine("fonts to lay pages out with")


@pytest.mark.parametrize("page", ALL_PAGES)
def test_every_control_is_reached_by_tab_in_order_and_shows_its_focus(
    installation: Installation, qtbot: QtBot, page: str
) -> None:
    window = installation.open()
    visit(qtbot, window, page)
    order = walker.tab_order(window)
    faults = walker.unreachable(window, order) + walker.disorder(window, order)
    walker.none(faults + walker.without_visible_focus(order))


@pytest.mark.parametrize("page", ALL_PAGES)
def test_every_control_has_a_name_a_role_and_a_description(
    installation: Installation, qtbot: QtBot, page: str
) -> None:
    window = installation.open()
    visit(qtbot, window, page)
    walker.none(walker.nameless(window))


@pytest.mark.parametrize("page", [page for page in ALL_PAGES if page != "start"])
def test_a_page_that_is_shown_is_announced(
    installation: Installation, qtbot: QtBot, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    class Ears:
        AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

        @staticmethod
        def updateAccessibility(event: QAccessibleAnnouncementEvent) -> None:
            said.append(event.message())

    monkeypatch.setattr(QtGui, "QAccessible", Ears)
    window = installation.open()
    visit(qtbot, window, page)
    shown = window.current
    assert shown is not None
    assert any(shown.title() in words for words in said)


@pytest.mark.parametrize("scheme", list(Scheme))
def test_every_pair_of_colours_has_its_contrast(scheme: Scheme) -> None:
    assert unreadable(PALETTES[scheme]) == []


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize("page", ALL_PAGES)
def test_every_text_on_the_screen_has_contrast(
    installation: Installation,
    qtbot: QtBot,
    page: str,
    scheme: Scheme,
    large_text: Callable[[float], None],
) -> None:
    large_text(200)
    window = installation.open(scheme=scheme)
    window.resize(1366, 768)
    visit(qtbot, window, page)
    walker.settle()
    walker.none(walker.faint(window))


def test_pages_are_found_and_not_listed(qapp: QApplication) -> None:
    assert ALL_PAGES[0] == "start"
    assert len(set(ALL_PAGES)) == len(ALL_PAGES) > 1
