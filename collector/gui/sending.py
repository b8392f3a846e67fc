"""Sending the draft that is open, and looking after what waits in the outbox."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from collector.core.errors import CancelledError, CollectorError, NotFinishedError
from collector.core.progress import Cancel, Progress, ProgressEvent

if TYPE_CHECKING:
    from collector.gui.session import Session
    from collector.gui.tasks import Task
    from collector.srs.item import Item
    from collector.workflow.deliver import Interruption
    from collector.workflow.draft import Draft
    from collector.workflow.finished import Finished
    from collector.workflow.keeper import Keeper, Look, Waiting
    from collector.workflow.leak_check import Accepted, Leak
    from collector.workflow.pace import Pace, Pacer
    from collector.workflow.send import SendResult

LANE, OUTBOX_LANE = "send", "outbox"


class Phase(StrEnum):
    """Where the request of the open draft is."""

    IDLE = "idle"
    PACKING = "packing"
    SENDING = "sending"
    INTERRUPTED = "interrupted"
    PAUSED = "paused"
    WAITING = "waiting"
    LEAK = "leak"
    FAILED = "failed"
    DONE = "done"


class Sending(QObject):
    """One request at a time goes out while a person watches; what waits goes by itself.

    Signals:
        changed: the phase, the pace or the outbox is another one.
        delivered: a request arrived that waited in the outbox: its SendResult.
    """

    changed = Signal()
    delivered = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self.shortest_look_s, self.patience_s = 10.0, 120.0
        self.phase = Phase.IDLE
        self.item_id = self._draft_id = ""
        self.pace: Pace | None = None
        self.error: BaseException | None = None
        self.retry_in_s = 0.0
        self.leaks: tuple[Leak, ...] = ()
        self.accepted: tuple[Accepted, ...] = ()
        self.finished: Finished | None = None
        self.waiting: tuple[Waiting, ...] = ()
        self.looked = False
        self.keeper: Keeper | None = None
        self._pacer: Pacer | None = None
        self._task: Task | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    # one request --------------------------------------------------------------------------------

    def start(self) -> None:
        """Send the draft that is open, or go on with it; nothing happens while it is on its way."""
        draft = self._session.draft
        if draft is None or self._session.warm is None or self.busy:
            return
        if draft.id != self._draft_id:
            self.accepted, self.leaks, self.finished, self.item_id = (), (), None, ""
            self._draft_id = draft.id
        from collector.workflow.pace import Pacer

        self._pacer, self.pace, self.error = Pacer(), None, None
        self._session.save_now()
        self._session.gathering.follow()  # a draft that was just opened opens its evidence first
        work = self._adding(draft) if draft.purpose == "add_to_ticket" else self._queueing(draft)
        self._task = self._session.tasks.run(
            work, owner=self, done=self._queued, failed=self._failed, progress=self._progress,
            lane="collect",
        )  # fmt: skip
        self._to(Phase.PACKING)

    @property
    def busy(self) -> bool:
        return self.phase in (Phase.PACKING, Phase.SENDING, Phase.INTERRUPTED)

    @property
    def is_another(self) -> bool:
        """Whether the open draft is not the one that is told about here."""
        draft = self._session.draft
        return draft is not None and draft.id != self._draft_id

    def pause(self) -> None:
        """Stop for now; what the SRS has stays there, and `start` goes on."""
        if self._task is not None and self.busy:
            self._task.cancel()

    def leave_to_outbox(self) -> None:
        """Let it go out by itself when it can."""
        if self.keeper is not None and self.item_id:
            self.keeper.unpause(self.item_id)
            self._to(Phase.WAITING)
            self.look()

    def accept(self, leaks: tuple[Leak, ...]) -> None:
        """A person has read these places and sends them all the same."""
        found = dict.fromkeys((*self.accepted, *(leak.acceptance for leak in leaks)))
        self.accepted = tuple(found)

    def _queueing(self, draft: Draft):  # type: ignore[no-untyped-def]  # noqa: ANN202
        held_now, environment = self._session.gathering.held, self._session.environment
        accepted, url = self.accepted, self._session.warm.srs.url  # type: ignore[union-attr]

        def work(progress: Progress, cancel: Cancel) -> Item | SendResult:
            from contextlib import nullcontext

            from PySide6.QtCore import QLocale

            from collector.workflow.deliver import queue
            from collector.workflow.desk import open_desk

            collecting = held_now(draft.id)
            held = collecting.working() if collecting is not None else nullcontext()
            with (
                open_desk(environment, progress=progress, cancel=cancel, notice=_quiet) as desk,
                held as evidence,
            ):
                return queue(
                    draft, evidence, desk, environment, srs_url=url, accepted=accepted,
                    locale=QLocale().name(),
                )  # fmt: skip

        return work

    def _adding(self, draft: Draft):  # type: ignore[no-untyped-def]  # noqa: ANN202
        held_now, environment = self._session.gathering.held, self._session.environment
        store, accepted = self._session.warm.store, self.accepted  # type: ignore[union-attr]

        def work(progress: Progress, cancel: Cancel) -> Item | SendResult:
            from contextlib import nullcontext

            from collector.workflow.add_to_ticket import queue_addition
            from collector.workflow.desk import open_desk

            collecting = held_now(draft.id)
            held = collecting.working() if collecting is not None else nullcontext()
            with (
                open_desk(environment, progress=progress, cancel=cancel, notice=_quiet) as desk,
                held as evidence,
            ):
                files = store.paths_of(draft)
                return queue_addition(draft, files, evidence, desk, environment, accepted=accepted)

        return work

    def _queued(self, made: Item | SendResult) -> None:
        from collector.srs.item import Item

        if isinstance(made, Item):
            self._deliver(made)
        else:
            self._ended(made)

    def _deliver(self, item: Item) -> None:
        draft, environment = self._session.draft, self._session.environment
        self.item_id, self.pace = item.id, None  # what was packed is not yet sent
        if draft is not None and draft.item_id != item.id:
            self._session.change(replace(draft, item_id=item.id))
        if self.keeper is not None:
            self.keeper.pause(item.id)
        tell, patience = self._session.tasks.call, self.patience_s

        def work(progress: Progress, cancel: Cancel) -> SendResult:
            from collector.workflow.deliver import deliver
            from collector.workflow.desk import open_desk

            with open_desk(environment, progress=progress, cancel=cancel, notice=_quiet) as desk:
                return deliver(
                    item, desk, patience_s=patience,
                    interrupted=lambda one: tell(lambda: self._interrupted(one)),
                )  # fmt: skip

        self._task = self._session.tasks.run(
            work, owner=self, done=self._ended, failed=self._failed, progress=self._progress,
            lane=LANE,
        )  # fmt: skip
        self._to(Phase.SENDING)

    def _progress(self, event: ProgressEvent) -> None:
        if self._pacer is not None:
            self.pace = self._pacer.seen(event)
        if self.phase is Phase.INTERRUPTED:
            self.phase = Phase.SENDING
        self.changed.emit()

    def _interrupted(self, one: Interruption) -> None:
        if self.busy:
            self.error, self.retry_in_s = one.error, one.retry_in_s
            self._to(Phase.INTERRUPTED)

    def _ended(self, result: SendResult) -> None:
        self.item_id, self.error = result.item_id, result.error
        draft = self._session.draft
        if result.done and draft is not None:
            self._sum_up(result, draft)
        elif isinstance(result.error, CancelledError):
            self._to(Phase.PAUSED)
        elif isinstance(result.error, NotFinishedError):
            self.leave_to_outbox()
        else:
            self._to(Phase.FAILED)

    def _sum_up(self, result: SendResult, draft: Draft) -> None:
        known, remember = self._session.known, draft.remember_contact
        mail = known.mail if known is not None else None
        paths = self._session.environment.paths

        def work(_progress: Progress, _cancel: Cancel) -> Finished:
            from collector.workflow.finished import finished
            from collector.workflow.remembered import forget_contact, remember_contact

            with suppress(CollectorError):  # it has arrived, whatever the disk says
                if remember:
                    remember_contact(paths, draft.request.contact)
                elif not result.addition:  # where nobody was asked for a contact
                    forget_contact(paths)
            return finished(result, draft.request, mail=mail)

        def done(made: Finished) -> None:
            self.finished = made
            self._to(Phase.DONE)
            self.look()  # the outbox may be what is shown

        self._session.tasks.run(
            work, owner=self, done=done, failed=self._failed, lane=LANE, keep=True
        )

    def _failed(self, error: BaseException) -> None:
        from collector.workflow.deliver import LeaksFoundError

        self.error = error
        if isinstance(error, LeaksFoundError):
            self.leaks = error.leaks
            self._to(Phase.LEAK)
        elif isinstance(error, CancelledError):
            self._to(Phase.PAUSED)
        else:
            self._to(Phase.FAILED)
            if not isinstance(error, CollectorError):
                self._session.told.emit(error)

    def finish(self) -> None:
        """The person has seen the Ticket ID: the draft, and evidence nobody needs, go."""
        if self.phase is Phase.DONE and self._session.draft is not None:
            self.phase, self._draft_id = Phase.IDLE, ""
            self._session.discard()

    def _to(self, phase: Phase) -> None:
        self.phase = phase
        self.changed.emit()

    # the outbox ---------------------------------------------------------------------------------

    def look(self) -> None:
        """Send what is due, and come back when the keeper says so."""
        if self._session.warm is None:
            return
        if self.keeper is None:
            from collector.workflow.keeper import Keeper

            self.keeper = Keeper(self._session.environment, shortest_look_s=self.shortest_look_s)
        keeper = self.keeper
        self._timer.stop()
        self._session.tasks.run(
            keeper.look, owner=self, done=self._looked, failed=self._not_looked, lane=OUTBOX_LANE
        )

    def now(self, item_id: str) -> None:
        """Try one item at once."""
        if (keeper := self.keeper) is not None:
            self._session.tasks.run(
                lambda progress, cancel: keeper.send_now(item_id, progress, cancel),
                owner=self, done=self._tried, failed=self._session.told.emit, lane=OUTBOX_LANE,
            )  # fmt: skip

    def discard(self, item_id: str) -> None:
        if (keeper := self.keeper) is not None:
            self._session.tasks.run(
                lambda _progress, _cancel: keeper.discard(item_id),
                owner=self, done=lambda _none: self.look(), failed=self._session.told.emit,
                lane=OUTBOX_LANE, keep=True,
            )  # fmt: skip

    def _tried(self, result: SendResult) -> None:
        self._arrived([result])
        if result.error is not None:
            self._session.told.emit(result.error)
        self.look()

    def _looked(self, look: Look) -> None:
        self.waiting, self.looked = look.waiting, True
        self._arrived(list(look.results))
        if look.again_in_s is not None:
            self._timer.start(max(1, int(look.again_in_s * 1000)))
        self.changed.emit()

    def _not_looked(self, error: BaseException) -> None:
        if not isinstance(error, CancelledError):
            self._timer.start(60_000)
            self._session.told.emit(error)

    def _arrived(self, results: list[SendResult]) -> None:
        for result in results:
            if not result.done:
                continue
            if result.item_id == self.item_id and self.phase is Phase.WAITING:
                self._ended(result)
            else:
                self.delivered.emit(result)


def _quiet(_text: str) -> None:
    """What was recovered is seen in the outbox."""
