"""Running msinfo32: it opens a window of its own, may hang, and ends with 0 whatever it did."""

from __future__ import annotations

import os
from pathlib import Path

from collector.evidence.command import CommandOutput, verdict
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError, absent

_PLACES = (
    ("SYSTEMROOT", r"System32\msinfo32.exe"),
    ("CommonProgramW6432", r"Microsoft Shared\MSInfo\msinfo32.exe"),
    ("CommonProgramFiles", r"Microsoft Shared\MSInfo\msinfo32.exe"),
)


def save(target: Path, seconds: float) -> None:
    """`msinfo32 /nfo target`; it and its children are ended once `seconds` are over.

    Raises NotCollectedError: absent, timed out, or failed, also where it ends with 0 and there is
    no file.
    """
    output = CommandOutput((_program(), "/nfo", os.fspath(target)), seconds)
    for _ in output:
        pass
    if output.stopped:
        raise NotCollectedError(Status.TIMED_OUT, f"msinfo32: {output.stopped}")
    if fault := verdict(output, (0,)):
        raise NotCollectedError(Status.FAILED, f"msinfo32: {fault}")
    if not target.is_file() or not target.stat().st_size:
        raise NotCollectedError(Status.FAILED, "msinfo32 ended without a fault, but saved nothing")


def _program() -> str:
    for variable, below in _PLACES:
        folder = os.environ.get(variable, "")
        path = os.path.join(folder, *below.split("\\")) if folder else ""
        if path and os.path.isfile(path):
            return path
    # never from the PATH: on Windows that begins with the current folder
    raise absent("System Information is not installed", *(each for _, each in _PLACES))
