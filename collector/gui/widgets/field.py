"""One question: its label, its help, what answers it, and what is wrong with the answer."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from collector.gui.widgets.text import repolish, text

_STAYS = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


class Field(QWidget):
    """A question named `name` (`contact.email`); `editor` is what takes the focus.

    Label, help and fault are what a screen reader says about the editor, too; `spoken` is said
    where there is no help to be seen.

    Signals:
        changed: the answer was changed, by whatever means.
        left: the focus went elsewhere; from then on a fault is shown.
    """

    changed = Signal()
    left = Signal()

    def __init__(
        self,
        parent: QWidget,
        name: str,
        label: str,
        editor: QWidget,
        *,
        help_text: str = "",
        spoken: str = "",
        labelled: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}.field")
        self.editor = editor
        self._words, self._help_words, self._spoken = label, help_text, spoken
        editor.setParent(self)
        editor.setObjectName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.label = text(self, label, role="strong", name=f"{name}.label")
        self.label.setBuddy(editor)
        self.label.setVisible(labelled)
        self.help = text(self, help_text, role="muted", name=f"{name}.help")
        self.help.setVisible(bool(help_text))
        self.error = text(self, role="error", name=f"{name}.error")
        self.error.hide()
        for part in self._parts():
            column.addWidget(part)
        editor.setAccessibleName(label)
        self._describe()
        self.watch(editor)

    def value(self) -> object:
        """The answer, of the type that the form has for it."""
        raise NotImplementedError

    def set_value(self, value: Any) -> None:  # noqa: ANN401  each kind of field has its own
        """Show an answer without telling `changed`."""
        raise NotImplementedError

    def typed(self) -> str:
        """The text as it was typed, where it may be no value yet."""
        return ""

    def set_typed(self, words: str) -> None:
        """Show a text that is no value yet."""

    def own_fault(self) -> str:
        """What is wrong with what was typed where no value can say it."""
        return ""

    @property
    def words(self) -> str:
        """The label's text."""
        return self._words

    def set_words(self, words: str) -> None:
        """Ask the question in other words."""
        self._words = words
        self.label.setText(words)
        self.editor.setAccessibleName(words)

    def set_help(self, words: str) -> None:
        self._help_words = words
        self.help.setText(words)
        self.help.setVisible(bool(words))
        self._describe()

    @property
    def fault(self) -> str:
        return self.error.text()

    def set_fault(self, words: str) -> None:
        """Show what is wrong beside the answer; "" is nothing."""
        if words == self.error.text():
            return
        self.error.setText(words)
        self.error.setVisible(bool(words))
        for part in self.outlined():
            part.setProperty("fault", bool(words))
            repolish(part)
        self._describe()

    def focus(self) -> None:
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_focus(self) -> bool:
        return self.editor.hasFocus()

    def watch(self, widget: QWidget) -> None:
        """Tell `left` when the focus goes away from `widget`, too."""
        widget.installEventFilter(self)

    def outlined(self) -> tuple[QWidget, ...]:
        """What gets the outline of a fault."""
        return (self.editor,)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.FocusOut
            and isinstance(event, QFocusEvent)
            and event.reason() not in _STAYS
        ):
            self.left.emit()
        return super().eventFilter(watched, event)

    def _parts(self) -> tuple[QWidget, ...]:
        return (self.label, self.help, self.editor, self.error)

    def _describe(self) -> None:
        said = (self._help_words or self._spoken, self.error.text())
        self.editor.setAccessibleDescription(" ".join(words for words in said if words))

    def _edited(self) -> None:
        self.changed.emit()
        if not self.has_focus():  # assistive technology answers without going there
            self.left.emit()
