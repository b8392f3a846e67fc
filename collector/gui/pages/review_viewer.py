"""Reading a file in place: as it will be sent, and beside it as it was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFontDatabase, QPixmap, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QPlainTextEdit, QTextEdit, QVBoxLayout, QWidget

from collector.gui.theme import PALETTES, Scheme
from collector.gui.widgets.card import push_button
from collector.gui.widgets.choices import CheckField
from collector.gui.widgets.flow import Flow
from collector.gui.widgets.lines import LineField
from collector.gui.widgets.text import text
from collector.privacy.model import Kind

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from collector.workflow.review import Span

PART = 32 * 1024
"""Bytes that are shown at once: laying out more would take the GUI thread too long."""
MOST_MARKS = 400
_BACK = {
    Kind.SECRET: "danger_back",
    Kind.USER: "warning_back", Kind.MAIL: "warning_back", Kind.SID: "warning_back",
    Kind.HOST: "info_back", Kind.IP: "info_back", Kind.MAC: "info_back", Kind.NETWORK: "info_back",
}  # fmt: skip
_OTHER = "success_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a file: `start` in bytes of `size`; either text in spans, or a picture."""

    path: str
    start: int
    size: int
    spans: tuple[Span, ...] = ()
    image: QImage | None = None
    note: str = ""


class Viewer(QWidget):
    """Signals: part_wanted(start), search_wanted(text)."""

    part_wanted = Signal(int)
    search_wanted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("review.viewer")
        self._part: Part | None = None
        self._found: tuple[int, ...] = ()
        self._at = -1
        self._sides: dict[QPlainTextEdit, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        line = self.fontMetrics().height()
        column.setSpacing(line // 2)
        self.name = text(self, role="strong", name="review.viewer.name", copy=True)
        column.addWidget(self.name)
        self._search_row(column)
        self.beside = CheckField(
            self,
            "review.viewer.beside",
            self.tr("Show beside it what was found on this computer"),
            spoken=self.tr("What was hidden is marked in both"),
        )
        self.beside.changed.connect(self._paint)
        column.addWidget(self.beside)
        self._texts(column, line)
        self.picture = text(self, name="review.viewer.picture")
        self.picture.hide()
        column.addWidget(self.picture)
        self._part_row(column)
        self.hide()

    def _search_row(self, column: QVBoxLayout) -> None:
        self.search = LineField(
            self,
            "review.viewer.search",
            self.tr("Search in this file"),
            wide=40,
            spoken=self.tr("Enter goes to the first place, then to the next"),
        )
        self.search.line.returnPressed.connect(self._search_or_next)
        self.search.changed.connect(self._forget_search)
        row = Flow()
        self.find_next = push_button(
            self,
            "review.viewer.find_next",
            self.tr("Find next"),
            more=self.tr("Goes to the next place"),
        )
        self.find_back = push_button(
            self,
            "review.viewer.find_back",
            self.tr("Find previous"),
            more=self.tr("Goes to the place before"),
        )
        self.find_next.clicked.connect(self._search_or_next)
        self.find_back.clicked.connect(lambda: self._step(-1))
        self.hits = text(self, role="muted", name="review.viewer.hits")
        self.hits.setWordWrap(False)
        for each in (self.find_next, self.find_back, self.hits):
            row.addWidget(each)
        column.addWidget(self.search)
        column.addLayout(row)

    def _texts(self, column: QVBoxLayout, line: int) -> None:
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(line // 2)
        self.after = self._text("review.viewer.after", self.tr("As it will be sent"))
        self.before = self._text("review.viewer.before", self.tr("As it was found"))
        for edit, words in (
            (self.before, self.tr("As it was found")),
            (self.after, self.tr("As it will be sent")),
        ):
            holder = QWidget(self)
            side = QVBoxLayout(holder)
            side.setContentsMargins(0, 0, 0, 0)
            side.setSpacing(2)
            label = text(holder, words, role="muted")
            label.setBuddy(edit)
            side.addWidget(label)
            side.addWidget(edit)
            self._sides[edit] = holder
            self._pair.addWidget(holder, 1)
        column.addLayout(self._pair)
        bar = (self.before.verticalScrollBar(), self.after.verticalScrollBar())
        bar[1].valueChanged.connect(bar[0].setValue)
        bar[0].valueChanged.connect(bar[1].setValue)

    def _text(self, name: str, words: str) -> QPlainTextEdit:
        edit = QPlainTextEdit(self)
        edit.setObjectName(name)
        edit.setAccessibleName(words)
        edit.setAccessibleDescription(self.tr("The text of the file; it cannot be changed here"))
        edit.setReadOnly(True)
        edit.setTabChangesFocus(True)
        edit.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        edit.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPointSizeF(self.font().pointSizeF())
        edit.setFont(font)
        edit.setMinimumHeight(self.fontMetrics().height() * 12)
        return edit

    def _part_row(self, column: QVBoxLayout) -> None:
        row = Flow()
        self.earlier = push_button(
            self,
            "review.viewer.earlier",
            self.tr("Part before"),
            more=self.tr("Shows an earlier part of the file"),
        )
        self.later = push_button(
            self,
            "review.viewer.later",
            self.tr("Part after"),
            more=self.tr("Shows a later part of the file"),
        )
        self.where = text(self, role="muted", name="review.viewer.where")
        self.where.setWordWrap(False)
        self.earlier.clicked.connect(lambda: self._go(-PART))
        self.later.clicked.connect(lambda: self._go(PART))
        for each in (self.earlier, self.later, self.where):
            row.addWidget(each)
        column.addLayout(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room side by side, one stands below the other."""
        super().resizeEvent(event)
        wide = self.width() > self.fontMetrics().averageCharWidth() * 90
        directions = QBoxLayout.Direction
        self._pair.setDirection(directions.LeftToRight if wide else directions.TopToBottom)

    def show_part(self, part: Part, where: str) -> None:
        """Show a part of a file; `where` says which."""
        if self._part is None or part.path != self._part.path:
            self._found, self._at = (), -1
            self.hits.setText("")
        self._part = part
        self.name.setText(part.path)
        self.where.setText(where)
        self.earlier.setEnabled(part.start > 0)
        self.later.setEnabled(part.start + PART < part.size)
        for each in (self.earlier, self.later, self.where):
            each.setVisible(part.size > PART and part.image is None and not part.note)
        self._paint()
        self.show()

    def show_found(self, places: tuple[int, ...]) -> None:
        self._found, self._at = places, -1
        if not places:
            self.hits.setText(self.tr("Not in this file"))
            return
        self._step(1)

    def _paint(self) -> None:
        part = self._part
        if part is None:
            return
        is_text = part.image is None and not part.note
        both = is_text and self.beside.value() and any(one.kind for one in part.spans)
        for edit, shown in ((self.after, is_text), (self.before, both)):
            self._sides[edit].setVisible(shown)
        for each in (self.search, self.find_next, self.find_back, self.hits):
            each.setVisible(is_text)
        self.beside.setVisible(is_text and any(one.kind for one in part.spans))
        self.picture.setVisible(not is_text)
        if part.image is not None:
            self.picture.setPixmap(QPixmap.fromImage(part.image))
            self.picture.setAccessibleName(part.path)
        elif part.note:
            self.picture.setText(part.note)
        else:
            self._fill(self.after, [(one.after, one.kind) for one in part.spans])
            if both:
                self._fill(self.before, [(one.before, one.kind) for one in part.spans])

    def _fill(self, edit: QPlainTextEdit, pieces: list[tuple[str, Kind | None]]) -> None:
        clean = [(_shown(words), kind) for words, kind in pieces]
        edit.setPlainText("".join(words for words, _ in clean))
        dark = self.palette().window().color().lightness() < 128
        colours = PALETTES[Scheme.DARK if dark else Scheme.LIGHT]
        marks: list[QTextEdit.ExtraSelection] = []
        at = 0
        for words, kind in clean:
            length = _units(words)
            if kind is not None and len(marks) < MOST_MARKS:
                mark = QTextEdit.ExtraSelection()
                cursor = QTextCursor(edit.document())
                cursor.setPosition(at)
                cursor.setPosition(at + length, QTextCursor.MoveMode.KeepAnchor)
                form = QTextCharFormat()
                form.setBackground(QColor(getattr(colours, _BACK.get(kind, _OTHER))))
                form.setFontUnderline(True)
                mark.cursor, mark.format = cursor, form
                marks.append(mark)
            at += length
        edit.setExtraSelections(marks)

    def _go(self, step: int) -> None:
        if self._part is not None:
            self.part_wanted.emit(max(0, self._part.start + step))

    def _forget_search(self) -> None:
        self._found, self._at = (), -1
        self.hits.setText("")

    def _search_or_next(self) -> None:
        if self._found:
            self._step(1)
        elif wanted := self.search.value():
            self.search_wanted.emit(wanted)

    def _step(self, step: int) -> None:
        if not self._found or self._part is None:
            return
        self._at = (self._at + step) % len(self._found)
        self.hits.setText(self.tr("{n} of {count}").format(n=self._at + 1, count=len(self._found)))
        place = self._found[self._at]
        if not self._part.start <= place < self._part.start + PART:
            self.part_wanted.emit(place - place % PART)
            return
        self.select(place)

    def select_found(self) -> None:
        """After a part was loaded for it: select what was searched for."""
        if 0 <= self._at < len(self._found) and self._part is not None:
            self.select(self._found[self._at])

    def select(self, place: int) -> None:
        """Select the searched text at `place` (bytes of the file)."""
        if self._part is None:
            return
        data = "".join(one.after for one in self._part.spans).encode("utf-8", "surrogateescape")
        before = data[: max(0, place - self._part.start)].decode("utf-8", "replace")
        cursor = self.after.textCursor()
        start = _units(_shown(before))
        last = self.after.document().characterCount() - 1
        cursor.setPosition(min(start, last))
        end = min(start + _units(self.search.value()), last)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.after.setTextCursor(cursor)
        self.after.ensureCursorVisible()


def _shown(words: str) -> str:
    """Line ends as Qt counts them; a NUL would end the text."""
    return words.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "␀")


def _units(words: str) -> int:
    """Qt counts positions in UTF-16 units."""
    return len(words.encode("utf-16-le", "surrogatepass")) // 2
