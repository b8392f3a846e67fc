"""The log of silent mode: a file of its own, because an installer shows nobody our output."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from collector.core.environment import Environment
from collector.core.errors import NowhereToWriteError
from collector.core.paths import private, temporary_folder


class SilentLog:
    """Lines with a UTC time. Never a window, never a failure of the run because of the log."""

    def __init__(self, environment: Environment) -> None:
        self._now = environment.now
        self.path, self._file = _open(environment)

    def __call__(self, text: str) -> None:
        try:
            self._file.write(f"{self._now():%Y-%m-%dT%H:%M:%SZ} {text}\n")
            self._file.flush()
        except (OSError, ValueError):
            pass  # a full disk must not cost the ticket

    def close(self) -> None:
        with suppress(OSError):  # what could not be written before cannot be now
            self._file.close()


def _open(environment: Environment) -> tuple[Path, TextIO]:
    name = f"submit-{environment.now():%Y%m%dT%H%M%S}-{os.getpid()}.log"
    ours: Callable[[], Path] = lambda: private(environment.paths.logs)  # noqa: E731
    for place in (ours, temporary_folder):
        try:
            path = place() / name
            # O_EXCL: a link that somebody planted under this name is not followed.
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except (OSError, NowhereToWriteError):
            continue
        return path, open(handle, "w", encoding="utf-8", errors="backslashreplace")
    return Path(os.devnull), open(os.devnull, "w", encoding="utf-8")
