"""What is read on request only: each with what it reads, why, and what is personal in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector.gui.texts import on_request, probes
from collector.gui.widgets.card import Card
from collector.gui.widgets.choices import CheckField
from collector.gui.widgets.fold import Fold
from collector.gui.widgets.text import text

if TYPE_CHECKING:
    from collector.workflow.draft import Draft


class MoreCard(Card):
    """Signals: changed: other probes are wanted than before."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.column.addWidget(text(self, self.tr("More, on request"), role="section"))
        self.column.addWidget(
            text(
                self,
                self.tr(
                    "This is read only if you tick it, for instance because support asked you "
                    "to. You see it here before you send it, and it is gone again if you take the "
                    "tick away."
                ),
                role="muted",
            )
        )
        self._fold = Fold(self, "review.more.fold", self.tr("Show what can be asked for"))
        self.column.addWidget(self._fold)
        self.boxes = {each: self._box(each) for each in on_request.personals()}

    def _box(self, probe: str) -> CheckField:
        personal = self.tr("Personal in it: {personal}").format(
            personal=on_request.personals()[probe]
        )
        words = "\n".join((on_request.reads()[probe], probes.whys()[probe], personal))
        box = CheckField(self, f"review.more.{probe}", probes.titles()[probe], help_text=words)
        box.changed.connect(self.changed)
        self._fold.column.addWidget(box)
        return box

    def show_offered(self, offered: Iterable[str]) -> None:
        """Those that say something about this computer, and those that were asked for."""
        ids = set(offered)
        for probe, box in self.boxes.items():
            box.setVisible(probe in ids or box.value())
        self.setVisible(bool(ids))

    def load(self, draft: Draft) -> None:
        for probe, box in self.boxes.items():
            box.set_value(probe in draft.options.include)
        if any(box.value() for box in self.boxes.values()):
            self._fold.set_open(True)

    def save(self, draft: Draft) -> Draft:
        """What was included by other means, and is not offered here, stays."""
        others = [each for each in draft.options.include if each not in self.boxes]
        wanted = [probe for probe, box in self.boxes.items() if box.value()]
        include = (*others, *wanted)
        if set(include) == set(draft.options.include):
            return draft
        return replace(draft, options=replace(draft.options, include=include))
