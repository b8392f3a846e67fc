"""What the evidence means, in the words for the person at the computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector.bundle.finding import Severity
from collector.gui.texts.findings import finding_words
from collector.gui.widgets.card import Card
from collector.gui.widgets.facts import Fact, Mark
from collector.gui.widgets.text import text

if TYPE_CHECKING:
    from collector.bundle.finding import Finding

_MARKS = {
    Severity.BACK_UP_FIRST: Mark.BAD,
    Severity.ERROR: Mark.BAD,
    Severity.WARNING: Mark.CAUTION,
    Severity.NOTE: Mark.TOLD,
}


class FindingsCard(Card):
    """Hidden while there is nothing to say; what endangers data comes first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "")
        self.column.addWidget(text(self, self.tr("What was noticed"), role="section"))
        self._holder: QWidget | None = None

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        if self._holder is not None:
            self._holder.hide()
            self._holder.deleteLater()
        self._holder = QWidget(self)
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.fontMetrics().height() // 2)
        for number, one in enumerate(findings, start=1):
            fact = Fact(self._holder, f"review.finding.{number}")
            fact.show_fact(_MARKS[one.severity], *finding_words(one))
            column.addWidget(fact)
        self.column.addWidget(self._holder)
        self.setVisible(bool(findings))
