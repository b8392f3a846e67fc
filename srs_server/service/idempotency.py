"""A request with an Idempotency-Key is carried out once, however often it comes."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, insert, select

from collector.srs.protocol import Slug
from srs_server.keys import fingerprint
from srs_server.problems import ProblemError
from srs_server.schema import idempotency

CREATION = "create"
"""The scope of the keys that tickets are created under."""


def known(connection: Connection, scope: str, key: str) -> bool:
    """Whether something was carried out under `key`."""
    return _found(connection, scope, key) is not None


def _found(connection: Connection, scope: str, key: str) -> Row[Any] | None:
    return connection.execute(
        select(idempotency).where(
            idempotency.c.scope == scope, idempotency.c.key_hash == fingerprint(key)
        )
    ).one_or_none()


def request_hash(request: object) -> str:
    """What makes two requests the same: their filled members, in whatever order.

    Empty ones do not count: a newer version of the server knows more of them, and the replay of a
    request that an older one carried out must still be recognised.
    """
    filled = _filled(msgspec.to_builtins(request))
    return hashlib.sha256(msgspec.json.encode(filled, order="sorted")).hexdigest()


def _filled(value: Any) -> Any:  # noqa: ANN401 - any JSON
    if not isinstance(value, dict):
        return value
    members = ((name, _filled(member)) for name, member in value.items())
    return {name: member for name, member in members if member not in ("", None, (), [], {})}


def earlier(connection: Connection, scope: str, key: str, request: object) -> Row[Any] | None:
    """What was remembered under `key`; the 409 problem if it was for another request."""
    if not key:
        return None
    row = _found(connection, scope, key)
    if row is not None and row.request_hash != request_hash(request):
        raise ProblemError(Slug.IDEMPOTENCY_KEY_REUSED)
    return row


def remember(
    connection: Connection,
    scope: str,
    key: str,
    request: object,
    at: datetime,
    *,
    ticket: int,
    event: int | None = None,
) -> None:
    if not key:
        return
    connection.execute(
        insert(idempotency).values(
            scope=scope,
            key_hash=fingerprint(key),
            request_hash=request_hash(request),
            ticket=ticket,
            event=event,
            created_at=at,
        )
    )
