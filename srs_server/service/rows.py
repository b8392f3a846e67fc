"""Rows of a ticket: found, shown, moved through the life cycle, and written to the history."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from collector.core.ticket_id import normalise
from collector.request.form import Impact, Program
from collector.srs.protocol import (
    STATUS_LABELS,
    Actor,
    CloseReason,
    Event,
    EventType,
    Links,
    Slug,
    Status,
    Ticket,
)
from srs_server.keys import matches
from srs_server.lifecycle import Action, State, TransitionError, apply
from srs_server.problems import ProblemError, not_found
from srs_server.schema import events, tickets
from srs_server.service.desk import Desk

TicketRow = Row[Any]


def find(connection: Connection, ticket_id: str) -> TicketRow:
    """The ticket; the 404 problem if there is none or the ID is mistyped."""
    try:
        number = normalise(ticket_id)
    except ValueError:
        raise not_found() from None
    row = connection.execute(select(tickets).where(tickets.c.ticket_id == number)).one_or_none()
    if row is None:
        raise not_found()
    return row


def find_with_token(connection: Connection, ticket_id: str, token: str) -> TicketRow:
    """The ticket that `token` opens; the same 404 whether it does not exist or is another's."""
    row = find(connection, ticket_id)
    if not matches(token, row.token_hash):
        raise not_found()
    return row


def by_number(connection: Connection, number: int) -> TicketRow:
    return connection.execute(select(tickets).where(tickets.c.number == number)).one()


def shown(desk: Desk, row: TicketRow) -> Ticket:
    """The row as the contract shows a ticket."""
    status = Status(row.status)
    address = f"{desk.base_path}/v1/tickets/{row.ticket_id}"
    return Ticket(
        ticket_id=row.ticket_id,
        status=status,
        status_label=STATUS_LABELS[status],
        subject=row.subject,
        program=Program(row.program),
        priority=Impact(row.priority),
        first_response_due=row.first_response_due,
        first_response_at=row.first_response_at,
        close_reason=CloseReason(row.close_reason) if row.close_reason else None,
        pending_closure=row.pending_closure,
        contact_attempts=row.contact_attempts,
        reopen_count=row.reopen_count,
        created_at=row.created_at,
        updated_at=row.updated_at,
        links=Links(self=address, web=desk.view_url(row.ticket_id), uploads=f"{address}/uploads"),
    )


def act(
    connection: Connection,
    row: TicketRow,
    action: Action,
    at: datetime,
    close_reason: CloseReason | None = None,
) -> State:
    """Move the ticket; the 409 problem names what its status allows instead."""
    try:
        after = apply(state_of(row), action, at, close_reason)
    except TransitionError as error:
        raise ProblemError(
            Slug.INVALID_TRANSITION,
            str(error),
            from_status=error.status,
            event=error.action.value,
            allowed=tuple(action.value for action in error.allowed),
        ) from error
    connection.execute(
        update(tickets)
        .where(tickets.c.number == row.number)
        .values(
            status=after.status,
            pending_closure=after.pending_closure,
            contact_attempts=after.contact_attempts,
            first_attempt_at=after.first_attempt_at,
            first_response_at=after.first_response_at,
            close_reason=after.close_reason,
            reopen_count=after.reopen_count,
            updated_at=at,
        )
    )
    return after


def state_of(row: TicketRow) -> State:
    return State(
        status=Status(row.status),
        pending_closure=row.pending_closure,
        contact_attempts=row.contact_attempts,
        first_attempt_at=row.first_attempt_at,
        first_response_at=row.first_response_at,
        close_reason=CloseReason(row.close_reason) if row.close_reason else None,
        reopen_count=row.reopen_count,
    )


def record(
    connection: Connection,
    number: int,
    at: datetime,
    kind: EventType,
    actor: Actor,
    *,
    actor_name: str = "",
    text: str = "",
    moved: tuple[Status | None, Status | None] = (None, None),
    attachment_ids: tuple[str, ...] = (),
) -> int:
    """Write one line of history; returns its id. `moved` is shown where the status changed."""
    before, after = moved if moved[0] is not moved[1] else (None, None)
    done = connection.execute(
        insert(events).values(
            ticket=number,
            at=at,
            type=kind,
            actor=actor,
            actor_name=actor_name,
            text=text,
            from_status=before,
            to_status=after,
            attachment_ids=json.dumps(attachment_ids),
        )
    )
    assert done.inserted_primary_key is not None  # noqa: S101 - one row was inserted
    return int(done.inserted_primary_key[0])


def history(connection: Connection, number: int, after: int = 0) -> tuple[Event, ...]:
    """The events of a ticket with an id greater than `after`, oldest first."""
    found = connection.execute(
        select(events).where(events.c.ticket == number, events.c.id > after).order_by(events.c.id)
    )
    return tuple(_event(row) for row in found)


def _event(row: Row[Any]) -> Event:
    return Event(
        id=row.id,
        at=row.at,
        type=EventType(row.type),
        actor=Actor(row.actor),
        actor_name=row.actor_name,
        text=row.text,
        from_status=Status(row.from_status) if row.from_status else None,
        to_status=Status(row.to_status) if row.to_status else None,
        attachment_ids=tuple(json.loads(row.attachment_ids)),
    )
