"""The mails of a ticket: what they say, and how they are queued with the change they tell of."""

from __future__ import annotations

import uuid
from datetime import datetime
from email.utils import parseaddr
from enum import StrEnum

from sqlalchemy import Connection, insert

from srs_server.schema import mails
from srs_server.service.desk import Desk
from srs_server.service.rows import TicketRow


class Letter(StrEnum):
    CREATED = "created"
    CLOSED = "closed"
    REOPENED = "reopened"
    ANSWERED = "answered"
    ASKED = "asked"
    CLOSURE_PROPOSED = "closure_proposed"


_SUBJECTS = {
    Letter.CREATED: "We received your Support Request",
    Letter.CLOSED: "Your Support Request is closed",
    Letter.REOPENED: "Your Support Request is open again",
    Letter.ANSWERED: "We answered your Support Request",
    Letter.ASKED: "We have a question about your Support Request",
    Letter.CLOSURE_PROPOSED: "We propose to close your Support Request",
}
_TEXTS = {
    Letter.CREATED: (
        "thank you for your Support Request. Its Ticket ID is {ticket_id}.\n"
        "Please have it ready when you write or call about it.\n\n"
        "A first answer is due by {due}."
    ),
    Letter.CLOSED: (
        "your Support Request {ticket_id} was marked as Supported, which means closed.\n\n"
        "If the same problem comes back you can reopen it at any time, in the Support Collector\n"
        "or by answering with your Ticket ID. A new problem is best sent as a new request."
    ),
    Letter.REOPENED: (
        "your Support Request {ticket_id} was reopened, and an engineer will look at it.\n\n"
        "A new problem is best sent as a new request."
    ),
    Letter.ANSWERED: (
        "an engineer answered your Support Request {ticket_id}.\n\n"
        "If it solves your problem, please close the request in the Support Collector; if it does\n"
        "not, annotate it there."
    ),
    Letter.ASKED: (
        "an engineer needs to know more about your Support Request {ticket_id}.\n\n"
        "Please answer in the Support Collector."
    ),
    Letter.CLOSURE_PROPOSED: (
        "an engineer proposes to close your Support Request {ticket_id} without a solution.\n\n"
        "If you agree, please close it in the Support Collector; if you do not, annotate it there."
    ),
}


def queue(connection: Connection, desk: Desk, letter: Letter, row: TicketRow, at: datetime) -> None:
    """Put a mail into the outbox, in the transaction of what it tells; nothing without --smtp."""
    if not desk.settings.mail.smtp:
        return
    domain = parseaddr(desk.settings.mail.sender)[1].rpartition("@")[2] or "localhost"
    text = _TEXTS[letter].format(
        ticket_id=row.ticket_id, due=f"{row.first_response_due:%A, %d %B %Y, %H:%M} UTC"
    )
    connection.execute(
        insert(mails).values(
            ticket=row.number,
            kind=letter,
            recipient=row.mail_to,
            subject=f"[{row.ticket_id}] {_SUBJECTS[letter]}: {row.subject}",
            body=(
                f"Hello,\n\n{text}\n\nHow it stands:\n{desk.view_url(row.ticket_id)}\n\n"
                "Paragon Software Support\n"
            ),
            message_id=f"<{row.ticket_id}.{uuid.uuid4().hex}@{domain}>",
            created_at=at,
            due_at=at,
            state="queued",
        )
    )
