"""Send: how far it is, how long it takes, and that nothing is lost whatever happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar

from collector.core.errors import CollectorError, ConfigurationError
from collector.core.progress import Stage
from collector.gui.announce import announce
from collector.gui.pages.base import Page
from collector.gui.sending import Phase
from collector.gui.texts.errors import error_words
from collector.gui.texts.review import time_words
from collector.gui.texts.sizes import size_words
from collector.gui.widgets.card import Card, Note, push_button
from collector.gui.widgets.flow import Flow
from collector.gui.widgets.text import text

# Used by `gui.sending` on the GUI thread, which must not read them from the disk: pages are loaded
# on a worker thread. Qt's import hook reads a module's source when this form names it first.
from collector.srs.item import Item
from collector.workflow.deliver import LeaksFoundError
from collector.workflow.finished import finished
from collector.workflow.keeper import Keeper
from collector.workflow.pace import Pacer
from collector.workflow.send import SendResult

if TYPE_CHECKING:
    from collector.workflow.pace import Pace

LOADED = (Item, Keeper, LeaksFoundError, Pacer, SendResult, finished)


class SendPage(Page):
    """Sending begins when the page is shown: that was the word on the button that led here."""

    ID = "send"

    def title(self) -> str:
        return self.tr("Sending")

    def subtitle(self) -> str:
        return self.tr("You can close the window at any time: nothing is lost.")

    def says(self, error: BaseException) -> bool:
        sending = self.session.sending
        return (
            sending.phase is Phase.FAILED
            and isinstance(error, CollectorError)
            and isinstance(sending.error, CollectorError)
            and error_words(error) == error_words(sending.error)
        )

    def next_words(self) -> str:
        return self.tr("Next") if self.session.sending.phase is Phase.DONE else ""

    def build(self) -> None:
        self._said: Phase | None = None
        card = Card(self)
        self.what = text(card, role="section", name="send.what")
        self.bar = QProgressBar(card)
        self.bar.setObjectName("send.progress")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress of sending"))
        self.how_far = text(card, role="muted", name="send.how_far")
        for part in (self.what, self.bar, self.how_far):
            card.column.addWidget(part)
        self.pause = push_button(
            card,
            "send.pause",
            self.tr("Pause"),
            more=self.tr("What was sent already stays; you can go on later"),
        )
        self.go = push_button(
            card,
            "send.continue",
            self.tr("Continue"),
            role="primary",
            more=self.tr("Goes on where it stopped"),
        )
        self.later = push_button(
            card, "send.later", self.tr("Send it later by itself"),
            more=self.tr("It waits in the outbox and goes out while this program runs"),
        )  # fmt: skip
        self.outbox = push_button(
            card,
            "send.outbox",
            self.tr("Show the outbox"),
            more=self.tr("What waits to be sent"),
        )
        row = Flow()
        for button in (self.pause, self.go, self.later, self.outbox):
            row.addWidget(button)
        card.column.addLayout(row)
        self.note = Note(self, "send.note")
        self.settings = self.note.add_button(
            "send.settings",
            self.tr("Open the settings"),
            more=self.tr("Address, certificate and proxy"),
        )
        self.review = self.note.add_button(
            "send.review",
            self.tr("Back to the review"),
            more=self.tr("What would be sent"),
        )
        self.column.addWidget(card)
        self.column.addWidget(self.note)
        sending = self.session.sending
        self.pause.clicked.connect(sending.pause)
        self.go.clicked.connect(sending.start)
        self.later.clicked.connect(sending.leave_to_outbox)
        self.outbox.clicked.connect(lambda: self.session.go("outbox"))
        self.settings.clicked.connect(lambda: self.session.go("settings"))
        self.review.clicked.connect(lambda: self.session.go("review"))
        sending.changed.connect(self._show)

    def shown(self) -> None:
        sending = self.session.sending
        # What waits is tried again: where something was changed meanwhile, that is said then.
        again = (Phase.IDLE, Phase.LEAK, Phase.FAILED, Phase.WAITING)
        if sending.phase in again or sending.is_another:
            sending.start()
        self._show()

    def focus_first(self) -> None:
        self.pause.setFocus()

    def _show(self) -> None:
        sending = self.session.sending
        phase = sending.phase
        self.pause.setVisible(sending.busy)
        self._name_go(again=phase is not Phase.PAUSED)
        self.go.setVisible(phase in (Phase.PAUSED, Phase.FAILED, Phase.WAITING))
        self.later.setVisible(phase is Phase.PAUSED and bool(sending.item_id))
        self.outbox.setVisible(phase in (Phase.WAITING, Phase.FAILED))
        self._show_pace(phase, sending.pace)
        self.what.setText(self._words(phase))
        self._show_note(phase)
        if phase is not self._said:
            self._said = phase
            if self.isVisible():
                announce(self, " ".join(filter(None, (self.what.text(), self.note.heading.text()))))
                self._follow(phase)

    def _name_go(self, *, again: bool) -> None:
        words = self.tr("Try again") if again else self.tr("Continue")
        self.go.setText(words)
        self.go.setAccessibleName(words)

    def _follow(self, phase: Phase) -> None:
        """Where the way goes on by itself."""
        if phase is Phase.DONE:
            self.session.go("done")
        elif phase is Phase.LEAK:
            self.session.go("leak")

    def _words(self, phase: Phase) -> str:
        pace = self.session.sending.pace
        if phase is Phase.PACKING and pace is not None and pace.stage is Stage.VERIFY:
            return self.tr("Checking that nothing personal is in it…")
        if phase is Phase.SENDING and pace is not None and pace.stage is Stage.VERIFY:
            return self.tr("Checking that it arrived whole…")
        return {
            Phase.IDLE: "",
            Phase.PACKING: self.tr("Packing…"),
            Phase.SENDING: self.tr("Sending…"),
            Phase.INTERRUPTED: self.tr("The connection was lost."),
            Phase.PAUSED: self.tr("Paused. What was sent already stays with Paragon."),
            Phase.WAITING: self.tr("It waits in the outbox."),
            Phase.LEAK: self.tr("The check before sending found something."),
            Phase.FAILED: self.tr("It could not be sent."),
            Phase.DONE: self.tr("Sent."),
        }[phase]

    def _show_pace(self, phase: Phase, pace: Pace | None) -> None:
        moving = phase in (Phase.PACKING, Phase.SENDING, Phase.INTERRUPTED, Phase.PAUSED)
        self.bar.setVisible(moving)
        counted = pace is not None and bool(pace.total) and pace.stage is not Stage.CREATE_TICKET
        if not moving or pace is None or not counted or pace.total is None:
            self.bar.setRange(0, 0 if moving and phase is not Phase.PAUSED else 1)
            self.how_far.setText("")
            return
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * min(1.0, pace.done / pace.total)))
        self.how_far.setText(self._far(pace) if pace.total > 1 else "")

    def _far(self, pace: Pace) -> str:
        said = self.tr("{done} of {total}").format(
            done=size_words(pace.done), total=size_words(pace.total or 0)
        )
        if pace.seconds_left is not None and self.session.sending.phase is not Phase.PAUSED:
            left = self.tr("{time} left").format(time=time_words(pace.seconds_left))
            said = self.tr("{said}, {left}").format(said=said, left=left)
        return said

    def _show_note(self, phase: Phase) -> None:
        error = self.session.sending.error
        known = isinstance(error, CollectorError)
        self.settings.setVisible(isinstance(error, ConfigurationError))
        self.review.setVisible(phase is Phase.FAILED and not isinstance(error, ConfigurationError))
        if phase is Phase.INTERRUPTED:
            seconds = round(self.session.sending.retry_in_s)
            self.note.show_words(
                error_words(error)[0] if isinstance(error, CollectorError) else "",
                self.tr("It is tried again by itself in %n second(s).", "", seconds),
                "warning",
            )
        elif phase is Phase.WAITING:
            self.note.show_words(
                self.tr("Paragon's server cannot be reached now."),
                self.tr(
                    "Your request is safe on this computer. It is sent by itself as soon as the "
                    "server answers, while this program runs, also the next time you start it."
                ),
                "info",
            )
        elif phase is Phase.FAILED and known and isinstance(error, CollectorError):
            self.note.show_words(*error_words(error), "danger")
        else:
            self.note.hide()
