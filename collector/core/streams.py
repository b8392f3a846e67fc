"""Standard streams as an installer leaves them: closed, a pipe without a reader, on a full disk.

A closed one is opened on the null device before anything else; else the next file that is opened
becomes "standard output", and a log ends up in a database.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TextIO, cast


def ensure_standard_streams() -> None:
    """Afterwards file descriptors 0, 1 and 2 are open and `sys.std…` are usable text streams."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            opened = os.open(os.devnull, os.O_RDWR)
            if opened != number:
                with suppress(OSError):
                    os.dup2(opened, number)
                os.close(opened)
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115 - lives as long as we
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None or stream.closed:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        else:
            # A name in another script must not end the program on an ASCII terminal.
            with suppress(AttributeError, ValueError, OSError):
                stream.reconfigure(errors="backslashreplace")
                if sys.platform == "win32" and not stream.isatty():
                    # a file or program gets JSON and TOML, which are UTF-8, not a code page
                    stream.reconfigure(encoding="utf-8")


class _Telling:
    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        try:
            self._stream.write(text)
        except (OSError, ValueError):
            drop(self._stream)
        return len(text)

    def flush(self) -> None:
        try:
            self._stream.flush()
        except (OSError, ValueError):
            drop(self._stream)

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def telling(stream: TextIO) -> TextIO:
    """`stream` for messages and progress: what nobody can read must not end what it tells of."""
    return cast(TextIO, _Telling(stream))


def drop(stream: TextIO) -> None:
    """What still waits in a stream that cannot be written goes nowhere, so that the exit code
    stays ours: Python ends with 120 where its last flush fails."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
