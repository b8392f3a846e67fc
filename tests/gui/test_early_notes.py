"""What is severe stands above the page on which a person types, as soon as it is known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from collector.request.form import Category
from collector.workflow.collecting import Collecting, Gathered
from tests.findings_bundles import operation
from tests.gui.conftest import Installation
from tests.gui.steps import LONG, begin, click, find, go, said


def test_a_failed_operation_is_said_while_the_form_is_filled_in(
    installation: Installation, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[Gathered] = []
    judge = Collecting.judge
    monkeypatch.setattr(Collecting, "judge", lambda self: judged.append(judge(self)))
    program = tmp_path / "Partition Manager 15" / "Program"
    program.mkdir(parents=True)
    (program / "stubact.log").write_bytes(operation("Copy partition", error=0x11030).encode())
    only = ("products", "product_logs")
    options = replace(installation.options, only=only, install_dir=(str(program.parent),))
    window = installation.open(options=options)
    begin(qtbot, window)
    go(qtbot, window, "contact")
    note = find(window, QWidget, "window.noticed")
    qtbot.waitUntil(note.isVisible, timeout=LONG)
    assert "0x11030 (69680)" in said(window, "window.noticed.heading")
    assert not find(window, QWidget, "window.noticed.text").isVisible()
    click(qtbot, window, "window.noticed.advice")
    assert "before support has answered" in said(window, "window.noticed.text")
    assert "before support has answered" in note.accessibleDescription()
    draft = window.session.draft
    assert draft is not None
    problem = replace(draft.request.problem, category=Category.BACKUP)
    window.session.change(replace(draft, request=replace(draft.request, problem=problem)))
    qtbot.waitUntil(lambda: bool(judged), timeout=LONG)  # what it is about may mean more
    find(window, QPushButton, "window.noticed.close").click()
    assert not note.isVisible()
