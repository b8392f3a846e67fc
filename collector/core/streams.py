"""Standard streams that an installer closed are opened on the null device, before anything else.

Else the next file that is opened becomes "standard output", and a log ends up in a database.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress


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
