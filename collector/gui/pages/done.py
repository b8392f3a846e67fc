"""Done: the Ticket ID, large; what happens next; and what can be taken along."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog

from collector.gui.announce import announce
from collector.gui.pages.base import Page
from collector.gui.places import proposed
from collector.gui.printing import print_html
from collector.gui.texts.moments import moment_words
from collector.gui.widgets.card import Card, Note, push_button
from collector.gui.widgets.flow import Flow
from collector.gui.widgets.lines import LineField
from collector.gui.widgets.qr import QrCode
from collector.gui.widgets.text import text

if TYPE_CHECKING:
    from collector.core.progress import Cancel, Progress
    from collector.workflow.finished import Finished


class DonePage(Page):
    """What was typed is kept until the person leaves this page."""

    ID = "done"

    def title(self) -> str:
        draft = self.session.draft
        if draft is not None and draft.purpose == "add_to_ticket":
            return self.tr("It was added to your ticket")
        return self.tr("Your request has arrived")

    def next_words(self) -> str:
        return self.tr("Finish")

    def build(self) -> None:
        self._finished: Finished | None = None
        self._ticket()
        self._what_next()
        self._take_along()

    def _ticket(self) -> None:
        card = Card(self)
        card.column.addWidget(text(card, self.tr("Your Ticket ID"), role="muted"))
        self.ticket = text(card, role="huge", name="done.ticket_id", copy=True)
        card.column.addWidget(self.ticket)
        row = Flow()
        self.copy = push_button(
            card,
            "done.copy",
            self.tr("Copy"),
            role="primary",
            more=self.tr("Puts the Ticket ID on the clipboard"),
        )
        self.print = push_button(
            card,
            "done.print",
            self.tr("Print"),
            more=self.tr("Prints the Ticket ID and what happens next"),
        )
        self.view = push_button(
            card, "done.view", self.tr("Look at it in the browser"),
            more=self.tr("Opens the page of this ticket"),
        )  # fmt: skip
        self.receipt = push_button(
            card, "done.receipt", self.tr("Open the receipt"),
            more=self.tr("A list of everything that was sent"),
        )  # fmt: skip
        for button in (self.copy, self.print, self.view, self.receipt):
            row.addWidget(button)
        card.column.addLayout(row)
        self.copy.clicked.connect(self._copy)
        self.print.clicked.connect(self._print)
        self.view.clicked.connect(self._view)
        self.receipt.clicked.connect(self._receipt)
        self.column.addWidget(card)

    def _what_next(self) -> None:
        card = Card(self)
        card.column.addWidget(text(card, self.tr("What happens next"), role="section"))
        self.due = text(card, name="done.due", copy=True)
        self.mail = text(card, name="done.mail", copy=True)
        self.qr_words = text(
            card, self.tr("Scan this to follow the ticket on your telephone:"), role="muted"
        )
        self.qr = QrCode(card, "done.qr", self.tr("QR code of the ticket's page"))
        for part in (self.due, self.mail, self.qr_words, self.qr):
            card.column.addWidget(part)
        self.column.addWidget(card)

    def _take_along(self) -> None:
        card = self.anything_else = Card(self)
        card.column.addWidget(text(card, self.tr("Anything else?"), role="section"))
        self.another = push_button(
            card, "done.another", self.tr("I have another problem, too"),
            more=self.tr("Begins a second request about the same computer"),
        )  # fmt: skip
        self.another.clicked.connect(self._another)
        self.answers = LineField(
            card, "done.answers.path", self.tr("Save the answers for silent mode as"),
            help_text=self.tr(
                "An administrator can send the same kind of request without questions with it."
            ),
        )  # fmt: skip
        self.browse = push_button(
            card,
            "done.answers.browse",
            self.tr("Browse…"),
            more=self.tr("Chooses a file"),
        )
        self.save_answers = push_button(
            card,
            "done.answers.save",
            self.tr("Save the answers"),
            more=self.tr("Writes the file"),
        )
        self.note = Note(card, "done.answers.note", "success")
        self.note.hide()
        row, more = Flow(), Flow()
        more.addWidget(self.another)
        for button in (self.browse, self.save_answers):
            row.addWidget(button)
        card.column.addLayout(more)
        card.column.addWidget(self.answers)
        card.column.addLayout(row)
        card.column.addWidget(self.note)
        self.browse.clicked.connect(self._browse)
        self.save_answers.clicked.connect(self._save_answers)
        self.answers.changed.connect(
            lambda: self.session.keep_typed("done.answers.path", self.answers.value())
        )
        self.column.addWidget(card)

    def shown(self) -> None:
        sending = self.session.sending
        if sending.finished is None and self.session.draft is not None:
            self.session.go("send")  # after a kill: what became of it is asked there
            return
        if sending.finished is not None:
            self._show(sending.finished)

    def go_on(self) -> None:
        self.session.sending.finish()
        self.session.go("start")

    def focus_first(self) -> None:
        self.copy.setFocus()

    def _show(self, finished: Finished) -> None:
        if finished is self._finished:
            return
        self._finished = finished
        self.ticket.setText(finished.ticket_id)
        due = ""
        if finished.first_answer is not None:
            due = self.tr("A first answer is due by {moment}.").format(
                moment=moment_words(finished.first_answer)
            )
        self.due.setText(due)
        self.due.setVisible(bool(due))
        self.mail.setText(self._mail_words(finished))
        self.anything_else.setVisible(not finished.addition)
        self.view.setVisible(bool(finished.view_link))
        self.receipt.setVisible(finished.receipt is not None)
        self.qr_words.setVisible(bool(finished.view_link))
        self.qr.show_code(())
        spoken = self.tr("Ticket ID {ticket}").format(ticket=finished.ticket_id)
        self.ticket.setAccessibleName(spoken)
        announce(self, spoken, urgent=True)
        self._prepare(finished)

    def _mail_words(self, finished: Finished) -> str:
        if finished.addition:
            return self.tr("The support engineers see it with your ticket.")
        if finished.mail_to:
            return self.tr("An e-mail with the Ticket ID and a link goes to {address}.").format(
                address=finished.mail_to
            )
        if finished.mail_to is None:
            return self.tr("Whether the server sends an e-mail about it is not known.")
        return self.tr(
            "This server sends no e-mail: keep the Ticket ID. You will find the ticket in "
            "this program, too."
        )

    def _prepare(self, finished: Finished) -> None:
        """Draw the code, and find where the answers would be saved."""

        def work(_progress: Progress, _cancel: Cancel) -> tuple[tuple[tuple[bool, ...], ...], str]:
            from collector.workflow.finished import qr_code

            link = finished.view_link
            return qr_code(link) if link else (), proposed(f"answers-{finished.ticket_id}.toml")

        def done(made: tuple[tuple[tuple[bool, ...], ...], str]) -> None:
            self.qr.show_code(made[0])
            self.answers.set_value(self.session.typed("done.answers.path") or made[1])

        self.session.tasks.run(work, owner=self, done=done)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.ticket.text())
        announce(self, self.tr("Copied."))

    def _view(self) -> None:
        if self._finished is not None:
            QDesktopServices.openUrl(QUrl(self._finished.view_link))

    def _receipt(self) -> None:
        if self._finished is not None and self._finished.receipt is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._finished.receipt)))

    def _print(self) -> None:
        if self._finished is None:
            return
        from html import escape

        lines = [self._finished.subject, self.due.text(), self.mail.text()]
        if self._finished.view_link:
            lines.append(self._finished.view_link)
        body = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
        print_html(self, f"<h1>{escape(self._finished.ticket_id)}</h1>{body}")

    def _another(self) -> None:
        self.session.another_problem()

    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the answers"), self.answers.value(), self.tr("Answers (*.toml)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )  # fmt: skip
        if chosen:
            self.answers.set_value(chosen)
            self.answers.changed.emit()

    def _save_answers(self) -> None:
        draft, typed = self.session.draft, self.answers.value().strip()
        if draft is None or not typed:
            return

        def work(_progress: Progress, _cancel: Cancel) -> None:
            from collector.workflow.finished import save_answers

            save_answers(draft.request, draft.options, Path(typed))

        def failed(error: BaseException) -> None:
            self.note.hide()
            self.answers.set_fault(getattr(error, "title", str(error)))

        def done(_none: None) -> None:
            self.answers.set_fault("")
            self.note.show_words(self.tr("The answers are saved."), typed, "success")
            announce(self, self.note.heading.text())

        self.session.tasks.run(work, owner=self, done=done, failed=failed)
