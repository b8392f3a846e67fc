"""The page of a ticket behind its view link: it shows, and changes nothing."""

from __future__ import annotations

import secrets
from datetime import datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response

from collector.srs.protocol import Attachment, Event, EventType, Ticket
from srs_server.problems import ProblemError, not_found
from srs_server.service.attachments import listed
from srs_server.service.desk import Desk
from srs_server.service.rows import find, history, shown
from srs_server.web.wire import desk_of, in_thread, resource

LABELS = {
    EventType.CREATED: "Support Request received",
    EventType.ASSIGNED: "Taken",
    EventType.REPLIED: "Answer",
    EventType.ASKED: "Question to you",
    EventType.CLOSURE_PROPOSED: "Proposal to close",
    EventType.COMMENTED: "Your comment",
    EventType.ATTACHED: "File arrived",
    EventType.CLOSED: "Closed",
    EventType.REOPENED: "Reopened",
    EventType.MAILED: "Mail sent",
}


async def page(request: Request) -> Response:
    ticket_id, token = request.path_params["ticket_id"], request.query_params.get("view", "")
    nonce = secrets.token_urlsafe(16)
    try:
        ticket, files, events = await in_thread(_look, desk_of(request), ticket_id, token)
    except ProblemError:
        return _html(_pages().get_template("nothing.html").render(), nonce, 404)
    text = (
        _pages()
        .get_template("ticket.html")
        .render(ticket=ticket, attachments=files, events=events, labels=LABELS, nonce=nonce)
    )
    return _html(text, nonce)


def _look(
    desk: Desk, ticket_id: str, token: str
) -> tuple[Ticket, tuple[Attachment, ...], tuple[Event, ...]]:
    with desk.database.reading() as connection:
        row = find(connection, ticket_id)
        if not desk.tokens.is_view(row.ticket_id, token):
            raise not_found()
        return shown(desk, row), listed(connection, desk, row), history(connection, row.number)


def _html(text: str, nonce: str, status: int = 200) -> Response:
    policy = (
        f"default-src 'none'; style-src 'nonce-{nonce}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
    headers = {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return Response(text, status, headers, media_type="text/html")


@cache
def _pages() -> Environment:
    pages = Environment(
        loader=PackageLoader("srs_server"), autoescape=True, undefined=StrictUndefined
    )
    pages.filters["moment"] = _moment
    return pages


def _moment(at: datetime) -> str:
    return f"{at:%d %B %Y, %H:%M} UTC"


ROUTES = [resource("/t/{ticket_id}", GET=page)]
