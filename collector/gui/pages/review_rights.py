"""One click for what needs administrator rights: what it would read, why, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from collector.gui.announce import announce
from collector.gui.evidence_work import with_evidence
from collector.gui.texts import probes
from collector.gui.texts.rights import fault_words, reads
from collector.gui.widgets.card import Card, Note, push_button
from collector.gui.widgets.text import text

if TYPE_CHECKING:
    from collector.core.progress import Cancel, Progress
    from collector.evidence.set import EvidenceSet
    from collector.gui.session import Session
    from collector.workflow.rights import Gained, Offer


class RightsCard(Card):
    """Hidden where such rights add nothing, or cannot be asked for."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self._session = session
        self.column.addWidget(text(self, self.tr("What administrators may read"), role="section"))
        self._about = text(self, role="muted", name="review.rights.about")
        self.column.addWidget(self._about)
        self.list = text(self, name="review.rights.list", copy=True)
        self.column.addWidget(self.list)
        self.ask = push_button(
            self,
            "review.rights.ask",
            self.tr("Also read what needs administrator rights"),
            more=self.tr("The system asks you for permission or for a password"),
        )
        self.ask.clicked.connect(self._ask)
        self.column.addWidget(self.ask)
        self.said = Note(self, "review.rights.said")
        self.said.hide()
        self.column.addWidget(self.said)

    def look(self) -> None:
        """Find out what there is to offer, and show it."""

        def work(evidence: EvidenceSet, _progress: Progress, _cancel: Cancel) -> Offer:
            from collector.workflow.rights import offer

            return offer(evidence, self._session.environment)

        with_evidence(self._session, self, work, done=self.show_offer)

    def show_offer(self, offer: Offer) -> None:
        """List the probes by title, with what they read and why."""
        titles, sources, whys = probes.titles(), reads(), probes.whys()
        line = self.tr("• {title}: {reads} {why}")
        self.list.setText(
            "\n\n".join(
                line.format(
                    title=titles.get(each.id, each.title), reads=sources.get(each.id, each.reads),
                    why=whys.get(each.id, each.why),
                )
                for each in offer.probes
            )
        )  # fmt: skip
        self._about.setText(
            self.tr(
                "An ordinary user may not read this. With the rights, only this is read. What "
                "is personal in it is hidden, and you see it here like all the rest. Without "
                "them, only this is missing."
            )
        )
        can = bool(offer.probes) and not offer.fault
        for part in (self._about, self.list):
            part.setVisible(bool(offer.probes))
        self.ask.setVisible(can)
        if offer.fault:
            self.said.show_words(
                self.tr("This installation cannot be given administrator rights."),
                fault_words(offer.fault), "warning",
            )  # fmt: skip
        self.setVisible(bool(offer.probes) or not self.said.isHidden())

    def _ask(self) -> None:
        self.ask.setEnabled(False)
        self.said.show_words(
            self.tr("The system asks for administrator rights now."),
            self.tr("Its question may be behind this window."), "info",
        )  # fmt: skip
        announce(self, self.said.heading.text())
        self._session.gathering.read_with_rights(self.ended)
        self._session.gathering.changed.connect(self._again_possible)

    def _again_possible(self) -> None:
        self.ask.setEnabled(not self._session.gathering.running)

    def ended(self, gained: Gained) -> None:
        """Say what came of it."""
        self.ask.setEnabled(True)
        titles = probes.titles()
        names = ", ".join(titles.get(each, each) for each in gained.probes)
        if gained.cancelled:
            self.said.show_words("")
            return
        if names:
            heading = self.tr("Read with administrator rights: {names}.").format(names=names)
            self.said.show_words(heading, fault_words(gained.fault), "success")
        else:
            self.said.show_words(
                self.tr("No administrator rights were given. Only what is listed here is missing."),
                fault_words(gained.fault), "warning",
            )  # fmt: skip
        self.show()
        announce(self, self.said.heading.text())
