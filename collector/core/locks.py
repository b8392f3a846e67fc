"""Locks between processes: one at a time on an outbox item, an evidence set, a key file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout


@contextmanager
def locked(path: Path, *, wait_seconds: float = 0) -> Iterator[bool]:
    """Hold the lock file `path`; yields False (and holds nothing) if another process has it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(path, timeout=wait_seconds, mode=0o600, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()
