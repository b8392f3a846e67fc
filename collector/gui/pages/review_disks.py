"""The picture of disks and partitions on the review page, drawn from the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector.gui.texts.sizes import size_words
from collector.gui.widgets.card import Card
from collector.gui.widgets.choices import ChoiceField
from collector.gui.widgets.disk_bar import DiskBar
from collector.gui.widgets.text import text
from collector.workflow.disk_picture import Piece

if TYPE_CHECKING:
    from collector.workflow.disk_picture import DiskPicture, Segment


class DisksCard(Card):
    """Hidden while the evidence shows no disk; `problem_disk` is the one a person points at."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "")
        self.column.addWidget(text(self, self.tr("Your disks"), role="section"))
        self.problem_disk = ChoiceField(
            self,
            "review.problem_disk",
            self.tr("Which disk has the problem?"),
            help_text=self.tr("Then you are warned before anything is saved on that disk."),
        )
        self._shown: tuple[DiskPicture, ...] = ()
        self._holder: QWidget | None = None
        self.column.addWidget(self.problem_disk)
        self.hide()

    def show_disks(self, disks: tuple[DiskPicture, ...], problem_disk: str) -> None:
        if disks != self._shown:
            self._shown = disks
            self._rebuild()
        options = [("", self.tr("I do not know"))]
        options += [(disk.name, self._title(disk)) for disk in disks]
        self.problem_disk.set_options(options)
        self.problem_disk.set_value(problem_disk)
        self.problem_disk.setVisible(len(disks) > 1)
        self.setVisible(bool(disks))

    def _rebuild(self) -> None:
        if self._holder is not None:
            self._holder.hide()
            self._holder.deleteLater()
        self._holder = QWidget(self)
        column = QVBoxLayout(self._holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.fontMetrics().height() // 2)
        for disk in self._shown:
            column.addWidget(text(self._holder, self._title(disk), role="strong"))
            bar = DiskBar(self._holder, disk, self._said(disk))
            bar.setObjectName(f"review.disk.{disk.name}")
            column.addWidget(bar)
            column.addWidget(text(self._holder, self._said(disk), role="muted"))
            for problem in disk.problems:
                column.addWidget(text(self._holder, problem, role="caution"))
        self.column.insertWidget(1, self._holder)

    def _title(self, disk: DiskPicture) -> str:
        return self.tr("{name}: {model}, {size}").format(
            name=disk.name, model=disk.model or self.tr("model not known"),
            size=size_words(disk.size),
        )  # fmt: skip

    def _said(self, disk: DiskPicture) -> str:
        """The same in words: what a screen reader says about the picture."""
        style = disk.style or self.tr("Partition table not read")
        return "; ".join([style, *(self._piece(one) for one in disk.segments)])

    def _piece(self, segment: Segment) -> str:
        size = size_words(segment.size)
        if segment.piece is Piece.FREE:
            return self.tr("{size} free").format(size=size)
        known = [segment.file_system, segment.mounted_at]
        if segment.encrypted:
            known.append(self.tr("encrypted"))
        more = ", ".join(one for one in known if one)
        if more:
            return self.tr("{name} {size} ({more})").format(name=segment.name, size=size, more=more)
        return self.tr("{name} {size}").format(name=segment.name, size=size)
