"""What went wrong outside of any field: said above the page, never in a box that blocks."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from collector.core.errors import (
    CancelledError,
    CollectorError,
    ConfigurationError,
    NotFinishedError,
)
from collector.gui.announce import announce
from collector.gui.widgets.card import Note


class TroubleNote(Note):
    """Shows the newest error until it is closed.

    Signals:
        defect: an exception that is a fault of this program.
        send_wanted: the report about it shall be sent, too.
        settings_wanted: the settings are to be shown, where it can be mended.
    """

    defect = Signal(object)
    send_wanted = Signal(object)
    settings_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "window.notice", "danger")
        self.setVisible(False)
        close = self.add_button(
            "window.notice.close", self.tr("Close"), more=self.tr("Hides this message")
        )
        close.clicked.connect(self.hide)
        self._settings = self.add_button(
            "window.notice.settings",
            self.tr("Open the settings"),
            more=self.tr("Address, certificate and proxy"),
        )
        self._settings.clicked.connect(self.settings_wanted)
        self._settings.hide()
        self.error: BaseException | None = None
        self._send = self.add_button(
            "window.notice.send",
            self.tr("Send this report, too"),
            more=self.tr("Attaches it to your request"),
        )
        self._send.clicked.connect(self._wants_to_send)
        self._report: Path | None = None

    def show_error(self, error: BaseException) -> None:
        """Say what happened, what was kept and what to do; a cancellation says nothing."""
        if isinstance(error, CancelledError):
            return
        self.error = error
        self._send.hide()
        self._settings.setVisible(isinstance(error, ConfigurationError))
        if isinstance(error, CollectorError):
            from collector.gui.texts.errors import error_words  # not needed for the first paint

            heading, more = error_words(error)
            kind = "warning" if isinstance(error, NotFinishedError) else "danger"
            self.show_words(heading, more, kind)
        else:
            self.show_words(
                self.tr("Something went wrong in this program."),
                self.tr("What you typed is kept. A report about it is being written."),
                "danger",
            )
            self.defect.emit(error)
        announce(self, self.heading.text(), urgent=True)

    def show_report(self, report: Path) -> None:
        """The report about a fault lies there now."""
        self._report, self.error = report, None
        self._settings.hide()
        self.show_words(
            self.tr("Something went wrong in this program."),
            self.tr("What you typed is kept. A report about it was written: {place}").format(
                place=report
            ),
            "danger",
        )
        self._send.show()

    def show_good_news(self, heading: str, more: str = "") -> None:
        """Something that was waited for has happened."""
        self.error = None
        self._send.hide()
        self._settings.hide()
        self.show_words(heading, more, "success")
        announce(self, heading)

    def _wants_to_send(self) -> None:
        self.hide()
        if self._report is not None:
            self.send_wanted.emit(self._report)
