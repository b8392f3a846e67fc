"""Questions that few need, behind a button that unfolds them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton, QVBoxLayout, QWidget


class Fold(QWidget):
    """Put what is folded away into `column`."""

    def __init__(self, parent: QWidget, name: str, words: str, *, is_open: bool = False) -> None:
        super().__init__(parent)
        self._button = QToolButton(self)
        self._button.setObjectName(name)
        self._button.setProperty("role", "link")
        self._button.setText(words.replace("&", "&&"))
        self._button.setAccessibleName(words)
        self._button.setCheckable(True)
        self._button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
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
        self._button.toggled.connect(self._toggled)
        self._button.setChecked(is_open)
        self._toggled(is_open)

    def set_open(self, is_open: bool) -> None:
        self._button.setChecked(is_open)

    def _toggled(self, on: bool) -> None:
        self._inside.setVisible(on)
        self._button.setArrowType(Qt.ArrowType.DownArrow if on else Qt.ArrowType.RightArrow)
        self._button.setAccessibleDescription(
            self.tr("More questions: unfolded") if on else self.tr("More questions: folded")
        )
