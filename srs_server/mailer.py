"""The thread that sends queued mail: with back-off, at least once, in no request's way."""

from __future__ import annotations

import logging
import smtplib
import ssl
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import Any
from urllib.parse import unquote, urlsplit

from sqlalchemy import Row, func, select, update

from collector.core.errors import ConfigurationError
from collector.srs.protocol import Actor, EventType
from srs_server.database import Database
from srs_server.schema import mails, tickets
from srs_server.service.rows import record
from srs_server.service.texts import clean_line
from srs_server.settings import MailSettings

_log = logging.getLogger("srs.mail")
_BATCH = 20
_TIMEOUT_S = 30
_SCHEMES = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


class Mailer(threading.Thread):
    """Sends what is queued; `wake()` when there is more, `stop()` at the end."""

    def __init__(
        self, database: Database, settings: MailSettings, now: Callable[[], datetime]
    ) -> None:
        super().__init__(name="mailer", daemon=True)
        check_smtp_url(settings.smtp)
        self._database, self._settings, self._now = database, settings, now
        self._wake = threading.Event()
        self._stopped = False

    def wake(self) -> None:
        self._wake.set()

    def stop(self) -> None:
        self._stopped = True
        self._wake.set()
        if self.is_alive():
            self.join(_TIMEOUT_S)

    def run(self) -> None:
        while not self._stopped:
            self._wake.clear()
            try:
                wait = 0.0 if self.send_due() else self._seconds_to_next()
            except Exception:  # the thread outlives a database that cannot be reached for a while
                _log.exception("mail: unexpected")
                wait = self._settings.first_delay_s
            if wait != 0.0:
                self._wake.wait(wait)

    def send_due(self) -> int:
        """Send one batch of what is due; how many were dealt with."""
        with self._database.reading() as connection:
            rows = connection.execute(
                select(mails, tickets.c.ticket_id)
                .join(tickets, tickets.c.number == mails.c.ticket)
                .where(mails.c.state == "queued", mails.c.due_at <= self._now())
                .order_by(mails.c.id)
                .limit(_BATCH)
            ).all()
        if not rows:
            return 0
        try:
            server = self._connect()
        except (OSError, smtplib.SMTPException) as error:
            for row in rows:
                self._later(row, error)
            return len(rows)
        with server:
            for row in rows:
                self._send(server, row)
        return len(rows)

    def _connect(self) -> smtplib.SMTP:
        parts = urlsplit(self._settings.smtp)
        host, port = parts.hostname or "localhost", parts.port or _SCHEMES[parts.scheme]
        context = ssl.create_default_context()
        if parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=_TIMEOUT_S, context=context)
        else:
            server = smtplib.SMTP(host, port, timeout=_TIMEOUT_S)
        try:
            if parts.scheme == "smtp+starttls":
                server.starttls(context=context)
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
        except BaseException:
            server.close()
            raise
        return server

    def _send(self, server: smtplib.SMTP, row: Row[Any]) -> None:
        try:
            server.send_message(compose(row, self._settings.sender))
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            self._later(row, error, for_good=all(code >= 500 for code in codes))
        except (ValueError, smtplib.SMTPNotSupportedError) as error:
            self._later(row, error, for_good=True)
        except (OSError, smtplib.SMTPException) as error:
            self._later(row, error)
        else:
            self._sent(row)

    def _sent(self, row: Row[Any]) -> None:
        at = self._now()
        with self._database.writing() as connection:
            connection.execute(update(mails).where(mails.c.id == row.id).values(state="sent"))
            record(connection, row.ticket, at, EventType.MAILED, Actor.SYSTEM, text=row.subject)

    def _later(self, row: Row[Any], error: Exception, *, for_good: bool = False) -> None:
        """Try again later, each time after twice as long; `for_good` (or too long) gives up."""
        at, settings = self._now(), self._settings
        delay = min(settings.first_delay_s * 2 ** min(row.attempts, 30), settings.longest_delay_s)
        over = at - row.created_at >= timedelta(seconds=settings.give_up_after_s)
        state = "given_up" if for_good or over else "queued"
        _log.warning("mail %s: %s (%s)", row.id, type(error).__name__, state)
        with self._database.writing() as connection:
            connection.execute(
                update(mails)
                .where(mails.c.id == row.id)
                .values(
                    attempts=row.attempts + 1,
                    due_at=at + timedelta(seconds=delay),
                    state=state,
                    last_error=clean_line(str(error))[:500],
                )
            )

    def _seconds_to_next(self) -> float | None:
        with self._database.reading() as connection:
            due = connection.execute(
                select(func.min(mails.c.due_at)).where(mails.c.state == "queued")
            ).scalar()
        return max(0.05, (due - self._now()).total_seconds()) if due else None


def compose(row: Row[Any], sender: str) -> EmailMessage:
    """The mail of an outbox row; the same Message-ID however often it is sent.

    Raises ValueError for a recipient that is no address.
    """
    name, address = parseaddr(sender)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(display_name=name, addr_spec=address)
    message["To"] = _recipient(row.recipient)
    message["Subject"] = clean_line(row.subject)
    message["Date"] = format_datetime(row.created_at)
    message["Message-ID"] = row.message_id
    message["Auto-Submitted"] = "auto-generated"
    message["X-SRS-Ticket"] = row.ticket_id
    message.set_content(row.body)
    return message


def _recipient(text: str) -> Address:
    local, _, domain = text.rpartition("@")
    if clean_line(text) != text:
        raise ValueError("the address holds control characters")
    return Address(username=local, domain=domain.encode("idna").decode("ascii"))


def check_smtp_url(url: str) -> None:
    """ConfigurationError unless it is smtp://, smtp+starttls:// or smtps:// with a host."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in _SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise ConfigurationError(
            "The mail server's address is not usable.",
            hint="It looks like smtp://mail.example.com:25 or smtp+starttls://user:password@host",
        )
