"""A new ticket: created once for each Idempotency-Key, with event and mail, or not at all."""

from __future__ import annotations

import math
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select

from collector.core.ticket_id import LARGEST, normalise, ticket_id
from collector.policy.programs import Program as PolicyProgram
from collector.policy.programs import shipped_policy
from collector.policy.working_hours import first_response_due
from collector.request.form import Impact, Program
from collector.srs.protocol import (
    Actor,
    CreatedTicket,
    EventType,
    NewTicket,
    Slug,
    Status,
    encode,
)
from srs_server.keys import fingerprint
from srs_server.problems import ProblemError, unavailable
from srs_server.schema import creations, tickets
from srs_server.service.desk import Desk
from srs_server.service.idempotency import CREATION, earlier, remember
from srs_server.service.letters import Letter, queue
from srs_server.service.rows import TicketRow, by_number, record, shown
from srs_server.service.texts import clean_line, clean_text

_KNOWLEDGE_BASE = "https://kb.paragon-software.com/"


def create(desk: Desk, new: NewTicket, key: str, ip: str) -> tuple[CreatedTicket, bool]:
    """The ticket with its token, and whether it had been created before."""
    at = desk.now()
    with desk.database.writing() as connection:
        if before := earlier(connection, CREATION, key, new):
            return _answer(desk, by_number(connection, before.ticket), key), True
        _refuse_discontinued(desk, new, at)
        _limit_rate(connection, desk, new.contact.email, ip, at)
        row = _insert(connection, desk, new, key, at)
        record(
            connection,
            row.number,
            at,
            EventType.CREATED,
            Actor.CUSTOMER,
            actor_name=clean_line(new.contact.name),
            text=clean_text(new.description),
            moved=(None, Status.NEW),
        )
        queue(connection, desk, Letter.CREATED, row, at)
        remember(connection, CREATION, key, new, at, ticket=row.number)
    desk.wake_mail()
    return _answer(desk, row, key), False


def _answer(desk: Desk, row: TicketRow, key: str) -> CreatedTicket:
    ticket = shown(desk, row)
    members = {name: getattr(ticket, name) for name in ticket.__dataclass_fields__}
    return CreatedTicket(ticket_token=desk.tokens.ticket(row.ticket_id, key), **members)


def _refuse_discontinued(desk: Desk, new: NewTicket, at: datetime) -> None:
    today = shipped_policy().local_date(at)
    last_day = desk.catalogue.discontinued_since(new.product.name, new.product.version, today)
    if last_day:
        raise ProblemError(
            Slug.VERSION_DISCONTINUED,
            f"{clean_line(new.product.name)} {clean_line(new.product.version)} was supported "
            f"until {last_day}. Documentation and Knowledge Base stay open.",
            links=(_KNOWLEDGE_BASE,),
        )


def _limit_rate(connection: Connection, desk: Desk, email: str, ip: str, at: datetime) -> None:
    """Count this creation; the 429 problem says when there is room again."""
    rates = desk.settings.rates
    window = timedelta(seconds=rates.window_s)
    address = fingerprint(email.strip().casefold())
    connection.execute(delete(creations).where(creations.c.at <= at - window))
    for limit, column, value in (
        (rates.per_address, creations.c.address_hash, address),
        (rates.per_ip, creations.c.ip, ip),
    ):
        count, oldest = connection.execute(
            select(func.count(), func.min(creations.c.at)).where(column == value)
        ).one()
        if limit and count >= limit:
            wait = max(1, math.ceil((oldest + window - at).total_seconds()))
            raise ProblemError(
                Slug.RATE_LIMITED,
                f"At most {limit} new tickets are taken in {rates.window_s} seconds.",
                headers={"Retry-After": str(wait)},
            )
    connection.execute(insert(creations).values(at=at, address_hash=address, ip=ip))


def _insert(
    connection: Connection, desk: Desk, new: NewTicket, key: str, at: datetime
) -> TicketRow:
    number = 1 + (connection.execute(select(func.max(tickets.c.number))).scalar() or 0)
    if number > LARGEST:
        raise unavailable("There are no Ticket IDs left.", 3600)
    name, program = ticket_id(number), PolicyProgram(new.support_program.value)
    priority = _priority(new)
    connection.execute(
        insert(tickets).values(
            number=number,
            ticket_id=name,
            token_hash=fingerprint(desk.tokens.ticket(name, key)),
            status=Status.NEW,
            first_response_due=first_response_due(program, at),
            program=new.support_program,
            priority=priority,
            queue=shipped_policy().terms(program).queue,
            urgency=list(Impact).index(priority),
            subject=clean_line(new.subject) or "(no subject)",
            mail_to=new.contact.email,
            previous=_previous(connection, new.previous_ticket_id),
            created_at=at,
            updated_at=at,
            request=encode(new).decode(),
        )
    )
    return by_number(connection, number)


def _priority(new: NewTicket) -> Impact:
    """Rules 23 and 26: the business impact where the program has it; paid before complimentary."""
    terms = shipped_policy().terms(PolicyProgram(new.support_program.value))
    if terms.business_impact and new.business_impact:
        return new.business_impact
    paid = new.support_program not in (Program.COMPLIMENTARY, Program.UNKNOWN)
    return Impact.HIGH if paid else Impact.MEDIUM


def _previous(connection: Connection, text: str) -> str | None:
    """The earlier ticket (rule 42), if the customer named one that exists."""
    try:
        name = normalise(text)
    except ValueError:
        return None
    return connection.execute(
        select(tickets.c.ticket_id).where(tickets.c.ticket_id == name)
    ).scalar()
