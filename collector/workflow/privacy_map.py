"""Which value a token stands for: known on this machine only, sealed with the installation key.

The file is bounded, newest tokens first, and holds no secret: those are never kept. A new key seals
it anew, so that tokens in bundles that were sent before can still be explained.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from collector.core import secrets
from collector.core.durable import write_atomic
from collector.core.errors import NotFinishedError, NowhereToWriteError
from collector.core.locks import locked
from collector.core.paths import Paths, private
from collector.core.secrets import Seal
from collector.evidence.rewriting import core
from collector.privacy.model import Kind, Name

MOST = 50_000
LARGEST = 64 * 1024 * 1024
_PURPOSE = "privacy-map"
_Rows = list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a token stands for on this machine."""

    token: str
    kind: Kind
    value: str


def _file(paths: Paths) -> Path:
    return paths.data / "privacy-map.sealed"


def _next(paths: Paths) -> Path:
    """The map under a new key, before that key is the key: a kill in between loses neither."""
    return paths.data / "privacy-map.next"


def remember(paths: Paths, key: bytes, values: Mapping[str, tuple[Kind, str]]) -> None:
    """Add tokens (by their core) and values; the oldest beyond `MOST` are forgotten."""
    with _held(paths):
        rows = {token: (kind.value, value) for token, (kind, value) in values.items()}
        for token, kind, value in _read(paths, key):
            rows.setdefault(token, (kind, value))
        _write(_file(paths), key, [(token, *pair) for token, pair in rows.items()][:MOST])


def reveal(paths: Paths, environ: Mapping[str, str], token: str) -> Meaning | None:
    """What a token (or a text that holds one, as `00-50-56-pii-mac-…`) stands for."""
    wanted = core(token.strip().lower())
    with _held(paths):
        for name, kind, value in _read(paths, secrets.installation_key(paths, environ)):
            if name == wanted:
                return Meaning(name, Kind(kind), value)
    return None


def remembered(paths: Paths, environ: Mapping[str, str]) -> frozenset[Name]:
    """Every value that a token of this machine stands for."""
    with _held(paths):
        rows = _read(paths, secrets.installation_key(paths, environ))
    return frozenset(Name(Kind(kind), value) for _, kind, value in rows)


def new_key(paths: Paths, environ: Mapping[str, str]) -> int:
    """Make a new installation key; how many tokens of the old one can still be explained."""
    with _held(paths):
        rows = _read(paths, secrets.installation_key(paths, environ))
        fresh = os.urandom(secrets.KEY_BYTES)
        _write(_next(paths), fresh, rows)
        secrets.replace_installation_key(paths, environ, fresh)
        os.replace(_next(paths), _file(paths))
    return len(rows)


def forget(paths: Paths, environ: Mapping[str, str]) -> None:
    """Remove map and key for good: no token made so far can be explained any more."""
    with _held(paths):
        for file in (_file(paths), _next(paths)):
            file.unlink(missing_ok=True)
        secrets.forget_installation_key(paths, environ)


class _held:  # noqa: N801 - reads as the statement it is
    """One process at a time."""

    def __init__(self, paths: Paths) -> None:
        self._lock = locked(private(paths.data) / "privacy-map.lock", wait_seconds=10)

    def __enter__(self) -> None:
        if not self._lock.__enter__():
            raise NotFinishedError("Another run is working with the map.", hint="Try again.")

    def __exit__(self, *error: object) -> None:
        self._lock.__exit__(None, None, None)


def _read(paths: Paths, key: bytes) -> _Rows:
    """The rows that this key opens; what it does not open is of no use to anybody."""
    for file in (_file(paths), _next(paths)):
        try:
            with file.open("rb") as source:
                sealed = source.read(LARGEST)
            return msgspec.msgpack.decode(Seal(key, _PURPOSE).open(sealed, _PURPOSE), type=_Rows)
        except (OSError, ValueError):
            continue
    return []


def _write(file: Path, key: bytes, rows: _Rows) -> None:
    sealed = Seal(key, _PURPOSE).close(msgspec.msgpack.encode(rows), _PURPOSE)
    try:
        write_atomic(file, sealed, "privacy-map")
    except OSError as error:
        raise NowhereToWriteError(
            f"What the tokens stand for cannot be kept in {file}: {error.strerror or error}.",
            hint="Free some space and try again.",
        ) from error
