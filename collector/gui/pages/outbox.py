"""Outbox: what waits to be sent, and why; try again now, or discard it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector.gui.pages.base import Page
from collector.gui.texts.errors import reason_words
from collector.gui.texts.moments import moment_words
from collector.gui.texts.sizes import size_words
from collector.gui.widgets.card import Card, push_button
from collector.gui.widgets.flow import Flow
from collector.gui.widgets.text import text
from collector.workflow.offer import moment

if TYPE_CHECKING:
    from collector.workflow.keeper import Waiting


class OutboxPage(Page):
    """Everything in it is safe on this computer; discarding is asked twice, in its place."""

    ID = "outbox"

    def title(self) -> str:
        return self.tr("Outbox")

    def subtitle(self) -> str:
        return self.tr("What waits here is sent by itself while this program runs.")

    def build(self) -> None:
        self._shown: tuple[Waiting, ...] | None = None
        self._holder: QWidget | None = None
        self._asked = ""
        self.empty = text(self, self.tr("Nothing waits to be sent."), name="outbox.empty")
        self.empty.hide()  # until it is known
        self.column.addWidget(self.empty)
        self.refresh = push_button(
            self,
            "outbox.refresh",
            self.tr("Look again"),
            more=self.tr("Tries again what is due"),
        )
        row = Flow()
        row.addWidget(self.refresh)
        self.column.addLayout(row)
        self.refresh.clicked.connect(self.session.sending.look)
        self.session.sending.changed.connect(self._show)

    def shown(self) -> None:
        self._asked = ""
        self.session.sending.look()
        self._show()

    def focus_first(self) -> None:
        self.refresh.setFocus()

    def _show(self) -> None:
        waiting = self.session.sending.waiting
        if not self.session.sending.looked or waiting == self._shown:
            return
        self._shown = waiting
        self.empty.setVisible(not waiting)
        if self._holder is not None:
            self._holder.hide()
            self._holder.deleteLater()
        self._holder = QWidget(self)
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.fontMetrics().height())
        for one in waiting:
            column.addWidget(self._card(one))
        self.column.insertWidget(0, self._holder)

    def _card(self, one: Waiting) -> QWidget:
        short = one.item_id[:8]
        card = Card(self)
        card.setObjectName(f"outbox.{short}")
        card.column.addWidget(
            text(card, one.subject, role="strong", name=f"outbox.{short}.subject", copy=True)
        )
        for line in self._lines(one):
            card.column.addWidget(text(card, line, role="muted", copy=True))
        if one.reason:
            role = "error" if one.stopped else "caution"
            why = reason_words(one.fault, one.reason)
            card.column.addWidget(
                text(card, why, role=role, name=f"outbox.{short}.reason", copy=True)
            )
        row = Flow()
        now = push_button(
            card, f"outbox.{short}.now", self.tr("Try again now"), role="primary", more=one.subject
        )
        discard = push_button(card, f"outbox.{short}.discard", self.tr("Discard"), more=one.subject)
        now.clicked.connect(lambda: self.session.sending.now(one.item_id))
        discard.clicked.connect(lambda: self._discard(one, discard))
        row.addWidget(now)
        row.addWidget(discard)
        card.column.addLayout(row)
        return card

    def _lines(self, one: Waiting) -> list[str]:
        lines = [
            self.tr("Waiting since {moment}").format(moment=moment_words(moment(one.created_at)))
        ]
        if one.addition:
            lines.append(self.tr("For your ticket {ticket}").format(ticket=one.ticket_id))
        elif one.ticket_id:
            lines.append(
                self.tr("Its ticket is there already: {ticket}").format(ticket=one.ticket_id)
            )
        if one.size:
            lines.append(
                self.tr("{sent} of {size} sent").format(
                    sent=size_words(one.sent), size=size_words(one.size)
                )
            )
        if not one.stopped:
            lines.append(
                self.tr("It is tried by itself until {moment}").format(
                    moment=moment_words(moment(one.gives_up_at))
                )
            )
        return lines

    def _discard(self, one: Waiting, button: QWidget) -> None:
        """The first press asks, the second one does it."""
        from PySide6.QtWidgets import QPushButton

        if self._asked == one.item_id:
            self.session.sending.discard(one.item_id)
            return
        self._asked = one.item_id
        if isinstance(button, QPushButton):
            words = self.tr("Discard it for good")
            button.setText(words)
            button.setAccessibleName(words)
