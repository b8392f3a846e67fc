"""How complete the request is, and the one answer that would help most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from collector.gui.texts.meter import helping
from collector.gui.widgets.card import Card, push_button
from collector.gui.widgets.progress import ThinProgress
from collector.gui.widgets.text import text
from collector.workflow.meter import meter

if TYPE_CHECKING:
    from collector.workflow.draft import Draft


class MeterCard(Card):
    """Signals: wanted, the path of the answer to go to."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._missing = ""
        self._words = text(self, role="strong", name="problem.meter.text")
        self._bar = ThinProgress(self, "problem.meter", self.tr("How complete your request is"))
        self._bar.setRange(0, 100)
        self._help = text(self, role="muted", name="problem.meter.missing")
        self._go = push_button(
            self,
            "problem.meter.go",
            self.tr("Answer this"),
            role="link",
            more=self.tr("Goes to the answer that would help most"),
        )
        self._go.clicked.connect(lambda: self.wanted.emit(self._missing))
        for part in (self._words, self._bar, self._help):
            self.column.addWidget(part)
        self.column.addWidget(self._go, 0, Qt.AlignmentFlag.AlignLeading)

    def show_meter(self, draft: Draft) -> None:
        found = meter(draft)
        self._bar.setValue(found.percent)
        self._words.setText(
            self.tr("An engineer knows {percent} of what helps").format(
                percent=self.tr("{number} %").format(number=self.locale().toString(found.percent))
            )
        )
        self._missing = found.missing or ""
        if found.missing is None:
            self._help.setText(self.tr("Nothing is missing. Thank you!"))
        else:
            self._help.setText(
                self.tr("What would help most now: {answer}").format(answer=helping(found.missing))
            )
        self._go.setVisible(bool(found.missing))
