"""Answers that are typed: one line, or as many as it takes."""

from __future__ import annotations

from typing import TypedDict, Unpack

from PySide6.QtCore import QMimeData, QSize, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from collector.gui.widgets.field import Field


class _Words(TypedDict, total=False):
    """What is said about a field; see `Field`."""

    help_text: str
    spoken: str
    labelled: bool


class _Typed(Field):
    """An answer that is typed into `edit`; `example` is shown while there is none."""

    def __init__(
        self,
        parent: QWidget,
        name: str,
        label: str,
        edit: QLineEdit | QPlainTextEdit,
        *,
        example: str = "",
        **words: Unpack[_Words],
    ) -> None:
        super().__init__(parent, name, label, edit, **words)
        edit.setPlaceholderText(example)
        edit.textChanged.connect(self._edited)


class LineField(_Typed):
    """One line of text; `wide` in characters, 0 is as wide as the page."""

    def __init__(
        self,
        parent: QWidget,
        name: str,
        label: str,
        *,
        example: str = "",
        wide: int = 0,
        **words: Unpack[_Words],
    ) -> None:
        self.line = QLineEdit()
        super().__init__(parent, name, label, self.line, example=example, **words)
        if wide:
            self.line.setMaximumWidth(QFontMetrics(self.line.font()).averageCharWidth() * wide + 24)

    def value(self) -> str:
        return self.line.text()

    def set_value(self, value: str) -> None:
        if value != self.line.text():
            self.line.blockSignals(True)
            self.line.setText(value)
            self.line.blockSignals(False)


class AreaField(_Typed):
    """Several lines of text; the area grows with them up to a limit, then it scrolls.

    Signals:
        picture_pasted: a picture, or files, were pasted into it, which it cannot hold.
    """

    picture_pasted = Signal()

    def __init__(
        self,
        parent: QWidget,
        name: str,
        label: str,
        *,
        example: str = "",
        lines: int = 3,
        most: int = 12,
        **words: Unpack[_Words],
    ) -> None:
        self.area = _Growing(lines, most)
        super().__init__(parent, name, label, self.area, example=example, **words)
        self.area.picture_pasted.connect(self.picture_pasted)

    def value(self) -> str:
        return self.area.toPlainText()

    def set_value(self, value: str) -> None:
        if value != self.area.toPlainText():
            self.area.blockSignals(True)
            self.area.setPlainText(value)
            self.area.blockSignals(False)
            self.area.updateGeometry()


class _Growing(QPlainTextEdit):
    """Tab leaves it, as it leaves every other field."""

    picture_pasted = Signal()

    def __init__(self, lines: int, most: int) -> None:
        super().__init__()
        self._lines, self._most = lines, most
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(
            lambda _size: self.updateGeometry()
        )

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasImage() or source.hasUrls() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if (source.hasImage() or source.hasUrls()) and not source.hasText():
            self.picture_pasted.emit()
        else:
            super().insertFromMimeData(source)

    def sizeHint(self) -> QSize:
        shown = round(self.document().size().height())  # in lines, for a plain text document
        lines = min(self._most, max(self._lines, shown))
        height = QFontMetrics(self.font()).lineSpacing() * lines
        margins = self.contentsMargins()
        around = margins.top() + margins.bottom() + round(2 * self.document().documentMargin())
        return QSize(super().sizeHint().width(), height + around + 16)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())
