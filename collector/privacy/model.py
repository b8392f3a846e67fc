"""The nouns of the privacy engine: kinds, names, levels and hits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What kind of personal value; the manifest counts redactions under these words."""

    USER = "user"
    HOST = "host"
    MAIL = "mail"
    IP = "ip"
    MAC = "mac"
    SID = "sid"
    SERIAL = "serial"
    LICENCE = "licence"
    NETWORK = "network"
    FILE = "file"
    WORD = "word"
    SECRET = "secret"  # noqa: S105 - the word in the manifest, not a password


class Level(StrEnum):
    """How much is hidden. `off` is explicit, never a default, and recorded in the manifest."""

    STANDARD = "standard"
    STRICT = "strict"
    OFF = "off"


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A value that is known to be personal on this machine (an account, a host, a serial …)."""

    kind: Kind
    value: str


class Hit(NamedTuple):
    """One replacement. `offset` is in bytes of the redacted output; `original` is the spelling
    as found, empty for secrets, which are never kept."""

    offset: int
    kind: Kind
    token: str
    original: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """Redacted UTF-8 and its hits in ascending order of offset."""

    data: bytes
    hits: tuple[Hit, ...]
