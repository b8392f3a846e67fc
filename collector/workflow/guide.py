"""Which pages there are, what is wrong on each, and why the way on is not open yet.

Pure functions over a draft, fast enough for every key stroke; the pages put the answers into words.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from collector.core.ticket_id import normalise
from collector.request.form import Fault, FaultKind
from collector.request.problems import problems as request_problems
from collector.workflow.draft import Draft, Purpose


class PageId(StrEnum):
    """The pages of the way, in the order of the way."""

    START = "start"
    PRODUCT = "product"
    CONTACT = "contact"
    PROBLEM = "problem"
    REVIEW = "review"
    SEND = "send"
    DONE = "done"
    CALL = "call"


class Hindrance(StrEnum):
    """Why Next is not possible where no field is at fault."""

    NOT_AGREED_TO_COLLECT = "not_agreed_to_collect"
    STILL_COLLECTING = "still_collecting"
    DISCONTINUED = "discontinued"
    NO_CONSENT = "no_consent"
    NO_TICKET = "no_ticket"
    NOT_MY_TICKET = "not_my_ticket"
    NOTHING_TO_ADD = "nothing_to_add"
    PRIVACY_OFF_NOT_CONFIRMED = "privacy_off_not_confirmed"
    NO_TELEPHONE = "no_telephone"
    NO_SRS_ADDRESS = "no_srs_address"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """The first thing that stands in the way, and on which page: a hindrance, or a field's
    fault."""

    page: PageId
    hindrance: Hindrance | None = None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What is known beside the draft: whether collecting goes on, whether the stated version is
    discontinued, whether the program has a telephone, whether an SRS is configured; `tickets` are
    those that can be added to from here (None: they are not known yet)."""

    collecting: bool = False
    discontinued: bool = False
    telephone: bool = True
    srs_address: bool = True
    tickets: frozenset[str] | None = None


_WAYS: dict[Purpose, tuple[PageId, ...]] = {
    Purpose.NEW_REQUEST: (
        PageId.START, PageId.PRODUCT, PageId.CONTACT, PageId.PROBLEM, PageId.REVIEW, PageId.SEND,
        PageId.DONE,
    ),
    Purpose.ADD_TO_TICKET: (
        PageId.START, PageId.PROBLEM, PageId.REVIEW, PageId.SEND, PageId.DONE,
    ),
    Purpose.BUNDLE_ONLY: (PageId.START, PageId.PRODUCT, PageId.REVIEW),
    Purpose.CALL: (
        PageId.START, PageId.PRODUCT, PageId.CONTACT, PageId.PROBLEM, PageId.CALL,
    ),
}  # fmt: skip
_SECTIONS = {
    "product": PageId.PRODUCT,
    "support": PageId.PRODUCT,
    "contact": PageId.CONTACT,
    "identification": PageId.CONTACT,
    "problem": PageId.PROBLEM,
    "consent": PageId.REVIEW,
}
_ON_PROBLEM = ("support.business_impact", "support.previous_ticket_id")
NOTE_LIMIT = 20_000


def steps(draft: Draft) -> tuple[PageId, ...]:
    """The pages of this draft, in order."""
    return _WAYS[draft.purpose]


def page_of(field: str) -> PageId:
    """The page on which a field of the form stands."""
    if field in _ON_PROBLEM:
        return PageId.PROBLEM
    return _SECTIONS.get(field.partition(".")[0], PageId.START)


def after(draft: Draft, page: str) -> PageId | None:
    """The page behind `page`; None behind the last one."""
    return _neighbour(draft, page, 1)


def before(draft: Draft, page: str) -> PageId | None:
    """The page before `page`; None before the first one, and from Send and Done (what was sent
    is not asked again)."""
    return None if page in (PageId.SEND, PageId.DONE) else _neighbour(draft, page, -1)


def _neighbour(draft: Draft, page: str, step: int) -> PageId | None:
    way = steps(draft)
    at = way.index(PageId(page)) + step if page in way else 0
    return way[at] if 0 <= at < len(way) else None


def problems(page: str, draft: Draft, *, today: date | None = None) -> tuple[Fault, ...]:
    """Every fault of the fields on one page."""
    if draft.purpose is Purpose.ADD_TO_TICKET:
        return tuple(_adding(page, draft))
    faults = request_problems(draft.request, today=today)
    return tuple(fault for fault in faults if page_of(fault.field) == page)


def _adding(page: str, draft: Draft) -> list[Fault]:
    if page == PageId.START:
        try:
            normalise(draft.ticket_id)
        except ValueError:
            kind = FaultKind.FORM if draft.ticket_id.strip() else FaultKind.REQUIRED
            sentence = "a Ticket ID is needed, such as SRS-00000000; a digit may be mistyped."
            return [Fault("ticket_id", sentence, kind=kind)]
    if page == PageId.PROBLEM and len(draft.note) > NOTE_LIMIT:
        sentence = f"it has {len(draft.note)} characters; at most {NOTE_LIMIT} are possible."
        return [Fault("note", sentence, kind=FaultKind.TOO_LONG)]
    return []


def why_not(
    page: str, draft: Draft, situation: Situation | None = None, *, today: date | None = None
) -> Hint | None:
    """What stands between this page and the next one; None where the way is open.

    Pages can be visited in any order; only Send needs all pages before it to be without a fault.
    """
    situation = situation or Situation()
    here = PageId(page)
    asked = [each for each in steps(draft) if each is here]
    if here is PageId.REVIEW and draft.purpose is not Purpose.BUNDLE_ONLY:
        way = steps(draft)
        asked = list(way[: way.index(here) + 1]) if here in way else asked
    for each in asked:
        if found := _stands_in_the_way(each, draft, situation, today):
            return found
    return None


def _stands_in_the_way(
    page: PageId, draft: Draft, situation: Situation, today: date | None
) -> Hint | None:
    if hindrance := _hindrance(page, draft, situation):
        return Hint(page=page, hindrance=hindrance)
    faults = problems(page, draft, today=today)
    if draft.purpose is Purpose.BUNDLE_ONLY:  # nothing is sent, so nothing must be complete
        return None
    consent = [fault for fault in faults if fault.kind is FaultKind.CONSENT]
    if consent:
        return Hint(page=page, hindrance=Hindrance.NO_CONSENT, fault=consent[0])
    return Hint(page=page, fault=faults[0]) if faults else None


def _hindrance(page: PageId, draft: Draft, situation: Situation) -> Hindrance | None:
    match page:
        case PageId.START:
            return _before_starting(draft, situation)
        case PageId.PRODUCT if situation.discontinued and draft.purpose is Purpose.NEW_REQUEST:
            return Hindrance.DISCONTINUED
        case PageId.PRODUCT if draft.purpose is Purpose.CALL and not situation.telephone:
            return Hindrance.NO_TELEPHONE
        case PageId.PROBLEM if draft.purpose is Purpose.ADD_TO_TICKET:
            something = draft.note.strip() or draft.attachments or draft.agreed_to_collect
            return None if something else Hindrance.NOTHING_TO_ADD
        case PageId.REVIEW:
            return _before_sending(draft, situation)
    return None


def is_stranger(ticket: str, tickets: frozenset[str] | None) -> bool:
    """Whether this is a Ticket ID, but none that was created from this account: only the link in
    its mail opens it, and nothing can be added from here."""
    try:
        return tickets is not None and normalise(ticket) not in tickets
    except ValueError:
        return False


def _before_starting(draft: Draft, situation: Situation) -> Hindrance | None:
    if draft.purpose is Purpose.ADD_TO_TICKET:
        if not draft.ticket_id.strip():
            return Hindrance.NO_TICKET
        if is_stranger(draft.ticket_id, situation.tickets):
            return Hindrance.NOT_MY_TICKET
    if draft.purpose is Purpose.BUNDLE_ONLY and not draft.agreed_to_collect:
        return Hindrance.NOT_AGREED_TO_COLLECT
    return None


def _before_sending(draft: Draft, situation: Situation) -> Hindrance | None:
    if situation.collecting:
        return Hindrance.STILL_COLLECTING
    if draft.options.privacy == "off" and not draft.privacy_off_confirmed:
        return Hindrance.PRIVACY_OFF_NOT_CONFIRMED
    if draft.purpose is Purpose.BUNDLE_ONLY:
        return None
    if not situation.srs_address:
        return Hindrance.NO_SRS_ADDRESS
    unticked = draft.request.consent.privacy_text_version < 1
    if unticked and draft.purpose is Purpose.ADD_TO_TICKET:
        return Hindrance.NO_CONSENT
    return None
