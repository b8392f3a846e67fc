"""Collecting in the background: begun on consent, extended when the draft asks for more."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from collector.core.errors import CancelledError

if TYPE_CHECKING:
    from collections.abc import Callable

    from collector.core.progress import Cancel, Progress, ProgressEvent
    from collector.gui.session import Session
    from collector.gui.tasks import Task
    from collector.workflow.collecting import Collecting, Gathered
    from collector.workflow.draft import Draft
    from collector.workflow.rights import Gained

LANE = "collect"


class Gathering(QObject):
    """The evidence of the draft that is open.

    Signals:
        changed: there is more evidence, or collecting began or ended.
        progressed: where collecting is: a ProgressEvent.
    """

    changed = Signal()
    progressed = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._task: Task | None = None
        self._asked: object = None
        self._draft_id = ""
        self._about: object = None
        self._held: dict[str, Collecting] = {}  # touched in the lane only
        self.collecting: Collecting | None = None
        self.running = False

    @property
    def now(self) -> Gathered | None:
        """What there is; None while nothing was begun."""
        return self.collecting.now if self.collecting is not None else None

    def follow(self) -> None:
        """Begin, or go on, if the draft now asks for something that it did not ask for before."""
        draft = self._session.draft
        if draft is None or draft.id != self._draft_id:
            self.let_go()
        if draft is None or self._session.warm is None:
            return
        if not draft.agreed_to_collect:  # taken back: what is there stays, and can be left out
            self._asked = None
            self.stop()
            return
        wanted = (draft.id, draft.options, draft.attachments)
        if wanted == self._asked:
            self._judge_for(draft)
            return
        self._asked, self._draft_id = wanted, draft.id
        self._begin(draft)

    def again(self) -> None:
        """Collect once more what is missing, as a person asked for."""
        self._asked = None
        self.follow()

    def stop(self) -> None:
        """Stop collecting; what there is stays."""
        if self._task is not None:
            self._task.cancel()

    def read_with_rights(self, done: Callable[[Gained], None]) -> None:
        """Ask for administrator rights and read again what was refused; `done` gets what came."""
        collecting = self.collecting
        if collecting is None or self.running:
            return

        def ended(gained: Gained) -> None:
            self._ended()
            done(gained)

        self.running = True
        self._task = self._session.tasks.run(
            lambda progress, cancel: collecting.read_with_rights(progress=progress, cancel=cancel),
            owner=self,
            done=ended,
            failed=self._failed,
            progress=self._progress,
            lane=LANE,
        )
        self.changed.emit()

    def held(self, draft_id: str) -> Collecting | None:
        """The evidence of a draft, for work in the lane: after a start it is opened there, before
        the window has heard of it."""
        return self._held.get(draft_id)

    def let_go(self) -> None:
        """Close the evidence set once nothing works on it any more; it stays on disk."""
        self.stop()
        gone, held = self._draft_id, self._held
        self._asked, self._draft_id, self.collecting = None, "", None
        self.running = False
        if gone:
            self._session.tasks.run(
                lambda _progress, _cancel: _close(held, gone), owner=self, lane=LANE, keep=True
            )
            self.changed.emit()

    def _begin(self, draft: Draft) -> None:
        warm, environment = self._session.warm, self._session.environment
        assert warm is not None  # noqa: S101  follow() has looked
        held = self._held

        def work(progress: Progress, cancel: Cancel) -> Collecting:
            from collector.workflow.collecting import Collecting

            collecting = held.get(draft.id) or Collecting.open(draft, environment)
            held[draft.id] = collecting
            self._session.tasks.call(lambda: self._opened(draft.id, collecting))
            collecting.run(
                replace(draft, set_id=collecting.set_id),
                warm.store.paths_of(draft),
                progress=progress,
                cancel=cancel,
            )
            return collecting

        self.running, self._about = True, draft.request.problem.category
        self._task = self._session.tasks.run(
            work,
            owner=self,
            done=lambda _collecting: self._ended(),
            failed=self._failed,
            progress=self._progress,
            lane=LANE,
        )
        self.changed.emit()

    def _opened(self, draft_id: str, collecting: Collecting) -> None:
        draft = self._session.draft
        if draft is None or draft.id != draft_id:
            return  # another draft was opened meanwhile; this set is being closed
        self.collecting = collecting
        if draft.set_id != collecting.set_id:
            self._session.change(replace(draft, set_id=collecting.set_id))
        self.changed.emit()

    def _progress(self, event: ProgressEvent) -> None:
        self.progressed.emit(event)
        self.changed.emit()

    def _ended(self) -> None:
        draft, collecting = self._session.draft, self.collecting
        self.running = False
        if draft is not None and collecting is not None and draft.set_id != collecting.set_id:
            self._session.change(replace(draft, set_id=collecting.set_id))
        self.changed.emit()
        if draft is not None:
            self._judge_for(draft)

    def _judge_for(self, draft: Draft) -> None:
        """What is severe may depend on what the form is about; nothing is collected for that."""
        about, collecting = draft.request.problem.category, self.collecting
        if collecting is None or about == self._about:
            return
        collecting.told_about(draft)
        if self.running:  # judged with each probe that ends, and once more in the end
            return
        self._about = about
        self._session.tasks.run(
            lambda _progress, _cancel: collecting.judge(),
            owner=self,
            done=lambda _now: self.changed.emit(),
            lane=LANE,
        )

    def _failed(self, error: BaseException) -> None:
        self.running = False
        self.changed.emit()
        if not isinstance(error, CancelledError):
            self._session.told.emit(error)


def _close(held: dict[str, Collecting], draft_id: str) -> None:
    if (collecting := held.pop(draft_id, None)) is not None:
        collecting.close()
