"""Saving the bundle somewhere, and moving the working files; what speaks against it comes first."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from collector.core.errors import CollectorError
from collector.gui.announce import announce
from collector.gui.evidence_work import with_evidence
from collector.gui.texts.errors import error_words
from collector.gui.texts.sizes import size_words
from collector.gui.widgets.card import Card, Note, push_button
from collector.gui.widgets.flow import Flow
from collector.gui.widgets.fold import Fold
from collector.gui.widgets.lines import LineField
from collector.gui.widgets.text import text

if TYPE_CHECKING:
    from collector.bundle.writer import BundleInfo
    from collector.core.progress import Cancel, Progress
    from collector.evidence.set import EvidenceSet
    from collector.gui.session import Session
    from collector.workflow.collecting import Collecting
    from collector.workflow.draft import Draft
    from collector.workflow.save_bundle import Place

LOOK_MS = 400
PATH, MOVE_TO = "review.save.path", "review.move.path"


class SaveCard(Card):
    """One file with everything, for the person to keep or to send in another way."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent, "")
        self._session = session
        self._saved: Path | None = None
        self.column.addWidget(text(self, self.tr("Save the bundle"), role="section"))
        self.column.addWidget(
            text(
                self,
                self.tr("One ZIP file with all of the above, to keep or to send in another way."),
                role="muted",
            )
        )
        self.path = LineField(
            self,
            PATH,
            self.tr("Save as"),
            spoken=self.tr("A ZIP file"),
        )
        self.browse = push_button(
            self,
            "review.save.browse",
            self.tr("Browse…"),
            more=self.tr("Chooses a file"),
        )
        self.save = push_button(
            self,
            "review.save.button",
            self.tr("Save the bundle"),
            more=self.tr("Writes the file and checks it"),
        )
        row = Flow()
        for each in (self.browse, self.save):
            row.addWidget(each)
        self.note = Note(self, "review.save.note")
        self.folder = self.note.add_button(
            "review.save.folder",
            self.tr("Open the folder"),
            more=self.tr("Opens it in the file manager"),
        )
        self.note.hide()
        for part in (self.path, self.note):
            self.column.addWidget(part)
        self.column.insertLayout(self.column.count() - 1, row)
        self._working_files()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self.path.changed.connect(self._timer.start)
        self.path.changed.connect(lambda: session.keep_typed(PATH, self.path.value()))
        self.move_to.changed.connect(lambda: session.keep_typed(MOVE_TO, self.move_to.value()))
        self.browse.clicked.connect(self._browse)
        self.save.clicked.connect(self._save)
        self.folder.clicked.connect(self._open_folder)

    def _working_files(self) -> None:
        self._move_fold = fold = Fold(
            self, "review.move.fold", self.tr("Keep the working files on another disk")
        )
        self.move_to = LineField(
            fold, MOVE_TO, self.tr("Folder"),
            help_text=self.tr(
                "What was read waits in a private folder until it is sent. "
                "If that is on the disk with the problem, move it to a stick."
            ),
        )  # fmt: skip
        self.move_button = push_button(
            fold,
            "review.move.button",
            self.tr("Move them there"),
            more=self.tr("They are copied, then removed here"),
        )
        self.move_button.clicked.connect(self._move)
        row = Flow()
        row.addWidget(self.move_button)
        fold.column.addWidget(self.move_to)
        fold.column.addLayout(row)
        self.column.addWidget(fold)

    def load(self, draft: Draft) -> None:
        if kept := draft.unfinished.get(PATH, ""):
            self.path.set_value(kept)
        self.move_to.set_value(draft.unfinished.get(MOVE_TO, "") or draft.options.work_dir)
        if MOVE_TO in draft.unfinished:
            self._move_fold.set_open(True)

    def propose(self, path: str) -> None:
        """Where it would be saved, unless a person has said where."""
        if not self.path.value():
            self.path.set_value(path)
            self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _browse(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.tr("Save the bundle"), self.path.value(), self.tr("ZIP files (*.zip)"),
            options=QFileDialog.Option.DontConfirmOverwrite,
        )  # fmt: skip
        if chosen:
            self.path.set_value(chosen)
            self.path.changed.emit()
            self._look()

    # looking at the place -----------------------------------------------------------------------

    def _look(self) -> None:
        self._timer.stop()
        target, draft = self._target(), self._session.draft
        if target is None or draft is None:
            return

        def work(evidence: EvidenceSet, _progress: Progress, _cancel: Cancel) -> Place:
            from collector.workflow.save_bundle import look_at

            return look_at(target, evidence, draft)

        with_evidence(self._session, self, work, done=lambda place: self._looked(target, place))

    def _looked(self, target: Path, place: Place) -> None:
        if target != self._target():
            return
        fault = ""
        if not place.there:
            fault = self.tr("This folder does not exist.")
        elif not place.writable:
            fault = self.tr("You may not write into this folder.")
        elif not place.fits and place.free is not None:
            fault = self.tr(
                "There is not enough space: {needed} are needed, {free} are free. "
                "Choose a folder on another disk."
            ).format(needed=size_words(place.needed), free=size_words(place.free))
        elif place.exists:
            fault = self.tr("A file of this name is there already. Choose another name.")
        self.path.set_fault(fault)
        self.save.setEnabled(not fault)
        if place.problem_disk:
            self.folder.hide()
            draft = self._session.draft
            sure = draft is not None and draft.problem_disk == place.problem_disk
            self.note.show_words(
                self.tr("This is the disk with the problem.")
                if sure
                else self.tr("This may be the disk with the problem."),
                self.tr(
                    "Writing to {disk} may destroy what is to be saved. "
                    "Choose a folder on another disk or a USB stick."
                ).format(disk=place.problem_disk),
                "warning",
            )
        elif self._saved is None:
            self.note.hide()

    def _target(self) -> Path | None:
        typed = str(self.path.value()).strip()
        return Path(typed) if typed else None

    # saving -------------------------------------------------------------------------------------

    def _save(self) -> None:
        target, draft = self._target(), self._session.draft
        environment = self._session.environment
        if target is None or draft is None:
            self.path.set_fault(self.tr("Choose where to save it."))
            return

        def work(evidence: EvidenceSet, progress: Progress, cancel: Cancel) -> BundleInfo:
            from collector.workflow.save_bundle import save

            return save(draft, evidence, target, environment, progress=progress, cancel=cancel)

        self.save.setEnabled(False)
        self.folder.hide()
        self.note.show_words(self.tr("The bundle is being written and checked…"), "", "info")
        if with_evidence(
            self._session, self, work, done=self._is_saved, failed=self._not_saved
        ) is None:  # fmt: skip
            self.note.show_words(self.tr("This computer was not read yet."), "", "warning")
            self.save.setEnabled(True)

    def _is_saved(self, info: BundleInfo) -> None:
        self._saved = info.path
        self.save.setEnabled(True)
        self.folder.show()
        heading = self.tr("The bundle is saved.")
        more = self.tr("{path} ({size})").format(path=str(info.path), size=size_words(info.size))
        self.note.show_words(heading, more, "success")
        announce(self, f"{heading} {more}")

    def _not_saved(self, error: BaseException) -> None:
        self.save.setEnabled(True)
        if isinstance(error, CollectorError):
            self.note.show_words(*error_words(error), "danger")
        else:
            self.note.hide()
            self._session.told.emit(error)

    def _open_folder(self) -> None:
        if self._saved is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._saved.parent)))

    # the working files --------------------------------------------------------------------------

    def _move(self) -> None:
        session, folder = self._session, str(self.move_to.value()).strip()
        draft, store, collecting = session.draft, session.store, session.gathering.collecting
        if draft is None or store is None or collecting is None or not folder:
            self.move_to.set_fault("" if folder else self.tr("Choose a folder."))
            return

        def work(_progress: Progress, _cancel: Cancel) -> Draft:
            return _moved(collecting, draft, folder)

        def done(moved: Draft) -> None:
            now = session.draft
            if now is not None:
                session.change(replace(now, options=moved.options).with_unfinished(MOVE_TO, ""))
                session.save_now()
            session.tasks.run(
                lambda _p, _c: collecting.drop_moved(), owner=self, lane="draft", keep=True
            )
            self.move_to.set_fault("")
            announce(self, self.tr("The working files were moved."))

        def failed(error: BaseException) -> None:
            if isinstance(error, CollectorError):
                self.move_to.set_fault(" ".join(error_words(error)).strip())
            else:
                session.told.emit(error)

        session.tasks.run(work, owner=self, done=done, failed=failed, lane="collect")


def _moved(collecting: Collecting, draft: Draft, folder: str) -> Draft:
    from collector.core.errors import MissingInputError

    if not Path(folder).is_dir():
        raise MissingInputError(f"The folder {folder} does not exist.")
    return collecting.move_to(draft, folder)
