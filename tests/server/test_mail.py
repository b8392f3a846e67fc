"""Mail: queued with what it tells, sent at least once, and never a way into somebody's headers."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
import requests
from aiosmtpd.controller import Controller
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from srs_server.database import SqliteDatabase
from srs_server.mailer import Mailer
from srs_server.settings import MailSettings
from tests.server.customer import TIMEOUT, Customer, create, new_ticket
from tests.srs_fixture import RunningSrs, free_port, running_srs
from tests.systems import PATIENCE_S


class Postbox:
    """An SMTP server's handler; refuses the first `refusals` mails for now."""

    def __init__(self, refusals: int = 0) -> None:
        self.mails: list[tuple[list[str], EmailMessage]] = []
        self._refusals = refusals
        self._came = threading.Condition()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if self._refusals:
            self._refusals -= 1
            return "451 Later, please"
        message = BytesParser(policy=default).parsebytes(envelope.content)
        assert isinstance(message, EmailMessage)
        with self._came:
            self.mails.append((envelope.rcpt_tos, message))
            self._came.notify_all()
        return "250 OK"

    def wait_for(self, count: int) -> list[EmailMessage]:
        with self._came:
            assert self._came.wait_for(lambda: len(self.mails) >= count, PATIENCE_S), self.mails
        return [message for _, message in self.mails]


@contextmanager
def smtp(postbox: Postbox, port: int = 0) -> Iterator[int]:
    controller = Controller(
        postbox, hostname="127.0.0.1", port=port or free_port(), ready_timeout=PATIENCE_S
    )
    controller.start()
    try:
        yield int(controller.port)
    finally:
        controller.stop()


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def srs(tmp_path: Path, postbox: Postbox) -> Iterator[RunningSrs]:
    with (
        smtp(postbox) as port,
        running_srs(
            tmp_path / "data",
            smtp=f"smtp://127.0.0.1:{port}",
            mail_from="Paragon Support <support@srs.example>",
        ) as running,
    ):
        yield running


def body(message: EmailMessage) -> str:
    return str(message.get_content())


def test_a_new_ticket_is_confirmed_with_its_id_and_a_link(
    srs: RunningSrs, postbox: Postbox
) -> None:
    created = create(srs).json()
    (message,) = postbox.wait_for(1)
    assert message["Subject"].strip() == (  # a folded header begins with the fold's space
        f"[{created['ticket_id']}] We received your Support Request: Partition cannot be resized"
    )
    assert (message["To"], message["From"]) == (
        "jane@example.com", "Paragon Support <support@srs.example>",
    )  # fmt: skip
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-SRS-Ticket"] == created["ticket_id"]
    assert re.fullmatch(r"<SRS-\d{8}\.[0-9a-f]{32}@srs\.example>", message["Message-ID"])
    assert created["links"]["web"] in body(message)
    assert created["ticket_token"] not in body(message)
    (link,) = re.findall(r"http://\S+", body(message))
    assert requests.get(link, timeout=TIMEOUT).status_code == 200
    assert requests.get(f"{srs.url}/v1/meta", timeout=TIMEOUT).json()["mail"] is True


def test_closing_and_reopening_are_told(srs: RunningSrs, postbox: Postbox) -> None:
    customer = Customer.with_ticket(srs)
    customer.post("/close", {"reason": "solved_by_customer"})
    customer.post("/reopen", {"comment": "It came back"})
    subjects = [message["Subject"].strip() for message in postbox.wait_for(3)]
    assert [re.sub(r"\[SRS-\d+\] (.*?):.*", r"\1", subject) for subject in subjects] == [
        "We received your Support Request",
        "Your Support Request is closed",
        "Your Support Request is open again",
    ]


def test_what_an_engineer_says_reaches_the_customer(srs: RunningSrs, postbox: Postbox) -> None:
    customer = Customer.with_ticket(srs)
    customer.engineer("assign")
    customer.engineer("reply", text="Secret reply")
    customer.engineer("ask", text="Secret question")
    customer.engineer("propose-closure", text="Secret proposal")
    mails = postbox.wait_for(4)
    assert [re.sub(r"\[SRS-\d+\] (.*?):.*", r"\1", mail["Subject"].strip()) for mail in mails] == [
        "We received your Support Request",
        "We answered your Support Request",
        "We have a question about your Support Request",
        "We propose to close your Support Request",
    ]
    for mail in mails:
        assert customer.ticket_id in body(mail)
        assert customer.get().json()["links"]["web"] in body(mail)
        assert "Secret" not in body(mail)


def test_the_mail_thread_outlives_a_database_that_cannot_be_reached(tmp_path: Path) -> None:
    postbox = Postbox()
    with smtp(postbox) as port:
        settings = MailSettings(smtp=f"smtp://127.0.0.1:{port}", first_delay_s=0.01)
        failing = FailingDatabase(SqliteDatabase(tmp_path / "srs.sqlite"), failures=3)
        mailer = Mailer(failing, settings, lambda: datetime.now(UTC))
        mailer.start()
        assert failing.read_again.wait(PATIENCE_S)
        assert mailer.is_alive()
        mailer.stop()
        failing.close()


class FailingDatabase:
    """Cannot be read the first `failures` times."""

    def __init__(self, real: SqliteDatabase, failures: int) -> None:
        self._real, self._failures = real, failures
        self.read_again = threading.Event()
        self.writing, self.close = real.writing, real.close

    def reading(self) -> AbstractContextManager[Connection]:
        if self._failures:
            self._failures -= 1
            raise OperationalError("SELECT", {}, Exception("disk I/O error"))
        self.read_again.set()
        return self._real.reading()


def test_a_subject_with_line_breaks_adds_no_header(srs: RunningSrs, postbox: Postbox) -> None:
    evil = "Help\r\nBcc: victim@example.com\r\n\r\nBody \u2028 \x00 Привет"
    create(srs, new_ticket(subject=evil))
    (message,) = postbox.wait_for(1)
    assert message["Bcc"] is None
    assert "Help Bcc: victim@example.com" in message["Subject"]
    assert message["Subject"].endswith("Привет")
    assert postbox.mails[0][0] == ["jane@example.com"]


def test_a_replay_sends_no_second_mail(srs: RunningSrs, postbox: Postbox) -> None:
    key = "one-key-for-one-intention"
    create(srs, key=key)
    create(srs, key=key)
    create(srs, new_ticket(subject="The next"))
    assert [m["Subject"].rpartition(": ")[2] for m in postbox.wait_for(2)] == [
        "Partition cannot be resized", "The next",
    ]  # fmt: skip


def test_mail_waits_for_the_mail_server_and_outlives_the_srs(tmp_path: Path) -> None:
    port, postbox = free_port(), Postbox()
    with running_srs(tmp_path / "data", smtp=f"smtp://127.0.0.1:{port}") as srs:
        assert create(srs).status_code == 201  # a mail server that is down delays no ticket
        srs.kill()
        _due_now(srs)
        with smtp(postbox, port):
            srs.start()
            (message,) = postbox.wait_for(1)
    assert message["X-SRS-Ticket"]


def test_a_mail_that_is_sent_again_has_the_same_message_id(tmp_path: Path) -> None:
    from collections import namedtuple
    from datetime import UTC, datetime

    from srs_server.mailer import compose

    row = namedtuple("row", "recipient subject created_at message_id ticket_id body")
    mail = row("ü@bücher.example", "s", datetime.now(UTC), "<1@x>", "SRS-00000015", "b")
    first, second = compose(mail, "S <s@x>"), compose(mail, "S <s@x>")  # type: ignore[arg-type]
    assert first["Message-ID"] == second["Message-ID"] == "<1@x>"
    assert first["To"] == "ü@xn--bcher-kva.example"


@pytest.mark.parametrize("address", ["http://mail", "smtp://", "mail.example.com", "smtp://x:y"])
def test_a_mail_server_that_is_no_address_is_named_at_the_start(
    tmp_path: Path, address: str
) -> None:
    with (
        pytest.raises(AssertionError, match="mail server's address"),
        running_srs(tmp_path / "data", smtp=address),
    ):
        pass


def _due_now(srs: RunningSrs) -> None:
    """Let the time of the back-off be over."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(srs.data / "srs.sqlite")) as connection, connection:
        connection.execute("UPDATE mails SET due_at = created_at")
