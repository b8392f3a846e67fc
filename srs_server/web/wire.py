"""Reading requests and writing answers: JSON, tokens, keys, problem documents."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

import anyio.to_thread
import msgspec
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from collector.srs.protocol import (
    IDEMPOTENCY_KEY_PATTERN,
    MAX_JSON_BYTES,
    PROBLEM_MEDIA_TYPE,
    FieldError,
    Slug,
    decode,
    encode,
)
from srs_server.problems import ProblemError
from srs_server.service.desk import Desk

T = TypeVar("T")
_KEY = re.compile(IDEMPOTENCY_KEY_PATTERN)
_TICKET_TOKEN = re.compile(r"\A[A-Za-z0-9_-]{43}\Z")
_PLACE = re.compile(r"^(?P<message>.*?)(?: - at `(?:key in )?\$\.?(?P<field>.*)`)?$", re.DOTALL)


Handler = Callable[[Request], Awaitable[Response]]


def resource(path: str, **handlers: Handler) -> Route:
    """One route for all methods of a path, so that a 405 names every one of them."""
    if "GET" in handlers:
        handlers.setdefault("HEAD", handlers["GET"])

    async def dispatch(request: Request) -> Response:
        return await handlers[request.method](request)

    return Route(path, dispatch, methods=list(handlers))


def desk_of(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


async def in_thread(work: Callable[..., T], *arguments: Any) -> T:  # noqa: ANN401
    """Run what may wait for disk or database without stopping the event loop."""
    return await anyio.to_thread.run_sync(lambda: work(*arguments))


def answer(
    value: object, status: int = 200, *, headers: Mapping[str, str] | None = None
) -> Response:
    return Response(
        encode(value), status, {**_NO_STORE, **(headers or {})}, media_type="application/json"
    )


_NO_STORE = {"Cache-Control": "no-store"}


def problem(error: ProblemError) -> Response:
    return Response(
        encode(error.document),
        error.status,
        {**_NO_STORE, **error.headers},
        media_type=PROBLEM_MEDIA_TYPE,
    )


def bearer(request: Request) -> str:
    """The token of the Authorization header; the 401 problem if there is none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise unauthorized()
    return token.strip()


def ticket_token(request: Request) -> str:
    """A token that could open some ticket; the 401 problem for what has another form."""
    token = bearer(request)
    if not _TICKET_TOKEN.match(token):
        raise unauthorized()
    return token


def unauthorized() -> ProblemError:
    return ProblemError(Slug.UNAUTHORIZED, headers={"WWW-Authenticate": 'Bearer realm="srs"'})


def idempotency_key(request: Request, *, required: bool = False) -> str:
    """The Idempotency-Key, or an empty text; a 400 problem if it is needed or malformed."""
    key = request.headers.get("idempotency-key")
    if key is None:
        if required:
            raise ProblemError(Slug.IDEMPOTENCY_KEY_MISSING)
        return ""
    if not _KEY.match(key):
        raise ProblemError(
            Slug.INVALID_HEADER,
            "Idempotency-Key has 16 to 200 letters, digits and any of _ . : -",
        )
    return key


def replayed(again: bool) -> dict[str, str]:
    return {"Idempotent-Replayed": "true"} if again else {}


async def body_as(request: Request, wanted: type[T]) -> T:
    """The JSON body as `wanted`: 415, 413, 400 or 422 otherwise."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        raise ProblemError(Slug.UNSUPPORTED_MEDIA_TYPE, "Send application/json.")
    data = await _small_body(request)
    try:
        return decode(data, wanted)
    except msgspec.ValidationError as error:
        raise _invalid(str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ProblemError(Slug.MALFORMED_JSON, str(error)[:200]) from error


async def _small_body(request: Request) -> bytes:
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > MAX_JSON_BYTES:
        raise _too_large()
    data = bytearray()
    try:
        async for block in request.stream():
            data += block
            if len(data) > MAX_JSON_BYTES:
                raise _too_large()
    except ClientDisconnect as error:
        raise ProblemError(Slug.MALFORMED_JSON, "The body ended early.") from error
    return bytes(data)


def _too_large() -> ProblemError:
    return ProblemError(Slug.TOO_LARGE, f"A request may have {MAX_JSON_BYTES} bytes.")


def _invalid(text: str) -> ProblemError:
    match = _PLACE.match(text)
    message, field = (match["message"], match["field"] or "") if match else (text, "")
    if "matching regex" in message:
        message = "This is not in the form that the contract asks for"
    return ProblemError(
        Slug.INVALID_FIELDS,
        f"{field}: {message}" if field else message,
        errors=(FieldError(field=field, message=message),),
    )
