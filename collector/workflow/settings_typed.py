"""Settings that were typed and not saved: kept apart, since nothing changes before Save."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import msgspec

from collector.core.durable import write_atomic
from collector.core.paths import Paths, is_foreign, private
from collector.core.settings import Settings
from collector.srs.item import guarded

FILE = "settings-typed.json"
LARGEST = 256 * 1024


def typed_settings(paths: Paths) -> Settings | None:
    """What was typed; None if nothing was, it is damaged, or another account's. Blocks."""
    faults = (OSError, msgspec.DecodeError, ValueError, RecursionError)
    file = _file(paths)
    with suppress(*faults), file.open("rb") as source:
        if not is_foreign(file.stat()):
            return msgspec.json.decode(source.read(LARGEST), type=Settings)
    return None


def keep_typed(paths: Paths, settings: Settings) -> None:
    """Keep it, for this account alone; raises NowhereToWriteError. Blocks."""
    folder = private(paths.config)
    data = msgspec.json.encode(settings)
    guarded(folder, lambda: write_atomic(folder / FILE, data, "settings"))


def drop_typed(paths: Paths) -> None:
    """It was saved, or is not wanted any more."""
    with suppress(OSError):
        _file(paths).unlink(missing_ok=True)


def _file(paths: Paths) -> Path:
    return paths.config / FILE
