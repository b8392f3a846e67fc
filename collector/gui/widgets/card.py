"""Frames that hold together what belongs together: cards, and notes in the colour of their kind."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from collector.gui.widgets.buttons import WrapButton
from collector.gui.widgets.flow import Flow
from collector.gui.widgets.text import set_role, text

KINDS = ("info", "success", "warning", "danger")


class Card(QFrame):
    """A frame with an optional heading; put things into `column`."""

    def __init__(self, parent: QWidget, heading: str = "", *, role: str = "card") -> None:
        super().__init__(parent)
        self.setProperty("role", role)
        self.column = QVBoxLayout(self)
        line = self.fontMetrics().height()
        self.column.setContentsMargins(line, line * 3 // 4, line, line * 3 // 4)
        self.column.setSpacing(line)
        if heading:
            self.column.addWidget(text(self, heading, role="section"))


class Note(QFrame):
    """What must be seen: a heading, more about it, and buttons; in the colour of its kind."""

    def __init__(self, parent: QWidget, name: str, kind: str = "info") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", kind)
        line = self.fontMetrics().height()
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(line, line * 2 // 3, line, line * 2 // 3)
        column.setSpacing(line // 3)
        self.heading: QLabel = text(self, role="strong", name=f"{name}.heading", copy=True)
        self.more: QLabel = text(self, name=f"{name}.text", copy=True)
        self._row = Flow()
        column.addWidget(self.heading)
        column.addWidget(self.more)
        column.addLayout(self._row)

    def show_words(self, heading: str, more: str = "", kind: str = "") -> None:
        """Show these; an empty note hides itself."""
        self.heading.setText(heading)
        self.heading.setVisible(bool(heading))
        self.more.setText(more)
        self.more.setVisible(bool(more))
        if kind:
            set_role(self, kind)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(more)
        self.setVisible(bool(heading or more))

    def add_layout(self, layout: QLayout) -> None:
        """Put more below the words: a question, its buttons."""
        self._column.addLayout(layout)

    def add_button(self, name: str, words: str, *, role: str = "", more: str = "") -> QPushButton:
        button = push_button(self, name, words, role=role, more=more)
        self._row.addWidget(button)
        return button


def push_button(
    parent: QWidget, name: str, words: str, *, role: str = "", more: str = ""
) -> QPushButton:
    """A button that shows `words` as they are; `more` is what a screen reader adds to them."""
    button = WrapButton(words, parent)
    button.setObjectName(name)
    button.setAccessibleName(words)
    button.setAccessibleDescription(more)
    button.setAutoDefault(True)
    if role:
        button.setProperty("role", role)
    return button
