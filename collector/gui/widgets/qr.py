"""A QR code, painted dark on light in either palette: a camera needs it so."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_QUIET = 4


class QrCode(QWidget):
    """Hidden while there is no code."""

    def __init__(self, parent: QWidget, name: str, words: str) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._modules: tuple[tuple[bool, ...], ...] = ()
        self.hide()

    def show_code(self, modules: tuple[tuple[bool, ...], ...]) -> None:
        self._modules = modules
        self.setVisible(bool(modules))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        side = max(self.fontMetrics().height() * 11, 4 * (len(self._modules) + 2 * _QUIET))
        return QSize(side, side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#ffffff"))
        count = len(self._modules) + 2 * _QUIET
        side = max(1, min(self.width(), self.height()) // count)  # whole pixels: sharp edges
        left = (self.width() - side * count) // 2 + side * _QUIET
        for y, row in enumerate(self._modules):
            for x, dark in enumerate(row):
                if dark:
                    place = QRectF(left + x * side, left + y * side, side, side)
                    painter.fillRect(place, QColor("#000000"))
        painter.end()
