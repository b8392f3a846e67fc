"""What is wrong with an answer, and why one cannot go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from collector.request.form import FaultKind
from collector.request.limits import MAX_LENGTH
from collector.workflow.guide import Hindrance

if TYPE_CHECKING:
    from collector.request.form import Fault
    from collector.workflow.guide import Hint

translate = QCoreApplication.translate


def fault_words(fault: Fault) -> str:
    """What is wrong with one answer, and what would be right."""
    return field_faults().get((fault.field, fault.kind)) or kind_words(fault)


def kind_words(fault: Fault) -> str:
    """What is wrong, where nothing special is to be said about the field."""
    limit = QLocale().toString(MAX_LENGTH.get(fault.field, 20_000))
    return fault_kinds()[fault.kind].format(limit=limit)


def fault_kinds() -> dict[FaultKind, str]:
    """Every kind of fault, in words that fit any field."""
    return {
        FaultKind.REQUIRED: translate("Texts", "This is needed."),
        FaultKind.PLACEHOLDER: translate("Texts", "This is only an example; write your own."),
        FaultKind.TOO_LONG: translate("Texts", "This is too long: at most {limit} characters."),
        FaultKind.CONTROL_CHARACTER: translate(
            "Texts", "There is a character in it that is not text."
        ),
        FaultKind.FORM: translate("Texts", "This cannot be understood as it is written."),
        FaultKind.FUTURE: translate("Texts", "This day is in the future."),
        FaultKind.NOT_IN_PROGRAM: translate("Texts", "Your support program does not include this."),
        FaultKind.CONSENT: translate("Texts", "Nothing is sent without your consent."),
        FaultKind.UNKNOWN_KEY: translate("Texts", "This is not known."),
        FaultKind.TYPE: translate("Texts", "This is of another kind than expected."),
        FaultKind.PATH: translate("Texts", "This file or folder cannot be used."),
        FaultKind.SYNTAX: translate("Texts", "This cannot be understood as it is written."),
    }


def field_faults() -> dict[tuple[str, FaultKind], str]:
    """What fits one field better than the words for every field."""
    return {
        ("contact.name", FaultKind.REQUIRED): translate(
            "Texts", "Your name is needed, so that an engineer knows whom to answer."
        ),
        ("contact.email", FaultKind.REQUIRED): translate(
            "Texts", "An e-mail address is needed: the answer goes there."
        ),
        ("contact.email", FaultKind.FORM): translate(
            "Texts", "This is not an e-mail address such as jane@example.com."
        ),
        ("contact.company", FaultKind.REQUIRED): translate(
            "Texts", "Evaluation Support is offered to companies: the company's name is needed."
        ),
        ("contact.callback_number", FaultKind.REQUIRED): translate(
            "Texts", "A number to call is needed where a time to call is given."
        ),
        ("contact.callback_number", FaultKind.NOT_IN_PROGRAM): translate(
            "Texts", "Your support program answers by web and e-mail only; leave this empty."
        ),
        ("identification.serial_number", FaultKind.REQUIRED): translate(
            "Texts",
            "Without the registered e-mail one of these three is needed, so that Paragon "
            "recognises you.",
        ),
        ("product.name", FaultKind.REQUIRED): translate(
            "Texts", "The product is needed, such as Partition Manager."
        ),
        ("product.version", FaultKind.REQUIRED): translate(
            "Texts", "The version is needed, such as 15. If you do not know it, give the build."
        ),
        ("product.build", FaultKind.FORM): translate(
            "Texts",
            "A build is two to five groups of digits with dots, such as 10.1.25.1137. "
            "If you do not know it, leave it empty.",
        ),
        ("problem.subject", FaultKind.REQUIRED): translate(
            "Texts", "One line that says what is wrong is needed."
        ),
        ("problem.description", FaultKind.REQUIRED): translate(
            "Texts", "Say what you did: an engineer needs it to understand the problem."
        ),
        ("problem.category", FaultKind.NOT_IN_PROGRAM): translate(
            "Texts", "Help with scripts is part of Evaluation Support only; choose another one."
        ),
        ("support.program", FaultKind.NOT_IN_PROGRAM): translate(
            "Texts", "This support program is not offered for your product; choose another one."
        ),
        ("support.business_impact", FaultKind.NOT_IN_PROGRAM): translate(
            "Texts", "Only Enterprise Level Support ranks requests by their impact."
        ),
        ("support.previous_ticket_id", FaultKind.FORM): translate(
            "Texts", "This is not a Ticket ID, or a digit of it is mistyped."
        ),
        ("ticket_id", FaultKind.REQUIRED): translate(
            "Texts", "The Ticket ID is needed, to know which ticket to add to."
        ),
        ("ticket_id", FaultKind.FORM): translate(
            "Texts", "This is not a Ticket ID, or a digit of it is mistyped."
        ),
    }


def hint_words(hint: Hint, label: str = "") -> str:
    """Why one cannot go on; `label` is that of the field with the fault."""
    if hint.hindrance is not None:
        return hindrances()[hint.hindrance]
    if hint.fault is None:
        return ""
    words = fault_words(hint.fault)
    return with_label(label, words) if label else words


def with_label(label: str, fault: str) -> str:
    """A fault together with the question that it is about."""
    return translate("Texts", "“{field}” {fault}").format(field=label, fault=fault)


def hindrances() -> dict[Hindrance, str]:
    """Why Next is not possible where no field is at fault."""
    return {
        Hindrance.NOT_AGREED_TO_COLLECT: translate(
            "Texts", "A bundle needs something in it: allow this program to read the computer."
        ),
        Hindrance.STILL_COLLECTING: translate("Texts", "This computer is still being read."),
        Hindrance.DISCONTINUED: translate(
            "Texts", "This version is no longer supported; see above what can still be done."
        ),
        Hindrance.NO_CONSENT: translate("Texts", "Nothing is sent without your consent."),
        Hindrance.NO_TICKET: translate("Texts", "The Ticket ID is needed."),
        Hindrance.NOT_MY_TICKET: translate(
            "Texts",
            "This ticket was not sent from your account on this computer, so nothing can be added "
            "to it from here. Send a new support request, and name this one there as the earlier "
            "ticket.",
        ),
        Hindrance.NOTHING_TO_ADD: translate(
            "Texts", "There is nothing to add yet: write something, or attach a file."
        ),
        Hindrance.PRIVACY_OFF_NOT_CONFIRMED: translate(
            "Texts", "Nothing personal would be hidden: that must be confirmed."
        ),
        Hindrance.NO_TELEPHONE: translate(
            "Texts", "Your support program does not include telephone support."
        ),
        Hindrance.NO_SRS_ADDRESS: translate(
            "Texts", "No support server is set up: enter its address in the settings."
        ),
    }
