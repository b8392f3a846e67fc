"""The report about a defect of our own: written beside the logs, named to the person."""

from __future__ import annotations

import os
import platform
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from collector.core.environment import Environment
from collector.core.errors import NowhereToWriteError
from collector.core.paths import private
from collector.core.version import VERSION


def write_report(traceback_text: str, environment: Environment) -> Path:
    """Write the traceback and the versions to a file (0600); returns its path, or that of the
    null device where nothing can be written at all."""
    text = (
        f"Paragon Support Collector {VERSION}\n{environment.now().isoformat()}\n"
        f"Python {platform.python_version()} on {platform.system()} {platform.release()}\n\n"
        f"{traceback_text}"
    )
    name = f"defect-{environment.now():%Y%m%dT%H%M%S%f}.txt"
    ours: Callable[[], Path] = lambda: private(environment.paths.state / "defects")  # noqa: E731
    for folder in (ours, _temporary):
        with suppress(NowhereToWriteError, OSError):
            place = folder() / name
            handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(handle, "w", encoding="utf-8", errors="backslashreplace") as file:
                file.write(text)
            return place
    return Path(os.devnull)


def _temporary() -> Path:
    return Path(tempfile.mkdtemp(prefix="paragon-support-collector-"))
