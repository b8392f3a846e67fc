"""A picture of one disk: its pieces in their order, painted; said in words to screen readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from collector.gui.texts.sizes import size_words
from collector.workflow.disk_picture import Piece

if TYPE_CHECKING:
    from collector.workflow.disk_picture import DiskPicture, Segment

_LEAST = 0.02  # of the width: a small piece is still seen


class DiskBar(QWidget):
    """Widths follow the sizes; a small piece is drawn wider than it is, and free space hatched."""

    def __init__(self, parent: QWidget, disk: DiskPicture, words: str) -> None:
        super().__init__(parent)
        self._disk = disk
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().height() * 3)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.fontMetrics().height() * 3)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left, gap = 0.0, 2.0
        widths = self._widths()
        for segment, width in zip(self._disk.segments, widths, strict=True):
            place = QRectF(left, 1, max(1.0, width - gap), self.height() - 2)
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                place.moveLeft(self.width() - left - place.width())
            self._piece(painter, segment, place)
            left += width
        painter.end()

    def _widths(self) -> list[float]:
        whole = sum(max(segment.size, 1) for segment in self._disk.segments) or 1
        shares = [max(_LEAST, segment.size / whole) for segment in self._disk.segments]
        return [self.width() * share / sum(shares) for share in shares]

    def _piece(self, painter: QPainter, segment: Segment, place: QRectF) -> None:
        palette = self.palette()
        edge = palette.color(QPalette.ColorRole.Dark)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(palette.color(QPalette.ColorRole.Base))
        radius = self.fontMetrics().height() * 0.25
        painter.drawRoundedRect(place, radius, radius)
        if segment.piece is Piece.FREE:
            painter.setBrush(QBrush(edge, Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(place, radius, radius)
            return
        if segment.used is not None and segment.size:
            filled = QRectF(place)
            filled.setTop(place.bottom() - place.height() * 0.18)
            filled.setWidth(place.width() * min(1.0, segment.used / segment.size))
            painter.fillRect(filled, QColor(palette.color(QPalette.ColorRole.Accent)))
        painter.setPen(palette.color(QPalette.ColorRole.Text))
        inside = place.adjusted(6, 4, -6, -place.height() * 0.18)
        if inside.width() > self.fontMetrics().averageCharWidth() * 4:
            lines = (segment.name, size_words(segment.size))
            flags = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
            shown = "\n".join(
                self.fontMetrics().elidedText(
                    line, Qt.TextElideMode.ElideRight, int(inside.width())
                )
                for line in lines
            )
            painter.drawText(inside, flags, shown)
