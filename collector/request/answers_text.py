"""The text of an answers file: read without waiting, bounded, and as UTF-8 or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from collector.core.errors import MissingInputError
from collector.request.toml_text import TomlError

MAX_BYTES = 256 * 1024
HINT = "A template with every key: paragon-collector submit --print-answers"


def text_of(path: Path) -> str:
    """The text of `path`; raises MissingInputError, or TomlError for what is no UTF-8 text."""
    return _decoded(_bytes_of(path))


def _bytes_of(path: Path) -> bytes:
    try:  # without waiting: a pipe that nobody writes to must not stop an installer
        handle = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
        with open(handle, "rb") as file:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise MissingInputError(f"{path} is no regular file; an answers file is needed.")
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no file name"
        raise MissingInputError(
            f"The answers file {path} cannot be read: {reason}.", hint=HINT
        ) from error
    if len(data) > MAX_BYTES:
        raise TomlError(f"it is larger than {MAX_BYTES} bytes", None)
    return data


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise TomlError("it is UTF-16; save it as UTF-8", 1)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TomlError(
            f"it is not UTF-8 (byte 0x{data[error.start]:02x}); save it as UTF-8", line
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise TomlError("it holds NUL bytes; it is no text", line)
    return text
