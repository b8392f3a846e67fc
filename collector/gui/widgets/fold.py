"""Questions that few need, behind a button that unfolds them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector.gui.widgets.card import push_button


class Fold(QWidget):
    """Put what is folded away into `column`."""

    def __init__(self, parent: QWidget, name: str, words: str, *, is_open: bool = False) -> None:
        super().__init__(parent)
        self._words, self._is_open = words, is_open
        self._button = push_button(self, name, words, role="link")
        self._inside = QWidget(self)
        self.column = QVBoxLayout(self._inside)
        line = self.fontMetrics().height()
        self.column.setContentsMargins(0, line // 2, 0, 0)
        self.column.setSpacing(line * 3 // 4)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeading)
        outer.addWidget(self._inside)
        self._button.clicked.connect(lambda: self.set_open(not self._is_open))
        self.set_open(is_open)

    def set_open(self, is_open: bool) -> None:
        self._is_open = is_open
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        sign = "▾" if is_open else ("◂" if mirrored else "▸")
        self._inside.setVisible(is_open)
        self._button.setText("{} {}".format(sign, self._words.replace("&", "&&")))
        self._button.setAccessibleDescription(
            self.tr("More questions: unfolded") if is_open else self.tr("More questions: folded")
        )
