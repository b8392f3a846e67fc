"""The call sheet: one page with everything that an engineer will ask, to print or to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QTextBrowser

from collector.gui.announce import announce
from collector.gui.evidence_work import with_evidence
from collector.gui.pages.base import Page
from collector.gui.places import proposed
from collector.gui.printing import print_html, write_pdf
from collector.gui.texts.call import sheet_of
from collector.gui.widgets.card import Card, Note, push_button
from collector.gui.widgets.flow import Flow
from collector.gui.widgets.lines import LineField
from collector.report.call_sheet import call_sheet
from collector.workflow.call_facts import CallFacts, call_facts

if TYPE_CHECKING:
    from collector.core.progress import Cancel, Progress
    from collector.evidence.set import EvidenceSet
    from collector.workflow.draft import Draft


class CallPage(Page):
    """Only for programs that have the telephone (rule 41); for others it says so."""

    ID = "call"

    def title(self) -> str:
        return self.tr("Your call sheet")

    def subtitle(self) -> str:
        return self.tr("Have this page at hand when you call.")

    def next_words(self) -> str:
        return ""

    def build(self) -> None:
        self._html = ""
        self.no_phone = Note(self, "call.no_phone", "warning")
        self.no_phone.hide()
        self.column.addWidget(self.no_phone)
        card = Card(self)
        row = Flow()
        self.print = push_button(
            card,
            "call.print",
            self.tr("Print"),
            role="primary",
            more=self.tr("Opens the dialog of the printer"),
        )
        self.pdf = push_button(
            card,
            "call.pdf",
            self.tr("Save as PDF"),
            more=self.tr("Writes the file"),
        )
        self.browse = push_button(
            card,
            "call.browse",
            self.tr("Browse…"),
            more=self.tr("Chooses a file"),
        )
        self.path = LineField(
            card,
            "call.path",
            self.tr("PDF file"),
            spoken=self.tr("Where it is saved"),
        )
        for button in (self.print, self.pdf, self.browse):
            row.addWidget(button)
        self.sheet = QTextBrowser(card)
        self.sheet.setObjectName("call.sheet")
        self.sheet.setAccessibleName(self.tr("Call sheet"))
        self.sheet.setAccessibleDescription(self.tr("The page as it will be printed"))
        self.sheet.setOpenLinks(False)
        self.sheet.setTabChangesFocus(True)
        self.sheet.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.sheet.setMinimumHeight(self.fontMetrics().height() * 26)
        self.note = Note(card, "call.note", "success")
        self.note.hide()
        card.column.addWidget(self.path)
        card.column.addLayout(row)
        card.column.addWidget(self.note)
        card.column.addWidget(self.sheet)
        self.card = card
        self.column.addWidget(card)
        self.print.clicked.connect(lambda: print_html(self, self._html))
        self.pdf.clicked.connect(self._save)
        self.path.changed.connect(lambda: self.session.keep_typed("call.path", self.path.value()))
        self.browse.clicked.connect(self._browse)
        self.session.gathering.changed.connect(self._evidence_changed)

    def load(self, draft: Draft) -> None:
        if kept := draft.unfinished.get("call.path", ""):
            self.path.set_value(kept)

    def shown(self) -> None:
        offer = self.session.offer
        allowed = offer is None or offer.telephone
        self.card.setVisible(allowed)
        if not allowed:
            self.no_phone.show_words(
                self.tr("Your support program does not include telephone support."),
                self.tr("Send a request instead: it is answered on the web and by e-mail."),
            )
        else:
            self.no_phone.hide()
            self._write()

    def focus_first(self) -> None:
        self.print.setFocus()

    def _evidence_changed(self) -> None:
        if self.isVisible() and not self.session.gathering.running:
            self._write()

    def _write(self) -> None:
        draft, environment = self.session.draft, self.session.environment
        if draft is None:
            return
        request, now = draft.request, environment.now()
        self._show(call_facts(request, None, now))

        def work(evidence: EvidenceSet, _progress: Progress, _cancel: Cancel) -> CallFacts:
            return call_facts(request, evidence, now)

        if not self.session.gathering.running:
            with_evidence(self.session, self, work, done=self._show)

    def _show(self, facts: CallFacts) -> None:
        rtl = QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
        sheet = sheet_of(facts, right_to_left=rtl)
        name = self.tr("call-sheet") + ".pdf"

        def work(_progress: Progress, _cancel: Cancel) -> tuple[str, str]:
            return call_sheet(sheet), proposed(name)

        self.session.tasks.run(work, owner=self, done=self._is_written)

    def _is_written(self, made: tuple[str, str]) -> None:
        html, path = made
        if not self.path.value():
            self.path.set_value(path)
        if html != self._html:
            self._html = html
            self.sheet.setHtml(html)

    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save as PDF"), self.path.value(), self.tr("PDF files (*.pdf)")
        )
        if chosen:
            self.path.set_value(chosen)
            self.path.changed.emit()

    def _save(self) -> None:
        path, html = self.path.value().strip(), self._html
        if not path:
            self.path.set_fault(self.tr("Choose where to save it."))
            return

        def work(_progress: Progress, _cancel: Cancel) -> bool:
            return write_pdf(html, path)

        def done(written: bool) -> None:
            self.path.set_fault("" if written else self.tr("This file cannot be written."))
            self.note.setVisible(False)
            if written:
                self.note.show_words(self.tr("The call sheet is saved."), path, "success")
                announce(self, self.note.heading.text())

        self.session.tasks.run(work, owner=self, done=done, failed=self.session.told.emit)
