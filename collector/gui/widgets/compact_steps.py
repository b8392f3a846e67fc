"""The steps above the page, as a list that opens: for windows without room at the side."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from collector.gui.widgets.choices import Choice
from collector.gui.widgets.step_list import Step


class CompactSteps(QFrame):
    """Signals: chosen, a page that was asked for."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "side")
        self._choice = Choice(self)
        self._choice.setObjectName("window.step_choice")
        self._choice.setAccessibleName(self.tr("Step"))
        self._choice.setAccessibleDescription(self.tr("Chooses the page that is shown"))
        self._choice.activated.connect(self._activated)
        row = QHBoxLayout(self)
        line = self.fontMetrics().height()
        row.setContentsMargins(line, line // 3, line, line // 3)
        row.addWidget(self._choice)

    def show_steps(
        self, steps: Sequence[Step], links: Sequence[tuple[str, str]], current: str
    ) -> None:
        self._choice.clear()
        for number, step in enumerate(steps, 1):
            self._choice.addItem(
                self.tr("{number}. {step}").format(number=number, step=step.words), step.page
            )
        for page, words in links:
            self._choice.addItem(words, page)
        self._choice.setCurrentIndex(self._choice.findData(current))

    def _activated(self, index: int) -> None:
        self.chosen.emit(str(self._choice.itemData(index)))
