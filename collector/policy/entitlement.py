"""Who is entitled to which support and until when, by what is stated about a purchase.

Every window includes its last day, in the policy's time zone. What was not stated makes an answer
unknown; the reasons are data, for pages and servers to put into words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from collector.policy.calendar import add_days, add_months
from collector.policy.editions import edition_kind, evaluation_product
from collector.policy.programs import (
    EditionKind,
    Policy,
    Program,
    ProgramTerms,
    TermSource,
    shipped_policy,
)


class Standing(StrEnum):
    ENTITLED = "entitled"
    NOT_ENTITLED = "not_entitled"
    UNKNOWN = "unknown"


class Reason(StrEnum):
    WITHIN_TERM = "within_term"
    SUBSCRIPTION = "subscription"
    UPGRADE_ASSURANCE = "upgrade_assurance"
    TERM_OVER = "term_over"
    NOT_STARTED = "not_started"
    DATE_NOT_STATED = "date_not_stated"
    PROGRAM_NOT_STATED = "program_not_stated"
    ANOTHER_PROGRAM = "another_program"
    EDITION_NOT_STATED = "edition_not_stated"
    EDITION_NOT_COVERED = "edition_not_covered"
    PRODUCT_NOT_COVERED = "product_not_covered"
    COMPANY_NEEDED = "company_needed"
    NO_INCIDENT_LEFT = "no_incident_left"
    NOT_THE_LATEST_MAJOR = "not_the_latest_major"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What the customer or a register says; None and "" are not stated.

    `purchased` is the day the product was bought; `contract` is the paid program that was bought
    on the day `program_purchased`; an incident may have been bought beside it.
    """

    product: str = ""
    edition: str = ""
    company: str = ""
    purchased: date | None = None
    subscription_until: date | None = None
    assurance_from: date | None = None
    assurance_years: int = 0
    upgraded: date | None = None
    contract: Program = Program.UNKNOWN
    program_purchased: date | None = None
    incident_purchased: date | None = None
    evaluation_started: date | None = None
    incidents_left: int | None = None
    latest_major: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entitlement:
    """`until` is the last day of the term that decided, where there is one."""

    standing: Standing
    reason: Reason
    until: date | None = None


def entitlement(
    program: Program, stated: Stated, now: datetime, policy: Policy | None = None
) -> Entitlement:
    """Whether `program` may be used at `now` (aware), why, and until when."""
    policy = policy or shipped_policy()
    today, terms = policy.local_date(now), policy.terms(program)
    if refusal := _refusal(terms, stated, policy):
        return Entitlement(standing=Standing.NOT_ENTITLED, reason=refusal)
    if terms.term_source is TermSource.PURCHASE:
        return complimentary(stated, today, policy)
    start = _start(program, terms, stated)
    if start is None:
        return Entitlement(standing=Standing.UNKNOWN, reason=Reason.DATE_NOT_STATED)
    until = add_days(add_months(start, terms.term_months), terms.term_days)
    return within(start, until, today)


def _start(program: Program, terms: ProgramTerms, stated: Stated) -> date | None:
    if terms.term_source is TermSource.EVALUATION:
        return stated.evaluation_started
    if program is Program.PER_INCIDENT and stated.incident_purchased is not None:
        return stated.incident_purchased
    return stated.program_purchased


def _refusal(terms: ProgramTerms, stated: Stated, policy: Policy) -> Reason | None:
    """What no date can mend."""
    kind = edition_kind(stated.edition, policy)
    if terms.editions and kind is not EditionKind.UNKNOWN and kind not in terms.editions:
        return Reason.EDITION_NOT_COVERED
    if terms.products:
        product = evaluation_product(stated.product, stated.edition, policy)
        if product is None or product.id not in terms.products:
            return Reason.PRODUCT_NOT_COVERED
    if terms.company_required and not stated.company.strip():
        return Reason.COMPANY_NEEDED
    if terms.incidents and stated.incidents_left is not None and stated.incidents_left < 1:
        return Reason.NO_INCIDENT_LEFT
    if terms.latest_major_only and stated.latest_major is False:
        return Reason.NOT_THE_LATEST_MAJOR
    return None


def within(
    start: date | None, until: date, today: date, reason: Reason = Reason.WITHIN_TERM
) -> Entitlement:
    """Entitled for `reason` from `start` to `until`, both included."""
    if start is not None and today < start:
        return Entitlement(standing=Standing.NOT_ENTITLED, reason=Reason.NOT_STARTED, until=until)
    if today > until:
        return Entitlement(standing=Standing.NOT_ENTITLED, reason=Reason.TERM_OVER, until=until)
    return Entitlement(standing=Standing.ENTITLED, reason=reason, until=until)


def complimentary(stated: Stated, today: date, policy: Policy) -> Entitlement:
    """The best of the three ways to complimentary support: purchase, subscription, upgrade."""
    ways = [
        by_purchase(stated, today, policy),
        by_subscription(stated, today),
        by_upgrade_assurance(stated, today, policy),
    ]
    return max(ways, key=_rank)


_RANKS = {Standing.ENTITLED: 3, Standing.UNKNOWN: 2, Standing.NOT_ENTITLED: 1}


def _rank(way: Entitlement) -> tuple[int, date]:
    """Entitled beats possible beats over; a way that was not stated loses to all of them."""
    if way.reason is Reason.DATE_NOT_STATED:
        return 0, date.min
    return _RANKS[way.standing], way.until or date.min


def by_purchase(stated: Stated, today: date, policy: Policy) -> Entitlement:
    """30 days for personal editions, 60 for corporate ones, from the purchase."""
    if stated.purchased is None:
        return Entitlement(standing=Standing.UNKNOWN, reason=Reason.DATE_NOT_STATED)
    window = _window(stated.purchased, stated, policy)
    return window.at(stated.purchased, today, Reason.WITHIN_TERM)


def by_subscription(stated: Stated, today: date) -> Entitlement:
    """As long as a licence subscription runs."""
    if stated.subscription_until is None:
        return Entitlement(standing=Standing.UNKNOWN, reason=Reason.DATE_NOT_STATED)
    return within(stated.purchased, stated.subscription_until, today, Reason.SUBSCRIPTION)


def by_upgrade_assurance(stated: Stated, today: date, policy: Policy) -> Entitlement:
    """After an upgrade under Upgrade Assurance: two months, or the 30 or 60 days if longer."""
    start, upgraded = stated.assurance_from, stated.upgraded
    if start is None or upgraded is None:
        return Entitlement(standing=Standing.UNKNOWN, reason=Reason.DATE_NOT_STATED)
    covered = stated.assurance_years in policy.complimentary.upgrade_assurance_years
    end = add_months(start, 12 * stated.assurance_years)
    if not (covered and start <= upgraded <= end):
        return Entitlement(standing=Standing.NOT_ENTITLED, reason=Reason.TERM_OVER)
    at_least = add_months(upgraded, policy.complimentary.upgrade_assurance_months)
    window = _window(upgraded, stated, policy)
    window = _Window(max(window.certain, at_least), max(window.possible, at_least))
    return window.at(upgraded, today, Reason.UPGRADE_ASSURANCE)


@dataclass(frozen=True, slots=True)
class _Window:
    """Last days of support: `certain`, and `possible` where the edition was not stated."""

    certain: date
    possible: date

    def at(self, start: date, today: date, reason: Reason) -> Entitlement:
        if self.certain < today <= self.possible:
            return Entitlement(
                standing=Standing.UNKNOWN, reason=Reason.EDITION_NOT_STATED, until=self.possible
            )
        until = self.certain if today <= self.certain else self.possible
        return within(start, until, today, reason)


def _window(start: date, stated: Stated, policy: Policy) -> _Window:
    terms, kind = policy.complimentary, edition_kind(stated.edition, policy)
    personal = add_days(start, terms.personal_days)
    corporate = add_days(start, terms.corporate_days)
    if kind is EditionKind.UNKNOWN:
        return _Window(personal, corporate)
    last = personal if kind is EditionKind.PERSONAL else corporate
    return _Window(last, last)
