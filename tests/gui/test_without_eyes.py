"""From the first window to a Ticket ID through the accessibility interface, and by keys alone."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from collector.core.ticket_id import normalise
from tests.e2e.srs_look import delivered
from tests.gui.desktop import Desktop, desktop
from tests.gui.journey import ANSWERS, SUBJECT, Journey
from tests.srs_fixture import RunningSrs, running_srs

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="AT-SPI is Linux's")


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Desktop]:
    with desktop(tmp_path) as made:
        yield made


@pytest.fixture
def own_srs(tmp_path: Path) -> Iterator[RunningSrs]:
    with running_srs(tmp_path / "srs") as running:
        yield running


def test_a_screen_reader_gets_a_ticket(here: Desktop, own_srs: RunningSrs) -> None:
    person = Journey(here, {"PARAGON_SRS_URL": own_srs.url})
    announced = here.accessibility.listen("org.a11y.atspi.Event.Object", "Announcement")
    person.start()
    person.to_review()
    person.tick("Yes, send this")
    person.press("Send")
    ticket = person.ticket_id()
    assert normalise(ticket) == ticket
    [arrived] = delivered(own_srs, SUBJECT)
    assert arrived.ticket_id == ticket
    assert len(arrived.bundles) == 1
    said = [str(body) for body in announced.bodies()]
    for stage in ("How do we reach", "Look before you send", "Your request has arrived"):
        assert any(stage in words for words in said), stage


def test_keys_alone_get_one_too(here: Desktop, own_srs: RunningSrs) -> None:
    """No pointer, no call that acts: what has the focus is only looked at."""
    person = Journey(here, {"PARAGON_SRS_URL": own_srs.url})
    person.start()
    here.focus_window("Support Collector")
    person.keys_to("check box", "Yes, read this computer")
    here.keys("space")
    person.keys_to("push button", "Next")
    here.keys("Return")
    for heading, answers in ANSWERS.items():
        person.on(heading)
        for field, text in answers.items():
            person.keys_to("text", field)
            here.type(text)
        person.keys_to("push button", "Next")
        here.keys("Return")
    person.on("Look before you send")
    person.keys_to("check box", "Yes, send this")
    here.keys("space")
    person.keys_to("push button", "Send")
    here.keys("Return")
    ticket = person.ticket_id()
    assert [one.ticket_id for one in delivered(own_srs, SUBJECT)] == [ticket]


def test_with_the_srs_down_it_is_sent_later_without_a_click(
    here: Desktop, own_srs: RunningSrs
) -> None:
    own_srs.kill()
    person = Journey(here, {"PARAGON_SRS_URL": own_srs.url})
    person.start()
    person.to_review()
    person.tick("Yes, send this")
    person.press("Send")
    person.app.find("label", "It is tried again by itself")
    own_srs.restart()
    ticket = person.ticket_id()
    assert [one.ticket_id for one in delivered(own_srs, SUBJECT)] == [ticket]
