"""The window: steps at the side, one page, and a bar that says why one cannot yet go on."""

from __future__ import annotations

from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from collector.core.paths import PRODUCT, VENDOR
from collector.gui import pages
from collector.gui.announce import announce
from collector.gui.pages.base import Page
from collector.gui.session import Session
from collector.gui.widgets.bar import BottomBar
from collector.gui.widgets.noticed import EarlyNotes
from collector.gui.widgets.scroll import PageView
from collector.gui.widgets.side import Side
from collector.gui.widgets.step_list import Step, StepState
from collector.gui.widgets.tab_order import go_by, in_order
from collector.gui.widgets.text import text
from collector.gui.widgets.trouble import TroubleNote

if TYPE_CHECKING:
    from collector.gui.widgets.compact_steps import CompactSteps
    from collector.workflow.send import SendResult

_COMPACT = "collector.gui.widgets.compact_steps"


class Window(QWidget):
    """The one window of the app.

    Signals:
        page_shown: this page is the current one now.
        shut: the window was closed.
    """

    page_shown = Signal(str)
    shut = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setProperty("role", "window")
        self.setWindowTitle(f"{VENDOR} {PRODUCT}")
        self.session = session
        self.current_page_id = ""
        self._came_from = "start"
        self._views: dict[str, PageView] = {}
        self._bare: dict[str, Page] = {}  # built, and not in a view yet
        self._narrow: bool | None = None
        self._painted = self._shut = False
        self._compact: CompactSteps | None = None
        self._build()
        self._connect()
        self.show_page("start")

    # the pages ----------------------------------------------------------------------------------

    def show_page(self, page_id: str) -> None:
        """Show a page; one whose code was never needed is imported on a worker thread first."""
        if page_id == self.current_page_id or not pages.is_known(page_id):
            return
        if page_id != "start" and not pages.is_loaded(page_id):
            self.session.tasks.run(
                lambda _progress, _cancel: pages.page_class(page_id),
                owner=self,
                done=lambda _class: self.show_page(page_id),
                failed=self.session.told.emit,
            )
            return
        self._show(page_id)

    def page(self, page_id: str) -> Page | None:
        """The page, if it has been built."""
        view = self._views.get(page_id)
        return view.page if view is not None else None

    @property
    def current(self) -> Page | None:
        return self.page(self.current_page_id)

    def _show(self, page_id: str) -> None:
        if (before := self.current) is not None:
            before.hidden()
        if pages.spec(self.current_page_id or "start").is_step:
            self._came_from = self.current_page_id or "start"
        view = self._views.get(page_id) or self._made(page_id)
        page = view.page
        self.current_page_id = page_id
        self.session.at(page_id)
        if self.session.draft is not None:
            page.load(self.session.draft)
        self._stack.setCurrentWidget(view)
        self.heading.setText(page.title())
        self.subtitle.setText(page.subtitle())
        self.subtitle.setVisible(bool(page.subtitle()))
        page.shown()
        self._say_once()
        self.refresh()
        if self.isVisible():
            page.focus_first()
            announce(self.heading, page.title())
        self.page_shown.emit(page_id)

    def _made(self, page_id: str) -> PageView:
        page = self._bare.pop(page_id, None) or pages.page_class(page_id)(self.session, self)
        view = PageView(self._stack, page)
        self._stack.addWidget(view)
        self._views[page_id] = view
        return view

    def _build_ahead(self) -> None:
        """Half a page in each turn of the loop, so that showing one later only has to fill it."""
        waiting = [each for each in self.session.steps() if each not in self._views]
        if waiting and not self._shut:
            if waiting[0] in self._bare:
                self._made(waiting[0])
            else:
                self._bare[waiting[0]] = pages.page_class(waiting[0])(self.session, self)
            QTimer.singleShot(0, self, self._build_ahead)

    # going --------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show what the draft allows now: steps, why one cannot go on, the buttons."""
        page = self.current
        if page is None:
            return
        steps = [self._step(each) for each in self.session.steps()]
        self.side.show_steps(steps, self.current_page_id)
        if self._compact is not None:
            self._compact.show_steps(steps, self.side.links, self.current_page_id)
        is_step = pages.spec(self.current_page_id).is_step
        order = self.session.steps()
        self.bar.show_state(
            blocked=page.blocked(),
            next_words=page.next_words() if is_step else "",
            back=not is_step or self.current_page_id not in (*order[:1], "done"),
        )

    def _step(self, page_id: str) -> Step:
        words = self._step_words(page_id)
        if self.session.draft is None:
            return Step(page=page_id, words=words)
        return Step(page=page_id, words=words, state=self._state(page_id))

    def _state(self, page_id: str) -> StepState:
        """Complete where nothing is missing; missing is said of pages that were left only."""
        if page_id not in self.session.visited:
            return StepState.OPEN
        return StepState.MISSING if self.session.hint(page_id) else StepState.COMPLETE

    def _step_words(self, page_id: str) -> str:
        return {
            "start": self.tr("Start"),
            "product": self.tr("Product"),
            "contact": self.tr("Contact"),
            "problem": self.tr("Problem"),
            "review": self.tr("Review"),
            "send": self.tr("Send"),
            "done": self.tr("Done"),
            "call": self.tr("Call sheet"),
        }[page_id]

    def _next(self) -> None:
        page = self.current
        if page is not None and not page.blocked():
            page.go_on()

    def _back(self) -> None:
        if pages.spec(self.current_page_id).is_step:
            self.session.go_back()
        else:
            self.show_page(self._came_from)

    def _show_why(self) -> None:
        if (page := self.current) is not None:
            page.show_blocked()

    def _reload(self) -> None:
        """Another draft is open: the page that is shown belongs to it now."""
        page, draft = self.current, self.session.draft
        if page is not None and draft is not None:
            page.load(draft)

    def _changed(self) -> None:
        self.refresh()

    def _tell(self, error: BaseException) -> None:
        if self.current is None or not self.current.says(error):
            self.notice.show_error(error)

    def _say_once(self) -> None:
        """What the page says now does not stand above it as well."""
        page, error = self.current, self.notice.error
        if page is not None and error is not None and page.says(error):
            self.notice.error = None
            self.notice.hide()

    def _delivered(self, result: SendResult) -> None:
        """What waited in the outbox has arrived by itself."""
        if result.addition:
            words = self.tr("What you added to your ticket {ticket} has arrived.")
        else:
            words = self.tr("Your request has arrived. The Ticket ID is {ticket}.")
        self.notice.show_good_news(words.format(ticket=result.ticket_id))

    def _show_collecting(self) -> None:
        gathering = self.session.gathering
        now = gathering.now
        if gathering.running:
            total = len(now.probes) + len(now.left) if now is not None else 0
            done = total - len(now.left) if now is not None else 0
            words = self.tr("Reading this computer…")
            more = now is not None and bool(now.left)
            self.side.show_collecting(words, done, total if more else 0)
        elif now is not None:
            self.side.show_collecting(self.tr("This computer has been read."))
        else:
            self.side.show_collecting("")
        self.early.show_findings(now.urgent if now is not None else ())

    # the frame ----------------------------------------------------------------------------------

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.side = Side(self)
        self.side.add_link("outbox", self.tr("Outbox"))
        self.side.add_link("settings", self.tr("Settings"))
        row.addWidget(self.side)
        column = QVBoxLayout()
        column.setSpacing(0)
        row.addLayout(column, 1)
        self._column = column
        column.addWidget(self._head())
        self.early = EarlyNotes(self)
        self.notice = TroubleNote(self)
        holder = QVBoxLayout()
        line = self.fontMetrics().height()
        holder.setContentsMargins(line * 2, 0, line * 2, 0)
        holder.addWidget(self.early)
        holder.addWidget(self.notice)
        column.addLayout(holder)
        self._stack = QStackedWidget(self)
        column.addWidget(self._stack, 1)
        self.bar = BottomBar(self)
        column.addWidget(self.bar)
        for keys in (QKeySequence.StandardKey.Close, QKeySequence.StandardKey.Quit):
            QShortcut(QKeySequence(keys), self, self.close)

    def _head(self) -> QFrame:
        head = QFrame(self)
        column = QVBoxLayout(head)
        line = self.fontMetrics().height()
        column.setContentsMargins(line * 2, line * 3 // 2, line * 2, line // 2)
        column.setSpacing(line // 4)
        self.heading = text(head, role="title", name="window.heading")
        self.subtitle = text(head, role="muted", name="window.subtitle")
        column.addWidget(self.heading)
        column.addWidget(self.subtitle)
        return head

    def _connect(self) -> None:
        self.side.chosen.connect(self.show_page)
        self.bar.next.connect(self._next)
        self.bar.back.connect(self._back)
        self.bar.why_wanted.connect(self._show_why)
        self.session.wanted.connect(self.show_page)
        self.session.opened.connect(self._reload)
        self.session.changed.connect(self._changed)
        self.session.facts.connect(self._changed)
        self.notice.defect.connect(self.session.defects.report)
        self.notice.send_wanted.connect(self.session.defects.send)
        self.session.defects.written.connect(self.notice.show_report)
        self.session.sending.delivered.connect(self._delivered)
        self.session.ready.connect(self._build_ahead)
        self.session.told.connect(self._tell)
        self.session.tasks.crashed.connect(self._tell)
        self.session.sending.changed.connect(self._say_once)
        self.notice.settings_wanted.connect(lambda: self.show_page("settings"))
        self.session.saved.connect(self.side.show_saved)
        self.session.gathering.changed.connect(self._show_collecting)
        self.page_shown.connect(self.early.at)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the window as it is read, also where parts were made later."""
        return go_by(self, 1 if forward else -1)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        wanted = QSize(line * 62, line * 48)
        screen = self.screen()
        return wanted.boundedTo(screen.availableSize() * 0.94) if screen else wanted

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._narrow = None
            self._fit()

    def _fit(self) -> None:
        """Where there is no room for steps at the side they become a list above the page."""
        narrow = self.width() < self.side.sizeHint().width() + self.fontMetrics().height() * 28
        if narrow != self._narrow:
            self._narrow = narrow
            self.side.setVisible(not narrow)
            if narrow and self._compact is None:
                self.session.tasks.run(
                    lambda _progress, _cancel: import_module(_COMPACT),
                    owner=self,
                    done=lambda _module: self._make_compact(),
                )
            if self._compact is not None:
                self._compact.setVisible(narrow)

    def _make_compact(self) -> None:
        from collector.gui.widgets.compact_steps import CompactSteps

        if self._compact is not None:
            return
        self._compact = CompactSteps(self)
        self._compact.setVisible(bool(self._narrow))
        self._compact.chosen.connect(self.show_page)
        self._column.insertWidget(0, self._compact)
        for before, after in pairwise(in_order(self)):
            QWidget.setTabOrder(before, after)
        self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:  # nothing competes with the first paint
            self._painted = True
            QTimer.singleShot(0, self.session.warm_up)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._shut = True
        if self.current is not None:
            self.current.hidden()
        self.session.close()
        super().closeEvent(event)
        self.shut.emit()

    def shutdown(self) -> bool:
        """Close, save, and end every task; whether all of them have ended."""
        self.close()
        return self.session.tasks.close()
