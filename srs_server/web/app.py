"""The ASGI application: routes, and a problem document for whatever goes wrong."""

from __future__ import annotations

import logging
import time
from http import HTTPStatus

from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from collector.srs.protocol import Slug
from srs_server.problems import ProblemError, unavailable
from srs_server.service.desk import Desk
from srs_server.web import (
    agent_routes,
    page_routes,
    service_routes,
    ticket_routes,
    upload_routes,
)
from srs_server.web.leases import Leases
from srs_server.web.wire import problem

_log = logging.getLogger("srs.web")
_access = logging.getLogger("srs.access")


def make_app(desk: Desk) -> Starlette:
    app = Starlette(
        routes=[
            *service_routes.ROUTES,
            *ticket_routes.ROUTES,
            *upload_routes.ROUTES,
            *agent_routes.ROUTES,
            *page_routes.ROUTES,
        ],
        middleware=[Middleware(AccessLog)],
        exception_handlers={
            ProblemError: _refused,
            HTTPException: _no_route,
            OSError: _out_of_reach,
            OperationalError: _out_of_reach,
            Exception: _failed,
        },
    )
    app.router.redirect_slashes = False
    app.state.desk = desk
    app.state.leases = Leases()
    return app


async def _refused(_request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)  # noqa: S101 - registered for this class
    return problem(error)


async def _no_route(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for this class
    known = {404: Slug.NOT_FOUND, 405: Slug.METHOD_NOT_ALLOWED, 413: Slug.TOO_LARGE}
    slug = known.get(error.status_code, Slug.INVALID_HEADER)
    return problem(ProblemError(slug, HTTPStatus(error.status_code).phrase, headers=error.headers))


async def _out_of_reach(_request: Request, error: Exception) -> Response:
    _log.error("storage: %s", error, exc_info=error)
    return problem(unavailable("The storage cannot be reached or is full."))


async def _failed(_request: Request, _error: Exception) -> Response:
    return problem(ProblemError(Slug.INTERNAL_ERROR))


class AccessLog:
    """One line for each request, without the query: it may hold a view token."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, status = time.perf_counter(), 0

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            milliseconds = (time.perf_counter() - begun) * 1000
            _access.info(
                "%s %r %s %.0f ms", scope["method"], scope["path"][:200], status, milliseconds
            )
