"""Which support the person has, and the days that it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from collector.gui.pages.form_page import FormPage
from collector.gui.texts import policy as words
from collector.gui.widgets.card import Card
from collector.gui.widgets.choices import ChoiceField, OptionsField
from collector.gui.widgets.dates import DateField
from collector.gui.widgets.fold import Fold
from collector.policy.entitlement import Reason
from collector.policy.programs import Program, shipped_policy

if TYPE_CHECKING:
    from collections.abc import Mapping


class SupportCard(Card):
    """Program, purchase date, and what few people have: subscription, Upgrade Assurance."""

    def __init__(self, page: FormPage) -> None:
        super().__init__(page)
        today = page.session.today()
        self.program = OptionsField(
            self,
            "product.program",
            self.tr("Which support do you have?"),
            [(program, name, more) for program, (name, more) in words.programs().items()],
        )
        self.purchase_date = DateField(
            self,
            "product.purchase_date",
            self.tr("Date of purchase (optional)"),
            today,
            help_text=self.tr(
                "Of the product; for paid support, of the support. It is on the invoice."
            ),
        )
        self.evaluation_started = DateField(
            self,
            "product.evaluation_started",
            self.tr("When did you agree to the evaluation terms?"),
            today,
        )
        self.more = _More(self, page)
        for part in (self.program, self.purchase_date, self.evaluation_started, self.more):
            self.column.addWidget(part)
        page.bind("support.program", self.program)
        page.bind("support.purchase_date", self.purchase_date)
        page.bind("support.evaluation_started", self.evaluation_started)

    def adapt(self, closed: Mapping[Program, Reason]) -> None:
        """Ask what the chosen program needs; grey what was ruled out, and say why."""
        chosen = self.program.value()
        self.evaluation_started.setVisible(chosen is Program.EVALUATION)
        self.purchase_date.setVisible(chosen is not Program.EVALUATION)
        reasons = words.reasons()
        for program, (_name, more) in words.programs().items():
            reason = closed.get(program)
            self.program.set_option(
                program,
                enabled=reason is None or program is chosen,
                more=more if reason is None else reasons[reason],
            )


class _More(Fold):
    def __init__(self, parent: QWidget, page: FormPage) -> None:
        super().__init__(
            parent, "product.more_purchase", self.tr("Subscription, Upgrade Assurance, incident")
        )
        today = page.session.today()
        years = shipped_policy().complimentary.upgrade_assurance_years
        fields = (
            (
                "subscription_until",
                DateField(
                    self,
                    "product.subscription_until",
                    self.tr("A licence subscription runs until"),
                    today,
                ),
            ),
            (
                "assurance_from",
                DateField(
                    self, "product.assurance_from", self.tr("Upgrade Assurance runs from"), today
                ),
            ),
            (
                "assurance_years",
                ChoiceField(
                    self,
                    "product.assurance_years",
                    self.tr("It was bought for"),
                    options=[
                        (0, self.tr("not stated")),
                        *((each, self.tr("%n year(s)", "", each)) for each in sorted(years)),
                    ],
                    spoken=self.tr("For how many years"),
                ),
            ),
            (
                "upgraded",
                DateField(
                    self, "product.upgraded", self.tr("Upgraded under Upgrade Assurance on"), today
                ),
            ),
            (
                "incident_purchased",
                DateField(
                    self,
                    "product.incident_purchased",
                    self.tr("An unused incident (Per-Incident Support) was bought on"),
                    today,
                ),
            ),
        )
        for name, field in fields:
            self.column.addWidget(field)
            page.bind(f"purchase.{name}", field)
