"""The outbox while the app runs: what waits is sent by itself, as soon as the SRS answers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from collector.core.environment import Environment
from collector.core.errors import CollectorError
from collector.core.progress import Cancel, Progress, silent
from collector.srs.item import Item, ItemStatus
from collector.workflow.desk import Desk, open_desk
from collector.workflow.send import SendResult, drain

GIVES_UP_AFTER = timedelta(days=30)
GIVEN_UP = (
    "It could not be delivered for 30 days and is not tried any more by itself. It is kept: send "
    "it again, or discard it."
)
GIVEN_UP_FAULT = "GivenUp"
SHORTEST_LOOK_S, LONGEST_LOOK_S = 10.0, 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One item of the outbox. Sizes in bytes, times UTC; `gives_up_at` is when it is not tried
    any more by itself; `stopped` says that it is so (refused, or given up). An `addition` goes to
    the ticket `ticket_id`, which was there before; `fault` is the kind of error behind `reason`."""

    item_id: str
    subject: str
    srs_url: str
    ticket_id: str
    created_at: datetime
    size: int
    sent: int
    reason: str
    next_try_at: datetime | None
    gives_up_at: datetime
    stopped: bool
    paused: bool
    addition: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What one look did: `results` of what was tried, what still waits, and in how many seconds
    to look again (None: nothing waits)."""

    results: tuple[SendResult, ...]
    waiting: tuple[Waiting, ...]
    again_in_s: float | None


class Keeper:
    """Looks after the outbox. Methods block, and may be called from any thread.

    Where the SRS gave no answer, it is asked for its name now and then (after 10 seconds, then
    less and less often, every 5 minutes at last): when it answers, everything is sent at once.
    Where it said that it cannot now, its delays are kept.
    """

    def __init__(
        self,
        environment: Environment,
        *,
        shortest_look_s: float = SHORTEST_LOOK_S,
        notice: Callable[[str], None] = lambda _text: None,
    ) -> None:
        self._environment, self._notice = environment, notice
        self._shortest = self._pause = shortest_look_s
        self._paused: set[str] = set()
        self._lock = threading.Lock()

    def pause(self, item_id: str) -> None:
        """Leave an item alone: a person has paused it, or sends it at this moment."""
        self._paused.add(item_id)
        self._pause = self._shortest

    def unpause(self, item_id: str) -> None:
        self._paused.discard(item_id)
        self._pause = self._shortest

    def waiting(self) -> tuple[Waiting, ...]:
        """What the outbox holds, oldest first."""
        with self._desk(silent, Cancel()) as desk:
            return self._listed(desk)

    def look(self, progress: Progress = silent, cancel: Cancel | None = None) -> Look:
        """Give up what is too old, send what is due; the result says when to look again."""
        with self._lock, self._desk(progress, cancel or Cancel()) as desk:
            results: list[SendResult] = []
            items = [one for one in desk.outbox.items() if one.id not in self._paused]
            open_ = [one for one in items if one.waiting and not self._given_up(one, desk)]
            reachable: dict[str, bool] = {}
            for item in open_:
                if self._due(item, desk, reachable) and not desk.cancel.requested:
                    results += drain(desk, items=[item])
            tried = [one for one in results if one.done]
            self._pause = self._shortest if tried else min(2 * self._pause, LONGEST_LOOK_S)
            waiting = self._listed(desk)
            pending = any(not one.stopped and not one.paused for one in waiting)
            return Look(
                results=tuple(results), waiting=waiting,
                again_in_s=self._pause if pending else None,
            )  # fmt: skip

    def send_now(
        self, item_id: str, progress: Progress = silent, cancel: Cancel | None = None
    ) -> SendResult:
        """Try one item at once, also one that was given up or refused."""
        self.unpause(item_id)
        with self._desk(progress, cancel or Cancel()) as desk:
            [result] = drain(desk, items=[desk.outbox.get(item_id)])
            return result

    def discard(self, item_id: str) -> None:
        """Remove an item for good; a ticket that is there already stays, without the bundle."""
        with self._desk(silent, Cancel()) as desk:
            desk.outbox.discard(desk.outbox.get(item_id))
        self._paused.discard(item_id)

    # -------------------------------------------------------------------------------------------

    def _desk(self, progress: Progress, cancel: Cancel) -> AbstractContextManager[Desk]:
        return open_desk(self._environment, progress=progress, cancel=cancel, notice=self._notice)

    def _given_up(self, item: Item, desk: Desk) -> bool:
        if desk.now() - item.state.created_at < GIVES_UP_AFTER:
            return False
        with suppress(CollectorError), desk.outbox.hold(item) as held:
            state = replace(
                held.state,
                status=ItemStatus.FAILED_PERMANENT,
                reason=GIVEN_UP,
                fault=GIVEN_UP_FAULT,
            )
            desk.outbox.update(held, state)
        return True

    def _due(self, item: Item, desk: Desk, reachable: dict[str, bool]) -> bool:
        state = item.state
        if state.attempts and not state.unreachable:
            return (state.next_try_at or desk.now()) <= desk.now()
        if state.srs_url not in reachable:
            reachable[state.srs_url] = _answers(desk, state.srs_url)
        return reachable[state.srs_url]

    def _listed(self, desk: Desk) -> tuple[Waiting, ...]:
        return tuple(
            Waiting(
                item_id=item.id,
                subject=item.state.subject,
                srs_url=item.state.srs_url,
                ticket_id=item.state.ticket_id,
                created_at=item.state.created_at,
                size=item.size,
                sent=item.state.offset,
                reason=item.state.reason,
                next_try_at=item.state.next_try_at,
                gives_up_at=item.state.created_at + GIVES_UP_AFTER,
                stopped=not item.waiting,
                paused=item.id in self._paused,
                addition=item.state.addition,
                fault=item.state.fault,
            )
            for item in desk.outbox.items()
        )


def _answers(desk: Desk, srs_url: str) -> bool:
    """Whether an SRS answers at all; an error that trying would meet as well is told by trying."""
    from collector.srs.faults import UnreachableError

    try:
        with desk.connect(srs_url) as client:
            client.meta()
    except UnreachableError:
        return False
    except CollectorError:
        return True
    return True
