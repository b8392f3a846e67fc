"""One attached file: its thumbnail, what it is, how large, and how to take it out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from collector.gui.texts.form import file_kinds
from collector.gui.texts.sizes import size_words
from collector.gui.widgets.card import push_button
from collector.gui.widgets.flow import Flow
from collector.gui.widgets.text import text
from collector.workflow.draft import FileKind

if TYPE_CHECKING:
    from collector.gui.files import Files
    from collector.workflow.draft import DraftFile

_SMALL, _LARGE = 6, 40  # in heights of a line


class FileRow(QFrame):
    """Signals: removed, the file's name."""

    removed = Signal(str)

    def __init__(self, parent: QWidget, file: DraftFile, files: Files) -> None:
        super().__init__(parent)
        self._file, self._files, self._is_large = file, files, False
        self.setObjectName("problem.file")
        line = self.fontMetrics().height()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, line // 2, 0, line // 2)
        row.setSpacing(line)
        self._picture = QLabel(self)
        self._picture.setAccessibleName(self.tr("Thumbnail"))
        self._picture.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._picture.hide()
        row.addWidget(self._picture)
        self._column = QVBoxLayout()
        row.addLayout(self._column, 1)
        self._column.addWidget(text(self, file.name, role="strong", copy=True))
        self._column.addWidget(text(self, described(file), role="muted"))
        self._large = QLabel(self)
        self._large.setAccessibleName(file.name)
        self._large.hide()
        self._column.addWidget(self._buttons())
        self._column.addWidget(self._large)
        if file.kind is FileKind.PICTURE:
            files.look_at(file, line * _SMALL, self._show_small)

    def _buttons(self) -> QWidget:
        holder = QWidget(self)
        row = Flow(holder)
        name = self._file.name
        if self._file.kind is FileKind.PICTURE:
            self._view = push_button(
                holder, f"problem.file.view.{name}", self.tr("Look at it"), role="link", more=name
            )
            self._view.clicked.connect(self._toggle)
            row.addWidget(self._view)
        remove = push_button(
            holder, f"problem.file.remove.{name}", self.tr("Take it out"), role="link", more=name
        )
        remove.clicked.connect(lambda: self.removed.emit(name))
        row.addWidget(remove)
        return holder

    def _show_small(self, image: QImage) -> None:
        self._picture.setPixmap(QPixmap.fromImage(image))
        self._picture.show()

    def _toggle(self) -> None:
        self._is_large = not self._is_large
        words = self.tr("Close") if self._is_large else self.tr("Look at it")
        self._view.setText(words)
        self._view.setAccessibleName(words)
        if self._is_large:
            side = min(self._column.geometry().width(), self.fontMetrics().height() * _LARGE)
            self._files.look_at(self._file, max(64, side), self._show_large)
        else:
            self._large.hide()

    def _show_large(self, image: QImage) -> None:
        self._large.setPixmap(QPixmap.fromImage(image))
        self._large.setVisible(self._is_large)


def described(file: DraftFile) -> str:
    """What it is and how large: "Log of a Paragon product (stubact.log), 1.2 MB"."""
    kind = file_kinds()[file.kind]
    if file.known_as:
        words = QCoreApplication.translate("FileRow", "{kind} ({known_as}), {size}")
        return words.format(kind=kind, known_as=file.known_as, size=size_words(file.size))
    words = QCoreApplication.translate("FileRow", "{kind}, {size}")
    return words.format(kind=kind, size=size_words(file.size))
