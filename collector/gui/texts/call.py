"""The words of the call sheet, in the order of the rules: who, machine, product, problem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from collector.gui.texts import form, moments, policy
from collector.policy.programs import Program
from collector.report.call_sheet import CallSheet
from collector.request.form import Repeatable
from collector.workflow.offer import moment

if TYPE_CHECKING:
    from collector.workflow.call_facts import CallFacts

translate = QCoreApplication.translate
Rows = tuple[tuple[str, str], ...]


def sheet_of(facts: CallFacts, *, right_to_left: bool) -> CallSheet:
    """The sheet; rows without a text are left out when it is written."""
    return CallSheet(
        title=translate("CallSheet", "Call to Paragon's support"),
        subtitle=facts.request.problem.subject,
        sections={
            translate("CallSheet", "Who is calling"): _who(facts),
            translate("CallSheet", "Product"): _product(facts),
            translate("CallSheet", "The problem"): _problem(facts),
            translate("CallSheet", "The computer"): _machine(facts),
        },
        notes_title=translate("CallSheet", "Ticket ID, engineer, and what was said"),
        notes=5,
        footer=translate(
            "CallSheet", "Written {moment}. It stays with you: nothing was sent."
        ).format(moment=moments.moment_words(moment(facts.written_at))),
        right_to_left=right_to_left,
    )


def _who(facts: CallFacts) -> Rows:
    contact, known = facts.request.contact, facts.request.identification
    support = facts.request.support
    return (
        (translate("CallSheet", "Name"), contact.name),
        (translate("CallSheet", "Company"), contact.company),
        (translate("CallSheet", "Customer ID"), contact.customer_id),
        (translate("CallSheet", "Earlier ticket"), support.previous_ticket_id),
        (translate("CallSheet", "Registered e-mail"), contact.email),
        (translate("CallSheet", "Telephone"), contact.telephone),
        (translate("CallSheet", "Call back"), " ".join(
            filter(None, (contact.callback_number, contact.callback_window)))),
        (translate("CallSheet", "Fax"), contact.fax),
        (translate("CallSheet", "Other ways to reach you"), contact.other),
        (translate("CallSheet", "Serial number"), known.serial_number),
        (translate("CallSheet", "Order number"), known.order_number),
        (translate("CallSheet", "Anything else that tells who you are"), known.other),
    )  # fmt: skip


def _product(facts: CallFacts) -> Rows:
    product, support = facts.request.product, facts.request.support
    name = " ".join(filter(None, (product.name, product.edition)))
    program = "" if support.program is Program.UNKNOWN else policy.programs()[support.program][0]
    found = [
        " ".join(filter(None, (one.name, one.edition, one.version, one.build)))
        for one in facts.products
        if one.build != product.build or one.name != product.name
    ]
    return (
        (translate("CallSheet", "Product"), name),
        (translate("CallSheet", "Version"), product.version),
        (translate("CallSheet", "Build number"), product.build),
        (translate("CallSheet", "Support program"), program),
        (translate("CallSheet", "Purchased"), moments.day_words(support.purchase_date)),
        (translate("CallSheet", "Also on this computer"), "\n".join(found)),
    )


def _problem(facts: CallFacts) -> Rows:
    problem = facts.request.problem
    repeatable = form.repeatables().get(problem.repeatable, "")
    risk = {
        True: translate("CallSheet", "Yes"), False: translate("CallSheet", "No"), None: ""
    }[problem.data_at_risk]  # fmt: skip
    return (
        (translate("CallSheet", "What it is about"), form.categories()[problem.category]),
        (translate("CallSheet", "What I did"), problem.description),
        (translate("CallSheet", "What I expected"), problem.expected),
        (translate("CallSheet", "What happened"), problem.happened),
        (translate("CallSheet", "Since when"), problem.since),
        (translate("CallSheet", "When it happened"), problem.occurred_at),
        (translate("CallSheet", "Error code"), problem.error_code),
        (translate("CallSheet", "Can it be repeated?"),
         "" if problem.repeatable is Repeatable.UNKNOWN else repeatable),
        (translate("CallSheet", "Is data at risk?"), risk),
    )  # fmt: skip


def _machine(facts: CallFacts) -> Rows:
    return (
        (translate("CallSheet", "Operating system"), facts.os),
        (translate("CallSheet", "System"), "\n".join(facts.system)),
        (translate("CallSheet", "Disks"), "\n".join(facts.configuration)),
    )
