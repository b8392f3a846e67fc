"""The promise before the form: what holds for what was stated, before anything is typed.

It rests on what the person states and on the product data at hand; whoever shows it says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from enum import StrEnum
from typing import Final

from collector.policy.entitlement import Entitlement, Reason, Standing, Stated, entitlement
from collector.policy.life_cycle import LifeCycleState, is_latest_major
from collector.policy.products import ProductData
from collector.policy.programs import Channel, Policy, Program, shipped_policy
from collector.policy.promise import Promise, Step, promise, proposal, steps
from collector.request.stated import stated
from collector.workflow.draft import Draft

_RULED_OUT: Final = frozenset(
    {Reason.EDITION_NOT_COVERED, Reason.PRODUCT_NOT_COVERED, Reason.NOT_THE_LATEST_MAJOR}
)


class Way(StrEnum):
    """What can be done where no request can be sent (rules 11, 72, 73)."""

    SAVE_BUNDLE = "save_bundle"
    KNOWLEDGE_BASE = "knowledge_base"
    DOCUMENTATION = "documentation"
    FORUM = "forum"
    UPGRADE = "upgrade"


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One moment on two clocks: where the person is, and where Paragon's engineers are ("CET")."""

    utc: datetime
    local: datetime
    cet: datetime
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One step in the order of rule 50: what speaks for or against it. `chosen` is the first
    certain one; `costs` says that taking it uses up an incident."""

    id: str
    program: Program
    entitlement: Entitlement
    chosen: bool
    costs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Everything that is said before the form.

    `program` is the chosen one, or the proposed one where the person is not sure; `closed` are the
    programs that what is stated rules out whatever the dates are, with the reason; `sending` is
    False only for a version that is known to be discontinued; `ways` is what can be done then, and
    where nobody is entitled. `product_known` says whether the data knows the product at all.
    """

    program: Program
    promise: Promise
    proposals: tuple[Proposal, ...]
    closed: Mapping[Program, Reason]
    first_answer: Moment
    consulting: Moment | None
    product_known: bool
    sending: bool
    telephone: bool
    callback: bool
    impact: bool
    ways: tuple[Way, ...]

    @property
    def discontinued(self) -> bool:
        return self.promise.life_cycle.state is LifeCycleState.DISCONTINUED

    @property
    def why_not_entitled(self) -> Reason | None:
        """The reason of the policy where the program is certainly not open to this person."""
        found = self.promise.entitlement
        return found.reason if found.standing is Standing.NOT_ENTITLED else None

    @property
    def promised(self) -> bool:
        """Whether anything is promised: a time under "not entitled" would be one nobody keeps."""
        return self.sending and self.why_not_entitled is None


def offer(
    draft: Draft,
    now: datetime,
    data: ProductData,
    *,
    local: tzinfo | None = None,
    policy: Policy | None = None,
) -> Offer:
    """What holds for the draft at `now` (aware). `local` is the person's zone, by default the
    system's. Pure; raises nothing for half a form."""
    policy = policy or shipped_policy()
    product = draft.request.product
    line = data.line(product.name)
    said = _stated(draft, is_latest_major(line, product.version))
    found = proposal(said, now, policy)
    chosen = draft.request.support.program
    program = chosen if chosen is not Program.UNKNOWN else found.program if found else chosen
    held = promise(
        program, said, now, line=line, version=product.version, build=product.build, policy=policy
    )
    due = held.first_response_due
    gone = held.life_cycle.state is LifeCycleState.DISCONTINUED
    refused = held.entitlement.standing is Standing.NOT_ENTITLED
    terms = policy.terms(program)
    return Offer(
        program=program,
        promise=held,
        proposals=tuple(_proposal(each, found) for each in steps(said, now, policy)),
        closed=_closed(said, now, policy),
        first_answer=moment(due, local, policy),
        consulting=moment(held.consulting_due, local, policy) if held.consulting_due else None,
        product_known=line is not None,
        sending=not gone,
        telephone=Channel.TELEPHONE in terms.channels,
        callback=bool(terms.channels & {Channel.TELEPHONE, Channel.CALLBACK}),
        impact=terms.business_impact,
        ways=_ways(gone=gone, refused=refused),
    )


def has_telephone(program: Program, policy: Policy | None = None) -> bool:
    """Whether engineers of this program can be called (rule 41); who is not sure may look."""
    return Channel.TELEPHONE in (policy or shipped_policy()).terms(program).channels


def moment(utc: datetime, local: tzinfo | None = None, policy: Policy | None = None) -> Moment:
    """`utc` (aware) on the clocks of the person and of the policy."""
    policy = policy or shipped_policy()
    return Moment(
        utc=utc.astimezone(UTC), local=utc.astimezone(local), cet=utc.astimezone(policy.zone),
        label=policy.time_zone_label,
    )  # fmt: skip


def _stated(draft: Draft, latest: bool | None) -> Stated:
    bought = draft.purchase
    return replace(
        stated(draft.request, latest_major=latest),
        subscription_until=bought.subscription_until,
        assurance_from=bought.assurance_from,
        assurance_years=bought.assurance_years,
        upgraded=bought.upgraded,
        incident_purchased=bought.incident_purchased,
    )


def _proposal(step: Step, chosen: Step | None) -> Proposal:
    return Proposal(
        id=step.id, program=step.program, entitlement=step.entitlement,
        chosen=chosen is not None and step.id == chosen.id,
        costs=step.program is Program.PER_INCIDENT,
    )  # fmt: skip


def _closed(said: Stated, now: datetime, policy: Policy) -> dict[Program, Reason]:
    found = {program: entitlement(program, said, now, policy).reason for program in policy.programs}
    return {program: reason for program, reason in found.items() if reason in _RULED_OUT}


def _ways(*, gone: bool, refused: bool) -> tuple[Way, ...]:
    if gone:
        return (Way.SAVE_BUNDLE, Way.KNOWLEDGE_BASE, Way.DOCUMENTATION, Way.FORUM, Way.UPGRADE)
    if refused:
        return (Way.SAVE_BUNDLE, Way.KNOWLEDGE_BASE, Way.DOCUMENTATION, Way.FORUM)
    return ()
