"""Drafts that can be continued, each on a card of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QEvent, QLocale, QTimeZone
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector.gui.widgets.card import Card, push_button
from collector.gui.widgets.flow import Flow
from collector.gui.widgets.text import text

if TYPE_CHECKING:
    from datetime import datetime

    from collector.gui.session import Session
    from collector.workflow.draft_store import DraftSummary

_MOST = 3


class DraftList(QWidget):
    """Hidden where there is nothing to continue."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self.setObjectName("start.drafts")
        self._session = session
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._cards: list[QWidget] = []
        self.hide()
        session.opened.connect(self._opened)

    def refresh(self) -> None:
        """Look on the disk again."""
        warm = self._session.warm
        if warm is not None:
            self._session.tasks.run(
                lambda _progress, _cancel: warm.store.list(), owner=self, done=self._show
            )

    def focus_first(self) -> bool:
        return False

    def _show(self, found: tuple[DraftSummary, ...]) -> None:
        for card in self._cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._session.tell_notices()
        current = self._session.draft.id if self._session.draft is not None else ""
        wanted = [one for one in found if one.id != current and not one.in_use][:_MOST]
        self._cards = [self._card(one) for one in wanted]
        for card in self._cards:
            self._column.addWidget(card)
            card.show()
        self.setVisible(bool(wanted))
        # Laid out before the next frame is painted: else it shows their rows squeezed.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    def _opened(self) -> None:
        """What is open now is not offered again."""
        draft = self._session.draft
        for card in self._cards:
            if draft is not None and card.objectName() == f"start.draft.{draft.id}":
                card.hide()
        self.setVisible(any(not card.isHidden() for card in self._cards))

    def _card(self, draft: DraftSummary) -> Card:
        card = Card(self, draft.subject or self.tr("A request without a subject yet"))
        card.setObjectName(f"start.draft.{draft.id}")
        words = (
            self.tr("{product}, last changed {when}")
            if draft.product
            else self.tr("Last changed {when}")
        )
        words = words.format(product=draft.product, when=_when(draft.changed_at))
        card.column.addWidget(text(card, words, role="muted"))
        row = Flow()
        go_on = push_button(
            card, f"start.continue.{draft.id}", self.tr("Continue"), role="primary", more=words
        )
        go_on.clicked.connect(lambda: self._session.open(draft.id))
        discard = push_button(card, f"start.discard.{draft.id}", self.tr("Discard…"), more=words)
        discard.clicked.connect(lambda: self._ask(card, draft, row))
        row.addWidget(go_on)
        row.addWidget(discard)
        card.column.addLayout(row)
        return card

    def _ask(self, card: Card, draft: DraftSummary, row: Flow) -> None:
        """The question stands on the card itself: no box comes between."""
        sure = push_button(
            card,
            f"start.discard_really.{draft.id}",
            self.tr("Discard it for good"),
            role="danger",
            more=draft.subject or self.tr("This draft and its files are removed"),
        )
        sure.clicked.connect(lambda: self._discard(draft.id))
        while item := row.takeAt(1):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        row.addWidget(sure)
        sure.show()
        sure.setFocus()

    def _discard(self, draft_id: str) -> None:
        warm = self._session.warm
        if warm is not None:
            self._session.tasks.run(
                lambda _progress, _cancel: warm.store.discard(draft_id),
                owner=self,
                done=lambda _none: self.refresh(),
                failed=self._session.told.emit,
                lane="draft",
            )


def _when(moment: datetime) -> str:
    local = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()), QTimeZone.systemTimeZone())
    return QLocale().toString(local, QLocale.FormatType.ShortFormat)
