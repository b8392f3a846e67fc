"""Facts one below the other, each with a mark that says at a glance how it stands."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from collector.gui.widgets.text import set_role, text


class Mark(StrEnum):
    """How a fact stands; the value is the role of the style sheet."""

    GOOD = "good"
    CAUTION = "caution"
    BAD = "error"
    UNKNOWN = "muted"
    TOLD = "link"


_SIGNS = {
    Mark.GOOD: "✓",
    Mark.CAUTION: "!",
    Mark.BAD: "✕",
    Mark.UNKNOWN: "?",
    Mark.TOLD: "•",
}


class Fact(QWidget):
    """A mark, a heading, and a sentence; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget, name: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        line = self.fontMetrics().height()
        row.setSpacing(line * 2 // 3)
        self._sign = text(self, role="muted")
        self._sign.setWordWrap(False)
        self._sign.setFixedWidth(line)
        self._sign.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout()
        column.setSpacing(2)
        self._heading = text(self, role="strong", name=f"{name}.heading", copy=True)
        self._more = text(self, name=f"{name}.text", copy=True)
        column.addWidget(self._heading)
        column.addWidget(self._more)
        row.addWidget(self._sign)
        row.addLayout(column, 1)
        self.hide()

    def show_fact(self, mark: Mark, heading: str, more: str = "") -> None:
        """Show this; no heading hides it."""
        self._sign.setText(_SIGNS[mark])
        self._sign.setAccessibleName(_mark_words(mark))
        set_role(self._sign, mark)
        self._heading.setText(heading)
        self._more.setText(more)
        self._more.setVisible(bool(more))
        self.setVisible(bool(heading))


def _mark_words(mark: Mark) -> str:
    return {
        Mark.GOOD: QCoreApplication.translate("Facts", "Good"),
        Mark.CAUTION: QCoreApplication.translate("Facts", "Mind this"),
        Mark.BAD: QCoreApplication.translate("Facts", "Not possible"),
        Mark.UNKNOWN: QCoreApplication.translate("Facts", "Not known"),
        Mark.TOLD: QCoreApplication.translate("Facts", "For your information"),
    }[mark]
