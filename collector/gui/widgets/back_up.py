"""What cannot wait for the review: a disk that must be backed up before anything else is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from collector.gui.announce import announce
from collector.gui.widgets.card import Note

if TYPE_CHECKING:
    from collector.bundle.finding import Finding


class BackUpFirst(Note):
    """Above every page from the moment that it is known; closed, it stays so until there is more
    to say."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "window.back_up", "danger")
        self._said: tuple[Finding, ...] = ()
        close = self.add_button(
            "window.back_up.close",
            QCoreApplication.translate("TroubleNote", "Close"),
            more=QCoreApplication.translate("TroubleNote", "Hides this message"),
        )
        close.clicked.connect(self.hide)
        self.hide()

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """What was found so far; the same as before changes nothing."""
        if findings == self._said:
            return
        self._said = findings
        if not findings:
            self.hide()
            return
        from collector.gui.texts.findings import finding_words  # not needed for the first paint

        words = [finding_words(one) for one in findings]
        headings = "\n".join(dict.fromkeys(heading for heading, _ in words))
        self.show_words(headings, "\n".join(dict.fromkeys(advice for _, advice in words)))
        announce(self, headings, urgent=True)
