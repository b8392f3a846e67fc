"""What can be promised before anything is typed, and which program is proposed, step by step.

Both rest on what the customer stated and on the product data that is at hand; whoever shows them
says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from collector.policy.entitlement import (
    Entitlement,
    Reason,
    Standing,
    Stated,
    by_purchase,
    by_subscription,
    by_upgrade_assurance,
    entitlement,
)
from collector.policy.life_cycle import (
    LifeCycle,
    is_latest_major,
    life_cycle,
    newer_build,
)
from collector.policy.products import ProductLine
from collector.policy.programs import Channel, Policy, Program, shipped_policy
from collector.policy.working_hours import consulting_answer_due, first_response_due


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Times are aware UTC; `newer_build` and `consulting_due` are None where there is none."""

    program: Program
    life_cycle: LifeCycle
    entitlement: Entitlement
    channels: frozenset[Channel]
    first_response_due: datetime
    consulting_due: datetime | None
    newer_build: str | None
    latest_major: bool | None
    costs_an_incident: bool


def promise(
    program: Program,
    stated: Stated,
    now: datetime,
    *,
    line: ProductLine | None = None,
    version: str = "",
    build: str = "",
    policy: Policy | None = None,
) -> Promise:
    """What holds for a request that is sent at `now` (aware) under `program`."""
    policy = policy or shipped_policy()
    terms = policy.terms(program)
    return Promise(
        program=program,
        life_cycle=life_cycle(line, version, policy.local_date(now), policy),
        entitlement=entitlement(program, stated, now, policy),
        channels=terms.channels,
        first_response_due=first_response_due(program, now, policy),
        consulting_due=consulting_answer_due(program, now, policy),
        newer_build=newer_build(line, version, build),
        latest_major=is_latest_major(line, version),
        costs_an_incident=terms.incidents > 0,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the proposal: `id` as in the policy file, and what speaks for or against it."""

    id: str
    program: Program
    entitlement: Entitlement


_WAYS_TO_COMPLIMENTARY = ("subscription", "complimentary", "upgrade_assurance")


def steps(stated: Stated, now: datetime, policy: Policy | None = None) -> tuple[Step, ...]:
    """Every step in the order of the policy, each with its reason."""
    policy = policy or shipped_policy()
    return tuple(_step(name, stated, now, policy) for name in policy.proposal.order)


def _step(name: str, stated: Stated, now: datetime, policy: Policy) -> Step:
    if name not in _WAYS_TO_COMPLIMENTARY:
        return _bought(Program(name), name, stated, now, policy)
    today = policy.local_date(now)
    if name == "subscription":
        found = by_subscription(stated, today)
    elif name == "complimentary":
        found = by_purchase(stated, today, policy)
    else:
        found = by_upgrade_assurance(stated, today, policy)
    return Step(id=name, program=Program.COMPLIMENTARY, entitlement=found)


def _bought(program: Program, name: str, stated: Stated, now: datetime, policy: Policy) -> Step:
    """A paid program is proposed to those who say that they have it, never from a date alone."""
    incident = program is Program.PER_INCIDENT and stated.incident_purchased is not None
    if program in (Program.EVALUATION, stated.contract) or incident:
        found = entitlement(program, stated, now, policy)
    elif stated.contract is Program.UNKNOWN:
        found = Entitlement(standing=Standing.UNKNOWN, reason=Reason.PROGRAM_NOT_STATED)
    else:
        found = Entitlement(standing=Standing.NOT_ENTITLED, reason=Reason.ANOTHER_PROGRAM)
    return Step(id=name, program=program, entitlement=found)


def proposal(stated: Stated, now: datetime, policy: Policy | None = None) -> Step | None:
    """The first step that is certain; None where nothing that was stated entitles to support."""
    for step in steps(stated, now, policy):
        if step.entitlement.standing is Standing.ENTITLED:
            return step
    return None
