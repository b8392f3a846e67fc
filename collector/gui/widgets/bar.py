"""The bar at the bottom: back, on, and why it is not yet possible to go on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from collector.gui.widgets.card import push_button
from collector.gui.widgets.flow import Flow
from collector.gui.widgets.text import text


class BottomBar(QFrame):
    """Signals: next, back, and why_wanted (show me what is missing)."""

    next = Signal()
    back = Signal()
    why_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("window.bar")
        self.setProperty("role", "bar")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.why = text(self, role="caution", name="window.why")
        self.show_why = push_button(
            self,
            "window.show_why",
            self.tr("Show me"),
            role="link",
            more=self.tr("Goes to what is missing"),
        )
        self._back = push_button(
            self, "window.back", self.tr("Back"), more=self.tr("Goes to the step before this one")
        )
        self._next = push_button(
            self,
            "window.next",
            self.tr("Next"),
            role="primary",
            more=self.tr("Goes to the next step"),
        )
        self._lay_out()
        self._next.clicked.connect(self.next)
        self._back.clicked.connect(self.back)
        self.show_why.clicked.connect(self.why_wanted)

    def _lay_out(self) -> None:
        line = self.fontMetrics().height()
        reason = QVBoxLayout()
        reason.setSpacing(0)
        reason.addWidget(self.why)
        reason.addWidget(self.show_why, 0, Qt.AlignmentFlag.AlignLeading)
        buttons = Flow(trailing=True)
        buttons.setSpacing(line // 2)
        buttons.addWidget(self._back)
        buttons.addWidget(self._next)
        row = QHBoxLayout(self)
        row.setContentsMargins(line * 2, line * 2 // 3, line * 2, line * 2 // 3)
        row.setSpacing(line)
        row.addLayout(reason, 1)
        row.addLayout(buttons)

    def show_state(self, *, blocked: str, next_words: str, back: bool) -> None:
        """`blocked` is the reason, "" where one can go on; no words: there is no such button."""
        self.why.setText(blocked)
        self.why.setVisible(bool(blocked))
        self.show_why.setVisible(bool(blocked))
        if self._next.accessibleName() != next_words:
            self._next.setText(next_words.replace("&", "&&"))
            self._next.setAccessibleName(next_words)
        self._next.setVisible(bool(next_words))
        self._next.setEnabled(not blocked)
        self._next.setAccessibleDescription(blocked or self.tr("Goes to the next step"))
        self._back.setVisible(back)
