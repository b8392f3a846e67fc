"""The side of the window: steps, what is going on, and the way to outbox and settings."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from collector.core.paths import PRODUCT, VENDOR
from collector.gui.widgets.card import push_button
from collector.gui.widgets.progress import ThinProgress
from collector.gui.widgets.step_list import Step, StepList
from collector.gui.widgets.text import text


class Side(QFrame):
    """`links` are the pages that are no steps, with their names.

    Signals:
        chosen: a page that was asked for.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("window.side")
        self.setProperty("role", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.links: list[tuple[str, str]] = []
        self.steps = StepList(self)
        self.steps.chosen.connect(self.chosen)
        self._collecting = text(self, role="small", name="window.collecting")
        self._progress = ThinProgress(
            self, "window.collecting.progress", self.tr("Progress of collecting")
        )
        self._saved = text(self, role="small", name="window.saved")
        self._collecting.hide()
        self._progress.hide()
        self._lay_out()

    def show_steps(self, steps: Sequence[Step], current: str) -> None:
        self.steps.show_steps(steps, current)

    def show_collecting(self, words: str, done: int = 0, total: int | None = 0) -> None:
        """What collecting is at; no total: it is not known, 0: nothing is running."""
        self._collecting.setText(words)
        self._collecting.setVisible(bool(words))
        self._progress.setVisible(total is None or total > 0)
        self._progress.setRange(0, total or 0)
        self._progress.setValue(done)

    def show_saved(self, saved: bool) -> None:
        self._saved.setText(
            self.tr("Everything typed is saved on this computer.") if saved else self.tr("Saving…")
        )

    def add_link(self, page: str, words: str) -> None:
        """A way to a page that is no step."""
        button = push_button(
            self, f"window.steps.{page}", words, role="link", more=self.tr("Opens this page")
        )
        button.clicked.connect(lambda: self.chosen.emit(page))
        self._links.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        self.links.append((page, words))

    def _lay_out(self) -> None:
        line = self.fontMetrics().height()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(area)
        inside.setProperty("role", "side")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inside)
        column.setContentsMargins(line, line * 3 // 2, line, line)
        column.setSpacing(line // 2)
        column.addWidget(text(inside, VENDOR, role="small"))
        column.addWidget(text(inside, PRODUCT, role="section"))
        column.addSpacing(line)
        column.addWidget(self.steps)
        column.addStretch(1)
        column.addWidget(self._collecting)
        column.addWidget(self._progress)
        column.addWidget(self._saved)
        self._links = QVBoxLayout()
        column.addLayout(self._links)
        area.setWidget(inside)
        outer.addWidget(area)
        self._inside = inside
        inside.installEventFilter(self)
        self._measure()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inside and event.type() is QEvent.Type.LayoutRequest:
            self._measure()
        return super().eventFilter(watched, event)

    def _measure(self) -> None:
        """As wide as the longest name of a step, and a scroll bar beside it."""
        line = self.fontMetrics().height()
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent, None, self)
        self._inside.ensurePolished()
        self.setFixedWidth(max(line * 13, self._inside.minimumSizeHint().width() + bar))
