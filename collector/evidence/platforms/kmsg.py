"""The live ring buffer of the Linux kernel, read without ever waiting for it."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from collector.evidence.formats.kernel_log import line, parse
from collector.evidence.outcome import NotCollectedError, refused
from collector.evidence.platforms.files import fault

_RECORD = 8192  # bytes: the kernel's largest record; a smaller buffer gives EINVAL
_MAX_RECORDS = 1_000_000  # a buffer that is written faster than it is read has no end


def ring_buffer(device: Path, since: datetime | None = None) -> Iterator[bytes]:
    """The live ring buffer, line by line, oldest first; only records from `since` on.

    Raises NotCollectedError: refused where the kernel refuses, absent where there is no device.
    """
    first_us = _first_us(since)
    try:
        handle = os.open(device, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError as error:
        raise _in_words(error) from error
    try:
        for _ in range(_MAX_RECORDS):
            piece = _next(handle)
            if not piece:
                return
            record = parse(piece)
            if record is not None and record.at_us >= first_us:
                yield line(record)
    finally:
        os.close(handle)


def _next(handle: int) -> bytes:
    """The next record; empty at the end. Overwritten records (EPIPE) are passed over."""
    size = _RECORD
    for _ in range(_MAX_RECORDS):
        try:
            return os.read(handle, size)
        except BlockingIOError:
            return b""
        except OSError as error:
            if error.errno == errno.EINVAL and size < 1 << 20:
                size *= 4
            elif error.errno != errno.EPIPE:
                raise _in_words(error) from error
    return b""


def _in_words(error: OSError) -> NotCollectedError:
    if isinstance(error, PermissionError):
        return refused("the kernel shows its log to administrators only (dmesg_restrict)")
    return fault(error, "the kernel's ring buffer")


def _first_us(since: datetime | None) -> int:
    """The kernel's clock at `since`: it counts from the start, without sleep."""
    if since is None:
        return 0
    age = (datetime.now(UTC) - since).total_seconds()
    return int((time.monotonic() - age) * 1e6)
