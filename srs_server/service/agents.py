"""What an engineer does: see the queue, take a ticket, answer, ask, propose to close."""

from __future__ import annotations

from sqlalchemy import select, update

from collector.srs.protocol import (
    Actor,
    AgentTicket,
    EngineerMessage,
    EngineerName,
    EventType,
    NewTicket,
    Status,
    Ticket,
    decode,
)
from srs_server.lifecycle import Action
from srs_server.schema import tickets
from srs_server.service.attachments import listed
from srs_server.service.desk import Desk
from srs_server.service.idempotency import earlier, remember
from srs_server.service.letters import Letter, queue
from srs_server.service.rows import act, by_number, find, history, record, shown
from srs_server.service.texts import clean_line, clean_text

_EVENTS = {
    Action.ASSIGN: EventType.ASSIGNED,
    Action.REPLY: EventType.REPLIED,
    Action.ASK: EventType.ASKED,
    Action.PROPOSE_CLOSURE: EventType.CLOSURE_PROPOSED,
}
# Rule 65 counts these as attempts to contact the customer: so they do contact.
_LETTERS = {
    Action.REPLY: Letter.ANSWERED,
    Action.ASK: Letter.ASKED,
    Action.PROPOSE_CLOSURE: Letter.CLOSURE_PROPOSED,
}


def waiting(desk: Desk, status: Status | None, limit: int) -> tuple[Ticket, ...]:
    """Tickets of that status (else all that are not closed): program, impact, due time."""
    wanted = tickets.c.status == status if status else tickets.c.status != Status.SUPPORTED
    order = (tickets.c.queue, tickets.c.urgency, tickets.c.first_response_due, tickets.c.number)
    with desk.database.reading() as connection:
        rows = connection.execute(select(tickets).where(wanted).order_by(*order).limit(limit))
        return tuple(shown(desk, row) for row in rows)


def look(desk: Desk, ticket_id: str) -> AgentTicket:
    with desk.database.reading() as connection:
        row = find(connection, ticket_id)
        return AgentTicket(
            ticket=shown(desk, row),
            request=decode(row.request.encode(), NewTicket),
            assigned_to=row.assigned_to,
            attachments=listed(connection, desk, row),
            events=history(connection, row.number),
        )


def answer(
    desk: Desk, ticket_id: str, action: Action, request: EngineerName | EngineerMessage, key: str
) -> tuple[Ticket, bool]:
    """Carry out one of the engineer's actions; also whether it had been done before."""
    at = desk.now()
    with desk.database.writing() as connection:
        row = find(connection, ticket_id)
        scope = f"{action}:{row.number}"
        if earlier(connection, scope, key, request):
            return shown(desk, row), True
        after = act(connection, row, action, at)
        engineer = clean_line(request.engineer)
        if action is Action.ASSIGN or not row.assigned_to:
            connection.execute(
                update(tickets).where(tickets.c.number == row.number).values(assigned_to=engineer)
            )
        event = record(
            connection,
            row.number,
            at,
            _EVENTS[action],
            Actor.ENGINEER,
            actor_name=engineer,
            text=clean_text(request.text) if isinstance(request, EngineerMessage) else "",
            moved=(Status(row.status), after.status),
        )
        if letter := _LETTERS.get(action):
            queue(connection, desk, letter, row, at)
        remember(connection, scope, key, request, at, ticket=row.number, event=event)
        changed = shown(desk, by_number(connection, row.number))
    desk.wake_mail()
    return changed, False
