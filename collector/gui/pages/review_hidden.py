"""What was hidden, value by value: keep one visible, hide more, choose how much is hidden."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from collector.gui.texts import review as words
from collector.gui.widgets.card import Card, Note, push_button
from collector.gui.widgets.choices import CheckField, OptionsField
from collector.gui.widgets.flow import Flow
from collector.gui.widgets.fold import Fold
from collector.gui.widgets.lines import LineField
from collector.gui.widgets.text import text

if TYPE_CHECKING:
    from collector.workflow.draft import Draft
    from collector.workflow.review import Value

_TOKEN = Qt.ItemDataRole.UserRole
MOST = 2000
MORE = "review.hide"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """Counts by kind, and the values, the most frequent first."""

    counts: dict[str, int]
    values: tuple[Value, ...] = ()


class HiddenCard(Card):
    """Signals: keep_wanted(token), hide_wanted(text), level_changed."""

    keep_wanted = Signal(str)
    hide_wanted = Signal(str)
    level_changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "")
        self.column.addWidget(text(self, self.tr("What was hidden"), role="section"))
        self.summary = text(self, name="review.hidden.summary", copy=True)
        self.column.addWidget(self.summary)
        self._hide_more()
        self._values()
        self._level()

    def _hide_more(self) -> None:
        self.more = LineField(
            self,
            MORE,
            self.tr("Hide another word everywhere"),
            help_text=self.tr("For instance the name of a project; at least two letters."),
            wide=40,
        )
        button = push_button(
            self,
            "review.hide.button",
            self.tr("Hide it everywhere"),
            more=self.tr("In all files and in their names"),
        )
        button.clicked.connect(self._hide)
        self.more.line.returnPressed.connect(self._hide)
        row = Flow()
        row.addWidget(button)
        self.column.addWidget(self.more)
        self.column.addLayout(row)

    def _values(self) -> None:
        fold = Fold(self, "review.values.fold", self.tr("Every hidden value"))
        self.values = QTreeWidget(self)
        self.values.setObjectName("review.values")
        self.values.setAccessibleName(self.tr("Hidden values"))
        self.values.setAccessibleDescription(self.tr("What was found, and what is sent instead"))
        self.values.setHeaderLabels(
            [self.tr("Value"), self.tr("Sent instead"), self.tr("Kind"), self.tr("Times")]
        )
        self.values.setRootIsDecorated(False)
        self.values.setUniformRowHeights(True)
        self.values.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.values.setMinimumHeight(self.fontMetrics().height() * 10)
        header = self.values.header()
        header.setStretchLastSection(False)
        for column in range(3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.ResizeToContents)
        self.keep = push_button(
            self, "review.keep", self.tr("Show this value everywhere"),
            more=self.tr("It is sent in clear then; choose a value above first"),
        )  # fmt: skip
        self.keep.setEnabled(False)
        self.keep.clicked.connect(self._keep)
        self.values.itemSelectionChanged.connect(lambda: self.keep.setEnabled(bool(self._chosen())))
        fold.column.addWidget(self.values)
        row = Flow()
        row.addWidget(self.keep)
        fold.column.addLayout(row)
        self.column.addWidget(fold)

    def _level(self) -> None:
        fold = Fold(self, "review.level.fold", self.tr("How much is hidden"))
        self.level = OptionsField(
            self, "review.level", self.tr("How much is hidden"),
            [
                ("standard", self.tr("Standard"),
                 self.tr("Names, addresses, serial numbers and passwords. The best choice.")),
                ("strict", self.tr("Strict"),
                 self.tr("Names of files and folders, too. Some problems cannot be found then.")),
                ("off", self.tr("Nothing"),
                 self.tr("Everything is sent as it is, personal data and passwords included.")),
            ],
            labelled=False,
        )  # fmt: skip
        self.off = Note(self, "review.off", "danger")
        self.sure = CheckField(
            self, "review.off.sure",
            self.tr("I am sure: send personal data and passwords from this computer in clear"),
            spoken=self.tr("Asked a second time, because nothing is hidden then"),
        )  # fmt: skip
        inside = QVBoxLayout()
        inside.addWidget(self.sure)
        self.off.add_layout(inside)
        self.level.changed.connect(self.level_changed)
        self.sure.changed.connect(self.level_changed)
        fold.column.addWidget(self.level)
        fold.column.addWidget(self.off)
        self._level_fold = fold
        self.column.addWidget(fold)

    def load(self, draft: Draft) -> None:
        self.more.set_value(draft.unfinished.get(MORE, ""))
        self.level.set_value(draft.options.privacy)
        self.sure.set_value(draft.privacy_off_confirmed)
        self._show_off(draft)

    def save(self, draft: Draft) -> Draft:
        """Another level means that everything is read again; saying so twice is needed for off."""
        level = str(self.level.value() or draft.options.privacy)
        changed = level != draft.options.privacy
        sure = bool(self.sure.value()) and level == "off" and not changed
        draft = replace(
            draft, options=replace(draft.options, privacy=level), privacy_off_confirmed=sure
        )
        self.sure.set_value(sure)
        self._show_off(draft)
        return draft.with_unfinished(MORE, self.more.value())

    def ask_again(self) -> None:
        """Go to what confirms that nothing is hidden."""
        self._level_fold.set_open(True)
        self.sure.focus()

    def _show_off(self, draft: Draft) -> None:
        off = draft.options.privacy == "off"
        if off:
            self.off.show_words(
                self.tr("Nothing will be hidden."),
                self.tr(
                    "Whoever reads the bundle sees the names, addresses and passwords in its "
                    "logs. The last check is skipped as well."
                ),
            )
        self.off.setVisible(off)

    def show_hidden(self, hidden: Hidden, level: str) -> None:
        said = words.hidden_words(hidden.counts)
        if level == "off":
            said = self.tr("Nothing was hidden: you have switched it off.")
        self.summary.setText(said or self.tr("Nothing personal was found."))
        self.values.clear()
        kinds = words.kinds()
        self.values.addTopLevelItems([
            _row(value, kinds[value.kind], self.tr("(removed, not kept anywhere)"))
            for value in hidden.values[:MOST]
        ])  # fmt: skip
        self.keep.setEnabled(False)

    def _hide(self) -> None:
        wanted = self.more.value().strip()
        if len(wanted) < 2:
            self.more.set_fault(self.tr("At least two letters are needed."))
            return
        self.more.set_fault("")
        self.more.set_value("")
        self.more.changed.emit()
        self.hide_wanted.emit(wanted)

    def _keep(self) -> None:
        if token := self._chosen():
            self.keep_wanted.emit(token)

    def _chosen(self) -> str:
        for item in self.values.selectedItems():
            return str(item.data(0, _TOKEN) or "")
        return ""


def _row(value: Value, kind: str, removed: str) -> QTreeWidgetItem:
    item = QTreeWidgetItem([value.original or removed, value.token, kind, str(value.count)])
    item.setData(0, _TOKEN, value.token if value.original else "")
    return item
