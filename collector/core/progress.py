"""How long work reports where it is, and how it is told to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from collector.core.errors import CancelledError


class Stage(StrEnum):
    """What is being done, in the order in which a Support Request passes through it."""

    COLLECT = "collect"
    PACK = "pack"
    CREATE_TICKET = "create_ticket"
    UPLOAD = "upload"
    VERIFY = "verify"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressEvent:
    """One step of progress. `done` and `total` count `unit`s; `total` is None while not known."""

    stage: Stage
    subject: str = ""
    done: int = 0
    total: int | None = None
    unit: str = "bytes"


Progress = Callable[[ProgressEvent], None]


def silent(_event: ProgressEvent) -> None:
    """A Progress that tells nobody."""


class Cancel:
    """A request to stop, shared between the one who asks and the work that obeys."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def request(self) -> None:
        self._event.set()

    @property
    def requested(self) -> bool:
        return self._event.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait at most `seconds`; True as soon as cancellation was requested."""
        return self._event.wait(seconds)

    def check(self) -> None:
        """Raise CancelledError if cancellation was requested."""
        if self.requested:
            raise CancelledError("Cancelled.", hint="What was collected so far is kept.")
