"""The promise: what can be expected, said before anything else is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from collector.gui.texts import policy as words
from collector.gui.texts.moments import day_words, moment_words
from collector.gui.widgets.card import Card, Note
from collector.gui.widgets.facts import Fact, Mark
from collector.gui.widgets.fold import Fold
from collector.gui.widgets.text import text
from collector.policy.entitlement import Entitlement, Standing
from collector.policy.life_cycle import LifeCycleState
from collector.policy.programs import Program
from collector.workflow.draft import Purpose
from collector.workflow.offer import Way

if TYPE_CHECKING:
    from collector.gui.session import Session
    from collector.workflow.offer import Offer
    from collector.workflow.product_source import Known

_NAMES = ("version", "build", "entitlement", "channels", "answer", "consulting", "incident")
_MARKS = {
    Standing.ENTITLED: Mark.GOOD,
    Standing.NOT_ENTITLED: Mark.BAD,
    Standing.UNKNOWN: Mark.UNKNOWN,
}


class PromiseCard(Card):
    """One fact a line; what is not known is called not known."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self.setObjectName("product.promise")
        self._session = session
        self.column.addWidget(text(self, self.tr("What you can expect"), role="section"))
        self._discontinued = Note(self, "product.discontinued", "danger")
        self._discontinued.hide()
        self._ways = {
            way: self._discontinued.add_button(
                f"product.way.{way}", name, more=self.tr("What can still be done")
            )
            for way, name in words.ways().items()
        }
        for way, button in self._ways.items():
            button.clicked.connect(lambda _on=False, way=way: self._take(way))
        self.column.addWidget(self._discontinued)
        self._facts = {name: Fact(self, f"product.promise.{name}") for name in _NAMES}
        for fact in self._facts.values():
            self.column.addWidget(fact)
        self._proposal = Fold(self, "product.proposal", self.tr("How we came to this"))
        self._lines: list[Fact] = []
        self.column.addWidget(self._proposal)
        self._rests_on = text(self, role="small", name="product.promise.rests_on")
        self.column.addWidget(self._rests_on)

    def show_offer(self, offer: Offer, known: Known) -> None:
        """Say what holds for what is stated now."""
        self._version(offer)
        self._build(offer)
        self._entitlement(offer)
        self._channels(offer)
        self._times(offer)
        self._ways_out(offer)
        self._steps(offer)
        self._rests_on.setText(self._source(known))

    def _version(self, offer: Offer) -> None:
        found = offer.promise.life_cycle
        why = words.life_cycles()[found.reason].format(next=found.next_major or "")
        until = day_words(found.until)
        if found.state is LifeCycleState.UNKNOWN:
            heading = self.tr("It is not known until when this version is supported")
            why = why + " " + self.tr("You can send your request all the same.")
            self._facts["version"].show_fact(Mark.UNKNOWN, heading, why)
        elif found.state is LifeCycleState.DISCONTINUED:
            heading = self.tr("This version is no longer supported: it was until {day}")
            self._facts["version"].show_fact(Mark.BAD, heading.format(day=until), why)
        else:
            heading = (
                self.tr("This version is supported until {day}")
                if until
                else self.tr("This version is supported")
            )
            self._facts["version"].show_fact(Mark.GOOD, heading.format(day=until), why)

    def _build(self, offer: Offer) -> None:
        newer = offer.promise.newer_build
        if newer is None:
            self._facts["build"].show_fact(Mark.TOLD, "")
            return
        self._facts["build"].show_fact(
            Mark.CAUTION,
            self.tr("There is a newer build: {build}").format(build=newer),
            self.tr(
                "It may have solved this already. Updates hold all that came before: "
                "you only need the latest."
            ),
        )

    def _entitlement(self, offer: Offer) -> None:
        found = offer.promise.entitlement
        if offer.program is Program.UNKNOWN and found.standing is Standing.NOT_ENTITLED:
            why = (
                _reason(found) + " " + self.tr("If you bought a support program, choose it above.")
            )
            name = words.programs()[Program.COMPLIMENTARY][0]
            self._facts["entitlement"].show_fact(Mark.BAD, name, why)
            return
        if offer.program is Program.UNKNOWN:
            self._facts["entitlement"].show_fact(
                Mark.UNKNOWN,
                self.tr("It is not known which support you have"),
                self.tr(
                    "Your answers do not tell. The date of purchase would help; you can send "
                    "your request all the same, and Paragon looks it up."
                ),
            )
            return
        name = words.programs()[offer.program][0]
        mark = _MARKS[found.standing]
        self._facts["entitlement"].show_fact(mark, name, _reason(found))

    def _channels(self, offer: Offer) -> None:
        names = words.channels()
        listed = [names[each] for each in names if each in offer.promise.channels]
        heading = self.tr("How you reach an engineer: {channels}").format(
            channels=self.tr(", ").join(listed)
        )
        self._facts["channels"].show_fact(Mark.TOLD, heading if offer.promised else "")

    def _times(self, offer: Offer) -> None:
        if not offer.promised:
            for name in ("answer", "consulting", "incident"):
                self._facts[name].show_fact(Mark.TOLD, "")
            return
        self._facts["answer"].show_fact(
            Mark.TOLD,
            self.tr("First answer, if you send it now: by {moment}").format(
                moment=moment_words(offer.first_answer)
            ),
        )
        consulting = ""
        if offer.consulting is not None:
            consulting = self.tr(
                "A question about how to do something is answered by {moment}"
            ).format(moment=moment_words(offer.consulting))
        self._facts["consulting"].show_fact(Mark.TOLD, consulting)
        costs = offer.promise.costs_an_incident
        self._facts["incident"].show_fact(
            Mark.CAUTION,
            self.tr("This request uses up one incident") if costs else "",
            self.tr(
                "Even if a newer build has already solved the problem. It is given back if "
                "the product has a fault that cannot be fixed."
            ),
        )

    def _ways_out(self, offer: Offer) -> None:
        gone = offer.discontinued
        heading = (
            self.tr("For this version no request can be sent. This can still be done:")
            if gone
            else self.tr(
                "By your answers you are not entitled to support. This can be done as well:"
            )
        )
        more = self.tr(
            "You can send your request all the same. No time for its answer is promised."
        )
        self._discontinued.show_words(
            heading if offer.ways else "",
            more if offer.ways and offer.sending else "",
            kind="danger" if gone else "warning",
        )
        for way, button in self._ways.items():
            button.setVisible(way in offer.ways)

    def _steps(self, offer: Offer) -> None:
        proposals = offer.proposals
        while len(self._lines) < len(proposals):
            line = Fact(self._proposal, f"product.proposal.{len(self._lines)}")
            self._lines.append(line)
            self._proposal.column.addWidget(line)
        names = words.steps()
        for line, step in zip(self._lines, proposals, strict=False):
            mark = _MARKS[step.entitlement.standing]
            heading = self.tr("{step} (proposed)") if step.chosen else "{step}"
            line.show_fact(
                mark,
                heading.format(step=names[step.id]),
                _reason(step.entitlement),
            )

    def _source(self, known: Known) -> str:
        day = day_words(known.data.as_of)
        source = (
            self.tr("product data of the support server, {day}")
            if known.from_srs
            else self.tr("the product data of this program, {day}")
        ).format(day=day)
        return self.tr(
            "This rests on what you state here and on {source}. The times are targets of the "
            "support policy of August 13, 2008, not a contractual right."
        ).format(source=source)

    def _take(self, way: Way) -> None:
        session = self._session
        if way is Way.SAVE_BUNDLE:
            if session.draft is not None:
                session.change(
                    replace(session.draft, purpose=Purpose.BUNDLE_ONLY, agreed_to_collect=True)
                )
                session.go_next()
        elif session.warm is not None and (link := session.warm.links.get(way.value)):
            QDesktopServices.openUrl(QUrl(link))


def _reason(found: Entitlement) -> str:
    return words.reasons()[found.reason].format(until=day_words(found.until))
