"""A bar without words: what it says stands beside it."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QProgressBar, QWidget

_HEIGHT = 8


class ThinProgress(QProgressBar):
    """`name` is what a screen reader calls it."""

    def __init__(self, parent: QWidget, object_name: str, name: str) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self.setAccessibleName(name)
        self.setTextVisible(False)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(_HEIGHT * 4, _HEIGHT)
