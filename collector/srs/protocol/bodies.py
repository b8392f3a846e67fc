"""What is sent to the SRS: the bodies of its requests, with the limits of the contract."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated

from msgspec import Meta

from collector.request.form import Category, Impact, Program, Repeatable
from collector.srs.protocol.vocabulary import (
    LARGEST_INTEGER,
    MAX_FILES,
    AttachmentKind,
    CustomerCloseReason,
    Mode,
)

# Lengths in Unicode characters. `Filled` texts hold at least one character that can be seen.
Short = Annotated[str, Meta(max_length=200)]
Line = Annotated[str, Meta(max_length=500)]
Text = Annotated[str, Meta(max_length=20_000)]
FilledShort = Annotated[str, Meta(max_length=200, pattern=r"\S")]
FilledText = Annotated[str, Meta(max_length=20_000, pattern=r"\S")]
Email = Annotated[
    str,
    Meta(
        max_length=254,
        pattern=r'\A[^\x00-\x20\x7f@,;:<>()\[\]\\"]{1,64}@[^\x00-\x20\x7f@,;:<>()\[\]\\"]{1,189}\Z',
    ),
]
Sha256 = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
Count = Annotated[int, Meta(ge=0, le=LARGEST_INTEGER)]
FileName = Annotated[str, Meta(max_length=255, pattern=r"\S")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Rules 42, 43, 58."""

    name: FilledShort
    email: Email
    company: Short = ""
    customer_id: Short = ""
    telephone: Short = ""
    fax: Short = ""
    other: Line = ""
    callback_number: Short = ""
    callback_window: Short = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """Rule 59: without a registered e-mail one of the other three must be filled."""

    registered_email: bool
    serial_number: Short = ""
    order_number: Short = ""
    other: Line = ""

    def __post_init__(self) -> None:
        if self.registered_email:
            return
        if not any(text.strip() for text in (self.serial_number, self.order_number, self.other)):
            raise ValueError(
                "a serial number, an order number or other information is needed "
                "where the registered e-mail is not known"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """Rules 45, 46; an empty `version` or `build` is one that is not known."""

    name: FilledShort
    version: Short
    build: Short
    edition: Short = ""
    install_path: Line = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemEnvironment:
    """Rules 44, 47, in short texts for people; the facts themselves are in the bundle."""

    os: Short = ""
    system_summary: Text = ""
    system_configuration: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collector:
    """What sent the request. `redactions` counts hidden values by kind."""

    version: Short
    mode: Mode
    consent_version: Annotated[int, Meta(ge=1, le=LARGEST_INTEGER)]
    locale: Short = ""
    redactions: Annotated[dict[str, Count], Meta(max_length=100)] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedAttachment:
    """A file that will follow: `size` in bytes, `sha256` in lower-case hexadecimal."""

    filename: FileName
    kind: AttachmentKind
    size: Count
    sha256: Sha256


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTicket:
    """The body of POST /v1/tickets."""

    contact: Contact
    identification: Identification
    product: Product
    subject: FilledShort
    description: FilledText
    collector: Collector
    environment: SystemEnvironment = field(default_factory=SystemEnvironment)
    previous_ticket_id: Short = ""
    support_program: Program = Program.UNKNOWN
    purchase_date: date | None = None
    evaluation_started: date | None = None
    business_impact: Impact | None = None
    category: Category = Category.OTHER
    expected: Text = ""
    happened: Text = ""
    since: Line = ""
    repeatable: Repeatable = Repeatable.UNKNOWN
    data_at_risk: bool | None = None
    occurred_at: Short = ""
    error_code: Line = ""
    expected_attachments: Annotated[tuple[ExpectedAttachment, ...], Meta(max_length=MAX_FILES)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewComment:
    text: FilledText
    attachment_ids: Annotated[
        tuple[Annotated[str, Meta(max_length=64)], ...], Meta(max_length=MAX_FILES)
    ] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    reason: CustomerCloseReason
    comment: Text = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening:
    comment: FilledText


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineerName:
    """The body of an assignment."""

    engineer: FilledShort


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineerMessage:
    """The body of a reply, a question and a proposed closure."""

    engineer: FilledShort
    text: FilledText
