"""The contact that a person asked this computer to remember; one file, readable by them alone."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec

from collector.core.durable import write_atomic
from collector.core.paths import Paths, private
from collector.request.form import Contact
from collector.srs.item import guarded

FILE = "contact.json"
LARGEST = 256 * 1024


def remembered_contact(paths: Paths) -> Contact | None:
    """What was remembered; None if nothing was, or it is damaged."""
    faults = (OSError, msgspec.DecodeError, ValueError, RecursionError)
    with suppress(*faults), _file(paths).open("rb") as source:
        return msgspec.json.decode(source.read(LARGEST), type=Contact)
    return None


def remember_contact(paths: Paths, contact: Contact) -> None:
    """Keep it; raises NowhereToWriteError."""
    folder = private(paths.config)
    guarded(folder, lambda: write_atomic(folder / FILE, msgspec.json.encode(contact), "contact"))


def forget_contact(paths: Paths) -> None:
    with suppress(OSError):
        _file(paths).unlink(missing_ok=True)


def _file(paths: Paths) -> Path:
    return paths.config / FILE
