"""The promise before the form: what holds for what was stated, and what can still be done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from collector.policy.entitlement import Reason, Standing
from collector.policy.life_cycle import LifeCycleState
from collector.policy.products import ProductData, product_data
from collector.policy.programs import Program
from collector.request.form import Product, Support
from collector.workflow.demo import REQUEST
from collector.workflow.draft import Draft, Purchase, Purpose, new_draft
from collector.workflow.found_products import FoundProduct, support_of
from collector.workflow.offer import Offer, Way, has_telephone, offer

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)  # a Monday
TOKYO = ZoneInfo("Asia/Tokyo")


@pytest.fixture(scope="module")
def data() -> ProductData:
    versions = [
        {"version": "10", "released": "2015-01-01"},
        {"version": "11", "released": "2018-01-01"},
        {"version": "12", "released": "2026-06-01", "latest_build": "12.0.0.900"},
    ]
    rows: list[dict[str, Any]] = [
        {"name": "Partition Manager", "editions": ["Personal", "Professional"],
         "versions": versions},
    ]  # fmt: skip
    return product_data({"products": rows})


def a_draft(version: str = "12", *, edition: str = "Personal", **support: Any) -> Draft:
    product = Product(name="Partition Manager", edition=edition, version=version)
    request = replace(REQUEST, product=product, support=Support(**support))
    return replace(new_draft(Purpose.NEW_REQUEST, NOW), request=request)


def made(draft: Draft, data: ProductData) -> Offer:
    return offer(draft, NOW, data, local=TOKYO)


def test_a_supported_version_within_its_period(data: ProductData) -> None:
    found = made(a_draft(purchase_date=date(2026, 11, 1)), data)
    assert (found.program, found.sending, found.ways) == (Program.COMPLIMENTARY, True, ())
    assert found.promise.entitlement.standing is Standing.ENTITLED
    assert found.promise.entitlement.until == date(2026, 12, 1)
    assert found.promised
    assert [one.id for one in found.proposals if one.chosen] == ["complimentary"]
    assert found.first_answer.label == "CET"
    assert found.first_answer.cet.tzinfo
    assert found.first_answer.utc == found.first_answer.local == found.first_answer.cet
    assert found.first_answer.local.utcoffset() != found.first_answer.cet.utcoffset()
    assert not found.telephone


def test_a_discontinued_version_is_said_with_what_can_still_be_done(data: ProductData) -> None:
    found = made(a_draft("10"), data)
    assert found.discontinued
    assert not found.sending
    assert {Way.SAVE_BUNDLE, Way.KNOWLEDGE_BASE, Way.UPGRADE} <= set(found.ways)
    assert not made(a_draft("11"), data).discontinued  # 18 months after 2026-06-01


def test_an_expired_period_proposes_what_is_left(data: ProductData) -> None:
    found = made(a_draft(program=Program.COMPLIMENTARY, purchase_date=date(2026, 1, 1)), data)
    assert found.why_not_entitled is Reason.TERM_OVER
    assert not found.promised
    assert found.sending  # it is the customer's decision, and the SRS's
    assert Way.KNOWLEDGE_BASE in found.ways
    assert found.proposals[-1].costs


def test_what_the_form_has_no_field_for_counts_too(data: ProductData) -> None:
    draft = a_draft(purchase_date=date(2025, 1, 1))
    running = replace(draft, purchase=Purchase(subscription_until=date(2027, 1, 1)))
    assert made(running, data).promise.entitlement.reason is Reason.SUBSCRIPTION
    incident = replace(draft, purchase=Purchase(incident_purchased=date(2026, 11, 1)))
    chosen = [one for one in made(incident, data).proposals if one.chosen]
    assert [one.program for one in chosen] == [Program.PER_INCIDENT]
    assert made(incident, data).telephone


def test_an_evaluation_of_a_product_that_has_none(data: ProductData) -> None:
    found = made(a_draft(program=Program.EVALUATION, evaluation_started=date(2026, 11, 1)), data)
    assert found.why_not_entitled is Reason.PRODUCT_NOT_COVERED


def test_half_a_form_and_unknown_products_are_no_error(data: ProductData) -> None:
    empty = new_draft(Purpose.NEW_REQUEST, NOW)
    found = made(empty, data)
    assert (found.product_known, found.sending) == (False, True)
    assert found.promise.life_cycle.state is LifeCycleState.UNKNOWN
    assert made(a_draft("no number"), data).sending


def test_found_products_say_until_when_they_are_supported(data: ProductData) -> None:
    one = FoundProduct(
        name="Paragon Partition Manager", version="12", build="12.0.0.100", folder="C:/x"
    )
    support = support_of(one, data, NOW)
    assert support.newer_build == "12.0.0.900"
    assert support.life_cycle.state is LifeCycleState.SUPPORTED
    assert support_of(replace(one, version="10"), data, NOW).life_cycle.until == date(2019, 7, 1)
    assert one.as_stated.install_dir == ""
    assert replace(one, version="", build="").as_stated.install_dir == "C:/x"
    hidden = replace(one, version="", build="", folder="C:/Users/pii-user-abcdefgh/x")
    assert hidden.as_stated.install_dir == ""


def test_only_programs_with_a_telephone_have_one() -> None:
    assert [one for one in Program if has_telephone(one)] == [
        Program.EXTENDED, Program.ENTERPRISE, Program.PER_INCIDENT
    ]  # fmt: skip
