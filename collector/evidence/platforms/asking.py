"""What a program of this system prints, as bytes: bounded in time and size, its children ended."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection

from collector.evidence.command import CommandOutput
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError, refused

MAX_OUTPUT = 4 << 20  # bytes


def ask(argv: tuple[str, ...], seconds: float, refusals: Collection[int] = ()) -> bytes:
    """Standard output of `argv` (found on the PATH), whatever exit code it ends with, but for
    `refusals`: by those it says that this account may not ask.

    Raises NotCollectedError: absent (not installed), refused, timed out, failed (no output).
    """
    output = CommandOutput(argv, seconds)
    pieces: list[bytes] = []
    left = MAX_OUTPUT
    for piece in output:
        pieces.append(piece[:left])
        left -= len(pieces[-1])
        if left <= 0:
            break
    if output.stopped:
        raise NotCollectedError(Status.TIMED_OUT, f"{argv[0]}: {output.stopped}")
    if output.exit_code in refusals:
        raise refused(f"{argv[0]} answers administrators only (exit code {output.exit_code})")
    if not any(map(bytes.strip, pieces)):
        detail = output.last_error or f"exit code {output.exit_code}"
        raise NotCollectedError(Status.FAILED, f"{argv[0]} printed nothing: {detail}")
    return b"".join(pieces)


def is_admin() -> bool:
    """Root, or a process that Windows has elevated."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.shell32.IsUserAnAdmin())
    return os.geteuid() == 0
