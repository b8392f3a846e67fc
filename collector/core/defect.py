"""The report about a defect of our own: written beside the logs, named to the person."""

from __future__ import annotations

import platform
import tempfile
from pathlib import Path

from collector.core.environment import Environment
from collector.core.errors import NowhereToWriteError
from collector.core.paths import private
from collector.core.version import VERSION


def write_report(traceback_text: str, environment: Environment) -> Path:
    """Write the traceback and the versions to a file (0600); returns its path."""
    text = (
        f"Paragon Support Collector {VERSION}\n{environment.now().isoformat()}\n"
        f"Python {platform.python_version()} on {platform.system()} {platform.release()}\n\n"
        f"{traceback_text}"
    )
    name = f"defect-{environment.now():%Y%m%dT%H%M%S%f}.txt"
    try:
        place = private(environment.paths.state / "defects") / name
        place.write_text(text, encoding="utf-8")
    except (NowhereToWriteError, OSError):
        place = Path(tempfile.mkdtemp(prefix="paragon-support-collector-")) / name
        place.write_text(text, encoding="utf-8")
    return place
