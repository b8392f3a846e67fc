"""The pseudonym key beside a rescued bundle, where the customer lets it travel with the stick."""

from __future__ import annotations

import base64
from pathlib import Path

from collector.core.durable import write_atomic
from collector.core.errors import NowhereToWriteError
from collector.core.secrets import KEY_BYTES

_SUFFIX = ".key"
_MOST = 4096


def write_key(bundle: Path, bundle_id: str, key: bytes) -> Path:
    """Write the key of one bundle beside it; raises NowhereToWriteError."""
    path = bundle.with_suffix(_SUFFIX)
    text = f"{bundle_id} {base64.b64encode(key).decode()}\n"
    try:
        write_atomic(path, text.encode(), "rescue.key")
    except OSError as error:
        raise NowhereToWriteError(
            f"The pseudonym key could not be written: {error.strerror}. The bundle is safe."
        ) from error
    return path


def read_key(bundle: Path, bundle_id: str) -> bytes | None:
    """The key that lies beside a bundle and is meant for it; None where there is none."""
    try:
        with bundle.with_suffix(_SUFFIX).open("rb") as file:
            found_id, _, encoded = file.read(_MOST).decode("ascii").strip().partition(" ")
        key = base64.b64decode(encoded, validate=True)
    except (OSError, ValueError):
        return None
    return key if found_id == bundle_id and len(key) == KEY_BYTES else None
