"""Brings a window to each of its pages, with answers filled in, as the registry lists them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from pytestqt.qtbot import QtBot

from collector.gui.pages import PAGES
from collector.workflow.demo import REQUEST
from collector.workflow.draft import Draft, Purpose
from tests.gui.walker import settle

if TYPE_CHECKING:
    from collector.gui.window import Window

ALL_PAGES = tuple(spec.id for spec in PAGES)


def filled(draft: Draft) -> Draft:
    """A draft as it is shortly before it is sent."""
    return replace(draft, request=replace(REQUEST, request_id=draft.request.request_id))


def agreed(draft: Draft) -> Draft:
    """The same by a person who lets the computer be read: little of it, read elsewhere in full."""
    options = replace(draft.options, only=("system", "disks", "products", "product_logs"))
    return replace(filled(draft), agreed_to_collect=True, options=options)


def tour(qtbot: QtBot, window: Window, look: Callable[[], list[str]]) -> list[str]:
    """Go to every page in turn; what `look` finds there, with the page's name before it."""
    found = []
    for page in ALL_PAGES:
        visit(qtbot, window, page)
        settle()
        found += [f"{page}: {fault}" for fault in look()]
    return found


def visit(qtbot: QtBot, window: Window, page: str) -> None:
    """Show `page`; every page but the first belongs to a draft."""
    if page == "start":
        return
    session = window.session
    if session.draft is None:
        session.begin(Purpose.NEW_REQUEST, agreed if page == ALL_PAGES[1] else filled)
        qtbot.waitUntil(lambda: window.current_page_id != "start", timeout=20_000)
    if page == "review":
        qtbot.waitUntil(lambda: not session.gathering.running, timeout=60_000)
    window.show_page(page)
    qtbot.waitUntil(lambda: window.current_page_id == page, timeout=20_000)
    settle()
