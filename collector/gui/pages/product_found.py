"""The products that were found on this machine, or why none is shown, and the other two ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from collector.gui.announce import announce
from collector.gui.texts.moments import day_words
from collector.gui.widgets.card import Note
from collector.gui.widgets.text import text
from collector.gui.widgets.toggles import WrappingRadio
from collector.policy.life_cycle import LifeCycleState
from collector.workflow.draft import ProductChoice
from collector.workflow.found_products import FoundProduct, support_of

if TYPE_CHECKING:
    from collector.gui.session import Session
    from collector.workflow.draft import Draft

BY_HAND, FOLDER = -1, -2


class FoundList(QWidget):
    """Radio buttons: one for each product found, one for "another", one for a folder.

    Signals:
        chosen: a FoundProduct.
        other: BY_HAND or FOLDER.
    """

    chosen = Signal(object)
    other = Signal(int)

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self.setObjectName("product.found")
        self.setAccessibleName(self.tr("Products on this computer"))
        self._session = session
        self._products: tuple[FoundProduct, ...] = ()
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._ask = Note(self, "product.look", "info")
        look = self._ask.add_button(
            "product.look_now",
            self.tr("Look for my products now"),
            more=self.tr("Begins to read this computer"),
        )
        look.clicked.connect(self._agree)
        self._column.addWidget(self._ask)
        self._state = text(self, role="muted", name="product.found.state")
        self._column.addWidget(self._state)
        self._list = QWidget(self)
        QVBoxLayout(self._list).setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._list)
        self._group = QButtonGroup(self)
        self._group.idToggled.connect(self._toggled)

    @property
    def products(self) -> tuple[FoundProduct, ...]:
        return self._products

    def refresh(self, draft: Draft) -> None:
        """Show what has been found up to now, and which is chosen."""
        gathering = self._session.gathering
        now = gathering.now
        products = now.products if now is not None else ()
        agreed = draft.agreed_to_collect
        self._ask.show_words(
            "" if agreed else self.tr("Which products are on this computer?"),
            "" if agreed else self.tr(
                "To find them, this program reads the computer's disks, settings and logs. It "
                "changes nothing, and nothing is sent before you have seen it and agreed."
            ),
        )  # fmt: skip
        self._state.setText(self._state_words(agreed=agreed, found=bool(products)))
        self._state.setVisible(bool(self._state.text()))
        known = self._session.known
        shown = (products, known.data if known is not None else None)
        if shown != self._shown:
            self._shown = shown
            if products and products != self._products:
                announce(self, self.tr("%n product(s) found", "", len(products)))
            self._products = products
            self._rebuild()
        self._choose(draft)

    def focus(self) -> None:
        button = self._group.checkedButton() or self._group.button(0) or self._group.button(BY_HAND)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _state_words(self, *, agreed: bool, found: bool) -> str:
        if not agreed or found:
            return ""
        if self._session.gathering.running:
            return self.tr("Looking for Paragon products on this computer…")
        return self.tr("No Paragon product was found on this computer.")

    def _agree(self) -> None:
        from dataclasses import replace

        if self._session.draft is not None:
            self._session.change(replace(self._session.draft, agreed_to_collect=True))

    def _rebuild(self) -> None:
        had_focus = self._list.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        for button in self._group.buttons():
            self._group.removeButton(button)
        self._list.hide()
        self._list.deleteLater()
        self._list = QWidget(self)
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for number, product in enumerate(self._products):
            self._add(column, number, self._name(product), self._more(product))
        self._add(column, BY_HAND, self.tr("Another product, or one on another computer"), "")
        self._add(column, FOLDER, self.tr("It is in a folder that I show you"), "")
        self._column.addWidget(self._list)
        if had_focus:
            self.focus()

    def _add(self, column: QVBoxLayout, number: int, words: str, more: str) -> None:
        button = WrappingRadio(words, self._list)
        names = {BY_HAND: "by_hand", FOLDER: "folder"}
        button.setObjectName(f"product.found.{names.get(number, str(number))}")
        button.setAccessibleDescription(more or self.tr("A product that was not found here"))
        self._group.addButton(button, number)
        column.addWidget(button)
        if more:
            label = text(self._list, more, role="muted")
            label.setContentsMargins(button.indent(), 0, 0, self.fontMetrics().height() // 3)
            column.addWidget(label)

    def _name(self, product: FoundProduct) -> str:
        name = " ".join(part for part in (product.name, product.edition) if part)
        if product.brand:
            return self.tr("{product}, sold as {brand}").format(product=name, brand=product.brand)
        return name

    def _more(self, product: FoundProduct) -> str:
        parts = []
        if product.version:
            parts.append(self.tr("Version {version}").format(version=product.version))
        if product.build:
            parts.append(self.tr("build {build}").format(build=product.build))
        parts.append(self._support(product))
        return ", ".join(part for part in parts if part)

    def _support(self, product: FoundProduct) -> str:
        known = self._session.known
        if known is None:
            return ""
        found = support_of(product, known.data, self._session.environment.now()).life_cycle
        until = day_words(found.until)
        if found.state is LifeCycleState.UNKNOWN:
            return self.tr("not known until when it is supported")
        if found.state is LifeCycleState.DISCONTINUED:
            return self.tr("no longer supported since {day}").format(day=until)
        if not until:
            return self.tr("supported: it is the latest version")
        return self.tr("supported until {day}").format(day=until)

    def _choose(self, draft: Draft) -> None:
        number = self._number(draft)
        self._group.blockSignals(True)
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(self._group.id(button) == number)
        self._group.setExclusive(True)
        self._group.blockSignals(False)

    def _number(self, draft: Draft) -> int | None:
        if draft.product_choice is ProductChoice.BY_HAND:
            return BY_HAND
        if draft.product_choice is ProductChoice.FOLDER:
            return FOLDER
        if draft.product_choice is ProductChoice.FOUND:
            stated = draft.request.product
            for number, product in enumerate(self._products):
                if (product.name, product.build) == (stated.name, stated.build):
                    return number
        return None

    def _toggled(self, number: int, on: bool) -> None:
        if not on:
            return
        if number >= 0:
            self.chosen.emit(self._products[number])
        else:
            self.other.emit(number)
