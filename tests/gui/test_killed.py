"""kill -9 on every page: nothing typed more than two seconds ago is missing afterwards."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.e2e.srs_look import delivered
from tests.gui.desktop import desktop
from tests.gui.journey import SUBJECT, Journey
from tests.srs_fixture import running_srs

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="AT-SPI is Linux's")

FORMS = ("Product", "Contact", "Problem")


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
        assert "checked" in person.app.find("check box", "Yes, send this").states
        person.press("Send")
        person.app.find("label", "It is tried again by itself")
        person.saved()
        person.killed()

        srs.restart()
        person.start()
        person.press("Continue")
        ticket = person.ticket_id()
        person.saved()
        person.killed()

        person.start()
        person.press("Continue")
        assert person.ticket_id() == ticket
        assert [one.ticket_id for one in delivered(srs, SUBJECT)] == [ticket]
