"""The tree of everything that would leave the computer, and the file that is being read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from collector.gui.evidence_work import with_evidence
from collector.gui.pages.review_viewer import PART, Part, Viewer
from collector.gui.texts import probes
from collector.gui.texts.sizes import size_words
from collector.gui.widgets.card import Card
from collector.gui.widgets.text import text
from collector.workflow.review_tree import OWN, Shown, places_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from collector.core.progress import Cancel, Progress
    from collector.evidence.set import EvidenceSet
    from collector.gui.session import Session
    from collector.workflow.draft import Draft
    from collector.workflow.review_tree import Branch, Leaf, Tree

_PATH = Qt.ItemDataRole.UserRole
_NUMBER = Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter
_ATTACHMENTS = "attachments"
_SEARCHED = "review.viewer.search"
_LARGEST_PICTURE = 32 * 1024 * 1024


class FilesCard(Card):
    """Signals: left_out(paths, on): a person takes files out, or puts them in again."""

    left_out = Signal(tuple, bool)

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent, "")
        self._session = session
        self._own: dict[str, bytes] = {}
        self._leaves: dict[str, Leaf] = {}
        self._titles = probes.titles()
        self.column.addWidget(text(self, self.tr("What will leave this computer"), role="section"))
        self.column.addWidget(
            text(
                self,
                self.tr(
                    "Choose a file to read it exactly as it will be sent. "
                    "Clear the tick of anything that you do not want to send."
                ),
                role="muted",
            )
        )
        self.tree = self._tree()
        self.column.addWidget(self.tree)
        self.viewer = Viewer(self)
        self.viewer.part_wanted.connect(self._read)
        self.viewer.search_wanted.connect(self._search)
        word = self.viewer.search
        word.changed.connect(lambda: self._session.keep_typed(_SEARCHED, word.value()))
        self.column.addWidget(self.viewer)
        self._path = ""

    def _tree(self) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setObjectName("review.files")
        tree.setAccessibleName(self.tr("Files of the bundle"))
        tree.setAccessibleDescription(
            self.tr("Space takes a file out or puts it in again; Enter shows it")
        )
        tree.setHeaderLabels([self.tr("Name"), self.tr("Size"), self.tr("Hidden")])
        tree.setUniformRowHeights(True)
        tree.setTabKeyNavigation(False)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.setMinimumHeight(self.fontMetrics().height() * 16)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (1, 2):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        for column in (1, 2):
            tree.headerItem().setTextAlignment(column, _NUMBER)
        tree.itemChanged.connect(self._ticked)
        tree.currentItemChanged.connect(lambda now, _before: self._chosen(now))
        return tree

    def load(self, draft: Draft) -> None:
        """What was searched for is there again after a kill."""
        self.viewer.search.set_value(draft.unfinished.get(_SEARCHED, ""))

    def show_tree(self, tree: Tree, own: dict[str, bytes]) -> None:
        """Show these files; what was unfolded and chosen stays so."""
        self._own, self._leaves = own, {leaf.path: leaf for leaf in tree.leaves}
        unfolded = {
            item.data(0, _PATH)
            for item in map(self.tree.topLevelItem, range(self.tree.topLevelItemCount()))
            if item is not None and item.isExpanded()
        }
        self.tree.blockSignals(True)
        self.tree.clear()
        for branch in tree.branches:
            if branch.leaves:
                self._add(branch, is_open=branch.probe in unfolded or branch.probe == OWN)
        self.tree.blockSignals(False)
        if self._path:
            self._read(0) if self._path in self._leaves else self.viewer.hide()

    def _add(self, branch: Branch, *, is_open: bool) -> None:
        row = QTreeWidgetItem([self._title(branch), size_words(branch.size), ""])
        row.setData(0, _PATH, branch.probe)
        _tick(row, branch.leaves)
        why = probes.whys().get(branch.probe, branch.why)
        row.setToolTip(0, "\n".join(filter(None, (self._title(branch), why))))
        for leaf in branch.leaves:
            name = leaf.path.partition("/")[2].partition("/")[2] or leaf.path
            if branch.probe == _ATTACHMENTS:
                name = leaf.path.partition("/")[2]
            hidden = str(leaf.hidden) if leaf.hidden else ""
            if leaf.shown is not Shown.TEXT:
                hidden = self.tr("as it is")
            item = QTreeWidgetItem([name, size_words(leaf.size), hidden])
            item.setData(0, _PATH, leaf.path)
            item.setToolTip(0, leaf.path)
            _tick(item, (leaf,))
            row.addChild(item)
        self.tree.addTopLevelItem(row)
        row.setExpanded(is_open)

    def _title(self, branch: Branch) -> str:
        if branch.probe == OWN:
            return self.tr("About this bundle")
        if branch.probe == _ATTACHMENTS:
            return self.tr("What you attached")
        return self._titles.get(branch.probe, branch.title)

    def _ticked(self, item: QTreeWidgetItem, column: int) -> None:
        """A box was clicked: a file's own, or that of all files of a row at once."""
        if column != 0:
            return
        below = list(filter(None, map(item.child, range(item.childCount())))) or [item]
        leaves = [self._leaves[str(each.data(0, _PATH))] for each in below]
        out = item.checkState(0) is Qt.CheckState.Unchecked
        paths = tuple(leaf.path for leaf in leaves if not leaf.fixed and leaf.left_out is not out)
        if paths:
            self.left_out.emit(paths, out)

    def _chosen(self, item: QTreeWidgetItem | None) -> None:
        path = str(item.data(0, _PATH)) if item is not None else ""
        if path in self._leaves and path != self._path:
            self._path = path
            self._read(0)

    # reading ------------------------------------------------------------------------------------

    def _read(self, start: int) -> None:
        path = self._path
        leaf = self._leaves.get(path)
        if leaf is None:
            return
        if (data := self._own.get(path)) is not None:
            self._show(_own_part(path, data, start))
            return
        note = self.tr("This file is not text. It is sent as it is: nothing can be hidden in it.")

        def work(evidence: EvidenceSet, _progress: Progress, _cancel: Cancel) -> Part:
            if leaf.shown is Shown.TEXT:
                return _text_part(evidence, leaf, start)
            return _picture_part(evidence, leaf, note)

        with_evidence(self._session, self, work, done=self._show)

    def _show(self, part: Part) -> None:
        if part.path != self._path:
            return  # another file was chosen meanwhile
        where = self.tr("{start} to {end} of {size}").format(
            start=size_words(part.start), end=size_words(min(part.start + PART, part.size)),
            size=size_words(part.size),
        )  # fmt: skip
        self.viewer.show_part(part, where)
        self.viewer.select_found()

    def _search(self, wanted: str) -> None:
        path = self._path
        if (data := self._own.get(path)) is not None:
            self.viewer.show_found(tuple(places_in(data, wanted)))
            return

        def work(evidence: EvidenceSet, _progress: Progress, _cancel: Cancel) -> tuple[int, ...]:
            from collector.workflow.review_tree import places

            return places(evidence, path, wanted)

        with_evidence(self._session, self, work, done=self.viewer.show_found)


def _tick(row: QTreeWidgetItem, leaves: Sequence[Leaf]) -> None:
    """The box before a row says whether these are sent; there is none where that is fixed."""
    for column in (1, 2):
        row.setTextAlignment(column, _NUMBER)
    free = [leaf for leaf in leaves if not leaf.fixed]
    if not free:
        row.setFlags(row.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        return
    out = sum(leaf.left_out for leaf in free)
    row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    state = Qt.CheckState.PartiallyChecked if out else Qt.CheckState.Checked
    row.setCheckState(0, Qt.CheckState.Unchecked if out == len(free) else state)


def _own_part(path: str, data: bytes, start: int) -> Part:
    from collector.workflow.review import Span

    words = data[start : start + PART].decode("utf-8", "replace")
    span = Span(offset=start, after=words, before=words)
    return Part(path=path, start=start, size=len(data), spans=(span,))


def _text_part(evidence: EvidenceSet, leaf: Leaf, start: int) -> Part:
    from collector.workflow.review import Review

    spans = tuple(Review(evidence).spans(leaf.path, skip=start, limit=PART))
    return Part(path=leaf.path, start=start, size=leaf.size, spans=spans)


def _picture_part(evidence: EvidenceSet, leaf: Leaf, note: str) -> Part:
    from PySide6.QtGui import QImage

    if leaf.shown is Shown.PICTURE and leaf.size <= _LARGEST_PICTURE:
        [record] = [one for one in evidence.files if one.path == leaf.path]
        with evidence.open_file(record) as file:
            image = QImage.fromData(file.read())
        if not image.isNull():
            small = image.scaled(
                900, 700, Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            ) if image.width() > 900 or image.height() > 700 else image  # fmt: skip
            return Part(path=leaf.path, start=0, size=leaf.size, image=small, note=note)
    return Part(path=leaf.path, start=0, size=leaf.size, note=note)
