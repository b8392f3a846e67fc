"""Contact: how Paragon recognises the person, and how an engineer reaches them."""

from __future__ import annotations

from collector.gui.pages.form_page import FormPage
from collector.gui.widgets.card import Card
from collector.gui.widgets.lines import LineField


class ContactPage(FormPage):
    """The registered e-mail comes first: it is how Paragon recognises a customer."""

    ID = "contact"

    def title(self) -> str:
        return self.tr("How do we reach you?")

    def build(self) -> None:
        card = Card(self)
        self.email = LineField(card, "contact.email", self.tr("Registered e-mail"))
        self.bind("contact.email", self.email)
        card.column.addWidget(self.email)
        self.column.addWidget(card)
