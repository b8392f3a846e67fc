"""What comes next is decided without a window: pages, faults, and why the way is not open."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from collector.request.form import Category, Consent, Problem
from collector.workflow.demo import REQUEST
from collector.workflow.draft import Draft, DraftFile, FileKind, Purpose, new_draft
from collector.workflow.guide import (
    Hindrance,
    PageId,
    Situation,
    after,
    before,
    page_of,
    problems,
    steps,
    why_not,
)
from collector.workflow.meter import meter, weights

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
TODAY = date(2026, 11, 23)


def draft(purpose: Purpose = Purpose.NEW_REQUEST, **changes: object) -> Draft:
    return replace(new_draft(purpose, NOW), request=REQUEST, **changes)  # type: ignore[arg-type]


def why(page: PageId, one: Draft, **situation: Any) -> Hindrance | str | None:
    hint = why_not(page, one, Situation(**situation), today=TODAY)
    if hint is None:
        return None
    return hint.hindrance or (hint.fault.field if hint.fault else None)


def test_every_purpose_has_a_way_with_a_beginning_and_an_end() -> None:
    for purpose in Purpose:
        way = steps(draft(purpose))
        assert way[0] is PageId.START
        assert after(draft(purpose), way[-1]) is None
        assert before(draft(purpose), way[0]) is None
        for page, following in itertools.pairwise(way):
            assert after(draft(purpose), page) is following
    assert PageId.CALL not in steps(draft())
    assert before(draft(), PageId.DONE) is None


def test_each_fault_stands_on_the_page_of_its_field() -> None:
    empty = new_draft(Purpose.NEW_REQUEST, NOW)
    assert {one.field for one in problems("contact", empty, today=TODAY)} == {
        "contact.name", "contact.email"
    }  # fmt: skip
    assert {one.field for one in problems("product", empty, today=TODAY)} == {
        "product.name", "product.version"
    }  # fmt: skip
    assert page_of("support.business_impact") is PageId.PROBLEM
    assert page_of("support.program") is PageId.PRODUCT
    assert problems("send", empty, today=TODAY) == ()


def test_the_first_thing_in_the_way_is_named() -> None:
    whole = draft()
    assert [why(page, whole) for page in steps(whole)] == [None] * 7
    assert why(PageId.CONTACT, new_draft(Purpose.NEW_REQUEST, NOW)) == "contact.name"
    nameless = replace(whole, request=replace(REQUEST, contact=replace(REQUEST.contact, name="")))
    hint = why_not(PageId.REVIEW, nameless, today=TODAY)
    assert hint
    assert hint.page is PageId.CONTACT  # Send needs every page before it
    unticked = replace(whole, request=replace(REQUEST, consent=Consent()))
    assert why(PageId.REVIEW, unticked) is Hindrance.NO_CONSENT
    assert why(PageId.PROBLEM, unticked) is None


@pytest.mark.parametrize(
    ("page", "situation", "hindrance"),
    [
        (PageId.PRODUCT, {"discontinued": True}, Hindrance.DISCONTINUED),
        (PageId.REVIEW, {"discontinued": True}, Hindrance.DISCONTINUED),
        (PageId.REVIEW, {"collecting": True}, Hindrance.STILL_COLLECTING),
        (PageId.REVIEW, {"srs_address": False}, Hindrance.NO_SRS_ADDRESS),
    ],
)
def test_what_no_field_can_mend_is_a_hindrance(
    page: PageId, situation: dict[str, bool], hindrance: Hindrance
) -> None:
    assert why(page, draft(), **situation) is hindrance


def test_sending_everything_in_clear_is_asked_twice() -> None:
    off = draft()
    off = replace(off, options=replace(off.options, privacy="off"))
    assert why(PageId.REVIEW, off) is Hindrance.PRIVACY_OFF_NOT_CONFIRMED
    assert why(PageId.REVIEW, replace(off, privacy_off_confirmed=True)) is None


def test_a_discontinued_version_may_still_be_bundled_and_a_call_needs_a_telephone() -> None:
    bundle = draft(Purpose.BUNDLE_ONLY, agreed_to_collect=True)
    assert why(PageId.PRODUCT, bundle, discontinued=True) is None
    assert why(PageId.START, replace(bundle, agreed_to_collect=False)) is (
        Hindrance.NOT_AGREED_TO_COLLECT
    )
    call = draft(Purpose.CALL)
    assert why(PageId.PRODUCT, call, telephone=False) is Hindrance.NO_TELEPHONE
    assert why(PageId.PRODUCT, call) is None


def test_adding_to_a_ticket_needs_the_ticket_and_something_to_add() -> None:
    one = new_draft(Purpose.ADD_TO_TICKET, NOW)
    assert why(PageId.START, one) is Hindrance.NO_TICKET
    assert why(PageId.START, replace(one, ticket_id="SRS-12345678")) == "ticket_id"
    one = replace(one, ticket_id="srs 0000 0015")
    assert why(PageId.START, one) is None
    assert why(PageId.PROBLEM, one) is Hindrance.NOTHING_TO_ADD
    assert why(PageId.PROBLEM, replace(one, note="again")) is None
    assert why(PageId.PROBLEM, replace(one, note="x" * 20_001)) == "note"
    assert why(PageId.REVIEW, replace(one, note="again")) is Hindrance.NO_CONSENT


def test_the_meter_names_what_helps_most_and_reaches_a_hundred() -> None:
    one = new_draft(Purpose.NEW_REQUEST, NOW)
    assert meter(one).missing == "problem.description"
    assert meter(one).percent < 10
    seen = set()
    full = draft(attachments=(DraftFile(name="a.png", size=1, kind=FileKind.PICTURE),))
    problem = replace(
        REQUEST.problem, expected="a", happened="it stopped with an error", since="today",
        data_at_risk=False, occurred_at="12:00", error_code="0x1", category=Category.OTHER,
    )  # fmt: skip
    support = replace(REQUEST.support, purchase_date=TODAY)
    full = replace(full, request=replace(REQUEST, problem=problem, support=support))
    while (found := meter(full)).missing:
        assert found.missing not in seen
        seen.add(found.missing)
        assert found.percent < 100
        assert found.missing == "problem.repeatable"
        full = replace(full, request=replace(full.request, problem=replace(
            full.request.problem, repeatable=type(problem.repeatable)("always"))))  # fmt: skip
    assert meter(full).percent == 100


def test_what_helps_depends_on_the_problem() -> None:
    def missing(category: Category) -> str | None:
        described = Problem(category=category, subject="s" * 20, description="d" * 80)
        request = replace(REQUEST, problem=described)
        return meter(replace(new_draft(Purpose.NEW_REQUEST, NOW), request=request)).missing

    assert missing(Category.BOOT) == "attachments.picture"
    assert missing(Category.BACKUP) == "problem.occurred_at"
    assert missing(Category.LICENSING) == "support.purchase_date"


def test_every_weight_belongs_to_a_field_that_is_asked_for() -> None:
    from collector.request.fields import all_fields

    known = {field.path for field in all_fields()} | {"attachments.picture", "attachments.log"}
    assert set(weights()) == set(Category)
    for category in Category:
        assert set(weights()[category]) <= known
