"""Following a ticket: look at it, close it, reopen it."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from collector.core.errors import (
    CollectorError,
    MissingInputError,
    NotFinishedError,
    RefusedBySrsError,
    UsageError,
)
from collector.core.ticket_id import normalise
from collector.history.model import Record
from collector.srs.protocol import (
    Attachment,
    AttachmentKind,
    Closing,
    CustomerCloseReason,
    Event,
    Reopening,
    Ticket,
    encode,
)
from collector.workflow.desk import Desk

if TYPE_CHECKING:
    from collector.srs.client import SrsClient

T = TypeVar("T")
_REFRESHED_AT_MOST = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A ticket in the table. `fault` says why it is shown as it was known before."""

    record: Record
    fault: CollectorError | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A ticket with its history and files, as the SRS has them now."""

    record: Record
    ticket: Ticket
    events: tuple[Event, ...]
    attachments: tuple[Attachment, ...]


def known(desk: Desk, text: str) -> Record:
    """The ticket that a person means; UsageError if mistyped, MissingInputError if not ours."""
    try:
        ticket_id = normalise(text)
    except ValueError as error:
        raise UsageError(str(error), hint="A Ticket ID looks like SRS-0001 2345.") from error
    record = desk.history.find(ticket_id)
    if record is None:
        raise MissingInputError(
            f"The ticket {ticket_id} was not created from this account on this computer.",
            hint="`tickets` lists those that were; the link in your mail shows any other.",
        )
    return record


def tickets(desk: Desk) -> list[Row]:
    """All tickets of this installation, newest first, refreshed where the SRS can be reached."""
    rows: list[Row] = []
    unreachable: dict[str, CollectorError] = {}
    for number, record in enumerate(desk.history.records()):
        fault = unreachable.get(record.srs_url)
        if fault or number >= _REFRESHED_AT_MOST:
            rows.append(Row(record=record, fault=fault))
            continue
        try:
            with desk.connect(record.srs_url) as client:
                rows.append(Row(record=refresh(desk, client, record)[0]))
        except CollectorError as error:
            if not isinstance(error, RefusedBySrsError):
                unreachable[record.srs_url] = error
            rows.append(Row(record=record, fault=error))
    return rows


def look(desk: Desk, record: Record) -> Detail:
    """Everything the SRS tells about a ticket; raises the client's faults."""
    with desk.connect(record.srs_url) as client:
        fresh, ticket = refresh(desk, client, record)
        return Detail(
            record=fresh,
            ticket=ticket,
            events=client.events(record.ticket_id, record.token),
            attachments=client.attachments(record.ticket_id, record.token),
        )


def close(desk: Desk, record: Record, text: str = "") -> tuple[Ticket, CustomerCloseReason]:
    """Close a ticket, for the reason that its state implies."""
    with desk.connect(record.srs_url) as client:
        _, ticket = refresh(desk, client, record)
        closing = Closing(reason=_reason(ticket), comment=text)
        ticket = _once(
            desk, record, "close", encode(closing),
            lambda key: client.close(record.ticket_id, record.token, closing, key),
        )  # fmt: skip
    _store(desk, record, ticket)
    return ticket, closing.reason


def reopen(desk: Desk, record: Record, text: str) -> Ticket:
    reopening = Reopening(comment=text)
    with desk.connect(record.srs_url) as client:
        ticket = _once(
            desk, record, "reopen", encode(reopening),
            lambda key: client.reopen(record.ticket_id, record.token, reopening, key),
        )  # fmt: skip
    _store(desk, record, ticket)
    return ticket


def _reason(ticket: Ticket) -> CustomerCloseReason:
    """Agree to a proposed closure, else confirm an engineer's answer, else: solved alone."""
    if ticket.pending_closure:
        return CustomerCloseReason.NOT_RESOLVED_AGREED
    if ticket.first_response_at is not None:
        return CustomerCloseReason.RESOLUTION_CONFIRMED
    return CustomerCloseReason.SOLVED_BY_CUSTOMER


def refresh(desk: Desk, client: SrsClient, record: Record) -> tuple[Record, Ticket]:
    """How the ticket stands now; history knows it from then on."""
    ticket = client.ticket(record.ticket_id, record.token)
    return _store(desk, record, ticket), ticket


def _store(desk: Desk, record: Record, ticket: Ticket) -> Record:
    fresh = replace(
        record,
        status=ticket.status,
        status_label=ticket.status_label,
        first_response_due=ticket.first_response_due,
        web_link=ticket.links.web or record.web_link,
        checked_at=desk.now(),
    )
    desk.history.keep(fresh)
    return fresh


def _once(desk: Desk, record: Record, what: str, body: bytes, call: Callable[[str], T]) -> T:
    """Make a call under a key that outlives a lost answer, so that repeating it is harmless."""
    parts = (record.srs_url.encode(), record.ticket_id.encode(), what.encode(), body)
    digest = hashlib.sha256(b"\0".join(parts)).hexdigest()
    key = desk.history.call_key(digest, str(uuid.uuid4()))
    try:
        answer = call(key)
    except RefusedBySrsError:
        desk.history.call_done(digest)
        raise
    except NotFinishedError as error:
        error.hint = "Run the same command again later: what was done already is not done twice."
        raise
    desk.history.call_done(digest)
    return answer


def kind_of(name: str) -> AttachmentKind:
    """What a file is, by the name that the documentation gives it."""
    lower = name.lower()
    if lower.startswith("paragon-support-") and lower.endswith(".zip"):
        return AttachmentKind.BUNDLE
    kinds = {
        "stubact": AttachmentKind.STUBACT,
        "bio": AttachmentKind.BIO_LOG,
        "pwlog": AttachmentKind.PWLOG,
        "dmesg": AttachmentKind.DMESG,
    }
    endings = {
        ".cdb": AttachmentKind.CDB,
        ".nfo": AttachmentKind.MSINFO,
        ".png": AttachmentKind.SCREENSHOT,
        ".jpg": AttachmentKind.SCREENSHOT,
        ".jpeg": AttachmentKind.SCREENSHOT,
        ".bmp": AttachmentKind.SCREENSHOT,
    }
    by_start = (kind for start, kind in kinds.items() if lower.startswith(start))
    by_end = (kind for end, kind in endings.items() if lower.endswith(end))
    return next(by_end, None) or next(by_start, AttachmentKind.OTHER)
