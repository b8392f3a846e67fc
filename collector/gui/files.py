"""Attaching and taking out: copies are made on a thread, thumbnails with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

from collector.core.errors import CancelledError

if TYPE_CHECKING:
    from collector.core.progress import Cancel, Progress
    from collector.gui.session import Session
    from collector.workflow.draft import Draft, DraftFile, FileSource
    from collector.workflow.draft_files import Room
    from collector.workflow.draft_store import DraftStore

LANE = "files"


class Files(QObject):
    """The attachments of the draft that is open.

    Signals:
        refused: an error that says why a file was not attached.
        progressed: copying a large file: a ProgressEvent; None when it is over.
    """

    refused = Signal(object)
    progressed = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._copied: tuple[DraftFile, ...] = ()

    def room(self) -> Room | None:
        """How much may be attached, and how much is."""
        draft = self._session.draft
        return self._room_of(draft) if draft is not None else None

    def _room_of(self, draft: Draft) -> Room:
        from collector.workflow.draft_files import room

        now, known = self._session.gathering.now, self._session.known
        return room(
            draft,
            evidence_bytes=now.stored_bytes if now is not None else 0,
            server_limit=known.server_limit if known is not None else None,
        )

    def attach(self, path: Path) -> None:
        """Copy a file into the draft."""

        def work(progress: Progress, cancel: Cancel) -> DraftFile:
            from collector.workflow.draft_files import copy_file

            store, draft = self._now()
            limits = self._room_of(draft)
            return copy_file(store, draft, path, limits=limits, progress=progress, cancel=cancel)

        self._run(work)

    def attach_picture(self, picture: QImage, name: str, source: FileSource) -> None:
        """Attach a picture that was pasted or taken, as PNG."""

        def work(_progress: Progress, _cancel: Cancel) -> DraftFile:
            from collector.workflow.draft_files import copy_bytes

            store, draft = self._now()
            limits = self._room_of(draft)
            return copy_bytes(store, draft, name, png(picture), source=source, limits=limits)

        self._run(work)

    def attach_text(self, words: str, name: str) -> None:
        """Attach a text that was pasted, as UTF-8."""

        def work(_progress: Progress, _cancel: Cancel) -> DraftFile:
            from collector.workflow.draft_files import copy_bytes

            store, draft = self._now()
            data = words.encode("utf-8", "replace")
            return copy_bytes(store, draft, name, data, limits=self._room_of(draft))

        self._run(work)

    def detach(self, name: str) -> None:
        """Take a file out; its copy goes once the draft is stored without it."""
        from collector.workflow.draft_files import remove_copy

        draft, store = self._session.draft, self._session.store
        if draft is None or store is None:
            return
        kept = tuple(one for one in draft.attachments if one.name != name)
        self._session.change(replace(draft, attachments=kept))
        self._session.save_now()
        self._session.tasks.run(
            lambda _progress, _cancel: remove_copy(store, draft, name),
            owner=self,
            lane="draft",
        )

    def look_at(self, file: DraftFile, side: int, then: Callable[[QImage], None]) -> None:
        """Read a picture, at most `side` pixels wide and high; `then` gets it."""
        store, draft = self._session.store, self._session.draft
        if store is None or draft is None:
            return
        self._session.tasks.run(
            lambda _progress, _cancel: scaled(store.files_folder(draft) / file.name, side),
            owner=self,
            done=lambda image: then(image) if not image.isNull() else None,
            lane="thumbnails",
        )

    def _now(self) -> tuple[DraftStore, Draft]:
        """The draft with what was copied, but is not named in it yet; on the lane's thread."""
        store, draft = self._session.store, self._session.draft
        if store is None or draft is None:
            raise CancelledError("The draft was closed meanwhile.")
        return store, replace(draft, attachments=(*draft.attachments, *self._copied))

    def _run(self, work: Callable[[Progress, Cancel], DraftFile]) -> None:
        draft = self._session.draft
        if draft is None:
            return

        def copied(progress: Progress, cancel: Cancel) -> DraftFile:
            file = work(progress, cancel)
            self._copied = (*self._copied, file)
            return file

        self._session.tasks.run(
            copied,
            owner=self,
            done=lambda file: self._attached(draft.id, file),
            failed=self._failed,
            progress=self.progressed.emit,
            lane=LANE,
        )

    def _attached(self, draft_id: str, file: DraftFile) -> None:
        self.progressed.emit(None)
        draft = self._session.draft
        if draft is not None and draft.id == draft_id:
            self._session.change(replace(draft, attachments=(*draft.attachments, file)))
            self._session.save_now()
        self._copied = tuple(one for one in self._copied if one is not file)

    def _failed(self, error: BaseException) -> None:
        self.progressed.emit(None)
        self.refused.emit(error)


def png(picture: QImage) -> bytes:
    """The picture as a PNG file; blocks."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())


def scaled(path: Path, side: int) -> QImage:
    """The picture in `path` within a square of `side` pixels; a null image where it is none.

    A picture that claims to be huge is not decoded: Qt's own limit (256 MB) holds.
    """
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and (size.width() > side or size.height() > side):
        reader.setScaledSize(size.scaled(QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()
