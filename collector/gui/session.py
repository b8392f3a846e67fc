"""The one thing that changes while the app runs: the draft, kept on disk as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from collector.core.environment import Environment
from collector.core.errors import NotFinishedError
from collector.gui import pages, qt_names
from collector.gui.defects import Defects
from collector.gui.gathering import Gathering
from collector.gui.judging import Judging
from collector.gui.sending import Sending
from collector.gui.tasks import Tasks

if TYPE_CHECKING:
    from collector.gui.warm import Warm
    from collector.request.options import CollectOptions
    from collector.workflow.draft import Draft
    from collector.workflow.offer import Offer
    from collector.workflow.product_source import Known

SAVE_MS = 500
"""From a change to its saving: with the writing itself well below the two seconds promised."""


class Session(Judging):
    """Draft, environment and tasks of one window; the pages get this and nothing else.

    Signals:
        ready: what the pages stand on has been imported and read; `warm` holds it.
        changed: the draft says something else than before.
        opened: another draft is open now, or none.
        saved: whether every change is on disk.
        wanted: a page is to be shown.
        facts: what the draft is judged by has changed: evidence, product data.
        told: something that a person must know: an exception.
    """

    ready = Signal()
    changed = Signal()
    opened = Signal()
    saved = Signal(bool)
    wanted = Signal(str)
    facts = Signal()
    told = Signal(object)

    def __init__(
        self,
        environment: Environment,
        tasks: Tasks,
        *,
        options: CollectOptions | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.environment, self.tasks, self.options = environment, tasks, options
        self.draft: Draft | None = None
        self.warm: Warm | None = None
        self.known: Known | None = None
        self.tickets: frozenset[str] | None = None
        self._warming = False
        self._beginning: bool | None = None  # whether the page stays; None: no draft is on its way
        self.visited: set[str] = {"start"}
        self.gathering = Gathering(self)
        self.gathering.changed.connect(self.facts)
        self.sending = Sending(self)
        self.defects = Defects(self)
        self._offer: Offer | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_MS)
        self._timer.timeout.connect(self.save_now)

    def warm_up(self) -> None:
        """Import and read what the pages need, after the first paint and not on this thread."""
        if not self._warming:
            self._warming = True
            qt_names.make()
            self.tasks.run(
                lambda _progress, _cancel: _warm(self.environment),
                owner=self,
                done=lambda warm: self._load_pages(warm, pages.loading()),
                lane="draft",
            )

    def when_warm(
        self, then: Callable[[Warm], None], owner: QObject, *, start: bool = True
    ) -> None:
        """Call `then` once `warm` is there: at once if it is. `start` sees to it that it comes."""
        if self.warm is not None:
            then(self.warm)
            return
        self.ready.connect(lambda: self._tell_warm(then, owner))
        if start:
            self.warm_up()

    def begin(
        self, purpose: str, then: Callable[[Draft], Draft] | None = None, *, stay: bool = False
    ) -> None:
        """Start a new draft; `then` fills in what is known already. Goes to its first page,
        unless it shall `stay` where it is."""
        if self._beginning is not None:  # asked for twice before it was there
            self._beginning = self._beginning and stay
            return
        self._beginning = stay

        def made(draft: Draft) -> None:
            self._open(then(draft) if then else draft)
            self.save_soon()
            self._beginning, stays = None, self._beginning
            if not stays:
                QTimer.singleShot(0, self, self.go_next)  # a turn of its own: it builds a page

        self.when_warm(
            lambda warm: self._in_order(
                lambda: warm.create(purpose, self.options), made, self._not_begun
            ),
            self,
        )

    def _not_begun(self, error: BaseException) -> None:
        self._beginning = None
        self.told.emit(error)

    def open(self, draft_id: str) -> None:
        """Continue a draft where it was left."""

        def loaded(draft: Draft) -> None:
            self._open(draft)
            self.tell_notices()
            if draft.page == "start" and self.hint("start") is None:
                self.go(self.steps()[1])
            else:
                self.go(draft.page)

        self.when_warm(lambda warm: self._in_order(lambda: warm.store.load(draft_id), loaded), self)

    def tell_notices(self) -> None:
        """Tell what was found to be damaged since this was asked last."""
        notices = self.warm.notices if self.warm is not None else []
        if notices:
            told = " ".join(notices)
            notices.clear()
            self.told.emit(NotFinishedError(told))

    def leave(self) -> None:
        """Let go of the draft, which stays on disk."""
        draft, warm = self.draft, self.warm
        if draft is None or warm is None:
            return
        self.save_now()
        self.draft, self._offer = None, None
        self.visited = {"start"}
        self.opened.emit()
        self.gathering.follow()
        self._in_order(lambda: warm.store.release(draft.id), lambda _none: None)
        self.changed.emit()

    def settings_changed(self) -> None:
        """Read the settings again: they name the server and the way to it."""
        if self.warm is None:
            return
        self.tasks.run(
            lambda _progress, _cancel: _warm(self.environment),
            owner=self,
            done=self._is_set_again,
            failed=self.told.emit,
        )

    def _is_set_again(self, warm: Warm) -> None:
        """The drafts that are held stay with the store that holds them."""
        if self.warm is None:
            return
        self.warm, self.known = replace(warm, store=self.warm.store), warm.known
        self._offer = None
        self.facts.emit()
        self.sending.look()

    def another_problem(self) -> None:
        """Begin a second request on the same evidence; the first stays, unless it has arrived."""
        first, warm = self.draft, self.warm
        if first is None or warm is None:
            return
        from collector.workflow.draft import another_problem

        second = another_problem(first, self.environment.now())

        def kept(draft: Draft) -> None:
            self.sending.finish()
            self.leave()
            self._open(draft)
            self.go(draft.page)

        self.save_now()
        self._in_order(lambda: warm.store.keep(second), kept)

    def discard(self) -> None:
        """The draft is not needed any more, nor is its evidence where no other draft has it."""
        draft, warm = self.draft, self.warm
        if draft is None or warm is None:
            return
        self._timer.stop()
        self.draft, self._offer = None, None
        self.visited = {"start"}
        self.opened.emit()
        self.gathering.follow()
        work_dir = draft.options.work_dir
        self._in_order(
            lambda: warm.store.discard(draft.id), lambda _none: self._sweep(warm, work_dir)
        )
        self.changed.emit()

    def _sweep(self, warm: Warm, work_dir: str = "") -> None:
        """Remove evidence that no draft refers to: of drafts that were sent or discarded."""
        environment = self.environment

        def work() -> None:
            from collector.core.settings import load_settings
            from collector.workflow.collecting import sweep

            places = (work_dir, load_settings(environment.paths, {}).work_dir)
            sweep(environment, warm.store.sets_in_use(), places)

        self.tasks.run(
            lambda _progress, _cancel: work(), owner=self, failed=self.told.emit, lane="collect"
        )

    def change(self, draft: Draft) -> None:
        """The draft is now this one; it is on disk within two seconds."""
        if draft == self.draft:
            return
        self.draft = draft
        self._offer = None
        self.save_soon()
        self.gathering.follow()
        self.changed.emit()

    def keep_typed(self, name: str, text: str) -> None:
        """Keep what was typed into a field that no answer belongs to: it is there after a kill."""
        if self.draft is not None and text != self.typed(name):
            self.change(self.draft.with_unfinished(name, text))

    def typed(self, name: str) -> str:
        """What `keep_typed` has kept for the open draft."""
        return self.draft.unfinished.get(name, "") if self.draft is not None else ""

    def save_soon(self) -> None:
        """Typing on does not put it off: the timer runs from the first change."""
        self.saved.emit(False)
        if not self._timer.isActive():
            self._timer.start()

    def save_now(self) -> None:
        """Hand the draft over to be saved, if anything has changed."""
        waiting = self._timer.isActive() or self.sender() is self._timer
        self._timer.stop()
        warm, draft = self.warm, self.draft
        if not waiting or warm is None or draft is None:
            return
        self.tasks.run(
            lambda _progress, _cancel: warm.store.save(draft),
            owner=self,
            done=self._is_saved,
            failed=self.told.emit,
            lane="draft",
            keep=True,
        )

    def go(self, page: str) -> None:
        self.wanted.emit(page)

    def go_next(self) -> None:
        """The page after the one where the draft is."""
        self._go_by(1)

    def go_back(self) -> None:
        self._go_by(-1)

    def close(self) -> None:
        """Save what is not saved yet; the tasks are ended by whoever owns them. A request whose
        Ticket ID was shown needs its draft no more."""
        self.sending.finish()
        self.save_now()
        self.gathering.let_go()
        if (warm := self.warm) is not None:
            self._in_order(warm.store.close, lambda _none: None)

    def _go_by(self, number: int) -> None:
        steps = self.steps()
        page = self.draft.page if self.draft is not None else "start"
        place = steps.index(page) if page in steps else 0
        self.go(steps[min(max(0, place + number), len(steps) - 1)])

    def _open(self, draft: Draft) -> None:
        self.draft, self._offer = draft, None
        steps = self.steps()
        here = steps.index(draft.page) if draft.page in steps else 0
        self.visited = {"start", *steps[:here]}
        self.opened.emit()
        self.gathering.follow()
        self.changed.emit()

    def at(self, page: str) -> None:
        """The window shows this page now: there the person goes on after a kill."""
        if self.draft is None or page not in self.steps():
            return
        self.visited.add(self.draft.page)
        if page != self.draft.page:
            self.change(replace(self.draft, page=page))

    def _in_order(
        self,
        work: Callable[[], object],
        done: Callable[..., None],
        failed: Callable[[BaseException], None] | None = None,
    ) -> None:
        self.tasks.run(
            lambda _progress, _cancel: work(),
            owner=self,
            done=done,
            failed=failed or self.told.emit,
            lane="draft",
            keep=True,
        )

    def _is_saved(self, _draft: Draft) -> None:
        if not self._timer.isActive():
            self.saved.emit(True)

    def _load_pages(self, warm: Warm, left: Iterator[str]) -> None:
        """One in each turn: what they stand on is imported, so each takes a few milliseconds."""
        if next(left, None) is None:
            self._is_warm(warm)
        else:
            QTimer.singleShot(0, self, lambda: self._load_pages(warm, left))

    def _is_warm(self, warm: Warm) -> None:
        self.warm, self.known = warm, warm.known
        self.ready.emit()
        self.changed.emit()
        self.sending.look()
        self._sweep(warm)
        if warm.srs.url:
            self.tasks.run(
                lambda _progress, _cancel: warm.ask_srs(), owner=self, done=self.set_known
            )

    def set_known(self, known: Known) -> None:
        """The product data is this now: what is said about the draft may change with it."""
        self.known, self._offer = known, None
        self.facts.emit()
        if known.fault is not None:
            self.told.emit(known.fault)

    def _tell_warm(self, then: Callable[[Warm], None], owner: QObject) -> None:
        import shiboken6

        if self.warm is not None and shiboken6.isValid(owner):
            then(self.warm)


def _warm(environment: Environment) -> Warm:
    from collector.gui.warm import warm_up

    return warm_up(environment)
