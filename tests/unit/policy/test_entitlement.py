"""Who is entitled to which support, and until when: the last day counts, in CET."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.policy.calendar import add_days, add_months
from collector.policy.entitlement import Entitlement, Reason, Standing, Stated, entitlement
from collector.policy.programs import Program, shipped_policy

BERLIN = ZoneInfo("Europe/Berlin")
BOUGHT = date(2026, 11, 1)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=BERLIN)


def on(day: date, program: Program = Program.COMPLIMENTARY, **stated: Any) -> Entitlement:
    return entitlement(program, Stated(**stated), noon(day))


def entitled(until: date, reason: Reason = Reason.WITHIN_TERM) -> Entitlement:
    return Entitlement(standing=Standing.ENTITLED, reason=reason, until=until)


def refused(reason: Reason, until: date | None = None) -> Entitlement:
    return Entitlement(standing=Standing.NOT_ENTITLED, reason=reason, until=until)


# Complimentary


@pytest.mark.parametrize(
    ("edition", "days"),
    [("Personal", 30), ("Home", 30), ("Professional", 60), ("Server", 60), ("Volume licence", 60)],
)
def test_complimentary_support_lasts_30_or_60_days_the_last_included(
    edition: str, days: int
) -> None:
    last = BOUGHT + timedelta(days=days)
    assert on(BOUGHT, edition=edition, purchased=BOUGHT) == entitled(last)
    assert on(last, edition=edition, purchased=BOUGHT) == entitled(last)
    over = on(last + timedelta(days=1), edition=edition, purchased=BOUGHT)
    assert over == refused(Reason.TERM_OVER, last)


def test_the_day_ends_at_midnight_in_berlin() -> None:
    stated = Stated(edition="Personal", purchased=BOUGHT)
    last_minute = datetime(2026, 12, 1, 22, 59, tzinfo=UTC)
    assert entitlement(Program.COMPLIMENTARY, stated, last_minute).standing is Standing.ENTITLED
    after = last_minute + timedelta(minutes=1)
    assert entitlement(Program.COMPLIMENTARY, stated, after).standing is Standing.NOT_ENTITLED


def test_between_30_and_60_days_only_the_edition_decides() -> None:
    assert on(BOUGHT + timedelta(days=30), purchased=BOUGHT).standing is Standing.ENTITLED
    between = on(BOUGHT + timedelta(days=31), purchased=BOUGHT)
    assert (between.standing, between.reason) == (Standing.UNKNOWN, Reason.EDITION_NOT_STATED)
    assert on(BOUGHT + timedelta(days=61), purchased=BOUGHT).reason is Reason.TERM_OVER


def test_what_was_not_stated_is_unknown_and_never_refused() -> None:
    for program in (Program.COMPLIMENTARY, Program.UNKNOWN, Program.EXTENDED, Program.PER_INCIDENT):
        found = on(BOUGHT, program)
        assert (found.standing, found.reason) == (Standing.UNKNOWN, Reason.DATE_NOT_STATED)


def test_a_subscription_outlasts_the_days_after_the_purchase() -> None:
    stated: dict[str, Any] = {
        "edition": "Personal",
        "purchased": BOUGHT,
        "subscription_until": date(2027, 10, 31),
    }
    assert on(date(2027, 10, 31), **stated) == entitled(date(2027, 10, 31), Reason.SUBSCRIPTION)
    assert on(date(2027, 11, 1), **stated) == refused(Reason.TERM_OVER, date(2027, 10, 31))
    short = {**stated, "subscription_until": date(2026, 11, 10)}
    assert on(date(2026, 11, 20), **short) == entitled(date(2026, 12, 1))


def test_an_upgrade_under_upgrade_assurance_renews_for_the_longer_of_both_terms() -> None:
    stated: dict[str, Any] = {
        "edition": "Professional",
        "assurance_from": BOUGHT,
        "assurance_years": 1,
    }
    # 2 months after 2026-12-31 is 2027-02-28, 60 days are 2027-03-01.
    upgraded = {**stated, "upgraded": date(2026, 12, 31)}
    assert on(date(2027, 3, 1), **upgraded) == entitled(date(2027, 3, 1), Reason.UPGRADE_ASSURANCE)
    # 60 days after 2027-07-01 are 2027-08-30, 2 months are 2027-09-01.
    upgraded = {**stated, "upgraded": date(2027, 7, 1)}
    assert on(date(2027, 9, 1), **upgraded) == entitled(date(2027, 9, 1), Reason.UPGRADE_ASSURANCE)
    late = {**stated, "upgraded": date(2027, 11, 2)}
    assert on(date(2027, 11, 3), **late).standing is Standing.NOT_ENTITLED
    assert on(date(2027, 11, 3), **{**late, "assurance_years": 2}).standing is Standing.ENTITLED
    assert on(date(2027, 1, 1), **{**late, "assurance_years": 3}).standing is Standing.NOT_ENTITLED


# The other four


@pytest.mark.parametrize("program", [Program.EXTENDED, Program.ENTERPRISE, Program.PER_INCIDENT])
def test_paid_programs_last_a_year_the_last_day_included(program: Program) -> None:
    stated: dict[str, Any] = {"edition": "Server", "program_purchased": date(2024, 2, 29)}
    assert on(date(2025, 2, 28), program, **stated) == entitled(date(2025, 2, 28))
    assert on(date(2025, 3, 1), program, **stated) == refused(Reason.TERM_OVER, date(2025, 2, 28))
    before = on(date(2024, 2, 28), program, **stated)
    assert before == refused(Reason.NOT_STARTED, date(2025, 2, 28))


def test_enterprise_does_not_cover_personal_editions() -> None:
    stated: dict[str, Any] = {"edition": "Personal", "program_purchased": BOUGHT}
    assert on(BOUGHT, Program.ENTERPRISE, **stated) == refused(Reason.EDITION_NOT_COVERED)
    assert on(BOUGHT, Program.EXTENDED, **stated).standing is Standing.ENTITLED


def test_an_incident_is_used_once_and_for_the_latest_major_version() -> None:
    def incident(**more: Any) -> Reason:
        return on(BOUGHT, Program.PER_INCIDENT, program_purchased=BOUGHT, **more).reason

    assert incident(incidents_left=1, latest_major=True) is Reason.WITHIN_TERM
    assert incident(incidents_left=0) is Reason.NO_INCIDENT_LEFT
    assert incident(latest_major=False) is Reason.NOT_THE_LATEST_MAJOR
    assert incident() is Reason.WITHIN_TERM
    assert incident(incident_purchased=date(2024, 1, 1)) is Reason.TERM_OVER


def test_evaluation_is_30_days_from_the_terms_for_companies_and_four_products() -> None:
    stated: dict[str, Any] = {
        "product": "System Recovery",
        "company": "Example",
        "evaluation_started": BOUGHT,
    }
    last = BOUGHT + timedelta(days=30)

    def evaluation(day: date = BOUGHT, **changed: Any) -> Entitlement:
        return on(day, Program.EVALUATION, **{**stated, **changed})

    assert evaluation(last) == entitled(last)
    assert evaluation(last + timedelta(days=1)) == refused(Reason.TERM_OVER, last)
    assert evaluation(company=" ") == refused(Reason.COMPANY_NEEDED)
    assert evaluation(product="Partition Manager") == refused(Reason.PRODUCT_NOT_COVERED)
    assert evaluation(evaluation_started=None).reason is Reason.DATE_NOT_STATED
    by_purchase = evaluation(evaluation_started=None, purchased=BOUGHT)
    assert by_purchase.reason is Reason.DATE_NOT_STATED


# Properties

days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
maybe = st.none() | days
editions = st.sampled_from(["", "Personal", "Professional", "Server", "Suite"])
statements = st.builds(
    Stated,
    product=st.sampled_from(["System Recovery", "Partition Manager", ""]),
    edition=editions,
    company=st.sampled_from(["", "Example"]),
    purchased=maybe,
    subscription_until=maybe,
    assurance_from=maybe,
    assurance_years=st.integers(0, 3),
    upgraded=maybe,
    contract=st.sampled_from(Program),
    program_purchased=maybe,
    incident_purchased=maybe,
    evaluation_started=maybe,
    incidents_left=st.none() | st.integers(0, 3),
    latest_major=st.none() | st.booleans(),
)


@given(st.sampled_from(Program), statements, days)
def test_entitled_holds_exactly_to_the_day_that_is_told(
    program: Program, stated: Stated, today: date
) -> None:
    found = entitlement(program, stated, noon(today))
    if found.standing is not Standing.ENTITLED:
        return
    assert found.until is not None
    assert today <= found.until
    assert entitlement(program, stated, noon(found.until)).standing is Standing.ENTITLED
    after = entitlement(program, stated, noon(found.until + timedelta(days=1)))
    assert after.until != found.until or after.standing is not Standing.ENTITLED


@given(statements, days)
def test_saying_which_edition_never_contradicts_what_was_certain(
    stated: Stated, today: date
) -> None:
    unsaid = entitlement(Program.COMPLIMENTARY, replace(stated, edition=""), noon(today))
    for edition in ("Personal", "Server"):
        said = entitlement(Program.COMPLIMENTARY, replace(stated, edition=edition), noon(today))
        if unsaid.standing is not Standing.UNKNOWN:
            assert said.standing is unsaid.standing


@given(st.sampled_from(Program), st.dates(), st.dates(date(2, 1, 1), date(9998, 1, 1)))
def test_no_date_is_too_strange(program: Program, strange: date, today: date) -> None:
    stated = Stated(
        product="System Recovery", company="Example", purchased=strange, subscription_until=strange,
        assurance_from=strange, assurance_years=2, upgraded=strange, program_purchased=strange,
        evaluation_started=strange,
    )  # fmt: skip
    assert entitlement(program, stated, noon(today)).standing in Standing


def test_months_end_where_a_month_is_too_short() -> None:
    assert add_months(date(2026, 8, 31), 18) == date(2028, 2, 29)
    assert add_months(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert add_months(date(2026, 1, 31), 0) == date(2026, 1, 31)
    assert add_months(date(9999, 1, 1), 18) == date.max
    assert add_days(date(9999, 12, 30), 30) == date.max


@given(days, st.integers(0, 60))
def test_a_month_later_is_in_the_month_that_is_meant(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + timedelta(days=1)).day == 1 < day.day
    assert add_months(day, months) <= add_months(day + timedelta(days=1), months)


def test_every_step_of_the_policy_is_a_program_that_it_has() -> None:
    assert set(shipped_policy().programs) == set(Program) - {Program.UNKNOWN}
