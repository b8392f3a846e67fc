"""Problem: what happened, in the person's words; and what shows it: pictures, logs, files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import QWidget

from collector.gui.pages.form_page import FormPage
from collector.gui.pages.problem_files import FilesCard
from collector.gui.pages.problem_meter import MeterCard
from collector.gui.texts import form as words
from collector.gui.widgets.card import Card, push_button
from collector.gui.widgets.choices import ChoiceField, OptionsField
from collector.gui.widgets.field import Field
from collector.gui.widgets.lines import AreaField, LineField
from collector.gui.widgets.text import text
from collector.workflow.draft import Purpose

if TYPE_CHECKING:
    from collector.workflow.draft import Draft


class ProblemPage(FormPage):
    """For a ticket that is there already only a message is asked for, and files."""

    ID = "problem"

    def title(self) -> str:
        if self._adds():
            return self.tr("What would you like to add?")
        return self.tr("What happened?")

    def subtitle(self) -> str:
        if self._adds():
            return self.tr("It is added to your ticket, and an engineer sees it.")
        return self.tr("The more an engineer knows, the fewer questions come back.")

    def build(self) -> None:
        self._parts = [self._short(), self._story(), self._circumstances(), self._impact()]
        self.meter = MeterCard(self)
        self.meter.wanted.connect(self._go_to)
        self._message = self._note()
        self.files = FilesCard(self, self.session)
        for field in self._bound.values():
            if isinstance(field, AreaField):
                field.picture_pasted.connect(self.files.paste)
        self._another = self._another_card()
        for part in (self.meter, self._message, *self._parts, self.files, self._another):
            self.column.addWidget(part)

    def load(self, draft: Draft) -> None:
        super().load(draft)
        self.files.refresh()
        self._adapt(draft)

    def edited(self) -> None:
        super().edited()
        if self.session.draft is not None:
            self._adapt(self.session.draft)

    def focus_first(self) -> None:
        (self.note if self._adds() else self.subject).focus()

    # what it is made of -------------------------------------------------------------------------

    def _short(self) -> QWidget:
        card = Card(self)
        self.subject = LineField(
            card,
            "problem.subject",
            self.tr("The problem in one line"),
            help_text=self.tr("It becomes the subject of your ticket."),
            example=self.tr("Resizing drive D: stops with an error"),
        )
        self.category = ChoiceField(
            card,
            "problem.category",
            self.tr("What is it about?"),
            list(words.categories().items()),
            spoken=self.tr("Decides what an engineer looks at first"),
        )
        self._add(card, "problem.subject", self.subject)
        self._add(card, "problem.category", self.category)
        return card

    def _story(self) -> QWidget:
        card = Card(self)
        for name, label, spoken, lines in (
            (
                "description",
                self.tr("What did you do?"),
                self.tr("Step by step, with the names of menus and buttons"),
                4,
            ),
            (
                "expected",
                self.tr("What did you expect? (optional)"),
                self.tr("What should have happened"),
                2,
            ),
            (
                "happened",
                self.tr("What happened instead? (optional)"),
                self.tr("Messages word for word, if you can"),
                3,
            ),
        ):
            field = AreaField(card, f"problem.{name}", label, help_text=spoken, lines=lines)
            self._add(card, f"problem.{name}", field)
        code = LineField(
            card,
            "problem.error_code",
            self.tr("Error code (optional)"),
            help_text=self.tr("As it was shown."),
            example="0x1100B",
            wide=40,
        )
        self._add(card, "problem.error_code", code)
        return card

    def _circumstances(self) -> QWidget:
        card = Card(self)
        since = LineField(
            card,
            "problem.since",
            self.tr("Since when does it happen? (optional)"),
            help_text=self.tr("And what changed then: an update, a new disk, nothing?"),
        )
        self._occurred = LineField(
            card,
            "problem.occurred_at",
            self.tr("When did it happen last? (optional)"),
            help_text=self.tr("As exactly as you know: it is looked for in the logs."),
            example="2026-11-23 14:30",
            wide=40,
        )
        now = push_button(
            card,
            "problem.just_now",
            self.tr("It happened just now"),
            role="link",
            more=self.tr("Fills in the time of this moment"),
        )
        now.clicked.connect(self._just_now)
        repeatable = OptionsField(
            card,
            "problem.repeatable",
            self.tr("Can you make it happen again?"),
            [(each, name, "") for each, name in words.repeatables().items()],
        )
        at_risk = OptionsField(
            card,
            "problem.data_at_risk",
            self.tr("Could data be lost?"),
            [
                (
                    True,
                    self.tr("Yes"),
                    self.tr("Then write nothing to that disk until an engineer has answered."),
                ),
                (False, self.tr("No"), ""),
                (None, self.tr("I do not know"), ""),
            ],
        )
        self._add(card, "problem.since", since)
        self._add(card, "problem.occurred_at", self._occurred)
        card.column.addWidget(now, 0, Qt.AlignmentFlag.AlignLeading)
        self._add(card, "problem.repeatable", repeatable)
        self._add(card, "problem.data_at_risk", at_risk)
        previous = LineField(
            card,
            "problem.previous_ticket_id",
            self.tr("An earlier ticket about this (optional)"),
            help_text=self.tr("Its Ticket ID, such as SRS-00000000."),
            wide=40,
        )
        self._add(card, "support.previous_ticket_id", previous)
        return card

    def _impact(self) -> QWidget:
        card = Card(self)
        options = [(each, name, more) for each, (name, more) in words.impacts().items()]
        self._business = OptionsField(
            card,
            "problem.business_impact",
            self.tr("How does it affect your business?"),
            [*options, (None, self.tr("I would rather not say"), "")],
            help_text=self.tr("The more serious it is, the sooner it is looked at."),
        )
        self._add(card, "support.business_impact", self._business)
        return card

    def _note(self) -> QWidget:
        card = Card(self)
        self.note = AreaField(
            card,
            "problem.note",
            self.tr("Your message"),
            help_text=self.tr("News, an answer to a question, or what you have tried since."),
            lines=6,
        )
        self._add(card, "note", self.note)
        return card

    def _another_card(self) -> QWidget:
        card = Card(self, self.tr("I have another problem, too"))
        card.column.addWidget(
            text(
                card,
                self.tr(
                    "Each request is about one problem. A second one begins with the same product, "
                    "contact and evidence; this one is kept, and you can continue it from the "
                    "start page."
                ),
                role="muted",
            )
        )
        begin = push_button(
            card,
            "problem.another",
            self.tr("Begin a second request"),
            more=self.tr("This request is kept as a draft"),
        )
        begin.clicked.connect(self._begin_another)
        card.column.addWidget(begin, 0, Qt.AlignmentFlag.AlignLeading)
        return card

    def _add(self, card: Card, path: str, field: Field) -> None:
        card.column.addWidget(field)
        self.bind(path, field)

    # what it does -------------------------------------------------------------------------------

    def _adds(self) -> bool:
        draft = self.session.draft
        return draft is not None and draft.purpose is Purpose.ADD_TO_TICKET

    def _adapt(self, draft: Draft) -> None:
        adds = self._adds()
        self._message.setVisible(adds)
        for part in (*self._parts, self.meter, self._another):
            part.setVisible(not adds)
        offer = self.session.offer
        impact = draft.request.support.business_impact is not None or (
            offer is not None and offer.impact
        )
        self._parts[-1].setVisible(impact and not adds)
        self.meter.show_meter(draft)

    def _go_to(self, path: str) -> None:
        if path.startswith("attachments."):
            self.files.focus()
        elif (field := self._bound.get(path)) is not None:
            self.reveal(path)
            field.focus()
        else:
            self.session.go(str(self.session.page_of(path)))

    def _just_now(self) -> None:
        now = QDateTime.fromSecsSinceEpoch(int(self.session.environment.now().timestamp()))
        self._occurred.line.setText(now.toString("yyyy-MM-dd HH:mm"))

    def _begin_another(self) -> None:
        draft = self.session.draft
        if draft is not None:
            self.session.change(self.save(draft))
            self.session.another_problem()
