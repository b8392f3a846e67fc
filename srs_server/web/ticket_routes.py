"""What a customer does, over HTTP."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from collector.srs.protocol import (
    LARGEST_INTEGER,
    Attachments,
    Closing,
    Events,
    NewComment,
    NewTicket,
    Reopening,
    Slug,
    encode,
)
from srs_server.problems import ProblemError
from srs_server.service import attachments, creation, customers, program_rules
from srs_server.web.service_routes import cached
from srs_server.web.wire import (
    answer,
    body_as,
    desk_of,
    idempotency_key,
    in_thread,
    replayed,
    resource,
    ticket_token,
)


async def create(request: Request) -> Response:
    key = idempotency_key(request, required=True)
    new = await body_as(request, NewTicket)
    ip = request.client.host if request.client else ""
    await in_thread(program_rules.check, desk_of(request), new, key)
    ticket, again = await in_thread(creation.create, desk_of(request), new, key, ip)
    return answer(ticket, 201, headers={"Location": ticket.links.self, **replayed(again)})


async def show(request: Request) -> Response:
    ticket = await in_thread(customers.look, desk_of(request), _id(request), ticket_token(request))
    return cached(request, encode(ticket))


async def events(request: Request) -> Response:
    token, after = ticket_token(request), number(request, "after", 0, LARGEST_INTEGER, 0)
    found = await in_thread(customers.look_at_history, desk_of(request), _id(request), token, after)
    return answer(Events(events=found))


async def comment(request: Request) -> Response:
    token, key = ticket_token(request), idempotency_key(request, required=True)
    new = await body_as(request, NewComment)
    written, again = await in_thread(
        customers.comment, desk_of(request), _id(request), token, new, key
    )
    return answer(written, 201, headers=replayed(again))


async def close(request: Request) -> Response:
    token, key = ticket_token(request), idempotency_key(request)
    closing = await body_as(request, Closing)
    ticket, again = await in_thread(
        customers.close, desk_of(request), _id(request), token, closing, key
    )
    return answer(ticket, headers=replayed(again))


async def reopen(request: Request) -> Response:
    token, key = ticket_token(request), idempotency_key(request)
    reopening = await body_as(request, Reopening)
    ticket, again = await in_thread(
        customers.reopen, desk_of(request), _id(request), token, reopening, key
    )
    return answer(ticket, headers=replayed(again))


async def files(request: Request) -> Response:
    found = await in_thread(attachments.look, desk_of(request), _id(request), ticket_token(request))
    return answer(Attachments(attachments=found))


def _id(request: Request) -> str:
    return str(request.path_params["ticket_id"])


def number(request: Request, name: str, least: int, most: int, default: int) -> int:
    """A whole number of the query; the 400 problem if it is none or out of range."""
    text = request.query_params.get(name)
    if text is None:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) <= 16):
        raise ProblemError(Slug.INVALID_PARAMETER, f"{name} is a whole number.")
    if not least <= int(text) <= most:
        raise ProblemError(Slug.INVALID_PARAMETER, f"{name} goes from {least} to {most}.")
    return int(text)


ROUTES = [
    resource("/v1/tickets", POST=create),
    resource("/v1/tickets/{ticket_id}", GET=show),
    resource("/v1/tickets/{ticket_id}/events", GET=events),
    resource("/v1/tickets/{ticket_id}/comments", POST=comment),
    resource("/v1/tickets/{ticket_id}/close", POST=close),
    resource("/v1/tickets/{ticket_id}/reopen", POST=reopen),
    resource("/v1/tickets/{ticket_id}/attachments", GET=files),
]
