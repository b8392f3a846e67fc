"""Text of unknown origin, made harmless for a terminal and for a stream of any encoding."""

from __future__ import annotations

import errno
import os
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from collector.core.errors import NowhereToWriteError

_UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def printable(text: str, limit: int = 2000) -> str:
    r"""`text` on one line: control, direction-changing and unpaired characters become `\x1b`.

    A name or a reason that somebody else chose must not move the cursor, change the title of the
    window or read backwards. What is longer than `limit` characters ends with an ellipsis.
    """
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escaped(c) if unicodedata.category(c) in _UNSAFE else c for c in text)


def _escaped(character: str) -> str:
    number = ord(character)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def write_line(stream: TextIO, text: str = "") -> None:
    """Print `text`; characters that the stream cannot encode are escaped, never an error.

    NowhereToWriteError if the stream is a file on a full disk; a reader that went away stays a
    BrokenPipeError.
    """
    encoding = getattr(stream, "encoding", None) or "utf-8"
    with _output():
        print(text.encode(encoding, "backslashreplace").decode(encoding), file=stream)


def flush(stream: TextIO) -> None:
    """Bring out what was printed; raises what `write_line` does."""
    with _output():
        stream.flush()


@contextmanager
def _output() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if sys.platform == "win32" and error.errno == errno.EINVAL:
            # a pipe that nobody reads: ERROR_NO_DATA has no errno of its own
            raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE)) from error
        raise NowhereToWriteError(f"The output cannot be written: {error.strerror}.") from error
