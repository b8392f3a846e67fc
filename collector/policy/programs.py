"""The five support programs and the whole policy, read from `resources/policy.toml`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

import msgspec

from collector.core.resources import read_toml


class Program(StrEnum):
    """The five support programs, and `unknown` for "I am not sure"."""

    COMPLIMENTARY = "complimentary"
    EXTENDED = "extended"
    ENTERPRISE = "enterprise"
    EVALUATION = "evaluation"
    PER_INCIDENT = "per_incident"
    UNKNOWN = "unknown"


class Channel(StrEnum):
    """How a customer reaches an engineer; `callback` is a telephone that only Paragon dials."""

    WEB = "web"
    EMAIL = "email"
    TELEPHONE = "telephone"
    CALLBACK = "callback"


class EditionKind(StrEnum):
    """What the rules tell apart; all but `personal` are corporate."""

    PERSONAL = "personal"
    PROFESSIONAL = "professional"
    SERVER = "server"
    ENTERPRISE = "enterprise"
    VOLUME = "volume"
    UNKNOWN = "unknown"


class Unit(StrEnum):
    CLOCK_HOURS = "clock_hours"
    BUSINESS_HOURS = "business_hours"
    BUSINESS_DAYS = "business_days"


class TermSource(StrEnum):
    """The date that a program's term counts from."""

    PURCHASE = "purchase"
    PROGRAM = "program"
    EVALUATION = "evaluation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Working hours in the policy's time zone: ISO weekdays (1 is Monday), opening and closing.

    A closing time of midnight is the end of the day; from midnight to midnight is round the clock.
    """

    days: frozenset[int]
    open: time
    close: time

    def __post_init__(self) -> None:
        if not self.days or not self.days <= set(range(1, 8)):
            raise ValueError("working days are numbers from 1 (Monday) to 7, at least one")
        if self.close != time(0) and self.close <= self.open:
            raise ValueError("working hours close after they open, on the same day")

    @property
    def round_the_clock(self) -> bool:
        return len(self.days) == 7 and self.open == self.close == time(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One reading of the text: `amount` units, counted in `hours` (default: the program's)."""

    source: str
    amount: int
    unit: Unit
    hours: Hours | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramTerms:
    """What one program offers. `queue` 1 is served first; `update_after_days` of silence remind."""

    queue: int
    channels: frozenset[Channel]
    hours: Hours
    first_response: tuple[Deadline, ...]
    term_source: TermSource
    term_months: int = 0
    term_days: int = 0
    consulting_answer: Deadline | None = None
    editions: frozenset[EditionKind] = frozenset()
    products: frozenset[str] = frozenset()
    company_required: bool = False
    latest_major_only: bool = False
    incidents: int = 0
    engineers: int = 0
    extra_tools: bool = False
    consulting: bool = False
    scripts: bool = False
    business_impact: bool = False
    supervisor: bool = False
    update_after_days: int = 5

    def __post_init__(self) -> None:
        if not self.first_response:
            raise ValueError("a program needs at least one first response time")


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplimentaryTerms:
    """Days and months that complimentary support lasts, the last day included."""

    personal_days: int
    corporate_days: int
    upgrade_assurance_months: int
    upgrade_assurance_years: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeCycleTerms:
    months_after_next_major: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingTerms:
    """When silence closes a ticket."""

    attempts: int
    different_days: int
    first_attempt_days_ago: int
    last_attempt_hours_ago: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationProduct:
    """A product that evaluation support is offered for: all `words`, or exactly `short`."""

    id: str
    name: str
    words: frozenset[str]
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalTerms:
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The policy text as data."""

    source: str
    time_zone: str
    time_zone_label: str
    holidays: frozenset[date]
    life_cycle: LifeCycleTerms
    complimentary: ComplimentaryTerms
    closing: ClosingTerms
    proposal: ProposalTerms
    editions: dict[EditionKind, frozenset[str]]
    evaluation_products: tuple[EvaluationProduct, ...]
    programs: dict[Program, ProgramTerms] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def terms(self, program: Program) -> ProgramTerms:
        """The terms of `program`; who is not sure has what everybody has."""
        known = Program.COMPLIMENTARY if program is Program.UNKNOWN else program
        return self.programs[known]

    def local_date(self, moment: datetime) -> date:
        """The day of `moment` (aware) where the policy's clocks hang."""
        if moment.tzinfo is None:
            raise ValueError("a moment without a time zone has no day here")
        return moment.astimezone(self.zone).date()


@cache
def shipped_policy() -> Policy:
    """The policy of this installation; raises msgspec.ValidationError if the file is broken."""
    return msgspec.convert(read_toml("policy.toml"), Policy)
