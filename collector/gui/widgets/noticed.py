"""What was noticed while the computer is still being read: severe, but no reason to hurry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from collector.gui.widgets.back_up import BackUpFirst, FindingsNote, Words

if TYPE_CHECKING:
    from collector.bundle.finding import Finding

LISTED = "review"
"""The page on which all that was noticed stands anyway."""
_MOST = 3


class Noticed(FindingsNote):
    """A few sentences; what to do is unfolded by a button, so that the page keeps its room."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "window.noticed", "warning", urgent=False)
        self._words: tuple[Words, ...] = ()
        self._is_open = self._is_listed = False
        self._fold = self.add_button(
            "window.noticed.advice", "", more=self.tr("What you can do about it")
        )
        self._fold.clicked.connect(self._turn)

    def say(self, words: tuple[Words, ...]) -> None:
        self._words = words
        self._show()

    def at(self, page: str) -> None:
        """Another page is shown: one that lists everything needs no summary above it."""
        self._is_listed = page == LISTED
        self.setVisible(bool(self._words) and not self.is_closed and not self._is_listed)

    def _turn(self) -> None:
        self._is_open = not self._is_open
        self._show()

    def _show(self) -> None:
        shown, others = self._words[:_MOST], len(self._words) - _MOST
        rest = [self.tr("All the others stand on the review page.")] if others > 0 else []
        sentences = [heading for heading, _advice in shown]
        advice = [text for _heading, text in shown]
        if self._is_open and len(shown) > 1:
            heading = self.tr("What was noticed on this computer, and what you can do")
            more = [f"{what}\n{text}" for what, text in shown] + rest
        else:
            heading = "\n".join([*sentences, *rest])
            more = advice if self._is_open else []
        self._fold.setText(self.tr("Hide advice") if self._is_open else self.tr("What to do"))
        self._fold.setAccessibleName(self._fold.text())
        self.show_words(heading, "\n\n".join(more))
        self.setAccessibleDescription("\n".join(advice))
        self.setVisible(not self.is_closed and not self._is_listed)


class EarlyNotes:
    """Both notes, in the order in which they are read; hidden while there is nothing to say."""

    def __init__(self, parent: QWidget) -> None:
        self.back_up, self.noticed = BackUpFirst(parent), Noticed(parent)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """The severe findings so far, "back up first" before all else."""
        first = tuple(one for one in findings if one.severity.rank == 0)
        self.back_up.show_findings(first)
        self.noticed.show_findings(findings[len(first) :])

    def at(self, page: str) -> None:
        """Another page is shown."""
        self.noticed.at(page)
