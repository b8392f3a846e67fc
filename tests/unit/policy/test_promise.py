"""What is promised before anything is typed, and which program is proposed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from collector.policy.entitlement import Reason, Standing, Stated
from collector.policy.life_cycle import LifeCycleState
from collector.policy.products import ProductLine, ProductVersion
from collector.policy.programs import Channel, Program, shipped_policy
from collector.policy.promise import promise, proposal, steps
from collector.policy.working_hours import first_response_due

NOW = datetime(2026, 11, 20, 21, tzinfo=ZoneInfo("Europe/Berlin"))
LINE = ProductLine(
    id="example",
    name="Partition Manager",
    versions=(
        ProductVersion(version="14", released=date(2023, 1, 1)),
        ProductVersion(version="15", released=date(2025, 1, 1), latest_build="10.1.25.1137"),
    ),
)


def test_everything_known_is_promised_at_once() -> None:
    found = promise(
        Program.PER_INCIDENT,
        Stated(program_purchased=date(2026, 1, 1), incidents_left=1),
        NOW,
        line=LINE,
        version="15",
        build="10.1.25.813",
    )
    assert found.entitlement.standing is Standing.ENTITLED
    assert found.entitlement.until == date(2027, 1, 1)
    assert found.first_response_due == datetime(2026, 11, 23, 8, tzinfo=UTC)
    assert found.life_cycle.state is LifeCycleState.SUPPORTED
    assert found.newer_build == "10.1.25.1137"
    assert found.latest_major is True
    assert found.costs_an_incident
    assert found.channels == {Channel.WEB, Channel.EMAIL, Channel.TELEPHONE}


def test_a_discontinued_version_is_said_before_the_form() -> None:
    found = promise(Program.UNKNOWN, Stated(), NOW, line=LINE, version="14")
    assert found.life_cycle.state is LifeCycleState.DISCONTINUED
    assert found.life_cycle.until == date(2026, 7, 1)
    assert found.entitlement.standing is Standing.UNKNOWN
    assert not found.costs_an_incident


def test_nothing_known_promises_what_everybody_has() -> None:
    found = promise(Program.UNKNOWN, Stated(), NOW)
    assert found.life_cycle.state is LifeCycleState.UNKNOWN
    assert found.first_response_due == first_response_due(Program.COMPLIMENTARY, NOW)
    assert (found.newer_build, found.latest_major, found.consulting_due) == (None, None, None)
    assert found.channels == {Channel.WEB, Channel.EMAIL}


RECENT = date(2026, 11, 1)
EVERYTHING: dict[str, Any] = {
    "product": "Partition Manager Enterprise Server",
    "edition": "Server",
    "company": "Example",
    "contract": Program.ENTERPRISE,
    "program_purchased": RECENT,
    "incident_purchased": RECENT,
    "subscription_until": date(2027, 1, 1),
    "purchased": RECENT,
    "assurance_from": RECENT,
    "assurance_years": 1,
    "upgraded": RECENT,
    "evaluation_started": RECENT,
    "incidents_left": 1,
}


def test_the_steps_come_in_the_order_of_the_policy_and_an_incident_last() -> None:
    found = steps(Stated(**EVERYTHING), NOW)
    assert [step.id for step in found] == [
        "enterprise", "extended", "subscription", "complimentary", "upgrade_assurance",
        "evaluation", "per_incident",
    ]  # fmt: skip
    reasons = [step.entitlement.reason for step in found]
    assert reasons.count(Reason.ANOTHER_PROGRAM) == 1
    assert sum(step.entitlement.standing is Standing.ENTITLED for step in found) == 6


@pytest.mark.parametrize(
    "proposed", ["enterprise", "subscription", "complimentary", "upgrade_assurance", "evaluation",
                 "per_incident"],
)  # fmt: skip
def test_the_first_certain_step_is_proposed(proposed: str) -> None:
    proves = {
        "enterprise": "contract", "subscription": "subscription_until",
        "complimentary": "purchased", "upgrade_assurance": "upgraded",
        "evaluation": "evaluation_started", "per_incident": "incident_purchased",
    }  # fmt: skip
    missing = list(proves.values())[: list(proves).index(proposed)]
    stated = {key: value for key, value in EVERYTHING.items() if key not in missing}
    step = proposal(Stated(**stated), NOW)
    assert step is not None
    assert step.id == proposed


def test_a_date_alone_does_not_make_anybody_an_enterprise() -> None:
    stated = Stated(edition="Server", program_purchased=RECENT)
    assert proposal(stated, NOW) is None
    assert {step.entitlement.reason for step in steps(stated, NOW) if step.id == "extended"} == {
        Reason.PROGRAM_NOT_STATED
    }


def test_a_personal_edition_with_a_contract_is_proposed_extended_support() -> None:
    stated = Stated(edition="Personal", contract=Program.EXTENDED, program_purchased=RECENT)
    step = proposal(stated, NOW)
    assert step is not None
    assert step.program is Program.EXTENDED


def test_where_nothing_is_certain_nothing_is_proposed_but_each_step_says_why() -> None:
    assert proposal(Stated(), NOW) is None
    reasons = {step.id: step.entitlement.reason for step in steps(Stated(), NOW)}
    assert reasons["complimentary"] is Reason.DATE_NOT_STATED
    assert reasons["evaluation"] is Reason.PRODUCT_NOT_COVERED


def test_every_step_of_the_order_is_known() -> None:
    ways = {"subscription", "complimentary", "upgrade_assurance"}
    assert {Program(name) for name in shipped_policy().proposal.order if name not in ways} == {
        Program.ENTERPRISE, Program.EXTENDED, Program.EVALUATION, Program.PER_INCIDENT,
    }  # fmt: skip
