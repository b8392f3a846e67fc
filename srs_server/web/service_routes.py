"""What the server is: health, the contract, meta, products."""

from __future__ import annotations

import hashlib

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response

from collector.core.resources import resource_path
from collector.core.version import VERSION
from collector.srs.protocol import API_VERSION, PRIVACY_TEXT_VERSION, ServerMeta, encode
from srs_server.problems import unavailable
from srs_server.service.desk import Desk
from srs_server.web.wire import answer, desk_of, in_thread, resource


async def health(request: Request) -> Response:
    await in_thread(_check, desk_of(request))
    return answer({"status": "ok"})


def _check(desk: Desk) -> None:
    try:
        with desk.database.reading() as connection:
            connection.execute(text("SELECT 1"))
        desk.spool.keys()
    except (SQLAlchemyError, OSError) as error:
        raise unavailable("Database or folder cannot be reached.") from error


async def contract(_request: Request) -> Response:
    data = await in_thread(resource_path("openapi.yaml").read_bytes)
    return Response(data, media_type="application/yaml")


async def meta(request: Request) -> Response:
    desk = desk_of(request)
    return answer(
        ServerMeta(
            api=API_VERSION,
            server=f"paragon-srs/{VERSION}",
            time=desk.now(),
            mail=bool(desk.settings.mail.smtp),
            privacy_text_version=PRIVACY_TEXT_VERSION,
            limits=desk.settings.limits,
            bundle_retention_days=desk.settings.bundle_retention_days,
        )
    )


async def products(request: Request) -> Response:
    desk = desk_of(request)
    return cached(request, encode(desk.catalogue.shown(desk.now().date())))


def cached(request: Request, body: bytes) -> Response:
    """`body` with an ETag, or 304 where the client has it already."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    given = request.headers.get("if-none-match", "")
    if tag in (part.strip().removeprefix("W/") for part in given.split(",")):
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type="application/json")


ROUTES = [
    resource("/healthz", GET=health),
    resource("/v1/openapi.yaml", GET=contract),
    resource("/v1/meta", GET=meta),
    resource("/v1/products", GET=products),
]
