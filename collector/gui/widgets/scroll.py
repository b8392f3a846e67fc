"""A page's view: it scrolls, keeps lines readable on wide screens, and follows the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QWidget

from collector.gui.pages.base import Page


class PageView(QScrollArea):
    """Holds one page; at most `wide` times the height of a line wide."""

    def __init__(self, parent: QWidget, page: Page, *, wide: int = 48) -> None:
        super().__init__(parent)
        self.page, self._wide = page, wide
        self.setObjectName(f"{page.objectName()}.view")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget(self)
        holder.setProperty("role", "page")
        self._row = QHBoxLayout(holder)
        self._row.addWidget(page, 1)
        self._row.addStretch(0)
        self.setWidget(holder)
        self._measure()
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._measure()

    def _measure(self) -> None:
        line = self.fontMetrics().height()
        self.page.setMaximumWidth(line * self._wide)
        self._row.setContentsMargins(line * 2, line // 2, line * 2, line * 2)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isVisible() and self.page.isAncestorOf(now):
            margin = self.fontMetrics().height() * 3
            self.ensureWidgetVisible(now, 0, margin)
