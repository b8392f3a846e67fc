"""Buttons whose words go on in the next line where there is no room for them in one."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

_WIDEST = 34  # in heights of a line: what is longer wraps even where there is room


class WrapButton(QPushButton):
    """Looks as the style sheet says; only the words are painted here."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words.replace("&", "&&"), parent)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        around = self._around()
        room = max(1, min(width - around.width(), self._widest()))
        return self._bounds(room).height() + around.height()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        around = self._around()
        bounds = self._bounds(self._widest())
        return QSize(bounds.width() + 2, bounds.height()) + around

    def minimumSizeHint(self) -> QSize:
        self.ensurePolished()
        words = self._words().split()
        longest = max((self.fontMetrics().horizontalAdvance(word) for word in words), default=0)
        around = self._around()
        return QSize(longest + 2, self.fontMetrics().height()) + around

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        words, option.text = self._words(), ""
        style = self.style()
        style.drawControl(QStyle.ControlElement.CE_PushButton, option, painter, self)
        inside = style.subElementRect(QStyle.SubElement.SE_PushButtonContents, option, self)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        painter.setPen(option.palette.color(group, QPalette.ColorRole.ButtonText))
        painter.drawText(inside, self._flags(), words)
        painter.end()

    def _widest(self) -> int:
        """Pixels: the layout asks the height for the width of the page, but gives this one."""
        return self.fontMetrics().height() * _WIDEST

    def _words(self) -> str:
        return self.text().replace("&&", "&")

    def _flags(self) -> int:
        leading = self.property("role") == "link"
        side = Qt.AlignmentFlag.AlignLeading if leading else Qt.AlignmentFlag.AlignHCenter
        side = QStyle.visualAlignment(self.layoutDirection(), side)
        return int((side | Qt.AlignmentFlag.AlignVCenter).value) | int(
            Qt.TextFlag.TextWordWrap.value
        )

    def _bounds(self, width: int) -> QRect:
        return self.fontMetrics().boundingRect(
            QRect(0, 0, width, 1 << 16), int(Qt.TextFlag.TextWordWrap.value), self._words()
        )

    def _around(self) -> QSize:
        """What the style sheet puts around the words: padding and outline."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        nothing = QSize(0, 0)
        return self.style().sizeFromContents(
            QStyle.ContentsType.CT_PushButton, option, nothing, self
        )
