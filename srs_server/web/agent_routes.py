"""What an engineer does, over HTTP, with the support desk's token."""

from __future__ import annotations

import base64
from collections.abc import Awaitable, Callable, Iterator
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from collector.srs.protocol import AgentQueue, EngineerMessage, EngineerName, Slug, Status
from srs_server.lifecycle import Action
from srs_server.problems import ProblemError
from srs_server.service import agents, attachments
from srs_server.web.ticket_routes import number
from srs_server.web.wire import (
    answer,
    bearer,
    body_as,
    desk_of,
    idempotency_key,
    in_thread,
    replayed,
    resource,
    unauthorized,
)

_BLOCK = 256 * 1024


def _check_agent(request: Request) -> None:
    if not desk_of(request).tokens.is_agent(bearer(request)):
        raise unauthorized()


async def queue(request: Request) -> Response:
    _check_agent(request)
    wanted = request.query_params.get("status")
    try:
        status = None if wanted is None else Status(wanted)
    except ValueError:
        raise ProblemError(Slug.INVALID_PARAMETER, "status is none of a ticket.") from None
    limit = number(request, "limit", 1, 500, 100)
    found = await in_thread(agents.waiting, desk_of(request), status, limit)
    return answer(AgentQueue(tickets=found))


async def ticket(request: Request) -> Response:
    _check_agent(request)
    return answer(await in_thread(agents.look, desk_of(request), request.path_params["ticket_id"]))


def _acting(
    action: Action, wanted: type[EngineerName] | type[EngineerMessage]
) -> Callable[[Request], Awaitable[Response]]:
    async def act(request: Request) -> Response:
        _check_agent(request)
        key = idempotency_key(request)
        body = await body_as(request, wanted)
        ticket_id = request.path_params["ticket_id"]
        done, again = await in_thread(agents.answer, desk_of(request), ticket_id, action, body, key)
        return answer(done, headers=replayed(again))

    return act


async def download(request: Request) -> Response:
    _check_agent(request)
    file = await in_thread(
        attachments.open_for_agent, desk_of(request), request.path_params["attachment_id"]
    )
    digest = base64.b64encode(bytes.fromhex(file.sha256)).decode()
    return StreamingResponse(
        _blocks(file),
        media_type="application/octet-stream",
        headers={
            "Content-Length": str(file.size),
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.filename, safe='')}",
            "Repr-Digest": f"sha-256=:{digest}:",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )


def _blocks(file: attachments.Download) -> Iterator[bytes]:
    with file.source as source:
        while block := source.read(_BLOCK):
            yield block


_TICKET = "/v1/agent/tickets/{ticket_id}"
ROUTES = [
    resource("/v1/agent/tickets", GET=queue),
    resource(_TICKET, GET=ticket),
    resource(f"{_TICKET}/assign", POST=_acting(Action.ASSIGN, EngineerName)),
    resource(f"{_TICKET}/reply", POST=_acting(Action.REPLY, EngineerMessage)),
    resource(f"{_TICKET}/ask", POST=_acting(Action.ASK, EngineerMessage)),
    resource(f"{_TICKET}/propose-closure", POST=_acting(Action.PROPOSE_CLOSURE, EngineerMessage)),
    resource("/v1/agent/attachments/{attachment_id}", GET=download),
]
