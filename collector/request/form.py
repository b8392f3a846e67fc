"""The Support Request form as data. Field names are those of the wire (openapi.yaml, NewTicket)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from collector.policy.programs import Program

__all__ = [
    "Category", "Consent", "Contact", "Fault", "FaultKind", "Identification", "Impact", "Problem",
    "Product", "Program", "Repeatable", "Support", "SupportRequest",
]  # fmt: skip


class Category(StrEnum):
    """What the problem is about (rules 22, 29, 33: `other` is always there)."""

    PARTITIONING = "partitioning"
    BACKUP = "backup"
    RESTORE = "restore"
    BOOT = "boot"
    RECOVERY_MEDIA = "recovery_media"
    DATA_LOSS = "data_loss"
    INSTALLATION = "installation"
    LICENSING = "licensing"
    HOW_TO = "how_to"
    SCRIPT = "script"
    OTHER = "other"


class Impact(StrEnum):
    """Business impact (rule 26), most serious first."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Repeatable(StrEnum):
    ALWAYS = "always"
    SOMETIMES = "sometimes"
    ONCE = "once"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Rules 42, 43, 58: `email` is the registered e-mail."""

    name: str = ""
    email: str = ""
    company: str = ""
    customer_id: str = ""
    telephone: str = ""
    fax: str = ""
    other: str = ""
    callback_number: str = ""
    callback_window: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identification:
    """Rule 59: where the registered e-mail is not known, one of the other three is needed."""

    registered_email: bool = True
    serial_number: str = ""
    order_number: str = ""
    other: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """Rules 45, 46: marketing `version` and `build` are different things; both are strings."""

    name: str = ""
    edition: str = ""
    version: str = ""
    build: str = ""
    install_dir: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Rules 20, 48."""

    subject: str = ""
    description: str = ""
    category: Category = Category.OTHER
    expected: str = ""
    happened: str = ""
    since: str = ""
    repeatable: Repeatable = Repeatable.UNKNOWN
    data_at_risk: bool | None = None
    occurred_at: str = ""
    error_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    program: Program = Program.UNKNOWN
    purchase_date: date | None = None
    evaluation_started: date | None = None
    business_impact: Impact | None = None
    previous_ticket_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """Which privacy text the person (or the installer's licence) agreed to; 0 is none."""

    privacy_text_version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportRequest:
    """The whole form. `request_id` makes a second submission of the same request harmless."""

    request_id: str = ""
    contact: Contact = field(default_factory=Contact)
    identification: Identification = field(default_factory=Identification)
    product: Product = field(default_factory=Product)
    problem: Problem = field(default_factory=Problem)
    support: Support = field(default_factory=Support)
    consent: Consent = field(default_factory=Consent)


class FaultKind(StrEnum):
    """What is wrong, for those who say it in another language than `Fault.sentence` does."""

    REQUIRED = "required"
    PLACEHOLDER = "placeholder"
    TOO_LONG = "too_long"
    CONTROL_CHARACTER = "control_character"
    FORM = "form"
    FUTURE = "future"
    NOT_IN_PROGRAM = "not_in_program"
    CONSENT = "consent"
    UNKNOWN_KEY = "unknown_key"
    TYPE = "type"
    PATH = "path"
    SYNTAX = "syntax"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: the field (`contact.email`) and a sentence for its reader."""

    field: str
    sentence: str
    line: int | None = None
    kind: FaultKind = FaultKind.FORM

    def __str__(self) -> str:
        place = f"line {self.line}, " if self.line else ""
        return f"{place}{self.field}: {self.sentence}" if self.field else f"{place}{self.sentence}"
