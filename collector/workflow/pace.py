"""How fast bytes go, and how long the rest will take, from the events of the last seconds."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from collector.core.progress import ProgressEvent, Stage

WINDOW_S = 8.0
_LEAST_S = 1.5  # before that, any number would be a guess


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """`per_second` in bytes; `seconds_left` None while it cannot be told."""

    stage: Stage
    done: int
    total: int | None
    per_second: float | None
    seconds_left: float | None


class Pacer:
    """Follows the events of one task; a new stage begins anew, a step back (bytes that must be
    sent again) does, too."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._stage: Stage | None = None
        self._seen: deque[tuple[float, int]] = deque()

    def seen(self, event: ProgressEvent) -> Pace:
        """What this event says beside those before it."""
        now = self._clock()
        if event.stage is not self._stage or (self._seen and event.done < self._seen[-1][1]):
            self._stage = event.stage
            self._seen.clear()
        self._seen.append((now, event.done))
        while len(self._seen) > 2 and now - self._seen[1][0] > WINDOW_S:
            self._seen.popleft()
        speed = self._speed(now)
        left = None
        if speed and event.total is not None and event.unit == "bytes":
            left = max(0.0, (event.total - event.done) / speed)
        return Pace(
            stage=event.stage, done=event.done, total=event.total, per_second=speed,
            seconds_left=left,
        )  # fmt: skip

    def _speed(self, now: float) -> float | None:
        began, done = self._seen[0]
        if now - began < _LEAST_S or self._seen[-1][1] <= done:
            return None
        return (self._seen[-1][1] - done) / (now - began)
