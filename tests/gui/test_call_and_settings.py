"""The call sheet, and the settings: pages beside the way to the Ticket ID."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from collector.request.form import Program
from collector.workflow.draft import Purpose
from tests.gui.steps import LONG, begin, click, find, go, opened, ready, said

if TYPE_CHECKING:
    from tests.gui.conftest import Installation


def test_a_call_sheet_becomes_one_page(
    installation: Installation, qtbot: QtBot, tmp_path: Path
) -> None:
    from collector.gui.printing import document

    window = opened(installation)
    window.session.begin(Purpose.CALL, ready)
    qtbot.waitUntil(lambda: window.session.draft is not None, timeout=LONG)
    draft = window.session.draft
    assert draft
    support = replace(draft.request.support, program=Program.EXTENDED)
    window.session.change(replace(draft, request=replace(draft.request, support=support)))
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
    go(qtbot, window, "call")
    sheet = find(window, QWidget, "call.sheet")
    assert draft.request.problem.subject in sheet.toPlainText()
    assert draft.request.contact.email in sheet.toPlainText()
    page = document(sheet.toHtml())
    page.setPageSize(page.documentLayout().documentSize().expandedTo(page.pageSize()))
    find(window, QLineEdit, "call.path").setText(str(tmp_path / "call.pdf"))
    click(qtbot, window, "call.pdf")
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
    pdf = (tmp_path / "call.pdf").read_bytes()
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/Type /Page\n") == 1


def test_settings_are_checked_and_everything_can_be_forgotten(
    installation: Installation, qtbot: QtBot
) -> None:
    window = opened(installation)
    begin(qtbot, window)
    go(qtbot, window, "settings")
    line: QLineEdit = find(window, QLineEdit, "settings.srs_url")
    QTest.keyClicks(line, "http://srs.example.com")
    click(qtbot, window, "settings.save")
    qtbot.waitUntil(lambda: bool(said(window, "settings.srs_url.error")), timeout=LONG)
    line.setText("https://srs.example.com")
    click(qtbot, window, "settings.save")
    qtbot.waitUntil(lambda: "saved" in said(window, "settings.note.heading"), timeout=LONG)
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
    paths = installation.environment.paths
    assert "https://srs.example.com" in (paths.config / "settings.toml").read_text()
    click(qtbot, window, "settings.sure")
    click(qtbot, window, "settings.forget_all")
    qtbot.waitUntil(lambda: "forgotten" in said(window, "settings.note.heading"), timeout=LONG)
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
    assert window.session.draft is None
    assert list((paths.data / "drafts").glob("*/draft.json")) == []
    assert not (paths.data / "installation.key").exists()
