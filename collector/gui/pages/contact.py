"""Contact: how Paragon recognises the person, and how an engineer reaches them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from collector.gui.pages.form_page import FormPage
from collector.gui.widgets.card import Card
from collector.gui.widgets.choices import CheckField
from collector.gui.widgets.fold import Fold
from collector.gui.widgets.lines import AreaField, LineField

if TYPE_CHECKING:
    from collector.workflow.draft import Draft

_REACH = ("contact.telephone", "contact.fax", "contact.other")


class _NotKnown(CheckField):
    """Ticked means that the registered e-mail is not known: the form asks the other way round."""

    def value(self) -> bool:
        return not super().value()

    def set_value(self, value: bool) -> None:
        super().set_value(not value)


class ContactPage(FormPage):
    """The registered e-mail comes first: it is how Paragon recognises a customer."""

    ID = "contact"

    def title(self) -> str:
        return self.tr("How do we reach you?")

    def build(self) -> None:
        self.column.addWidget(self._who())
        self.column.addWidget(self._you())
        self._callback = self._call_back()
        self.column.addWidget(self._callback)
        self.column.addWidget(self._remember())

    def load(self, draft: Draft) -> None:
        super().load(draft)
        self._more.set_open(any(self._bound[path].value() for path in _REACH))
        self._adapt()

    def edited(self) -> None:
        super().edited()
        self._adapt()

    def reveal(self, path: str) -> None:
        if path in _REACH:
            self._more.set_open(True)

    # what it is made of -------------------------------------------------------------------------

    def _who(self) -> QWidget:
        card = Card(self)
        self.email = LineField(
            card,
            "contact.email",
            self.tr("Registered e-mail"),
            help_text=self._why_registered(),
            example="jane@example.com",
        )
        self.not_known = _NotKnown(
            card,
            "contact.email_not_known",
            self.tr("I do not know my registered e-mail"),
            spoken=self.tr("Asks for a serial number or an order number instead"),
        )
        self.bind("contact.email", self.email)
        self.bind("identification.registered_email", self.not_known)
        others = Card(card, role="plain")
        self._others = others
        others.column.setContentsMargins(0, 0, 0, 0)
        self._line(
            others,
            "identification.serial_number",
            "contact.serial_number",
            self.tr("Serial number"),
            help_text=self.tr("It came with the product, by e-mail or on its box."),
        )
        self._line(
            others,
            "identification.order_number",
            "contact.order_number",
            self.tr("Order number"),
            help_text=self.tr("It is on the invoice."),
        )
        other = AreaField(
            others,
            "contact.identification_other",
            self.tr("Anything else by which Paragon may find you"),
            help_text=self.tr("Such as the shop, or the name that the licence was bought under."),
            lines=2,
        )
        others.column.addWidget(other)
        for part in (self.email, self.not_known, others):
            card.column.addWidget(part)
        self.bind("identification.other", other)
        return card

    def _why_registered(self) -> str:
        return self.tr(
            "The address that your product is registered with. It tells Paragon who you are and "
            "which support you are entitled to. The answer goes there, too."
        )

    def _you(self) -> QWidget:
        card = Card(self)
        self._line(
            card,
            "contact.name",
            "contact.name",
            self.tr("Your name"),
            spoken=self.tr("So that an engineer knows whom to answer"),
        )
        self._line(
            card,
            "contact.company",
            "contact.company",
            self.tr("Company (optional)"),
            spoken=self.tr("Needed for Evaluation Support"),
        )
        self._line(
            card,
            "contact.customer_id",
            "contact.customer_id",
            self.tr("Customer ID (optional)"),
            help_text=self.tr("If Paragon gave you one."),
        )
        self._more = Fold(card, "contact.more", self.tr("More ways to reach you"))
        self._line(
            self._more,
            "contact.telephone",
            "contact.telephone",
            self.tr("Telephone"),
            spoken=self.tr("For questions of the engineer"),
        )
        self._line(
            self._more,
            "contact.fax",
            "contact.fax",
            self.tr("Fax"),
            spoken=self.tr("Only if you want to be reached by it"),
        )
        other = AreaField(
            self._more,
            "contact.other",
            self.tr("Another way"),
            spoken=self.tr("Such as a messenger, or a colleague"),
            lines=2,
        )
        self._more.column.addWidget(other)
        self.bind("contact.other", other)
        card.column.addWidget(self._more)
        return card

    def _call_back(self) -> QWidget:
        card = Card(self, self.tr("An engineer can call you back"))
        self._line(
            card,
            "contact.callback_number",
            "contact.callback_number",
            self.tr("Number to call (optional)"),
            help_text=self.tr("With the country code, such as +49."),
        )
        self._line(
            card,
            "contact.callback_window",
            "contact.callback_window",
            self.tr("When to call (optional)"),
            help_text=self.tr("Days and hours, on your clock."),
        )
        return card

    def _remember(self) -> QWidget:
        card = Card(self)
        remember = CheckField(
            card,
            "contact.remember",
            self.tr("Remember these details on this computer"),
            help_text=self.tr(
                "For your next request, in this account only. The settings forget them again."
            ),
        )
        self.bind("remember_contact", remember)
        card.column.addWidget(remember)
        return card

    def _line(
        self,
        card: Card | Fold,
        path: str,
        name: str,
        label: str,
        *,
        help_text: str = "",
        spoken: str = "",
    ) -> None:
        field = LineField(card, name, label, help_text=help_text, spoken=spoken)
        card.column.addWidget(field)
        self.bind(path, field)

    # what it does -------------------------------------------------------------------------------

    def _adapt(self) -> None:
        not_known = not self.not_known.value()
        self._others.setVisible(not_known)
        if not_known:
            self.email.set_words(self.tr("E-mail for the answer"))
            self.email.set_help(self.tr("The answer goes there."))
        else:
            self.email.set_words(self.tr("Registered e-mail"))
            self.email.set_help(self._why_registered())
        offer = self.session.offer
        stated = any(
            self._bound[f"contact.callback_{part}"].value() for part in ("number", "window")
        )
        self._callback.setVisible(bool(stated) or (offer is not None and offer.callback))
