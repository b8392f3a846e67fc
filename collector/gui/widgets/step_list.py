"""The steps at the side: where one is, what is finished, where something is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QPolygonF
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QVBoxLayout, QWidget


class StepState(StrEnum):
    OPEN = "open"
    COMPLETE = "complete"
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One page in the list: what it is called, and how it stands."""

    page: str
    words: str
    state: StepState = StepState.OPEN


class StepButton(QPushButton):
    """A step with its number in a circle, a tick where it is complete, a dot where not."""

    def __init__(self, parent: QWidget, page: str) -> None:
        super().__init__(parent)
        self.page = page
        self.setObjectName(f"window.steps.{page}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._number, self._state, self._current = 1, StepState.OPEN, False

    def show_step(self, step: Step, number: int, count: int, *, current: bool) -> None:
        self._number, self._state = number, step.state
        if self.text() != step.words:
            self.setText(step.words)
            self.updateGeometry()
        self._current = current
        place = QCoreApplication.translate("StepList", "Step {number} of {count}").format(
            number=number, count=count
        )
        self.setAccessibleName(step.words)
        self.setAccessibleDescription(f"{place}, {_state_words(step.state, current=current)}")
        self.update()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        width = self.fontMetrics().horizontalAdvance(self.text()) * 21 // 20 + line * 4
        return QSize(width, line * 9 // 4)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._background(painter)
        line = self.fontMetrics().height()
        size = line * 3 // 2
        circle = self._mirror(QRect(line * 2 // 3, (self.height() - size) // 2, size, size))
        self._mark(painter, QRectF(circle))
        words = self._mirror(
            QRect(
                line * 2 // 3 + size + line // 2,
                0,
                self.width() - size - line * 3 // 2,
                self.height(),
            )
        )
        font = self.font()
        font.setBold(self._current)
        painter.setFont(font)
        shown = (
            QPalette.ColorRole.HighlightedText if self._current else QPalette.ColorRole.WindowText
        )
        painter.setPen(self._colour(shown))
        alignment = QStyle.visualAlignment(
            self.layoutDirection(), Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        )
        painter.drawText(words, alignment, self.text())
        painter.end()

    def _background(self, painter: QPainter) -> None:
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._current:
            painter.setBrush(self._colour(QPalette.ColorRole.Highlight))
        elif self.underMouse():
            painter.setBrush(self._colour(QPalette.ColorRole.Midlight))
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect, 6, 6)
        if self.hasFocus():
            painter.setPen(QPen(self._colour(QPalette.ColorRole.Accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect, 6, 6)

    def _mark(self, painter: QPainter, circle: QRectF) -> None:
        accent = self._colour(QPalette.ColorRole.Accent)
        filled = self._current or self._state is StepState.COMPLETE
        edge = accent if filled else self._colour(QPalette.ColorRole.Dark)
        painter.setPen(QPen(edge, 1.5))
        painter.setBrush(accent if filled else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        inside = self._colour(QPalette.ColorRole.Base if filled else QPalette.ColorRole.WindowText)
        painter.setPen(QPen(inside, 2))
        if self._state is StepState.COMPLETE and not self._current:
            self._tick(painter, circle)
        else:
            font = self.font()
            font.setBold(True)
            painter.setFont(font)
            painter.drawText(
                circle, Qt.AlignmentFlag.AlignCenter, self.locale().toString(self._number)
            )
        if self._state is StepState.MISSING and not self._current:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour(QPalette.ColorRole.BrightText))
            spot = circle.width() * 0.36
            painter.drawEllipse(
                QRectF(circle.right() - spot * 0.8, circle.top() - spot * 0.2, spot, spot)
            )

    def _tick(self, painter: QPainter, circle: QRectF) -> None:
        unit = circle.width() / 10
        origin = circle.topLeft()
        painter.drawPolyline(
            QPolygonF(
                [
                    origin + QPointF(x * unit, y * unit)
                    for x, y in ((3, 5.2), (4.5, 6.8), (7.2, 3.4))
                ]
            )
        )

    def _mirror(self, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    def _colour(self, role: QPalette.ColorRole) -> QColor:
        return self.palette().color(role)


class StepList(QWidget):
    """The buttons of all steps; arrow keys move between them, as in any list.

    Signals:
        chosen: the page of the step that was pressed.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("window.steps")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._buttons: dict[str, StepButton] = {}

    def show_steps(self, steps: Sequence[Step], current: str) -> None:
        """Show these steps, in this order."""
        wanted = [step.page for step in steps]
        if wanted != list(self._buttons):
            self._rebuild(wanted)
        for number, step in enumerate(steps, 1):
            self._buttons[step.page].show_step(
                step, number, len(steps), current=step.page == current
            )

    def button(self, page: str) -> StepButton | None:
        return self._buttons.get(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        move = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        order = list(self._buttons.values())
        focused = next((each for each in order if each.hasFocus()), None)
        if move is None or focused is None:
            super().keyPressEvent(event)
            return
        place = order.index(focused) + move
        if 0 <= place < len(order):
            order[place].setFocus(Qt.FocusReason.TabFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def _rebuild(self, wanted: list[str]) -> None:
        for page in [page for page in self._buttons if page not in wanted]:
            gone = self._buttons.pop(page)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        kept, self._buttons = self._buttons, {}
        for place, page in enumerate(wanted):
            button = kept.get(page)
            if button is None:
                button = StepButton(self, page)
                button.clicked.connect(lambda _on=False, name=page: self.chosen.emit(name))
            self._column.insertWidget(place, button)
            self._buttons[page] = button
        for before, after in pairwise(wanted):
            QWidget.setTabOrder(self._buttons[before], self._buttons[after])


def _state_words(state: StepState, *, current: bool) -> str:
    if current:
        return QCoreApplication.translate("StepList", "you are here")
    return {
        StepState.OPEN: QCoreApplication.translate("StepList", "not finished"),
        StepState.COMPLETE: QCoreApplication.translate("StepList", "complete"),
        StepState.MISSING: QCoreApplication.translate("StepList", "something is missing"),
    }[state]
