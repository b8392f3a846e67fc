"""What cannot wait for the review: a disk that must be backed up before anything else is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from collector.gui.announce import announce
from collector.gui.widgets.card import Note

if TYPE_CHECKING:
    from collector.bundle.finding import Finding

Words = tuple[str, str]


class FindingsNote(Note):
    """Findings above every page from the moment that they are known; closed, it stays so until
    there is more to say. Assistive technology is told what is new, at once where it is `urgent`."""

    def __init__(self, parent: QWidget, name: str, kind: str, *, urgent: bool) -> None:
        super().__init__(parent, name, kind)
        self._urgent = urgent
        self._said: tuple[Finding, ...] = ()
        self._told: frozenset[str] = frozenset()
        self.is_closed = False
        close = self.add_button(
            f"{name}.close",
            QCoreApplication.translate("TroubleNote", "Close"),
            more=QCoreApplication.translate("TroubleNote", "Hides this message"),
        )
        close.clicked.connect(self._close)
        self.hide()

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """What was found so far; the same as before changes nothing."""
        if findings == self._said:
            return
        self._said = findings
        if not findings:
            self._told = frozenset()
            self.hide()
            return
        from collector.gui.texts.findings import finding_words  # not needed for the first paint

        words = tuple(dict.fromkeys(finding_words(one) for one in findings))
        new = [heading for heading, _advice in words if heading not in self._told]
        self._told = frozenset(heading for heading, _advice in words)
        self.is_closed = self.is_closed and not new
        self.say(words)
        if new:
            announce(self, "\n".join(dict.fromkeys(new)), urgent=self._urgent)

    def say(self, words: tuple[Words, ...]) -> None:
        """Show what is meant and what to do, unless it was closed."""
        heading = "\n".join(dict.fromkeys(heading for heading, _advice in words))
        self.show_words(heading, "\n".join(dict.fromkeys(advice for _heading, advice in words)))
        self.setVisible(not self.is_closed)

    def _close(self) -> None:
        self.is_closed = True
        self.hide()


class BackUpFirst(FindingsNote):
    """Comes before everything else."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, "window.back_up", "danger", urgent=True)
