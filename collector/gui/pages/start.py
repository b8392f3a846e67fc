"""Start: what the person came for, may the computer be read meanwhile, and where to look first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from collector.core.ticket_id import normalise
from collector.gui.pages.base import Page
from collector.gui.pages.start_drafts import DraftList
from collector.gui.texts.sizes import size_words
from collector.gui.widgets.card import Card, Note, push_button
from collector.gui.widgets.choices import CheckField, ChoiceField, OptionsField
from collector.gui.widgets.flow import Flow
from collector.gui.widgets.text import text

if TYPE_CHECKING:
    from collector.core.progress import Cancel, Progress
    from collector.gui.pages.start_rescued import RescuedCard
    from collector.gui.warm import Warm
    from collector.history.model import Record
    from collector.workflow.draft import Draft
    from collector.workflow.save_bundle import Place

_TICKETS = 10
LINKS = ("documentation", "knowledge_base", "forum")


class StartPage(Page):
    """Nothing here is typed in vain: a draft begins with the first answer that must be kept."""

    ID = "start"

    def title(self) -> str:
        return self.tr("How can we help?")

    def subtitle(self) -> str:
        return self.tr("From a disk in trouble to a Ticket ID, in about five minutes.")

    def build(self) -> None:
        self._no_srs = Note(self, "start.no_srs", "warning")
        self._no_srs.hide()
        self.column.addWidget(self._no_srs)
        self._drafts = DraftList(self, self.session)
        self.column.addWidget(self._drafts)
        self.column.addWidget(self._purposes())
        self.column.addWidget(self._collecting())
        self._rescued: RescuedCard | None = None
        self.column.addWidget(self._look_here_first())

    def shown(self) -> None:
        self.session.when_warm(self._is_warm, self, start=False)

    def load(self, draft: Draft) -> None:
        self.purpose.set_value(str(draft.purpose))
        self.ticket_id.set_value(draft.ticket_id)
        self.agreed.set_value(draft.agreed_to_collect)
        if self._rescued is not None:
            self._rescued.load(draft)
        self._adapt()

    def save(self, draft: Draft) -> Draft:
        if self._rescued is not None:
            draft = draft.with_unfinished("start.rescued.path", self._rescued.path.value())
        return replace(
            draft,
            purpose=type(draft.purpose)(str(self.purpose.value())),
            ticket_id=str(self.ticket_id.value()).strip() if self._adds() else draft.ticket_id,
            agreed_to_collect=self.agreed.value(),
        )

    def blocked(self) -> str:
        if self._adds() and (fault := self._ticket_fault()):
            return fault
        return ""

    def show_blocked(self) -> None:
        self.ticket_id.set_fault(self._ticket_fault())
        self.ticket_id.focus()

    def focus_first(self) -> None:
        if not self._drafts.focus_first():
            self.purpose.focus()

    def go_on(self) -> None:
        if self.session.draft is not None:
            self.session.go_next()
            return
        self.session.begin(str(self.purpose.value()), self.save)

    def edited(self) -> None:
        self._adapt()
        super().edited()
        typed = self._adds() and str(self.ticket_id.value()).strip()
        typed = typed or (self._rescued is not None and self._rescued.path.value())
        if self.session.draft is None and (self.agreed.value() or typed):
            # Collecting begins at once, and what was typed is kept.
            self.session.begin(str(self.purpose.value()), self.save, stay=True)
        self.session.changed.emit()

    # what it is made of -------------------------------------------------------------------------

    def _purposes(self) -> QWidget:
        card = Card(self)
        self.purpose = OptionsField(
            card,
            "start.purpose",
            self.tr("What would you like to do?"),
            [
                (
                    "new_request",
                    self.tr("Send a new support request"),
                    self.tr("You describe the problem and get a Ticket ID."),
                ),
                (
                    "add_to_ticket",
                    self.tr("Add to a ticket that I already have"),
                    self.tr("Another message, more files, or a new look at this computer."),
                ),
                (
                    "bundle_only",
                    self.tr("Only save a bundle, send nothing"),
                    self.tr("One file with what was collected, to look at or to send yourself."),
                ),
                (
                    "call",
                    self.tr("Prepare a phone call"),
                    self.tr("One page to print, with everything that an engineer will ask."),
                ),
            ],
        )
        self.purpose.set_value("new_request")
        self.ticket_id = ChoiceField(
            card,
            "start.ticket_id",
            self.tr("Ticket ID"),
            help_text=self.tr("It looks like SRS-00000000; you find it in the e-mail about it."),
            editable=True,
        )
        self.ticket_id.hide()
        self.purpose.changed.connect(self.edited)
        self.ticket_id.changed.connect(self.edited)
        self.ticket_id.left.connect(self._ticket_left)
        card.column.addWidget(self.purpose)
        card.column.addWidget(self.ticket_id)
        return card

    def _collecting(self) -> QWidget:
        card = Card(self, self.tr("Let this program read the computer while you type"))
        self.agreed = CheckField(
            card,
            "start.agreed_to_collect",
            self.tr("Yes, read this computer's disks, settings and logs now"),
            help_text=self.tr(
                "It only reads, and changes nothing. Names, addresses and passwords are hidden. "
                "Nothing leaves this computer before you have seen all of it and agreed."
            ),
        )
        self.agreed.changed.connect(self.edited)
        card.column.addWidget(self.agreed)
        self._no_room = Note(card, "start.no_room", "warning")
        self._settings = self._no_room.add_button(
            "start.no_room.settings",
            self.tr("Choose another folder"),
            more=self.tr("Opens the settings, where the folder for working files is named"),
        )
        self._settings.clicked.connect(lambda: self.session.go("settings"))
        self._no_room.hide()
        card.column.addWidget(self._no_room)
        self._agreement = card
        return card

    def _look_here_first(self) -> QWidget:
        card = Card(self, self.tr("Look here first"))
        card.column.addWidget(
            text(card, self.tr("Somebody may have solved it already."), role="muted")
        )
        row = Flow()
        self._links = {}
        names = {
            "documentation": self.tr("Documentation"),
            "knowledge_base": self.tr("Knowledge base"),
            "forum": self.tr("Discussion forum"),
        }
        for name in LINKS:
            button = push_button(
                card,
                f"start.{name}",
                names[name],
                role="link",
                more=self.tr("Opens in the browser"),
            )
            button.clicked.connect(lambda _on=False, name=name: self._open(name))
            button.setEnabled(False)
            row.addWidget(button)
            self._links[name] = button
        card.column.addLayout(row)
        return card

    # what it does -------------------------------------------------------------------------------

    def _is_warm(self, warm: Warm) -> None:
        for name, button in self._links.items():
            button.setEnabled(bool(warm.links.get(name)))
            button.setToolTip(warm.links.get(name, ""))
        self._drafts.refresh()
        if self._rescued is None:  # few have one: it comes after the first paint
            from collector.gui.pages.start_rescued import RescuedCard  # loaded by the warm-up

            self._rescued = RescuedCard(self, self.session)
            self._rescued.chosen.connect(self._add_rescued)
            self._rescued.path.changed.connect(self.edited)
            self.column.insertWidget(self.column.indexOf(self._agreement) + 1, self._rescued)
            if self.session.draft is not None:
                self._rescued.load(self.session.draft)
            self._rescued.show()
            # Laid out before the next frame is painted: else it shows other rows squeezed.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self._rescued.look()
        self._look_for_room(warm)
        self.session.tasks.run(
            lambda _progress, _cancel: warm.tickets(), owner=self, done=self._tickets_known
        )
        if not warm.srs.url:
            why = self.tr("The address of the support server cannot be used: {problem}")
            self._no_srs.show_words(
                why.format(problem=warm.srs.problem)
                if warm.srs.problem
                else self.tr("No support server is set up here."),
                self.tr(
                    "You can fill in everything and save a bundle. To send it, "
                    "enter the server's address in the settings."
                ),
            )

    def _look_for_room(self, warm: Warm) -> None:
        draft, options = self.session.draft, self.session.options
        asked = draft.options if draft is not None else options

        def work(_progress: Progress, _cancel: Cancel) -> Place:
            from collector.request.options import CollectOptions
            from collector.workflow.save_bundle import room_of_draft

            return room_of_draft(asked or CollectOptions(), warm.environment)

        self.session.tasks.run(work, owner=self, done=self._room_known)

    def _room_known(self, place: Place) -> None:
        """Said before the computer is read, and again until there is room."""
        if place.usable:
            self._no_room.hide()
            return
        words = self.tr("Working files cannot be kept in {folder}.")
        if place.there and place.writable and place.free is not None:
            words = self.tr("Only {free} are free in {folder}; up to {needed} may be needed.")
        self._no_room.show_words(
            words.format(
                folder=place.folder, free=size_words(place.free or 0),
                needed=size_words(place.needed),
            ),
            self.tr(
                "Free some space, or keep the working files elsewhere, such as on a USB "
                "stick. The disk with the problem is the worst place for them."
            ),
        )  # fmt: skip

    def _add_rescued(self, path: str) -> None:
        """The draft names the half from the Recovery CD; the workflow joins it."""

        def named(draft: Draft) -> Draft:
            return replace(draft, options=replace(draft.options, rescued=path))

        if self.session.draft is not None:
            self.session.change(named(self.session.draft))
        else:
            purpose = str(self.purpose.value())
            self.session.begin(purpose, lambda draft: named(self.save(draft)), stay=True)

    def _tickets_known(self, records: list[Record]) -> None:
        self.session.tickets = frozenset(each.ticket_id for each in records)
        words = self.tr("{ticket}: {subject}")
        self.ticket_id.set_options(
            [
                (each.ticket_id, words.format(ticket=each.ticket_id, subject=each.subject))
                for each in records[:_TICKETS]
            ]
        )
        self.session.changed.emit()

    def _open(self, name: str) -> None:
        if self.session.warm is not None:
            QDesktopServices.openUrl(QUrl(self.session.warm.links[name]))

    def _adds(self) -> bool:
        return self.purpose.value() == "add_to_ticket"

    def _adapt(self) -> None:
        self.ticket_id.setVisible(self._adds())
        if self.ticket_id.fault and not self._ticket_fault():
            self.ticket_id.set_fault("")

    def _ticket_left(self) -> None:
        if str(self.ticket_id.value()).strip():
            self.ticket_id.set_fault(self._ticket_fault())

    def _ticket_fault(self) -> str:
        written = str(self.ticket_id.value()).strip()
        if not written:
            return self.tr("The Ticket ID is needed, to know which ticket to add to.")
        try:
            normalise(written)
        except ValueError:
            return self.tr("This is not a Ticket ID, or a digit of it is mistyped.")
        warm = self.session.warm
        if warm is not None and warm.guide.is_stranger(written, self.session.tickets):
            from collector.gui.texts.faults import hindrances  # loaded by the warm-up

            return hindrances()[warm.guide.Hindrance.NOT_MY_TICKET]
        return ""
