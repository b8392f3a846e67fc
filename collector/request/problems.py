"""What is wrong with a Support Request: every fault at once, each with its field and a sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from collector.core.ticket_id import normalise
from collector.policy.programs import shipped_policy
from collector.policy.versions import is_build
from collector.request.consent import PRIVACY_TEXT_VERSION
from collector.request.form import Fault, FaultKind, SupportRequest
from collector.request.limits import MAX_LENGTH, MULTILINE, REQUIRED
from collector.request.program_rules import program_faults

_ADDRESS_CHARACTER = r'[^\s\x00-\x20\x7f@,;:<>()\[\]\\"]'
_EMAIL = re.compile(rf"{_ADDRESS_CHARACTER}{{1,64}}@{_ADDRESS_CHARACTER}{{1,189}}")
_REQUEST_ID = re.compile(r"[A-Za-z0-9_.:{}-]+")
_NEEDED = {
    "contact.name": "a name is needed, so that an engineer knows whom to answer.",
    "contact.email": "an e-mail address is needed: the answer goes there, and the registered "
    "address is how Paragon recognises you.",
    "product.name": "the product is needed, such as Partition Manager.",
    "problem.subject": "one line that says what is wrong is needed.",
    "problem.description": "a description is needed: what you did, what you expected and what "
    "happened.",
}


def problems(request: SupportRequest, *, today: date | None = None) -> tuple[Fault, ...]:
    """Every fault of `request`, in the order of the form; empty when it can be sent.

    `today` is the day that no stated date may lie after; by default that of the clock.
    """
    today = today or datetime.now(shipped_policy().zone).date()
    faults = [
        *_texts(request),
        *_contact(request),
        *_product(request),
        *_dates(request, today),
        *_previous_ticket(request),
        *program_faults(request),
        *_consent(request),
    ]
    order = {name: index for index, name in enumerate(("request_id", *_SECTIONS))}
    return tuple(sorted(faults, key=lambda fault: order[fault.field.partition(".")[0]]))


_SECTIONS = ("contact", "identification", "product", "problem", "support", "consent")


def text_of(request: SupportRequest, path: str) -> str:
    """The text in the field `path`, such as `contact.email`."""
    section, _, name = path.rpartition(".")
    value = getattr(getattr(request, section) if section else request, name)
    return str(value)


def _texts(request: SupportRequest) -> Iterator[Fault]:
    for path, limit in MAX_LENGTH.items():
        text = text_of(request, path)
        if path in REQUIRED and not text.strip():
            yield Fault(path, _NEEDED[path], kind=FaultKind.REQUIRED)
        if len(text) > limit:
            yield Fault(
                path,
                f"it has {len(text)} characters; at most {limit} are possible.",
                kind=FaultKind.TOO_LONG,
            )
        if code := _control_character(text, "\r\n\t" if path in MULTILINE else ""):
            yield Fault(
                path,
                f"it holds the control character {code}; only text is possible here.",
                kind=FaultKind.CONTROL_CHARACTER,
            )


def _control_character(text: str, allowed: str) -> str:
    """The first character that is no text (U+0007), or nothing."""
    for character in text:
        if unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} and character not in allowed:
            return f"U+{ord(character):04X}"
    return ""


def _contact(request: SupportRequest) -> Iterator[Fault]:
    email = request.contact.email
    if email.strip() and not is_email(email):
        yield Fault("contact.email", "this is not an e-mail address such as jane@example.com.")
    if request.request_id and not _REQUEST_ID.fullmatch(request.request_id):
        yield Fault("request_id", "only letters, digits and . _ : - { } are possible.")
    identification = request.identification
    others = (identification.serial_number, identification.order_number, identification.other)
    if not identification.registered_email and not any(text.strip() for text in others):
        yield Fault(
            "identification.serial_number",
            "without the registered e-mail one of serial_number, order_number and other is needed.",
            kind=FaultKind.REQUIRED,
        )
    if request.contact.callback_window.strip() and not request.contact.callback_number.strip():
        yield Fault(
            "contact.callback_number",
            "a number to call back is needed where a time to call is given.",
            kind=FaultKind.REQUIRED,
        )


def is_email(text: str) -> bool:
    """Whether `text` has the form of an e-mail address; nobody knows more without sending one."""
    if not _EMAIL.fullmatch(text):
        return False
    local, _, domain = text.partition("@")
    return all(local.split(".")) and all(domain.split("."))


def _product(request: SupportRequest) -> Iterator[Fault]:
    product = request.product
    if not any(text.strip() for text in (product.version, product.build, product.install_dir)):
        yield Fault(
            "product.version",
            "the version is needed, such as 15; where it is not known, give build or install_dir.",
            kind=FaultKind.REQUIRED,
        )
    if product.build and not is_build(product.build):
        yield Fault(
            "product.build",
            "a build number is two to five groups of digits with dots, such as 10.1.25.1137; "
            "leave it empty to send what is found on the machine.",
        )


def _dates(request: SupportRequest, today: date) -> Iterator[Fault]:
    support = request.support
    latest = today + timedelta(days=1)  # where the customer is, the next day may have begun
    for name, stated in (
        ("purchase_date", support.purchase_date),
        ("evaluation_started", support.evaluation_started),
    ):
        if stated is not None and stated > latest:
            yield Fault(f"support.{name}", f"{stated} lies in the future.", kind=FaultKind.FUTURE)


def _previous_ticket(request: SupportRequest) -> Iterator[Fault]:
    text = request.support.previous_ticket_id
    if not text.strip():
        return
    try:
        normalise(text)
    except ValueError:
        yield Fault(
            "support.previous_ticket_id",
            "this is not a Ticket ID, or a digit of it is mistyped; it looks like SRS-00000000.",
        )


def _consent(request: SupportRequest) -> Iterator[Fault]:
    if request.consent.privacy_text_version < 1:
        yield Fault(
            "consent.privacy_text_version",
            "nothing is sent without consent: the number of the privacy text that was agreed to "
            "is needed.",
            kind=FaultKind.CONSENT,
        )
    elif request.consent.privacy_text_version > PRIVACY_TEXT_VERSION:
        yield Fault(
            "consent.privacy_text_version",
            f"there is no such text; the newest is number {PRIVACY_TEXT_VERSION}.",
            kind=FaultKind.CONSENT,
        )
