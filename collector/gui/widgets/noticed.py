"""What was noticed while the computer is still being read: severe, but no reason to hurry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QVBoxLayout, QWidget

from collector.gui.widgets.back_up import BackUpFirst, FindingsNote, Words

if TYPE_CHECKING:
    from collector.bundle.finding import Finding

LISTED = "review"
"""The page on which all that was noticed stands anyway."""
_MOST = 3
_PART = 0.4


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
        rest = [self.tr("All the others are on the review page.")] if others > 0 else []
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


class EarlyNotes(QScrollArea):
    """Both notes, in the order in which they are read; not there while there is nothing to say,
    and never more than a part of the window: what does not fit into that scrolls."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("window.early")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        holder = QWidget(self)
        holder.setProperty("role", "page")
        self.back_up, self.noticed = BackUpFirst(holder), Noticed(holder)
        self._column = QVBoxLayout(holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        for note in (self.back_up, self.noticed):
            self._column.addWidget(note)
        self.setWidget(holder)
        holder.installEventFilter(self)
        parent.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]
        self.hide()

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """The severe findings so far, "back up first" before all else."""
        first = tuple(one for one in findings if one.severity.rank == 0)
        self.back_up.show_findings(first)
        self.noticed.show_findings(findings[len(first) :])
        self._fit()

    def at(self, page: str) -> None:
        """Another page is shown."""
        self.noticed.at(page)
        self._fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the notes, or as may be taken from the page."""
        any_shown = not (self.back_up.isHidden() and self.noticed.isHidden())
        wanted = self._column.totalHeightForWidth(max(1, self.width())) if any_shown else 0
        height = min(wanted, int(self.window().height() * _PART))
        if self.isHidden() == any_shown:
            self.setVisible(any_shown)
        if self.minimumHeight() != height or self.maximumHeight() != height:
            self.setFixedHeight(height)
            self._column.invalidate()  # what was laid out while it was hidden had another width

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isVisible() and self.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, self.fontMetrics().height())
