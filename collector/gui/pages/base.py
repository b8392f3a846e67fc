"""What every page is: a widget that shows a draft, changes it, and says what it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collector.gui.session import Session
    from collector.workflow.draft import Draft


class Page(QWidget):
    """One page. A subclass sets `ID`, says its `title` and builds its widgets in `build`.

    The window calls `load` when the page is shown and whenever something else changed the draft;
    the page calls `edited` when a person changed something.
    """

    ID: ClassVar[str] = ""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setObjectName(self.ID)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(self.fontMetrics().height())
        self.build()
        self.column.addStretch(1)

    def title(self) -> str:
        """The heading; also the name of the step at the side."""
        raise NotImplementedError

    def subtitle(self) -> str:
        """One sentence under the heading; "" is none."""
        return ""

    def build(self) -> None:
        """Make the widgets and add them to `column`; called once."""
        raise NotImplementedError

    def load(self, draft: Draft) -> None:
        """Show what `draft` says."""

    def save(self, draft: Draft) -> Draft:
        """`draft` with what this page says."""
        return draft

    def shown(self) -> None:
        """The page has become the current one."""

    def hidden(self) -> None:
        """Another page has become the current one."""

    def says(self, error: BaseException) -> bool:
        """Whether the page itself says this error already: once is enough."""
        return False

    def next_words(self) -> str:
        """What the button that goes on is called; "" where there is none."""
        return self.tr("Next")

    def blocked(self) -> str:
        """Why it is not yet possible to go on, as a sentence; "" where it is."""
        return ""

    def show_blocked(self) -> None:
        """Go to what is missing: the person asked where it is."""

    def go_on(self) -> None:
        """The person pressed the button that goes on."""
        self.session.go_next()

    def edited(self) -> None:
        """A person changed something on this page."""
        draft = self.session.draft
        if draft is not None:
            self.session.change(self.save(draft))

    def focus_first(self) -> None:
        """Put the focus where typing would begin."""
        for child in self.findChildren(QWidget):
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisibleTo(self):
                child.setFocus(Qt.FocusReason.OtherFocusReason)
                return
