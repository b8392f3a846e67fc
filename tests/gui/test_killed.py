"""kill -9 on every page: nothing typed more than two seconds ago is missing afterwards."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from collector.core.environment import Environment
from collector.core.ticket_id import ticket_id
from collector.gui import session
from collector.gui.pages import settings
from collector.workflow.desk import open_desk
from tests.e2e.srs_look import delivered
from tests.gui.atspi import wait_for
from tests.gui.desktop import desktop
from tests.gui.journey import SUBJECT, Journey
from tests.gui.test_form_pages import a_record
from tests.srs_fixture import running_srs

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="AT-SPI is Linux's")

FORMS = ("Product", "Contact", "Problem")
ANSWERS_FILE = "Save the answers for silent mode as"


def there(person: Journey, typed: dict[str, str]) -> None:
    """All of this stands in the fields that show, once they are filled."""
    wait_for(
        lambda: typed.items() <= person.answers().items() or None, str(typed), person.app.outline
    )


def ticked(person: Journey, words: str) -> None:
    """This box is, once its page is filled."""
    box = person.app.find("check box", words)
    wait_for(lambda: "checked" in box.states or None, words, person.app.outline)


def test_saving_begins_early_enough_for_the_two_seconds() -> None:
    """From the first change, with the longer part left for a slow disk; the rest of this file
    waits until the app says that it has saved."""
    assert max(session.SAVE_MS, settings.SAVE_MS) <= 500


@pytest.mark.parametrize("step", FORMS)
def test_what_was_typed_is_there_again(tmp_path: Path, step: str) -> None:
    with desktop(tmp_path) as here:
        person = Journey(here, {})
        person.start()
        person.press("Next")
        person.on("Which product")
        if step != "Product":
            person.go(step)
        heading = person.heading
        typed = {name: f"{name} 7391" for name in person.fields()}
        assert typed
        for name, text in typed.items():
            person.write(name, text)
        person.saved()
        person.killed()

        person.start()
        person.press("Continue")
        person.on(heading)
        there(person, typed)
        assert person.answers() == typed


def test_from_the_review_on_evidence_consent_and_ticket_are_there_again(tmp_path: Path) -> None:
    """Killed at the review, while it waits to be sent, and at the end: one ticket."""
    with running_srs(tmp_path / "srs") as srs, desktop(tmp_path) as here:
        person = Journey(here, {"PARAGON_SRS_URL": srs.url})
        person.start()
        person.to_review()
        person.app.find("panel", "This computer was read")
        person.tick("Yes, send this")
        person.saved()
        person.killed()

        srs.kill()
        person.start()
        person.press("Continue")
        person.on("Look before you send")
        person.app.find("panel", "This computer was read")
        ticked(person, "Yes, send this")
        person.press("Send")
        person.app.find("label", "It is tried again by itself")
        person.saved()
        person.killed()

        person.start()
        person.go("Outbox")
        person.app.find("label", SUBJECT)
        person.killed()

        srs.restart()
        person.start()
        person.press("Continue")
        ticket = person.ticket_id()
        person.write(ANSWERS_FILE, "answers 7391.toml")
        person.saved()
        person.killed()

        person.start()
        person.press("Continue")
        assert person.ticket_id() == ticket
        there(person, {ANSWERS_FILE: "answers 7391.toml"})
        assert [one.ticket_id for one in delivered(srs, SUBJECT)] == [ticket]


def test_what_is_added_to_a_ticket_is_there_again(tmp_path: Path) -> None:
    """Half a Ticket ID and what was agreed to on Start; then the note."""
    ticket = ticket_id(123_4567)
    with open_desk(Environment.real()) as desk:
        desk.history.keep(a_record(ticket))
    with desktop(tmp_path) as here:
        person = Journey(here, {})
        person.start()
        person.choose("Add to a ticket")
        person.write("Ticket ID", ticket[:8])
        person.tick("Yes, read this computer")
        person.saved()
        person.killed()

        person.start()
        person.press("Continue")
        there(person, {"Ticket ID": ticket[:8]})
        person.on("How can we help")
        ticked(person, "Yes, read this computer")
        person.write("Ticket ID", ticket)
        person.press("Next")
        person.on("What would you like to add")
        typed = {name: f"{name} 7391" for name in person.fields()}
        assert typed
        for name, text in typed.items():
            person.write(name, text)
        person.saved()
        person.killed()

        person.start()
        person.press("Continue")
        person.on("What would you like to add")
        there(person, typed)
        person.go("Start")
        there(person, {"Ticket ID": ticket})


def test_the_place_of_the_call_sheet_and_unsaved_settings_are_there_again(tmp_path: Path) -> None:
    with desktop(tmp_path) as here:
        person = Journey(here, {})
        person.start()
        person.choose("Prepare a phone call")
        person.press("Next")
        person.on("Which product")
        person.choose("Extended Support")  # one that has the telephone
        person.go("Call sheet")
        person.write("PDF file", "call 7391.pdf")
        person.saved()
        person.killed()

        person.start()
        person.press("Continue")
        person.on("Your call sheet")
        there(person, {"PDF file": "call 7391.pdf"})
        person.go("Settings")
        typed = {name: f"{name} 7391" for name in person.fields()}
        assert len(typed) >= 4
        for name, text in typed.items():
            person.write(name, text)
        person.saved()
        person.killed()

        person.start()
        person.go("Settings")
        person.app.find("label", "This is not saved yet")
        there(person, typed)
        person.press("Show what is saved")
        there(person, dict.fromkeys(typed, ""))
