"""Boxes and radio buttons whose words go on in the next line; Qt's own would be cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

_FLAGS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop
_RING = 3


if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object  # two bases of Qt's in one class end the process


class _Wrapping(_Button):
    """What both kinds have in common; `words` are shown as they are, ampersands included."""

    _words: str

    def _prepare(self, words: str) -> None:
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_words(words)

    def set_words(self, words: str) -> None:
        self._words = words
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = max(1, width - self._from_edge() - 2 * _RING)
        bounds = self.fontMetrics().boundingRect(QRect(0, 0, room, 1 << 16), _FLAGS, self._words)
        return max(bounds.height(), self._box()) + 2 * _RING + 2

    def sizeHint(self) -> QSize:
        width = self.fontMetrics().horizontalAdvance(self._words)
        width = min(width, self.fontMetrics().averageCharWidth() * 70)
        width += self._from_edge() + 2 * _RING + 2
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        longest = max(
            (self.fontMetrics().horizontalAdvance(word) for word in self._words.split()),
            default=0,
        )
        return QSize(longest + self._from_edge() + 2 * _RING + 2, self._box() + 2 * _RING)

    def hitButton(self, position: QPoint) -> bool:
        return self.rect().contains(position)

    def _box(self) -> int:
        metric = QStyle.PixelMetric.PM_IndicatorHeight
        return max(self.style().pixelMetric(metric, None, self), self.fontMetrics().height())

    def indent(self) -> int:
        """Where the words begin, from the edge: what belongs to them is put below them."""
        return self._from_edge() + _RING

    def _from_edge(self) -> int:
        return self._box() + self.fontMetrics().height() // 2

    def _paint(self, primitive: QStyle.PrimitiveElement) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        option = QStyleOptionButton()
        option.initFrom(self)
        option.state |= (
            QStyle.StateFlag.State_On if self.isChecked() else QStyle.StateFlag.State_Off
        )
        inside = self.rect().adjusted(_RING, _RING, -_RING, -_RING)
        box = self.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorHeight, None, self)
        line = max(box, self.fontMetrics().height())
        place = QRect(inside.x(), inside.y() + (line - box) // 2, box, box)
        words = inside.adjusted(self._from_edge(), (line - self.fontMetrics().height()) // 2, 0, 0)
        option.rect = self._mirror(place)
        self.style().drawPrimitive(primitive, option, painter, self)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(self.palette().color(group, QPalette.ColorRole.WindowText))
        alignment = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeading)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop | alignment
        painter.drawText(self._mirror(words), flags, self._words)
        if self.hasFocus():
            self._ring(painter)
        painter.end()

    def _mirror(self, place: QRect) -> QRect:
        return QStyle.visualRect(self.layoutDirection(), self.rect(), place)

    def _ring(self, painter: QPainter) -> None:
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 5, 5)


class WrappingRadio(_Wrapping, QRadioButton):
    """One of a few."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        QRadioButton.__init__(self, parent)
        self._prepare(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._paint(QStyle.PrimitiveElement.PE_IndicatorRadioButton)


class WrappingCheck(_Wrapping, QCheckBox):
    """Yes or no."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        QCheckBox.__init__(self, parent)
        self._prepare(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._paint(QStyle.PrimitiveElement.PE_IndicatorCheckBox)
