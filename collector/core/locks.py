"""Locks between processes: one at a time on an outbox item, an evidence set, a key file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from collector.core.errors import NowhereToWriteError


@contextmanager
def locked(path: Path, *, wait_seconds: float = 0) -> Iterator[bool]:
    """Hold the lock file `path`; yields False (and holds nothing) if another process has it."""
    lock = FileLock(path, timeout=wait_seconds, mode=0o600, thread_local=False)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        yield False
        return
    except OSError as error:
        raise NowhereToWriteError(
            f"The folder {path.parent} cannot be written: {error.strerror or error}.",
            hint="Free some space, or check who owns it.",
        ) from error
    try:
        yield True
    finally:
        lock.release()
