"""The server key, and the tokens that come from it or are compared with it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import secrets
from collections.abc import Mapping
from pathlib import Path

from collector.core.durable import write_atomic
from collector.core.errors import ConfigurationError, MissingInputError

AGENT_TOKEN = "PARAGON_SRS_AGENT_TOKEN"  # noqa: S105 - the name of a variable
_KEY_BYTES = 32


def server_key(folder: Path) -> bytes:
    """The 32-byte key of this server, made at its first start (0600 in the data folder)."""
    file = folder / "server.key"
    try:
        key = base64.b64decode(file.read_bytes(), validate=True)
    except FileNotFoundError:
        key = secrets.token_bytes(_KEY_BYTES)
        write_atomic(file, base64.b64encode(key), "srs.key")
    except ValueError:
        key = b""
    if len(key) != _KEY_BYTES:
        raise ConfigurationError(
            f"{file} is damaged.", hint="Restore it from a backup: tickets depend on it."
        )
    return key


def agent_token(folder: Path, file: str, environ: Mapping[str, str]) -> tuple[str, str]:
    """The support desk's token and the file it lies in (empty when it came from the environment).

    Without a file and without PARAGON_SRS_AGENT_TOKEN one is made in the data folder (0600).
    """
    if file:
        try:
            token = Path(file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise MissingInputError(f"{file} cannot be read: {error.strerror}.") from error
        return _long_enough(token, file), file
    if token := environ.get(AGENT_TOKEN, ""):
        return _long_enough(token, AGENT_TOKEN), ""
    place = folder / "agent.token"
    if not place.exists():
        write_atomic(place, secrets.token_urlsafe(32).encode(), "srs.key")
    return place.read_text(encoding="ascii").strip(), os.fspath(place)


def _long_enough(token: str, source: str) -> str:
    if len(token) < 16 or not token.isascii() or not token.isprintable() or " " in token:
        raise ConfigurationError(
            f"The agent token in {source} is no token.",
            hint="It needs at least 16 visible ASCII characters.",
        )
    return token


class Tokens:
    """Everything that is derived from the server key, or checked in constant time."""

    def __init__(self, key: bytes, agent: str) -> None:
        self._key = key
        self._agent = fingerprint(agent)

    def ticket(self, ticket_id: str, idempotency_key: str) -> str:
        """43 characters of base64url; the same for a replay of the same creation."""
        return self._derive("ticket", ticket_id, idempotency_key)

    def view(self, ticket_id: str) -> str:
        """What a link in a mail carries: it shows the ticket and changes nothing."""
        return self._derive("view", ticket_id)

    def is_view(self, ticket_id: str, token: str) -> bool:
        return matches(token, fingerprint(self.view(ticket_id)))

    def is_agent(self, token: str) -> bool:
        return matches(token, self._agent)

    def _derive(self, *parts: str) -> str:
        message = "\0".join(parts).encode()
        digest = hmac.new(self._key, message, hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def fingerprint(secret: str) -> str:
    """What is stored instead of a token or an Idempotency-Key."""
    return hashlib.sha256(secret.encode("utf-8", "surrogateescape")).hexdigest()


def matches(token: str, stored: str) -> bool:
    return hmac.compare_digest(fingerprint(token), stored)
