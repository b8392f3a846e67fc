"""What a customer does with a ticket: look, annotate, close, reopen."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from collector.srs.protocol import (
    Actor,
    CloseReason,
    Closing,
    Comment,
    CustomerCloseReason,
    Event,
    EventType,
    FieldError,
    NewComment,
    Reopening,
    Slug,
    Status,
    Ticket,
)
from srs_server.lifecycle import Action
from srs_server.problems import ProblemError
from srs_server.schema import attachments
from srs_server.service.desk import Desk
from srs_server.service.idempotency import earlier, remember
from srs_server.service.letters import Letter, queue
from srs_server.service.rows import act, by_number, find_with_token, history, record, shown
from srs_server.service.texts import clean_text


def look(desk: Desk, ticket_id: str, token: str) -> Ticket:
    with desk.database.reading() as connection:
        return shown(desk, find_with_token(connection, ticket_id, token))


def look_at_history(desk: Desk, ticket_id: str, token: str, after: int) -> tuple[Event, ...]:
    with desk.database.reading() as connection:
        return history(connection, find_with_token(connection, ticket_id, token).number, after)


def comment(
    desk: Desk, ticket_id: str, token: str, new: NewComment, key: str
) -> tuple[Comment, bool]:
    """The comment, and whether it had been written before."""
    at = desk.now()
    with desk.database.writing() as connection:
        row = find_with_token(connection, ticket_id, token)
        scope = f"comment:{row.number}"
        if before := earlier(connection, scope, key, new):
            event = history(connection, row.number, before.event - 1)[0]
            return _comment(event), True
        known = set(
            connection.scalars(select(attachments.c.id).where(attachments.c.ticket == row.number))
        )
        if set(new.attachment_ids) - known:
            fault = FieldError(field="attachment_ids", message="not an attachment of this ticket")
            raise ProblemError(Slug.INVALID_FIELDS, fault.message, errors=(fault,))
        after = act(connection, row, Action.COMMENT, at)
        event_id = record(
            connection,
            row.number,
            at,
            EventType.COMMENTED,
            Actor.CUSTOMER,
            text=clean_text(new.text),
            moved=(Status(row.status), after.status),
            attachment_ids=new.attachment_ids,
        )
        remember(connection, scope, key, new, at, ticket=row.number, event=event_id)
        return _comment(history(connection, row.number, event_id - 1)[0]), False


def _comment(event: Event) -> Comment:
    return Comment(id=event.id, at=event.at, text=event.text, attachment_ids=event.attachment_ids)


def close(
    desk: Desk, ticket_id: str, token: str, closing: Closing, key: str
) -> tuple[Ticket, bool]:
    """Close it at once, without a step of ours (rule 63); also whether that had been done."""
    agrees = closing.reason is CustomerCloseReason.NOT_RESOLVED_AGREED
    move = _Move(
        action=Action.AGREE_TO_CLOSURE if agrees else Action.CLOSE,
        event=EventType.CLOSED,
        letter=Letter.CLOSED,
        text=closing.comment,
        reason=CloseReason(closing.reason.value),
    )
    return _carry_out(desk, (ticket_id, token), closing, key, move)


def reopen(
    desk: Desk, ticket_id: str, token: str, reopening: Reopening, key: str
) -> tuple[Ticket, bool]:
    """Reopen it, at any time (rule 68); also whether that had been done."""
    move = _Move(
        action=Action.REOPEN,
        event=EventType.REOPENED,
        letter=Letter.REOPENED,
        text=reopening.comment,
    )
    return _carry_out(desk, (ticket_id, token), reopening, key, move)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Move:
    action: Action
    event: EventType
    letter: Letter
    text: str
    reason: CloseReason | None = None


def _carry_out(
    desk: Desk, ticket: tuple[str, str], request: Closing | Reopening, key: str, move: _Move
) -> tuple[Ticket, bool]:
    at = desk.now()
    with desk.database.writing() as connection:
        row = find_with_token(connection, *ticket)
        scope = f"{move.event}:{row.number}"
        if earlier(connection, scope, key, request):
            return shown(desk, row), True
        after = act(connection, row, move.action, at, move.reason)
        event = record(
            connection,
            row.number,
            at,
            move.event,
            Actor.CUSTOMER,
            text=clean_text(move.text),
            moved=(Status(row.status), after.status),
        )
        queue(connection, desk, move.letter, row, at)
        remember(connection, scope, key, request, at, ticket=row.number, event=event)
        changed = shown(desk, by_number(connection, row.number))
    desk.wake_mail()
    return changed, False
