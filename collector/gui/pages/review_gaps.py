"""What is not in the bundle, and why: absent, refused, too slow, or passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from collector.evidence.model import Status
from collector.gui.texts import probes
from collector.gui.texts.review import gap_words, statuses
from collector.gui.widgets.card import Card
from collector.gui.widgets.fold import Fold
from collector.gui.widgets.text import text

if TYPE_CHECKING:
    from collector.workflow.review_tree import Tree

_QUIET = (Status.NOT_APPLICABLE,)


class GapsCard(Card):
    """A sentence, and every single item behind a fold."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "")
        self.column.addWidget(text(self, self.tr("What is not in it"), role="section"))
        self.summary = text(self, name="review.gaps.summary", copy=True)
        self.column.addWidget(self.summary)
        fold = Fold(self, "review.gaps.fold", self.tr("Show all of it"))
        self.list = QTreeWidget(self)
        self.list.setObjectName("review.gaps")
        self.list.setAccessibleName(self.tr("What is not in the bundle"))
        self.list.setAccessibleDescription(self.tr("Each with the reason why"))
        self.list.setHeaderLabels([self.tr("What"), self.tr("Why")])
        self.list.setMinimumHeight(self.fontMetrics().height() * 10)
        self.list.setWordWrap(True)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        fold.column.addWidget(self.list)
        self.column.addWidget(fold)

    def show_gaps(self, tree: Tree) -> None:
        titles = probes.titles()
        self.list.clear()
        counts: dict[Status, int] = {}
        for branch in tree.branches:
            gaps = [gap for gap in branch.gaps if gap.status not in _QUIET]
            if not gaps:
                continue
            row = QTreeWidgetItem([titles.get(branch.probe, branch.title), ""])
            for gap in gaps:
                counts[gap.status] = counts.get(gap.status, 0) + 1
                why = gap_words(gap)
                item = QTreeWidgetItem([gap.name, why])
                for column, said in enumerate((gap.name, why)):
                    item.setData(column, Qt.ItemDataRole.ToolTipRole, said)
                row.addChild(item)
            self.list.addTopLevelItem(row)
            row.setExpanded(True)
        words = statuses()
        lines = [
            self.tr("{status}: {count}").format(status=words[status], count=count)
            for status, count in counts.items()
        ]
        self.summary.setText("\n".join(lines))
        self.setVisible(bool(counts))
