"""Questions to a network share or a FUSE server, which may never answer: asked with a limit.

On local disks the runner's own deadline is enough: what hangs there costs the whole item. A dead
share inside an installation must not: the rest of the installation is still to be had.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import TypeVar

from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms.machine import Machine

T = TypeVar("T")
SECONDS = 0.7
_LATER = 10  # times less, once several places have shown to be dead
_STRIKES = 3


class Patience:
    """One search's patience; `remote` are the mount points that may not answer."""

    def __init__(self, remote: tuple[PurePath, ...], seconds: float = SECONDS) -> None:
        self._remote = remote
        self._seconds = seconds
        self._strikes = 0

    @classmethod
    def with_(cls, machine: Machine) -> Patience:
        """Knows the remote mounts of this system, also where a tree of it is examined."""
        from collector.evidence.platforms import open_machine

        try:
            mounts = (machine if machine.live else open_machine()).mounts()
        except Exception:
            return cls(())
        return cls(tuple(PurePath(mount.point) for mount in mounts if mount.remote))

    def ask(self, path: Path, question: Callable[[], T]) -> T:
        """The answer to a question about `path`; NotCollectedError (timed_out) without one."""
        if not self._may_hang(path):
            return question()
        seconds = self._seconds if self._strikes < _STRIKES else self._seconds / _LATER
        answers: queue.SimpleQueue[tuple[T | None, Exception | None]] = queue.SimpleQueue()
        threading.Thread(target=_answer, args=(question, answers), daemon=True).start()
        try:
            value, error = answers.get(timeout=seconds)
        except queue.Empty:
            self._strikes += 1
            reason = f"a network share or FUSE server did not answer within {seconds:g} s"
            raise NotCollectedError(Status.TIMED_OUT, reason) from None
        if error is not None:
            raise error
        return value  # type: ignore[return-value]

    def _may_hang(self, path: Path) -> bool:
        if not self._remote:
            return False
        return self._below(PurePath(os.path.abspath(path))) or any(map(self._below, _target(path)))

    def _below(self, place: PurePath) -> bool:
        return any(place.is_relative_to(point) for point in self._remote)


def _target(path: Path) -> list[PurePath]:
    """Where a link leads, without following it."""
    try:
        return [PurePath(os.path.abspath(path.parent / os.readlink(path)))]
    except OSError:
        return []


def _answer(
    question: Callable[[], T], answers: queue.SimpleQueue[tuple[T | None, Exception | None]]
) -> None:
    try:
        answers.put((question(), None))
    except Exception as error:
        answers.put((None, error))
