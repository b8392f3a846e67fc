"""What went wrong outside of any field: said above the page, never in a box that blocks."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from collector.core.errors import CancelledError, CollectorError, NotFinishedError
from collector.gui.announce import announce
from collector.gui.widgets.card import Note


class TroubleNote(Note):
    """Shows the newest error until it is closed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "window.notice", "danger")
        self.setVisible(False)
        close = self.add_button(
            "window.notice.close", self.tr("Close"), more=self.tr("Hides this message")
        )
        close.clicked.connect(self.hide)

    def show_error(self, error: BaseException) -> None:
        """Say what happened, what was kept and what to do; a cancellation says nothing."""
        if isinstance(error, CancelledError):
            return
        if isinstance(error, CollectorError):
            kind = "warning" if isinstance(error, NotFinishedError) else "danger"
            self.show_words(error.title, error.hint, kind)
        else:
            self.show_words(
                self.tr("This program made a mistake."),
                self.tr("What you typed is kept. A report about it was written."),
                "danger",
            )
        announce(self, self.heading.text(), urgent=True)
