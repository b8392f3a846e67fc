"""Attachments: dropped, pasted, chosen or photographed; each with what it was recognised as."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from collector.core.errors import CancelledError, CollectorError
from collector.gui.announce import announce
from collector.gui.files import Files
from collector.gui.pages.problem_file import FileRow
from collector.gui.pages.problem_screenshot import ScreenshotPanel
from collector.gui.texts.errors import error_words
from collector.gui.texts.sizes import size_words
from collector.gui.widgets.card import Card, Note, push_button
from collector.gui.widgets.flow import Flow
from collector.gui.widgets.text import repolish, set_role, text
from collector.workflow.draft import FileSource

if TYPE_CHECKING:
    from collector.core.progress import ProgressEvent
    from collector.gui.session import Session

_NEARLY_FULL = 0.8


class FilesCard(Card):
    """The list of what is attached, and every way to attach more."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self.column.addWidget(text(self, self.tr("Pictures, logs and other files"), role="section"))
        self.setObjectName("problem.files")
        self._session = session
        self._files = Files(session, self)
        self._files.refused.connect(self._refused)
        self._files.progressed.connect(self._progress)
        self._rows: dict[str, FileRow] = {}
        self.drop = self._drop_area()
        self.column.addWidget(self.drop)
        self.screenshot = ScreenshotPanel(self, session)
        self.screenshot.taken.connect(self._picture_taken)
        self.column.addWidget(self.screenshot)
        self._fault = Note(self, "problem.files.fault", "warning")
        close = self._fault.add_button(
            "problem.files.fault.close", self.tr("Close"), more=self.tr("Hides this message")
        )
        close.clicked.connect(self._fault.hide)
        self._fault.hide()
        self.column.addWidget(self._fault)
        self._list = QVBoxLayout()
        self.column.addLayout(self._list)
        self._state = text(self, role="muted", name="problem.files.room")
        self.column.addWidget(self._state)
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste)
        session.changed.connect(self.refresh)
        session.facts.connect(self._show_room)

    def refresh(self) -> None:
        """Show what the draft has attached now."""
        draft = self._session.draft
        files = draft.attachments if draft is not None else ()
        for name in [name for name in self._rows if name not in {one.name for one in files}]:
            row = self._rows.pop(name)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for file in files:
            if file.name not in self._rows:
                row = FileRow(self, file, self._files)
                row.removed.connect(self._remove)
                self._list.addWidget(row)
                self._rows[file.name] = row
        self._show_room()

    def focus(self) -> None:
        self._choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def paste(self) -> None:
        """Attach what is in the clipboard: files, a picture, or a text."""
        self._take(QGuiApplication.clipboard().mimeData(), FileSource.PASTED)

    def attach(self, paths: list[str]) -> None:
        """Attach these files; those that do not fit are named, the others go on."""
        for path in paths:
            self._files.attach(Path(path))

    # what it is made of -------------------------------------------------------------------------

    def _drop_area(self) -> _DropArea:
        area = _DropArea(self)
        column = QVBoxLayout(area)
        line = self.fontMetrics().height()
        column.setContentsMargins(line, line, line, line)
        column.setSpacing(line // 2)
        column.addWidget(text(area, self.tr("Drop files here, or paste a picture.")))
        column.addWidget(
            text(
                area,
                self.tr(
                    "A picture of the message helps most. Text is searched for names and "
                    "addresses before it is sent; pictures cannot be, so look at them."
                ),
                role="muted",
            )
        )
        row = Flow()
        self._choose = push_button(
            area,
            "problem.files.choose",
            self.tr("Choose files…"),
            more=self.tr("Opens a window in which files are chosen"),
        )
        self._choose.clicked.connect(self._open_dialog)
        paste = push_button(
            area,
            "problem.files.paste",
            self.tr("Paste"),
            more=self.tr("Attaches what is in the clipboard"),
        )
        paste.clicked.connect(self.paste)
        shot = push_button(
            area,
            "problem.files.screenshot",
            self.tr("Take a screenshot…"),
            more=self.tr("Shows the screens and windows that can be taken"),
        )
        shot.clicked.connect(self._open_screenshot)
        for button in (self._choose, paste, shot):
            row.addWidget(button)
        column.addLayout(row)
        area.dropped.connect(lambda data: self._take(data, FileSource.FILE))
        return area

    # what it does -------------------------------------------------------------------------------

    def _open_screenshot(self) -> None:
        self.screenshot.open()

    def _open_dialog(self) -> None:
        dialog = QFileDialog(self, self.tr("Files to attach"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self.attach)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take(self, data: QMimeData, source: FileSource) -> None:
        files = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
        if files:
            self.attach(files)
        elif data.hasImage():
            image = data.imageData()
            if isinstance(image, QImage) and not image.isNull():
                self._files.attach_picture(image, self._name("pasted"), source)
        elif data.hasText() and data.text().strip():
            self._files.attach_text(data.text(), self._name("pasted", "txt"))
        else:
            self._fault.show_words(
                self.tr("There is nothing in the clipboard that could be attached."), "", "info"
            )

    def _picture_taken(self, picture: QImage) -> None:
        self._files.attach_picture(picture, self._name("screenshot"), FileSource.SCREENSHOT)

    def _name(self, what: str, ending: str = "png") -> str:
        now = QDateTime.fromSecsSinceEpoch(int(self._session.environment.now().timestamp()))
        return "{}-{}.{}".format(what, now.toString("yyyyMMdd-HHmmss"), ending)

    def _remove(self, name: str) -> None:
        self._files.detach(name)
        self.focus()

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, CancelledError):
            return
        if not isinstance(error, CollectorError):
            self._session.told.emit(error)
            return
        heading, more = error_words(error)
        self._fault.show_words(heading, more, "warning")
        announce(self._fault, self._fault.heading.text(), urgent=True)

    def _progress(self, event: ProgressEvent | None) -> None:
        if event is None:
            self._show_room()
            return
        self._state.setText(
            self.tr("Copying {name}: {done} of {total}").format(
                name=event.subject, done=size_words(event.done), total=size_words(event.total or 0)
            )
        )

    def _show_room(self) -> None:
        room = self._files.room()
        if room is None:
            return
        most, all_bytes = room.files_allowed, size_words(room.bytes_allowed)
        if room.files_used:
            words = self.tr("%n file(s) attached", "", room.files_used)
            limit = self.tr(
                "{attached}, {used}. Up to {most} files and {all} in total are possible."
            ).format(attached=words, used=size_words(room.bytes_used), most=most, all=all_bytes)
        else:
            limit = self.tr("You can attach up to {most} files, {all} in total.")
            limit = limit.format(most=most, all=all_bytes)
        full = max(
            room.files_used / max(1, room.files_allowed),
            room.bytes_used / max(1, room.bytes_allowed),
        )
        set_role(self._state, "caution" if full > _NEARLY_FULL else "muted")
        self._state.setText(limit)


class _DropArea(QFrame):
    dropped = Signal(QMimeData)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("problem.files.drop")
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        data = event.mimeData()
        if data.hasUrls() or data.hasImage():
            event.acceptProposedAction()
            self._over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._over(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._over(False)
        event.acceptProposedAction()
        self.dropped.emit(event.mimeData())

    def _over(self, on: bool) -> None:
        self.setProperty("over", on)
        repolish(self)
