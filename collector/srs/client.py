"""The SRS contract as methods: each checks what it sends and what it gets."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import urlsplit

import msgspec

from collector.core.ticket_id import normalise
from collector.srs.faults import NotUnderstoodError, plain
from collector.srs.protocol import (
    Attachment,
    Attachments,
    Closing,
    Comment,
    CreatedTicket,
    Event,
    Events,
    NewComment,
    Products,
    Reopening,
    ServerMeta,
    Ticket,
    decode,
    encode,
)
from collector.srs.transport import Answer, Transport
from collector.srs.upload import Upload, upload

_JSON = {"Content-Type": "application/json"}
_TOKEN = re.compile(r"\A[A-Za-z0-9._~+/=-]{16,1024}\Z")
_AnyTicket = TypeVar("_AnyTicket", bound=Ticket)
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Creation:
    """A created ticket; `replayed` if the SRS had it already under the same key."""

    ticket: CreatedTicket
    replayed: bool


class SrsClient:
    """One SRS. Every method raises the faults of `collector.srs.faults`.

    Tickets are named by their ID in any spelling; `token` is the ticket's own.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def __enter__(self) -> SrsClient:
        return self

    def __exit__(self, *_: object) -> None:
        self._transport.close()

    @property
    def url(self) -> str:
        return self._transport.base_url

    def give_up_when(self, left: Callable[[], float]) -> None:
        """See `Transport.give_up_when`."""
        self._transport.give_up_when(left)

    def meta(self) -> ServerMeta:
        return _read(self._transport.send("GET", "/v1/meta", expect=(200,)), ServerMeta)

    def products(self, etag: str = "") -> tuple[Products | None, str]:
        """The life-cycle data and its ETag; None if it is still that of `etag`."""
        headers = {"If-None-Match": etag} if etag else {}
        answer = self._transport.send("GET", "/v1/products", expect=(200, 304), headers=headers)
        if answer.status == 304:
            return None, etag
        return _read(answer, Products), answer.headers.get("ETag", "")

    def create_ticket(self, body: bytes, idempotency_key: str) -> Creation:
        """Send a NewTicket as it stands; the same key and body always give the same ticket."""
        answer = self._transport.send(
            "POST", "/v1/tickets", expect=(201,), data=body,
            headers={**_JSON, "Idempotency-Key": idempotency_key},
        )  # fmt: skip
        ticket = _checked(_read(answer, CreatedTicket))
        if not _TOKEN.match(ticket.ticket_token):
            raise NotUnderstoodError("The SRS created a ticket without a usable token.")
        replayed = answer.headers.get("Idempotent-Replayed", "").lower() == "true"
        return Creation(ticket=ticket, replayed=replayed)

    def ticket(self, ticket_id: str, token: str) -> Ticket:
        answer = self._transport.send("GET", _path(ticket_id), expect=(200,), token=token)
        return _checked(_read(answer, Ticket), normalise(ticket_id))

    def events(self, ticket_id: str, token: str, *, after: int = 0) -> tuple[Event, ...]:
        """The history, oldest first, from the event behind `after`."""
        path = f"{_path(ticket_id)}/events" + (f"?after={after}" if after else "")
        return _read(self._transport.send("GET", path, expect=(200,), token=token), Events).events

    def attachments(self, ticket_id: str, token: str) -> tuple[Attachment, ...]:
        path = f"{_path(ticket_id)}/attachments"
        answer = self._transport.send("GET", path, expect=(200,), token=token)
        return _read(answer, Attachments).attachments

    def comment(
        self, ticket_id: str, token: str, comment: NewComment, idempotency_key: str
    ) -> Comment:
        answer = self._transport.send(
            "POST", f"{_path(ticket_id)}/comments", expect=(201,), token=token,
            data=encode(comment), headers={**_JSON, "Idempotency-Key": idempotency_key},
        )  # fmt: skip
        return _read(answer, Comment)

    def close(self, ticket_id: str, token: str, closing: Closing, idempotency_key: str) -> Ticket:
        return self._move(ticket_id, token, "close", closing, idempotency_key)

    def reopen(
        self, ticket_id: str, token: str, reopening: Reopening, idempotency_key: str
    ) -> Ticket:
        return self._move(ticket_id, token, "reopen", reopening, idempotency_key)

    def _move(self, ticket_id: str, token: str, move: str, body: object, key: str) -> Ticket:
        answer = self._transport.send(
            "POST", f"{_path(ticket_id)}/{move}", expect=(200,), token=token,
            data=encode(body), headers={**_JSON, "Idempotency-Key": key},
        )  # fmt: skip
        return _checked(_read(answer, Ticket), normalise(ticket_id))

    def upload(self, ticket_id: str, job: Upload, *, resume: str = "") -> str:
        """Upload a file to a ticket (see `upload.upload`); returns the upload's URL."""
        there = replace(job, create_at=f"{_path(ticket_id)}/uploads")
        return upload(self._transport, there, resume=resume)


def _path(ticket_id: str) -> str:
    return f"/v1/tickets/{normalise(ticket_id)}"


def _read(answer: Answer, wanted: type[T]) -> T:
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise NotUnderstoodError(
            "What answered is not the Support Request System "
            f"(it sent {plain(kind, 60) or 'something without a type'}).",
            hint="In a hotel or a company network, sign in to the network first.",
        )
    try:
        return decode(answer.body, wanted)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotUnderstoodError(
            f"The answer of the SRS does not follow its contract: {plain(str(error), 200)}.",
            hint="A newer version of this program may understand it.",
        ) from error


def _checked(ticket: _AnyTicket, expected_id: str = "") -> _AnyTicket:
    """A ticket whose ID may become a file name and whose texts and link may be printed."""
    try:
        ticket_id = normalise(ticket.ticket_id)
    except ValueError as error:
        raise NotUnderstoodError("The SRS answered with a Ticket ID that is none.") from error
    if expected_id and ticket_id != expected_id:
        raise NotUnderstoodError("The SRS answered about another ticket than the one asked for.")
    web = ticket.links.web
    links = replace(ticket.links, web=plain(web, 2000) if _is_web(web) else "")
    return replace(
        ticket, ticket_id=ticket_id, links=links,
        status_label=plain(ticket.status_label, 60), subject=plain(ticket.subject, 200),
    )  # fmt: skip


def _is_web(url: str) -> bool:
    try:
        return urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False
