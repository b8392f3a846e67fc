"""The half that was rescued with the Recovery CD: found on a stick or pointed at, and added."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from collector.core.errors import CollectorError
from collector.gui.announce import announce
from collector.gui.texts.errors import error_words
from collector.gui.texts.moments import day_words
from collector.gui.texts.sizes import size_words
from collector.gui.widgets.card import Card, push_button
from collector.gui.widgets.flow import Flow
from collector.gui.widgets.fold import Fold
from collector.gui.widgets.lines import LineField
from collector.gui.widgets.text import text

if TYPE_CHECKING:
    from collector.core.progress import Cancel, Progress
    from collector.gui.session import Session
    from collector.workflow.draft import Draft
    from collector.workflow.join import RescuedBundle

PATH = "start.rescued.path"


class RescuedCard(Card):
    """One that is added is joined as soon as the computer is read, and sent with the rest.

    Signals:
        chosen: the path of the bundle that is to be added; "" takes it out again.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent, "")
        self._session = session
        self._shown: dict[str, RescuedBundle] = {}
        self.column.addWidget(text(self, self.tr("Rescued with the Recovery CD"), role="section"))
        self._about = text(self, role="muted", name="start.rescued.about")
        self.column.addWidget(self._about)
        self._rows = QVBoxLayout()
        self.column.addLayout(self._rows)
        self._fold = Fold(self, "start.rescued.fold", self.tr("I have a rescued bundle elsewhere"))
        self.path = LineField(
            self._fold,
            PATH,
            self.tr("File of the rescued bundle"),
            help_text=self.tr("The ZIP file that the rescue wrote. It is looked at, not changed."),
        )
        self.browse = push_button(
            self._fold,
            "start.rescued.browse",
            self.tr("Choose a file…"),
            more=self.tr("Opens a window in which the rescued bundle is chosen"),
        )
        self.browse.clicked.connect(self._browse)
        self.path.line.editingFinished.connect(self._typed)
        self._fold.column.addWidget(self.path)
        row = Flow()
        row.addWidget(self.browse)
        self._fold.column.addLayout(row)
        self.column.addWidget(self._fold)
        self._tell()

    def look(self) -> None:
        """Look at sticks and other media, and at what the draft names already."""
        named = self._chosen()

        def work(_progress: Progress, _cancel: Cancel) -> tuple[RescuedBundle, ...]:
            from collector.workflow.join import describe, find_rescued

            found = find_rescued()
            if named and all(str(one.path) != named for one in found):
                try:
                    return (*found, describe(Path(named)))
                except CollectorError:  # gone with its stick: what was joined is kept
                    return found
            return found

        self._session.tasks.run(work, owner=self, done=self.show_found)

    def load(self, draft: Draft) -> None:
        """Show which one the draft has."""
        if kept := draft.unfinished.get(PATH, ""):
            self.path.set_value(kept)
            self._fold.set_open(True)
        if draft.options.rescued and draft.options.rescued not in self._shown:
            self.look()
        self._show()

    def show_found(self, found: tuple[RescuedBundle, ...]) -> None:
        """Show these beside what was pointed at."""
        self._shown |= {str(one.path): one for one in found}
        self._show()

    def point_at(self, path: Path) -> None:
        """Take the bundle at `path`, if it is one of a rescue."""

        def work(_progress: Progress, _cancel: Cancel) -> RescuedBundle:
            from collector.workflow.join import describe

            return describe(path)

        self._session.tasks.run(work, owner=self, done=self._pointed_at, failed=self._not_one)

    # what it does -------------------------------------------------------------------------------

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("File of the rescued bundle"), self.path.value())
        dialog.setNameFilter(self.tr("ZIP files (*.zip)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._selected)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _selected(self, path: str) -> None:
        self.path.set_value(path)
        self._typed()

    def _typed(self) -> None:
        self.path.set_fault("")
        if (written := self.path.value().strip()) and written != self._chosen():
            self.point_at(Path(written))

    def _pointed_at(self, bundle: RescuedBundle) -> None:
        self._shown[str(bundle.path)] = bundle
        self._choose(str(bundle.path))

    def _not_one(self, error: BaseException) -> None:
        if isinstance(error, CollectorError):
            self.path.set_fault(" ".join(filter(None, error_words(error))))

    def _choose(self, path: str) -> None:
        self.chosen.emit(path)
        self._show(path)
        announce(self, self._about.text())

    def _chosen(self) -> str:
        draft = self._session.draft
        return draft.options.rescued if draft is not None else ""

    # what it shows ------------------------------------------------------------------------------

    def _show(self, chosen: str | None = None) -> None:
        now = self._chosen() if chosen is None else chosen
        while item := self._rows.takeAt(0):
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, bundle in enumerate(self._shown.values()):
            self._rows.addWidget(self._row(number, bundle, str(bundle.path) == now))
        self._tell(now)

    def _tell(self, chosen: str = "") -> None:
        if chosen:
            words = self.tr("It is added when this computer is read, and sent in the same request.")
        elif self._shown:
            words = self.tr("Add it, and an engineer sees both halves in one request.")
        else:
            words = self.tr(
                "If you rescued logs of this computer from the Recovery CD, put in the stick or "
                "name the file: both halves go into one request."
            )
        self._about.setText(words)

    def _row(self, number: int, bundle: RescuedBundle, is_chosen: bool) -> QWidget:
        part = QWidget(self)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        places = QLocale()
        made = day_words(datetime.fromisoformat(bundle.made_at).astimezone().date())
        windows = places.createSeparatedList([*bundle.windows])
        heading = self.tr("{windows}, rescued on {day}") if windows else self.tr("Rescued on {day}")
        heading = heading.format(windows=windows, day=made)
        disks = places.createSeparatedList([*bundle.disks])
        more = self.tr("{size}, %n file(s), in {path}", "", bundle.files).format(
            size=size_words(bundle.size), path=bundle.path
        )
        name = f"start.rescued.{number}"
        column.addWidget(text(part, heading, role="strong", name=f"{name}.heading", copy=True))
        column.addWidget(text(part, more, role="muted", name=f"{name}.text", copy=True))
        if disks:
            said = self.tr("Disks: {disks}").format(disks=disks)
            column.addWidget(text(part, said, role="muted", name=f"{name}.disks", copy=True))
        button = push_button(
            part,
            f"{name}.choose",
            self.tr("Take it out again") if is_chosen else self.tr("Add it"),
            more=heading,
        )
        path = "" if is_chosen else str(bundle.path)
        button.clicked.connect(lambda: self._choose(path))
        row = Flow()
        row.addWidget(button)
        column.addLayout(row)
        return part
