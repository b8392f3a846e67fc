"""What evidence can still gain in the app: the rescued half, administrator rights, and room."""

from __future__ import annotations

import functools
import json
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from collector.evidence.catalogue import catalogue, on_request
from collector.evidence.model import ItemRecord, Status
from collector.evidence.platforms import open_machine
from collector.gui.texts import on_request as request_texts
from collector.gui.texts import rights as rights_texts
from collector.workflow import join, rights
from tests.gui.steps import begin, click, find, go, opened, ready, said, sent_bundle, tickets
from tests.make_bundle import BUNDLE_ID
from tests.rescued_bundle import make_rescued
from tests.srs_fixture import running_srs

if TYPE_CHECKING:
    from collector.gui.window import Window
    from tests.gui.conftest import Installation

LONG = 60_000


def quiet(qtbot: QtBot, window: Window) -> None:
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)


def test_a_rescued_bundle_on_a_stick_and_what_is_read_here_are_one_ticket(
    installation: Installation, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = make_rescued(tmp_path / "stick")
    monkeypatch.setattr(join, "_media", lambda: [tmp_path / "stick"])
    with running_srs(tmp_path / "srs") as srs:
        window = opened(installation, {"PARAGON_SRS_URL": srs.url})
        window.show_page("start")
        qtbot.waitUntil(
            lambda: window.findChild(QWidget, "start.rescued.0.choose") is not None, timeout=LONG
        )
        shown = said(window, "start.rescued.0.heading") + said(window, "start.rescued.0.disks")
        for part in ("Windows 10 Pro 19045.3803", "November 22, 2026", "WDC WD10 sda"):
            assert part in shown
        assert str(bundle) in said(window, "start.rescued.0.text")
        click(qtbot, window, "start.rescued.0.choose")
        quiet(qtbot, window)
        session = window.session
        assert session.draft is not None
        assert session.draft.options.rescued == str(bundle)
        session.change(ready(session.draft))
        qtbot.waitUntil(
            lambda: session.gathering.now is not None and session.gathering.now.joined != "",
            timeout=LONG,
        )
        go(qtbot, window, "review")
        find(window, QAbstractButton, "review.consent").click()
        click(qtbot, window, "window.next")
        qtbot.waitUntil(lambda: session.sending.finished is not None, timeout=LONG)
        [ticket] = tickets(srs)
        assert session.sending.finished is not None
        assert ticket["ticket_id"] == session.sending.finished.ticket_id
        with sent_bundle(window) as sent:
            names = set(sent.namelist())
            own = json.loads(sent.read("manifest.json"))
            theirs = json.loads(sent.read("evidence/rescued/manifest.json"))
        assert theirs["id"] == BUNDLE_ID
        assert own["id"] != BUNDLE_ID
        assert {
            "evidence/system/facts.json",
            "evidence/rescued/system/facts.json",
            "evidence/rescued/match.json",
        } <= names
        installation.shut(window)


def test_a_file_that_is_no_rescued_bundle_is_said_beside_the_field(
    installation: Installation, qtbot: QtBot, tmp_path: Path
) -> None:
    window = opened(installation)
    qtbot.waitUntil(
        lambda: window.findChild(QWidget, "start.rescued.path") is not None, timeout=LONG
    )
    quiet(qtbot, window)
    click(qtbot, window, "start.rescued.fold")
    line = find(window, QLineEdit, "start.rescued.path")
    line.setText(str(tmp_path / "gone.zip"))
    QTest.keyClick(line, Qt.Key.Key_Return)
    error = find(window, QLabel, "start.rescued.path.error")
    qtbot.waitUntil(error.isVisible, timeout=LONG)
    assert "gone.zip" in error.text()
    line.setText(str(make_rescued(tmp_path)))
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.session.draft is not None, timeout=LONG)
    quiet(qtbot, window)
    assert window.current_page_id == "start"
    assert not error.isVisible()
    click(qtbot, window, "start.rescued.0.choose")
    assert window.session.draft is not None
    assert window.session.draft.options.rescued == ""
    quiet(qtbot, window)


@pytest.mark.posix("pkexec")
def test_administrator_rights_are_one_click_and_a_refusal_is_one_sentence(
    installation: Installation, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pkexec = tmp_path / "pkexec"
    pkexec.write_text("#!/bin/sh\nexit 126\n")
    pkexec.chmod(0o755)
    without = functools.partial(rights.offer, has=lambda: False, fault=lambda: "")
    monkeypatch.setattr(rights, "offer", without)
    monkeypatch.setattr(rights, "own_fault", lambda: "")
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    window = opened(installation, {"PATH": path, "DISPLAY": ":0"})
    begin(qtbot, window)
    collecting = window.session.gathering.collecting
    assert collecting is not None
    with collecting.working() as evidence:
        record = ItemRecord(name="ring-buffer.txt", status=Status.REFUSED)
        evidence.add_item("kernel_log", record, generation=len(evidence.generations))
        before = evidence.files
    go(qtbot, window, "review")
    quiet(qtbot, window)
    ask = find(window, QAbstractButton, "review.rights.ask")
    assert ask.isVisible()
    listed = said(window, "review.rights.list")
    assert listed.startswith("• Kernel log: The messages of the kernel: /dev/kmsg")
    assert "Read errors, resets of cables" in listed
    click(qtbot, window, "review.rights.ask")
    quiet(qtbot, window)
    assert "No administrator rights were given" in said(window, "review.rights.said.heading")
    assert "It was not allowed" in said(window, "review.rights.said.text")
    assert ask.isEnabled()
    with collecting.working() as evidence:
        assert evidence.files == before


def test_who_has_the_rights_is_offered_nothing(
    installation: Installation, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    having = functools.partial(rights.offer, has=lambda: True)
    monkeypatch.setattr(rights, "offer", having)
    window = opened(installation)
    begin(qtbot, window)
    go(qtbot, window, "review")
    assert not find(window, QAbstractButton, "review.rights.ask").isVisible()


def test_what_is_asked_for_is_told_in_the_words_of_the_probes() -> None:
    assert rights_texts.reads() == {each.id: each.reads for each in catalogue() if each.admin}


def test_too_little_room_is_said_before_the_computer_is_read(
    installation: Installation, qtbot: QtBot
) -> None:
    huge = replace(installation.options, max_size_mb=10**9)
    window = installation.open(options=huge)
    button = find(window, QAbstractButton, "start.no_room.settings")
    qtbot.waitUntil(button.isVisible, timeout=LONG)
    assert "are free in" in said(window, "start.no_room.heading")
    assert "USB stick" in said(window, "start.no_room.text")
    assert window.session.draft is None
    click(qtbot, window, "start.no_room.settings")
    qtbot.waitUntil(lambda: window.current_page_id == "settings", timeout=LONG)
    quiet(qtbot, window)


def test_where_there_is_room_nothing_is_said_about_it(
    installation: Installation, qtbot: QtBot
) -> None:
    window = installation.open(options=replace(installation.options, max_size_mb=1))
    qtbot.waitUntil(lambda: window.session.warm is not None, timeout=LONG)
    quiet(qtbot, window)
    assert not find(window, QAbstractButton, "start.no_room.settings").isVisible()


def test_what_is_read_on_request_is_told_in_the_words_of_the_probes() -> None:
    for probe in on_request():
        assert request_texts.reads()[probe.id] == probe.reads
        assert request_texts.personals()[probe.id] == probe.personal
    assert set(request_texts.personals()) == {probe.id for probe in on_request()}


def test_what_is_read_on_request_is_read_by_a_tick(
    installation: Installation, qtbot: QtBot
) -> None:
    window = installation.open(options=replace(installation.options, only=("memory",)))
    begin(qtbot, window)
    go(qtbot, window, "review")
    click(qtbot, window, "review.more.fold")
    box = find(window, QAbstractButton, "review.more.network_target")
    qtbot.waitUntil(box.isVisible, timeout=LONG)
    for probe in on_request():  # what says nothing about this system is not offered
        offered = not probe.only_on or open_machine().platform in probe.only_on
        assert find(window, QAbstractButton, f"review.more.{probe.id}").isVisible() == offered
    assert "No share is opened" in said(window, "review.more.network_target.help")
    box.setChecked(True)

    def read() -> bool:
        now = window.session.gathering.now
        return now is not None and "network_target" in {one.id for one in now.probes}

    qtbot.waitUntil(read, timeout=LONG)
    quiet(qtbot, window)
    assert window.session.draft is not None
    assert window.session.draft.options.include == ("network_target",)
    assert box.isVisible()
    assert box.isChecked()
