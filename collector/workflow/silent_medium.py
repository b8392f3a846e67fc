"""Work on a medium that may stop answering in the middle: waited for, but not for ever."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from collector.core.errors import NowhereToWriteError
from collector.core.progress import Progress, ProgressEvent

T = TypeVar("T")
_LOOK_S, _IDLE = 0.2, 0.02
SLOW_S, SILENT_S = 30.0, 240.0
"""A slow stick takes a minute or two to make a large bundle durable, in one step."""


class SilentMediumError(NowhereToWriteError):
    """The work is still blocked in the medium, in a thread that nobody can end."""


def answered(
    work: Callable[[Progress], T], what: str, *, progress: Progress, say: Callable[[str], None],
    slow_s: float = SLOW_S, silent_s: float = SILENT_S,
) -> T:  # fmt: skip
    """What `work` returns or raises. It moves while it reports progress or uses the processor.

    Raises SilentMediumError where it has not moved for `silent_s`; `what` names the medium.
    """
    watched = _Watched(work, progress)
    watched.start()
    told = False
    while watched.is_alive():
        watched.join(_LOOK_S)
        still = watched.still()
        if still > silent_s:
            raise SilentMediumError(
                f"{what} has stopped answering: nothing moved for {silent_s:g} s. "
                "What is on it from this run is not to be relied on.",
                hint="Do not restart yet: the collected evidence is kept. Take the medium out, "
                "and name another one; the next run goes on with this evidence.",
            )
        if still > slow_s and not told:
            told = True
            say(f"{what} answers slowly; waiting for it …")
    return watched.result()


class _Watched(threading.Thread, Generic[T]):
    def __init__(self, work: Callable[[Progress], T], progress: Progress) -> None:
        super().__init__(daemon=True)  # the end of the program does not wait for it
        self._work, self._progress = work, progress
        self._moved, self._busy = time.monotonic(), _others()
        self._answers: list[T] = []
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._answers.append(self._work(self._report))
        except BaseException as error:
            self._error = error

    def _report(self, event: ProgressEvent) -> None:
        self._moved = time.monotonic()
        self._progress(event)

    def still(self) -> float:
        """Seconds since it moved last."""
        if (busy := _others()) - self._busy > _IDLE:
            self._busy, self._moved = busy, time.monotonic()
        return time.monotonic() - self._moved

    def result(self) -> T:
        if self._error is not None:
            raise self._error
        return self._answers[0]


def _others() -> float:
    """Processor seconds of all threads but the one that waits."""
    return time.process_time() - time.thread_time()
