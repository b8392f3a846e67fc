"""Taking a screenshot: choose a screen or a window; this window steps aside meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector.gui import screenshot
from collector.gui.screenshot import Target
from collector.gui.widgets.card import Note, push_button

if TYPE_CHECKING:
    from collector.gui.session import Session

ASIDE_MS = 400
"""How long a desktop takes to paint what was behind this window."""


class ScreenshotPanel(Note):
    """Signals: taken, the picture."""

    taken = Signal(QImage)

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent, "problem.screenshot", "info")
        self._session = session
        self._targets = QWidget(self)
        self._fill(())
        self.hide()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ASIDE_MS)
        self._timer.timeout.connect(self._take)
        self._target: Target | None = None

    def open(self) -> None:
        """Show what a picture can be taken of."""
        if not screenshot.possible():
            self.show_words(
                self.tr("On this desktop the desktop itself takes pictures."),
                self.tr("Press the Print key, then come back and press “Paste”."),
            )
            return
        self.show_words(
            self.tr("What should be in the picture?"),
            self.tr("This window steps aside while it is taken. You can look at it afterwards."),
        )
        self._fill(screenshot.screens())
        own = int(self.window().winId())
        self._session.tasks.run(
            lambda _progress, _cancel: screenshot.windows(own),
            owner=self,
            done=lambda found: self._fill((*screenshot.screens(), *found)),
        )

    def _fill(self, targets: tuple[Target, ...]) -> None:
        had_focus = self._targets.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._targets.hide()
        self._targets.deleteLater()
        self._targets = QWidget(self)
        column = QVBoxLayout(self._targets)
        column.setContentsMargins(0, 0, 0, 0)
        for number, target in enumerate(targets):
            button = push_button(
                self._targets,
                f"problem.screenshot.{number}",
                self._short(target.words),
                role="link",
                more=self.tr("Takes a picture of this"),
            )
            button.setToolTip(target.words)
            button.clicked.connect(lambda _on=False, target=target: self._step_aside(target))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        close = push_button(
            self._targets,
            "problem.screenshot.close",
            self.tr("No picture"),
            more=self.tr("Closes this list"),
        )
        close.clicked.connect(self.hide)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignLeading)
        layout = self.layout()
        assert layout is not None  # noqa: S101  Note made it
        layout.addWidget(self._targets)
        self._targets.show()
        if had_focus and (first := self._targets.findChild(QWidget)) is not None:
            first.setFocus()

    def _short(self, words: str) -> str:
        room = self.fontMetrics().averageCharWidth() * 50
        return self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room)

    def _step_aside(self, target: Target) -> None:
        self._target = target
        self.window().hide()
        self._timer.start()

    def _take(self) -> None:
        target, self._target = self._target, None
        picture = screenshot.take(target) if target is not None else QImage()
        self.window().show()
        self.window().activateWindow()
        if picture.isNull():
            self.show_words(
                self.tr("The desktop did not let this picture be taken."),
                self.tr("Press the Print key, then come back and press “Paste”."),
                "warning",
            )
            return
        self.hide()
        self.taken.emit(picture)
