"""A row whose parts go on in the next line where there is no room, as words in a text do."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flow(QLayout):
    """Parts from the leading edge on; `trailing` puts them at the other one."""

    def __init__(self, parent: QWidget | None = None, *, trailing: bool = False) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._trailing = trailing
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(8)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        shown = self._shown()
        width = sum(item.sizeHint().width() for item in shown)
        height = max((item.sizeHint().height() for item in shown), default=0)
        return QSize(width + self.spacing() * max(0, len(shown) - 1), height)

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Lay out the parts in `rect`; returns the height that they need."""
        top, gap = rect.y(), self.spacing()
        row: list[tuple[QLayoutItem, QSize]] = []
        used = 0
        for item in self._shown():
            size = _fitted(item, max(1, rect.width()))
            if row and used + gap + size.width() > rect.width():
                top += self._row(rect, top, row, used, move=move) + gap
                row, used = [], 0
            used += size.width() + (gap if row else 0)
            row.append((item, size))
        if row:
            top += self._row(rect, top, row, used, move=move)
        return top - rect.y()

    def _row(
        self,
        rect: QRect,
        top: int,
        row: list[tuple[QLayoutItem, QSize]],
        used: int,
        *,
        move: bool,
    ) -> int:
        height = max(size.height() for _item, size in row)
        if not move:
            return height
        owner = self.parentWidget()
        mirrored = owner is not None and owner.layoutDirection() is Qt.LayoutDirection.RightToLeft
        at = rect.width() - used if self._trailing else 0
        for item, size in row:
            left = rect.right() + 1 - at - size.width() if mirrored else rect.x() + at
            down = top + (height - size.height()) // 2
            item.setGeometry(QRect(QPoint(left, down), size))
            at += size.width() + self.spacing()
        return height


def _fitted(item: QLayoutItem, room: int) -> QSize:
    """The size that the part wants, or how high it gets where it must be narrower."""
    size = item.sizeHint()
    if size.width() <= room:
        return size
    height = item.heightForWidth(room) if item.hasHeightForWidth() else size.height()
    return QSize(room, height)
