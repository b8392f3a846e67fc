"""The last resort of silent mode: a process that is stuck where nothing can interrupt it is ended.

Name resolution has no time-out of its own, and a dying disk can hold any call. Whatever was
collected or queued lies on disk whole at every moment, so ending there costs nothing.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from types import TracebackType

from collector.core.errors import ExitCode

GRACE_S = 1.0
"""After the time limit, for the ordinary end: writing states down, ending the workers."""

LAST_WORDS_S = 0.5
"""For writing the last line; on the disk that holds us, that may not end either."""


class Watchdog:
    """Within the `with`, `last_words()` is called `seconds` + GRACE_S later and the process ends
    with the code it returns, unless `stand_down()` came first."""

    def __init__(self, seconds: float, last_words: Callable[[], int]) -> None:
        self._last_words = last_words
        self._spoken = threading.Lock()
        self._timer = threading.Timer(min(seconds + GRACE_S, threading.TIMEOUT_MAX), self._bark)
        self._timer.daemon = True

    def stand_down(self) -> None:
        """From now on the process ends by itself; its own last words follow."""
        self._spoken.acquire(blocking=False)
        self._timer.cancel()

    def _bark(self) -> None:
        """The last words get a thread of their own: they may be stuck where the others are."""
        if self._spoken.acquire(blocking=False):
            said = [int(ExitCode.NOT_FINISHED)]
            speaker = threading.Thread(target=lambda: said.append(self._last_words()), daemon=True)
            speaker.start()
            speaker.join(LAST_WORDS_S)
            os._exit(said[-1])

    def __enter__(self) -> Watchdog:
        self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stand_down()
