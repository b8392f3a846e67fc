"""Answers that are chosen: from a list, from a few that are all seen, or yes and no."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen, QPolygonF, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from collector.gui.widgets.field import Field
from collector.gui.widgets.text import text
from collector.gui.widgets.toggles import WrappingCheck, WrappingRadio

Option = tuple[Hashable, str]


class Choice(QComboBox):
    """A list that opens; the wheel scrolls the page over it, and never changes an answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        size = self.fontMetrics().height() * 0.28
        inset = self.fontMetrics().height() * 0.8
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        middle = QPointF(inset if mirrored else self.width() - inset, self.height() / 2)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Text), 1.6))
        painter.drawPolyline(
            QPolygonF(
                [
                    middle + QPointF(-size, -size / 2),
                    middle + QPointF(0, size / 2),
                    middle + QPointF(size, -size / 2),
                ]
            )
        )
        painter.end()


class ChoiceField(Field):
    """One of a list; `editable` takes what is not in it as well."""

    def __init__(
        self,
        parent: QWidget,
        name: str,
        label: str,
        options: Sequence[Option] = (),
        *,
        help_text: str = "",
        spoken: str = "",
        editable: bool = False,
    ) -> None:
        self.choice = Choice()
        self.choice.setEditable(editable)
        self.choice.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        super().__init__(parent, name, label, self.choice, help_text=help_text, spoken=spoken)
        self._editable = editable
        self._options: list[Option] = []
        self.set_options(options)
        if editable:
            self.choice.activated.connect(self._picked)
            self.choice.editTextChanged.connect(self._edited)
            line = QLineEdit(self.choice)
            self.choice.setLineEdit(line)
            line.setObjectName(f"{name}.line")
            line.setAccessibleName(label)
            self.watch(line)
        else:
            self.choice.currentIndexChanged.connect(self._edited)

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer these; the answer stays where it is one of them, or can be typed."""
        if list(options) == self._options:
            return
        self._options = list(options)
        was = self.value()
        self.choice.blockSignals(True)
        self.choice.clear()
        for value, words in options:
            self.choice.addItem(words, value)
        self.choice.blockSignals(False)
        self.set_value(was)

    def value(self) -> Hashable:
        if self._editable:
            return self.choice.currentText()
        return self.choice.currentData()  # type: ignore[no-any-return]

    def set_value(self, value: Hashable) -> None:
        if value == self.value():
            return
        self.choice.blockSignals(True)
        if self._editable:
            self.choice.setEditText(str(value or ""))
        else:
            self.choice.setCurrentIndex(self._index(value))
        self.choice.blockSignals(False)

    def has_focus(self) -> bool:
        line = self.choice.lineEdit() if self._editable else None
        return self.choice.hasFocus() or (line is not None and line.hasFocus())

    def _picked(self, index: int) -> None:
        """An entry may say more than the answer is."""
        self.choice.setEditText(str(self.choice.itemData(index)))

    def _index(self, value: Hashable) -> int:
        for index in range(self.choice.count()):
            if self.choice.itemData(index) == value:
                return index
        return -1


class OptionsField(Field):
    """One of a few that are all seen; each may say more about itself in small letters."""

    def __init__(
        self,
        parent: QWidget,
        name: str,
        label: str,
        options: Sequence[tuple[Hashable, str, str]],
        *,
        help_text: str = "",
        labelled: bool = True,
    ) -> None:
        self._name = name
        self._buttons: dict[Hashable, WrappingRadio] = {}
        self._mores: dict[Hashable, QLabel] = {}
        self._group_box = QWidget()
        super().__init__(
            parent, name, label, self._group_box, help_text=help_text, labelled=labelled
        )
        self._group = QButtonGroup(self)
        column = QVBoxLayout(self._group_box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for value, words, more in options:
            column.addWidget(self._option(value, words))
            if more:
                column.addWidget(self._more(value, more))
        self._group.buttonToggled.connect(self._toggled)

    def button(self, value: Hashable) -> WrappingRadio:
        return self._buttons[value]

    def set_option(self, value: Hashable, *, enabled: bool, more: str) -> None:
        """Grey an option or not, and say this about it."""
        button, label = self._buttons[value], self._mores[value]
        if button.isEnabled() != enabled:
            button.setEnabled(enabled)
        if label.text() != more:
            label.setText(more)
            button.setAccessibleDescription(more)

    def value(self) -> Hashable:
        return next((value for value, button in self._buttons.items() if button.isChecked()), None)

    def set_value(self, value: Hashable) -> None:
        self._group.blockSignals(True)
        self._group.setExclusive(False)
        for known, button in self._buttons.items():
            button.setChecked(known == value)
        self._group.setExclusive(True)
        self._group.blockSignals(False)

    def focus(self) -> None:
        chosen = self._buttons.get(self.value()) or next(iter(self._buttons.values()))
        chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_focus(self) -> bool:
        return any(button.hasFocus() for button in self._buttons.values())

    def outlined(self) -> tuple[QWidget, ...]:
        return ()

    def _option(self, value: Hashable, words: str) -> WrappingRadio:
        button = WrappingRadio(words, self._group_box)
        button.setObjectName(f"{self._name}.{value}")
        self._group.addButton(button)
        button.setAccessibleDescription(self.words)
        self._buttons[value] = button
        self.watch(button)
        return button

    def _more(self, value: Hashable, words: str) -> QWidget:
        holder = QWidget(self._group_box)
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(
            self._buttons[value].indent(), 0, 0, self.fontMetrics().height() // 2
        )
        label = text(holder, words, role="muted", name=f"{self._name}.{value}.more")
        self._mores[value] = label
        inside.addWidget(label)
        self._buttons[value].setAccessibleDescription(words)
        return holder

    def _toggled(self, _button: object, on: bool) -> None:
        if on:
            self._edited()


class CheckField(Field):
    """Yes or no; the box says its own words, no label stands above it."""

    def __init__(
        self, parent: QWidget, name: str, words: str, *, help_text: str = "", spoken: str = ""
    ) -> None:
        self.box = WrappingCheck(words)
        super().__init__(
            parent, name, words, self.box, help_text=help_text, spoken=spoken, labelled=False
        )
        self.help.setContentsMargins(self.box.indent(), 0, 0, 0)
        self.box.toggled.connect(self._edited)

    def value(self) -> bool:
        return self.box.isChecked()

    def set_value(self, value: bool) -> None:
        self.box.blockSignals(True)
        self.box.setChecked(value)
        self.box.blockSignals(False)

    def outlined(self) -> tuple[QWidget, ...]:
        return ()

    def _parts(self) -> tuple[QWidget, ...]:
        return (self.label, self.editor, self.help, self.error)
