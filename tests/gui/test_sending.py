"""From the review to the Ticket ID: nothing goes out unseen, and nothing is lost on the way."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QTreeWidget, QWidget
from pytestqt.qtbot import QtBot

from collector.gui.gathering import Gathering
from collector.gui.sending import Phase
from collector.privacy.check import Stands, Wanted
from collector.workflow.desk import open_desk
from collector.workflow.draft import Purpose
from collector.workflow.follow import known, look
from collector.workflow.leak_check import Leak
from collector.workflow.send import send
from tests.contract.desk_ import queue
from tests.gui.guard import watched
from tests.gui.steps import (
    LONG,
    begin,
    click,
    find,
    go,
    log_of,
    opened,
    said,
    sent_bundle,
    tickets,
)  # fmt: skip
from tests.srs_fixture import RunningSrs, free_port, running_srs

if TYPE_CHECKING:
    from collector.gui.window import Window
    from tests.gui.conftest import Installation


def test_from_the_review_to_the_ticket(
    installation: Installation, qtbot: QtBot, srs: RunningSrs
) -> None:
    window = opened(installation)
    begin(qtbot, window)
    go(qtbot, window, "review")
    files: QTreeWidget = find(window, QTreeWidget, "review.files")
    for state in (Qt.CheckState.Unchecked, Qt.CheckState.Checked):  # all files of a row
        log_of(files).parent().setCheckState(0, state)
        qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
        logs = log_of(files).parent()
        assert logs.checkState(0) is log_of(files).checkState(0) is state
    gone = log_of(files)
    name = gone.toolTip(0)
    gone.setCheckState(0, Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
    assert log_of(files).parent().checkState(0) is Qt.CheckState.PartiallyChecked
    QTest.keyClicks(find(window, QLineEdit, "review.hide"), "sector")
    click(qtbot, window, "review.hide.button")
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
    assert "consent" in said(window, "window.why")
    privacy = find(window, QLabel, "review.privacy").text()  # wrapped by the page, not by the file
    assert "a bundle with what this program read from the computer" in privacy
    click(qtbot, window, "review.consent")
    qtbot.waitUntil(lambda: said(window, "window.why") == "", timeout=LONG)
    click(qtbot, window, "window.next")
    qtbot.waitUntil(lambda: window.current_page_id == "done", timeout=LONG)
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
    ticket = said(window, "done.ticket_id")
    assert ticket in {one["ticket_id"] for one in tickets(srs)}
    with sent_bundle(window) as bundle:
        assert name not in bundle.namelist()
        texts = [
            bundle.read(each) for each in bundle.namelist() if each.startswith("evidence/product_l")
        ]
        assert texts
        assert not any(b"sector" in text.lower() for text in texts)
    click(qtbot, window, "window.next")
    qtbot.waitUntil(lambda: window.current_page_id == "start", timeout=LONG)
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
    store = window.session.store
    assert store
    assert store.list() == ()
    assert list((installation.environment.paths.state / "draft-sets").glob("*-*")) == []


def test_a_file_is_read_in_place_before_and_after(installation: Installation, qtbot: QtBot) -> None:
    window = opened(installation)
    begin(qtbot, window)
    go(qtbot, window, "review")
    files: QTreeWidget = find(window, QTreeWidget, "review.files")
    files.setCurrentItem(log_of(files))
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
    viewer = window.findChild(QWidget, "review.viewer")
    assert viewer is not None
    after = find(window, QWidget, "review.viewer.after")
    assert "pii-" in after.toPlainText()
    click(qtbot, window, "review.viewer.beside")
    before = find(window, QWidget, "review.viewer.before")
    assert before.isVisible()
    assert "quackenbush" in before.toPlainText()
    assert after.extraSelections()
    line: QLineEdit = find(window, QLineEdit, "review.viewer.search")
    QTest.keyClicks(line, "PII-")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
    assert after.textCursor().selectedText() == "pii-"
    window.session.save_now()
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
    assert window.session.draft
    kept = window.session.draft.id
    installation.shut(window)
    window = opened(installation)
    qtbot.waitUntil(lambda: window.session.warm is not None, timeout=LONG)
    window.session.open(kept)
    qtbot.waitUntil(lambda: window.session.draft is not None, timeout=LONG)
    go(qtbot, window, "review")
    assert find(window, QLineEdit, "review.viewer.search").text() == "PII-"


def test_looking_and_sending_never_block_the_window(
    installation: Installation, qtbot: QtBot
) -> None:
    window = opened(installation)
    begin(qtbot, window)
    with watched() as seen:
        go(qtbot, window, "review")
        files: QTreeWidget = find(window, QTreeWidget, "review.files")
        for name in ("PWLOG", "manifest.json"):
            deep = Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
            files.setCurrentItem(files.findItems(name, deep)[0])
            qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
        click(qtbot, window, "review.consent")
        click(qtbot, window, "window.next")
        qtbot.waitUntil(lambda: window.current_page_id == "done", timeout=LONG)
        qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
        for page in ("outbox", "settings"):
            go(qtbot, window, page)
    assert seen.blocking == []
    assert seen.slow == []


def test_sending_everything_in_clear_is_asked_twice(
    installation: Installation, qtbot: QtBot
) -> None:
    window = opened(installation)
    begin(qtbot, window)
    go(qtbot, window, "review")
    click(qtbot, window, "review.consent")
    click(qtbot, window, "review.level.fold")
    click(qtbot, window, "review.level.off")
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
    qtbot.waitUntil(lambda: bool(said(window, "window.why")), timeout=LONG)
    draft = window.session.draft
    assert draft
    assert (draft.options.privacy, draft.privacy_off_confirmed) == ("off", False)
    click(qtbot, window, "review.off.sure")
    qtbot.waitUntil(lambda: said(window, "window.why") == "", timeout=LONG)
    click(qtbot, window, "review.level.standard")
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
    draft = window.session.draft
    assert draft
    assert not draft.privacy_off_confirmed


def test_a_full_disk_at_the_place_of_saving_is_said_first(
    installation: Installation, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(installation)
    begin(qtbot, window, Purpose.BUNDLE_ONLY)
    go(qtbot, window, "review")
    line: QLineEdit = find(window, QLineEdit, "review.save.path")
    usage: Any = type("Usage", (), {"free": 10_000})
    with monkeypatch.context() as patch:
        patch.setattr("shutil.disk_usage", lambda _path: usage)
        line.setText(str(tmp_path / "b.zip"))
        qtbot.waitUntil(lambda: "space" in said(window, "review.save.path.error"), timeout=LONG)
        assert not find(window, QAbstractButton, "review.save.button").isEnabled()
    line.setText(str(tmp_path / "c.zip"))
    qtbot.waitUntil(lambda: said(window, "review.save.path.error") == "", timeout=LONG)
    click(qtbot, window, "review.save.button")
    qtbot.waitUntil((tmp_path / "c.zip").exists, timeout=LONG)
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
    assert "saved" in said(window, "review.save.note.heading")


def test_the_working_files_move_to_another_disk(
    installation: Installation, qtbot: QtBot, tmp_path: Path
) -> None:
    window = opened(installation)
    begin(qtbot, window)
    go(qtbot, window, "review")
    stick = tmp_path / "stick"
    stick.mkdir()
    click(qtbot, window, "review.move.fold")
    find(window, QLineEdit, "review.move.path").setText(str(stick))
    click(qtbot, window, "review.move.button")
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
    draft = window.session.draft
    assert draft
    assert draft.options.work_dir == str(stick)
    assert list(stick.rglob("journal.jsonl"))


def test_sending_can_be_paused_and_goes_on(installation: Installation, qtbot: QtBot) -> None:
    window = opened(installation)
    begin(qtbot, window)
    go(qtbot, window, "review")
    click(qtbot, window, "review.consent")
    sending = window.session.sending
    seen: list[Phase] = []

    def pause_once() -> None:
        if sending.phase is Phase.SENDING and Phase.PAUSED not in seen and not seen:
            seen.append(sending.phase)
            sending.pause()

    sending.changed.connect(pause_once)
    click(qtbot, window, "window.next")
    qtbot.waitUntil(lambda: sending.phase is Phase.PAUSED, timeout=LONG)
    assert "stays" in said(window, "send.what")
    click(qtbot, window, "send.continue")
    qtbot.waitUntil(lambda: window.current_page_id == "done", timeout=LONG)
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)


def test_what_waits_is_sent_without_a_click(
    installation: Installation, qtbot: QtBot, tmp_path: Path
) -> None:
    with running_srs(tmp_path / "data") as srs:
        url = srs.url
        srs.kill()
        window = opened(installation, {"PARAGON_SRS_URL": url})
        window.session.sending.shortest_look_s = 0.1
        window.session.sending.patience_s = 0.0
        begin(qtbot, window)
        go(qtbot, window, "review")
        click(qtbot, window, "review.consent")
        click(qtbot, window, "window.next")
        sending = window.session.sending
        qtbot.waitUntil(lambda: sending.phase is Phase.WAITING, timeout=LONG)
        assert "safe on this computer" in said(window, "send.note.text")
        srs.restart()
        qtbot.waitUntil(lambda: window.current_page_id == "done", timeout=LONG)
        qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
        assert len(tickets(srs)) == 1
        installation.shut(window)


def test_what_is_added_to_a_ticket_waits_and_is_sent_without_a_click(
    installation: Installation, qtbot: QtBot, tmp_path: Path
) -> None:
    with running_srs(tmp_path / "data") as srs:
        with open_desk(installation.environment, notice=lambda _text: None) as desk:
            ticket = send(queue(desk, srs.url, size=0), desk).ticket_id
        srs.kill()
        window = opened(installation, {"PARAGON_SRS_URL": srs.url})
        sending = window.session.sending
        sending.shortest_look_s, sending.patience_s = 0.1, 0.0
        window.session.begin(
            Purpose.ADD_TO_TICKET,
            lambda draft: replace(draft, ticket_id=ticket, note="It happened again."),
        )
        qtbot.waitUntil(lambda: window.session.draft is not None, timeout=LONG)
        go(qtbot, window, "review")
        click(qtbot, window, "review.consent")
        click(qtbot, window, "window.next")
        qtbot.waitUntil(lambda: sending.phase is Phase.WAITING, timeout=LONG)
        go(qtbot, window, "outbox")
        [item] = sending.waiting
        assert (item.ticket_id, item.addition) == (ticket, True)
        go(qtbot, window, "send")
        srs.restart()
        qtbot.waitUntil(lambda: window.current_page_id == "done", timeout=LONG)
        qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
        assert said(window, "window.heading") == "It was added to your ticket"
        with open_desk(installation.environment, notice=lambda _text: None) as desk:
            events = look(desk, known(desk, ticket)).events
        assert [one.text for one in events].count("It happened again.") == 1
        installation.shut(window)


def test_what_is_changed_after_it_was_queued_is_said_not_to_be_in_it(
    installation: Installation, qtbot: QtBot
) -> None:
    window = opened(installation, {"PARAGON_SRS_URL": f"http://127.0.0.1:{free_port()}"})
    sending = window.session.sending
    sending.patience_s = 0.0
    begin(qtbot, window)
    go(qtbot, window, "review")
    click(qtbot, window, "review.consent")
    click(qtbot, window, "window.next")
    qtbot.waitUntil(lambda: sending.phase is Phase.WAITING, timeout=LONG)
    go(qtbot, window, "review")
    log_of(find(window, QTreeWidget, "review.files")).setCheckState(0, Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
    click(qtbot, window, "window.next")
    qtbot.waitUntil(lambda: sending.phase is Phase.FAILED, timeout=LONG)
    assert "before your last changes" in said(window, "send.note.heading")
    [item] = sending.waiting
    sending.discard(item.item_id)
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
    click(qtbot, window, "send.continue")
    qtbot.waitUntil(lambda: sending.phase is Phase.WAITING, timeout=LONG)
    qtbot.waitUntil(lambda: len(sending.waiting) == 1, timeout=LONG)
    assert sending.waiting[0].item_id != item.item_id


def test_a_request_that_waits_can_be_discarded_after_asking_again(
    installation: Installation, qtbot: QtBot
) -> None:
    window = opened(installation, {"PARAGON_SRS_URL": f"http://127.0.0.1:{free_port()}"})
    sending = window.session.sending
    sending.patience_s = 0.0
    begin(qtbot, window)
    go(qtbot, window, "review")
    click(qtbot, window, "review.consent")
    click(qtbot, window, "window.next")
    qtbot.waitUntil(lambda: sending.phase is Phase.WAITING, timeout=LONG)
    go(qtbot, window, "outbox")
    qtbot.waitUntil(lambda: len(sending.waiting) == 1, timeout=LONG)
    name = f"outbox.{sending.waiting[0].item_id[:8]}.discard"
    click(qtbot, window, name)
    assert len(sending.waiting) == 1
    click(qtbot, window, name)
    qtbot.waitUntil(lambda: sending.waiting == (), timeout=LONG)
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)


def leaking(window: Window, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Two files of what was collected, in which the leak check will find something."""
    collecting = window.session.gathering.collecting
    assert collecting
    with collecting.working() as evidence:
        paths = sorted(one.path for one in evidence.files if "/product_logs/" in one.path)[:2]
    leaks = tuple(
        Leak(member=path, sentence="", wanted=Wanted(f"Quackenbush{n}", "user", Stands.ANYWHERE))
        for n, path in enumerate(paths)
    )

    def found(bundle: Path, *_rest: object, **_more: object) -> tuple[Leak, ...]:
        with zipfile.ZipFile(bundle) as archive:
            return tuple(leak for leak in leaks if leak.member in archive.namelist())

    monkeypatch.setattr("collector.workflow.leak_check.check_bundle", found)
    assert len(paths) == 2
    return paths


def test_a_leak_is_sent_only_after_every_place_was_read(
    installation: Installation, qtbot: QtBot, srs: RunningSrs, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = opened(installation)
    before = len(tickets(srs))
    begin(qtbot, window)
    left, stays = leaking(window, monkeypatch)
    go(qtbot, window, "review")
    click(qtbot, window, "review.consent")
    click(qtbot, window, "window.next")
    qtbot.waitUntil(lambda: window.current_page_id == "leak", timeout=LONG)
    assert len(tickets(srs)) == before
    send: QAbstractButton = find(window, QAbstractButton, "leak.send")
    sure: QAbstractButton = find(window, QAbstractButton, "leak.sure")
    click(qtbot, window, "leak.0.look")
    assert said(window, "leak.0.value") == "Quackenbush0"
    assert not sure.isEnabled()
    click(qtbot, window, "leak.0.leave")
    seen = window.session.sending
    qtbot.waitUntil(lambda: len(seen.leaks) == 1 and seen.phase is Phase.LEAK, timeout=LONG)
    qtbot.waitUntil(lambda: window.current_page_id == "leak", timeout=LONG)
    assert not sure.isEnabled()
    click(qtbot, window, "leak.0.look")
    assert sure.isEnabled()
    assert not send.isEnabled()
    click(qtbot, window, "leak.sure")
    click(qtbot, window, "leak.send")
    qtbot.waitUntil(lambda: window.current_page_id == "done", timeout=LONG)
    qtbot.waitUntil(lambda: not window.session.tasks.busy, timeout=LONG)
    with sent_bundle(window) as bundle:
        assert left not in bundle.namelist()
        assert stays in bundle.namelist()
        assert stays.encode() in bundle.read("manifest.json").partition(b"has read what")[2]


def test_a_draft_that_is_continued_where_it_was_sent_goes_with_its_evidence(
    installation: Installation, qtbot: QtBot, srs: RunningSrs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a start the page that sends may show before the evidence is opened."""
    window = opened(installation)
    session = window.session
    begin(qtbot, window)
    go(qtbot, window, "review")
    click(qtbot, window, "review.consent")
    draft = session.draft
    assert draft is not None
    session.leave()
    qtbot.waitUntil(lambda: not session.tasks.busy, timeout=LONG)
    monkeypatch.setattr(Gathering, "_opened", lambda *_told: None)  # it is heard of later
    session.open(draft.id)
    qtbot.waitUntil(lambda: session.draft is not None, timeout=LONG)
    session.sending.start()
    qtbot.waitUntil(lambda: session.sending.phase is Phase.DONE, timeout=LONG)
    with sent_bundle(window) as bundle:
        assert any(name.startswith("evidence/product_l") for name in bundle.namelist())
