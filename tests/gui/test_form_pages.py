"""The pages before sending, as a person uses them: keys, clicks, and what stands on the screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from collector.core.ticket_id import ticket_id
from collector.gui.pages.problem import ProblemPage
from collector.gui.pages.product import ProductPage
from collector.gui.widgets.dates import parse
from collector.gui.window import Window
from collector.history.model import Record
from collector.policy.products import product_data
from collector.policy.programs import Program
from collector.request.form import Contact
from collector.workflow.desk import open_desk
from collector.workflow.draft import Draft, Purpose
from collector.workflow.product_source import Known
from collector.workflow.remembered import remember_contact
from tests.gui.conftest import Installation
from tests.gui.visits import visit

W = TypeVar("W", bound=QWidget)


def part(window: Window, kind: type[W], name: str) -> W:
    found = window.findChild(kind, name)
    assert isinstance(found, kind), name
    return found


def click(window: Window, name: str) -> None:
    QTest.mouseClick(part(window, QWidget, name), Qt.MouseButton.LeftButton)


def words(window: Window, name: str) -> str:
    label = part(window, QLabel, name)
    return label.text() if label.isVisible() else ""


def draft(window: Window) -> Draft:
    assert window.session.draft is not None
    return window.session.draft


def begin(qtbot: QtBot, window: Window, purpose: str = "new_request") -> None:
    click(window, f"start.purpose.{purpose}")
    click(window, "window.next")
    qtbot.waitUntil(lambda: window.current_page_id not in ("", "start"), timeout=20_000)


def a_record(ticket: str) -> Record:
    """A ticket that was sent from here before."""
    return Record(
        srs_url="http://127.0.0.1:9", ticket_id=ticket, token="t" * 32, request_id="", item_id="",
        fingerprint="", subject="Boot fails", created_at=datetime(2026, 11, 1, tzinfo=UTC),
        done=True,
    )  # fmt: skip


def test_faults_appear_when_a_field_is_left_and_go_as_soon_as_they_are_mended(
    installation: Installation, qtbot: QtBot
) -> None:
    window = installation.open()
    visit(qtbot, window, "contact")
    email = part(window, QLineEdit, "contact.email")
    email.setFocus()
    email.clear()
    QTest.keyClicks(email, "jane@")
    assert words(window, "contact.email.error") == ""
    QTest.keyClick(email, Qt.Key.Key_Tab)
    assert "not an e-mail address" in words(window, "contact.email.error")
    assert "not an e-mail address" in email.accessibleDescription()
    email.setFocus()
    QTest.keyClicks(email, "example.com")
    assert words(window, "contact.email.error") == ""


def test_why_one_cannot_go_on_is_always_said_and_leads_there(
    installation: Installation, qtbot: QtBot
) -> None:
    window = installation.open()
    begin(qtbot, window)
    window.show_page("contact")
    assert "Registered e-mail" in words(window, "window.why")
    assert not part(window, QPushButton, "window.next").isEnabled()
    click(window, "window.show_why")
    assert window.focusWidget() is part(window, QLineEdit, "contact.email")
    assert words(window, "contact.email.error")
    QTest.keyClicks(part(window, QLineEdit, "contact.email"), "jane@example.com")
    QTest.keyClicks(part(window, QLineEdit, "contact.name"), "Jane")
    assert words(window, "window.why") == ""
    assert part(window, QPushButton, "window.next").isEnabled()


def test_who_does_not_know_the_registered_address_is_asked_for_a_number(
    installation: Installation, qtbot: QtBot
) -> None:
    window = installation.open()
    visit(qtbot, window, "contact")
    serial = part(window, QLineEdit, "contact.serial_number")
    assert not serial.isVisible()
    click(window, "contact.email_not_known")
    assert serial.isVisible()
    assert "one of these three" in words(window, "window.why")
    QTest.keyClicks(serial, "ABC-123")
    assert words(window, "window.why") == ""
    assert draft(window).request.identification.serial_number == "ABC-123"


def test_a_number_to_call_is_asked_for_where_the_program_calls_back(
    installation: Installation, qtbot: QtBot
) -> None:
    window = installation.open()
    visit(qtbot, window, "contact")
    number = part(window, QLineEdit, "contact.callback_number")
    for program, asked in ((Program.COMPLIMENTARY, False), (Program.EVALUATION, True)):
        request = draft(window).request
        support = replace(request.support, program=program)
        window.session.change(replace(draft(window), request=replace(request, support=support)))
        window.show_page("problem")
        window.show_page("contact")
        assert number.isVisible() is asked, program


def test_the_promise_stands_before_the_form_and_says_what_it_rests_on(
    installation: Installation, qtbot: QtBot
) -> None:
    window = installation.open()
    begin(qtbot, window)
    assert window.current_page_id == "product"
    page = window.current
    assert isinstance(page, ProductPage)
    page.name.choice.setEditText("Partition Manager")
    page.edition.choice.setEditText("Personal")
    page.version.choice.setEditText("15")
    assert "not known which support" in words(window, "product.promise.entitlement.heading")
    today = window.session.today()
    page.support.purchase_date.line.setText((today - timedelta(days=10)).isoformat())
    assert words(window, "product.promise.entitlement.heading") == "Complimentary Support"
    assert "It is valid until" in words(window, "product.promise.entitlement.text")
    assert "First answer" in words(window, "product.promise.answer.heading")
    assert "CET" in words(window, "product.promise.answer.heading")
    assert "rests on what you state" in words(window, "product.promise.rests_on")
    page.support.purchase_date.line.setText((today - timedelta(days=100)).isoformat())
    assert "you are not entitled" in words(window, "product.discontinued.heading")
    assert "It ended on" in words(window, "product.promise.entitlement.text")


def test_a_discontinued_version_is_said_on_this_page_with_what_can_still_be_done(
    installation: Installation, qtbot: QtBot
) -> None:
    window = installation.open(options=replace(installation.options, only=("system",)))
    begin(qtbot, window)
    versions = (
        {"version": "11", "released": "2015-01-01"},
        {"version": "12", "released": "2020-01-01"},
    )
    data = product_data({"products": [{"name": "Partition Manager", "versions": versions}]})
    window.session.set_known(Known(data=data))
    page = window.current
    assert isinstance(page, ProductPage)
    page.name.choice.setEditText("Partition Manager")
    page.version.choice.setEditText("11")
    assert "no longer supported" in words(window, "product.promise.version.heading")
    assert "no request can be sent" in words(window, "product.discontinued.heading")
    assert words(window, "product.promise.answer.heading") == ""
    assert "no longer supported" in words(window, "window.why")
    assert not part(window, QPushButton, "window.next").isEnabled()
    click(window, "product.way.save_bundle")
    qtbot.waitUntil(lambda: window.current_page_id == "review", timeout=20_000)
    assert draft(window).purpose is Purpose.BUNDLE_ONLY
    assert window.session.steps() == ("start", "product", "review")


def test_a_program_that_is_ruled_out_is_grey_and_says_why(
    installation: Installation, qtbot: QtBot
) -> None:
    window = installation.open()
    begin(qtbot, window)
    page = window.current
    assert isinstance(page, ProductPage)
    page.name.choice.setEditText("Partition Manager")
    page.edition.choice.setEditText("Personal")
    enterprise = part(window, QWidget, "product.program.enterprise")
    assert not enterprise.isEnabled()
    assert "Professional and Server" in enterprise.accessibleDescription()


def test_products_are_looked_for_only_when_the_person_agrees(
    installation: Installation, qtbot: QtBot
) -> None:
    window = installation.open(options=replace(installation.options, only=("products",)))
    begin(qtbot, window)
    assert not window.session.gathering.running
    click(window, "product.look_now")
    qtbot.waitUntil(lambda: draft(window).request.product.name != "", timeout=60_000)
    assert draft(window).request.product.name == "Partition Manager"
    window.session.gathering.stop()


def test_collecting_begins_as_soon_as_the_person_agrees_on_the_first_page(
    installation: Installation, qtbot: QtBot
) -> None:
    window = installation.open(options=replace(installation.options, only=("system",)))
    click(window, "start.agreed_to_collect")
    qtbot.waitUntil(lambda: window.session.gathering.collecting is not None, timeout=30_000)
    assert window.current_page_id == "start"
    click(window, "start.purpose.bundle_only")
    assert draft(window).purpose is Purpose.BUNDLE_ONLY
    click(window, "window.next")
    qtbot.waitUntil(lambda: window.current_page_id == "product", timeout=20_000)
    assert draft(window).set_id


def test_half_a_date_is_said_kept_and_never_taken_for_another(
    installation: Installation, qtbot: QtBot
) -> None:
    window = installation.open()
    begin(qtbot, window)
    line = part(window, QLineEdit, "product.purchase_date")
    line.setText("12.2026 or so")
    assert "not a day" in words(window, "product.purchase_date.error")
    assert draft(window).request.support.purchase_date is None
    assert draft(window).unfinished == {"support.purchase_date": "12.2026 or so"}
    line.setText("2026-11-01")
    assert draft(window).request.support.purchase_date == date(2026, 11, 1)
    assert draft(window).unfinished == {}
    assert parse("99/99/9999") is None


def test_adding_to_a_ticket_asks_for_its_id_and_for_a_message_only(
    installation: Installation, qtbot: QtBot
) -> None:
    with open_desk(installation.environment) as desk:
        desk.history.keep(a_record(ticket_id(42)))
    window = installation.open()
    click(window, "start.purpose.add_to_ticket")
    assert "Ticket ID" in words(window, "window.why")
    part(window, QLineEdit, "start.ticket_id.line").setText("SRS-00000000")
    assert words(window, "window.why")
    qtbot.waitUntil(lambda: window.session.draft is not None, timeout=20_000)
    assert draft(window).ticket_id == "SRS-00000000"  # kept before anybody goes on
    assert window.current_page_id == "start"
    part(window, QLineEdit, "start.ticket_id.line").setText(ticket_id(43))
    qtbot.waitUntil(lambda: "not sent from your account" in words(window, "window.why"))
    part(window, QLineEdit, "start.ticket_id.line").setText(ticket_id(42))
    click(window, "window.next")
    qtbot.waitUntil(lambda: window.current_page_id == "problem", timeout=20_000)
    assert draft(window).purpose is Purpose.ADD_TO_TICKET
    assert not part(window, QLineEdit, "problem.subject").isVisible()
    QTest.keyClicks(part(window, QPlainTextEdit, "problem.note"), "It happened again.")
    assert draft(window).note == "It happened again."


def test_files_are_dropped_pasted_and_taken_out(
    installation: Installation, qtbot: QtBot, tmp_path: Path
) -> None:
    window = installation.open()
    visit(qtbot, window, "problem")
    page = window.current
    assert isinstance(page, ProblemPage)
    log = tmp_path / "StubAct.log"
    log.write_text("a line\n", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(log)), QUrl.fromLocalFile(str(log))])
    page.files.drop.dropped.emit(data)
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.fill(QColor("red"))
    QGuiApplication.clipboard().setImage(picture)
    click(window, "problem.files.paste")
    qtbot.waitUntil(lambda: len(draft(window).attachments) == 3, timeout=20_000)
    description = part(window, QPlainTextEdit, "problem.description")
    written = description.toPlainText()
    description.paste()
    qtbot.waitUntil(lambda: len(draft(window).attachments) == 4, timeout=20_000)
    assert description.toPlainText() == written
    kinds = [(file.kind.value, file.known_as) for file in draft(window).attachments]
    assert kinds[:2] == [("documented_log", "stubact.log")] * 2
    assert ("picture", "") in kinds
    names = [file.name for file in draft(window).attachments]
    assert len(set(names)) == 4
    click(window, f"problem.file.remove.{names[0]}")
    assert [file.name for file in draft(window).attachments] == names[1:]
    QGuiApplication.clipboard().clear()


def test_a_file_over_the_limit_is_refused_before_it_is_copied(
    installation: Installation, qtbot: QtBot, tmp_path: Path
) -> None:
    window = installation.open()
    visit(qtbot, window, "problem")
    page = window.current
    assert isinstance(page, ProblemPage)
    assert "up to 49 files" in words(window, "problem.files.room")
    large = tmp_path / "disk.img"
    with large.open("wb") as file:
        file.truncate(400_000_000)
    page.files.attach([str(large)])
    qtbot.waitUntil(lambda: words(window, "problem.files.fault.heading") != "", timeout=20_000)
    assert "disk.img was not attached" in words(window, "problem.files.fault.heading")
    assert draft(window).attachments == ()


def test_the_meter_names_what_would_help_most_and_goes_there(
    installation: Installation, qtbot: QtBot
) -> None:
    window = installation.open()
    begin(qtbot, window)
    window.show_page("problem")
    assert "what you did" in words(window, "problem.meter.missing")
    click(window, "problem.meter.go")
    assert window.focusWidget() is part(window, QPlainTextEdit, "problem.description")
    QTest.keyClicks(part(window, QPlainTextEdit, "problem.description"), "Resized drive D: " * 5)
    assert "what you did" not in words(window, "problem.meter.missing")


def test_another_problem_begins_a_second_request_and_keeps_the_first(
    installation: Installation, qtbot: QtBot
) -> None:
    window = installation.open()
    visit(qtbot, window, "problem")
    first = draft(window)
    click(window, "problem.another")
    qtbot.waitUntil(lambda: draft(window).id != first.id, timeout=20_000)
    assert window.current_page_id == "problem"
    assert part(window, QLineEdit, "problem.subject").text() == ""
    assert draft(window).request.contact == first.request.contact
    store = window.session.store
    assert store is not None
    assert {one.id for one in store.list()} == {first.id, draft(window).id}


def test_a_draft_is_offered_on_the_next_start_and_goes_on_where_it_was(
    installation: Installation, qtbot: QtBot
) -> None:
    window = installation.open()
    visit(qtbot, window, "contact")
    QTest.keyClicks(part(window, QLineEdit, "contact.company"), " & Sons")
    company, left = part(window, QLineEdit, "contact.company").text(), draft(window).id
    installation.shut(window)
    again = installation.open()
    qtbot.waitUntil(
        lambda: again.findChild(QPushButton, f"start.continue.{left}") is not None, timeout=20_000
    )
    click(again, f"start.continue.{left}")
    qtbot.waitUntil(lambda: again.current_page_id == "contact", timeout=20_000)
    assert part(again, QLineEdit, "contact.company").text() == company


def test_what_was_remembered_is_filled_in(installation: Installation, qtbot: QtBot) -> None:
    remember_contact(installation.environment.paths, Contact(name="Jane", email="jane@example.com"))
    window = installation.open()
    begin(qtbot, window)
    assert draft(window).request.contact.email == "jane@example.com"
    assert draft(window).remember_contact


def test_a_fault_of_the_app_is_written_told_and_can_be_sent(
    installation: Installation, qtbot: QtBot
) -> None:
    window = installation.open()
    visit(qtbot, window, "problem")
    window.session.tasks.run(lambda _p, _c: 1 // 0, owner=window)
    button = part(window, QPushButton, "window.notice.send")
    qtbot.waitUntil(button.isVisible, timeout=20_000)
    assert "defect-" in words(window, "window.notice.text")
    click(window, "window.notice.send")
    qtbot.waitUntil(lambda: len(draft(window).attachments) == 1, timeout=20_000)
