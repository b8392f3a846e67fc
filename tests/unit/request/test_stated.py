"""The form's one purchase date is that of the paid program where one is chosen."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from collector.policy.entitlement import Standing, entitlement
from collector.policy.promise import proposal
from collector.request.form import Contact, Product, Program, Support, SupportRequest
from collector.request.stated import stated

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def request(program: Program, bought: date | None) -> SupportRequest:
    return SupportRequest(
        contact=Contact(company="Example"),
        product=Product(name="Partition Manager", edition="Server", version="15"),
        support=Support(program=program, purchase_date=bought),
    )


@pytest.mark.parametrize("program", [Program.EXTENDED, Program.ENTERPRISE, Program.PER_INCIDENT])
def test_a_paid_program_counts_from_its_own_purchase(program: Program) -> None:
    found = stated(request(program, date(2026, 1, 1)))
    assert found.purchased is None
    assert entitlement(program, found, NOW).until == date(2027, 1, 1)
    proposed = proposal(found, NOW)
    assert proposed is not None
    assert proposed.program is program


@pytest.mark.parametrize("program", [Program.COMPLIMENTARY, Program.UNKNOWN, Program.EVALUATION])
def test_otherwise_it_is_the_purchase_of_the_product(program: Program) -> None:
    found = stated(request(program, date(2026, 11, 1)))
    assert (found.purchased, found.program_purchased) == (date(2026, 11, 1), None)
    assert entitlement(Program.COMPLIMENTARY, found, NOW).standing is Standing.ENTITLED


def test_a_date_that_was_not_stated_stays_unknown() -> None:
    found = stated(request(Program.UNKNOWN, None), latest_major=False)
    assert entitlement(Program.UNKNOWN, found, NOW).standing is Standing.UNKNOWN
    assert found.latest_major is False
