"""What tests of the app do in its window, and what they look at, by object names."""

from __future__ import annotations

import json
import urllib.request
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from collector.request.form import Consent
from collector.workflow.draft import Draft, Purpose
from tests.gui.visits import filled
from tests.srs_fixture import RunningSrs

if TYPE_CHECKING:
    from collector.gui.window import Window
    from tests.gui.conftest import Installation

LONG = 60_000


def ready(draft: Draft) -> Draft:
    """Everything is answered but the consent; the computer may be read."""
    draft = filled(draft)
    request = replace(draft.request, consent=Consent())
    return replace(draft, request=request, agreed_to_collect=True)


def opened(installation: Installation, environ: dict[str, str] | None = None) -> Window:
    """A window that reads little: what is read is tested elsewhere."""
    only = ("system", "disks", "products", "product_logs")
    return installation.open(environ, options=replace(installation.options, only=only))


def begin(qtbot: QtBot, window: Window, purpose: Purpose = Purpose.NEW_REQUEST) -> None:
    window.session.begin(purpose, ready)
    qtbot.waitUntil(lambda: window.session.draft is not None, timeout=LONG)
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)


def go(qtbot: QtBot, window: Window, page: str) -> None:
    window.show_page(page)
    qtbot.waitUntil(lambda: window.current_page_id == page, timeout=LONG)
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)


def find(window: Window, kind: type[QWidget], name: str) -> Any:
    """The one that is shown: what it takes the place of is hidden, and deleted a moment later."""
    found = window.findChildren(kind, name)
    assert found, name
    return next((each for each in found if each.isVisibleTo(window)), found[-1])


def click(qtbot: QtBot, window: Window, name: str) -> None:
    def button() -> QAbstractButton:
        return cast(QAbstractButton, find(window, QAbstractButton, name))

    qtbot.waitUntil(lambda: button().isEnabled())
    QTest.mouseClick(button(), Qt.MouseButton.LeftButton)


def said(window: Window, name: str) -> str:
    return str(find(window, QLabel, name).text())


def log_of(files: QTreeWidget) -> Any:
    """The row of the product's log."""
    [row] = files.findItems("StubAct", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive)
    return row


def sent_bundle(window: Window) -> zipfile.ZipFile:
    finished = window.session.sending.finished
    assert finished
    assert finished.bundle
    return zipfile.ZipFile(finished.bundle)


def tickets(srs: RunningSrs) -> list[Any]:
    request = urllib.request.Request(
        f"{srs.url}/v1/agent/tickets", headers={"Authorization": f"Bearer {srs.agent_token}"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        found: list[Any] = json.load(answer)["tickets"]
        return found
