"""What a support program asks of a Support Request, and what it does not offer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from collector.policy.editions import edition_kind, evaluation_product
from collector.policy.programs import (
    Channel,
    EditionKind,
    Policy,
    Program,
    ProgramTerms,
    shipped_policy,
)
from collector.request.form import Category, Fault, FaultKind, SupportRequest

PROGRAM_NAMES = {
    Program.COMPLIMENTARY: "Complimentary Support",
    Program.EXTENDED: "Extended Support",
    Program.ENTERPRISE: "Enterprise Level Support",
    Program.EVALUATION: "Evaluation Support",
    Program.PER_INCIDENT: "Per-Incident Support",
}


@dataclass(frozen=True, slots=True)
class _Case:
    request: SupportRequest
    terms: ProgramTerms
    policy: Policy

    @property
    def name(self) -> str:
        return PROGRAM_NAMES[self.request.support.program]


def program_faults(request: SupportRequest, policy: Policy | None = None) -> Iterator[Fault]:
    """The faults that come from the program; who is not sure is only told what nobody may."""
    policy = policy or shipped_policy()
    program = request.support.program
    yield from _script(request, policy)
    if program is Program.UNKNOWN:
        return
    case = _Case(request, policy.terms(program), policy)
    yield from _edition(case)
    yield from _evaluation(case)
    yield from _call_back(case)
    yield from _business_impact(case)


def _script(request: SupportRequest, policy: Policy) -> Iterator[Fault]:
    offered = policy.terms(request.support.program).scripts
    if request.problem.category is Category.SCRIPT and not offered:
        yield _not_offered(
            "problem.category",
            "help with scripts is part of Evaluation Support only; choose another category.",
        )


def _edition(case: _Case) -> Iterator[Fault]:
    product = case.request.product
    kind = edition_kind(product.edition, case.policy)
    if kind is EditionKind.UNKNOWN:
        kind = edition_kind(product.name, case.policy)
    wanted = case.terms.editions
    if wanted and kind is not EditionKind.UNKNOWN and kind not in wanted:
        yield _not_offered(
            "support.program",
            f"{case.name} is for Professional and Server editions and volume licences, "
            "not for this edition.",
        )


def _evaluation(case: _Case) -> Iterator[Fault]:
    product, terms = case.request.product, case.terms
    if terms.company_required and not case.request.contact.company.strip():
        yield Fault(
            "contact.company",
            f"{case.name} is offered to companies; the company's name is needed.",
            kind=FaultKind.REQUIRED,
        )
    if not terms.products or not product.name.strip():
        return
    found = evaluation_product(product.name, product.edition, case.policy)
    if found is None or found.id not in terms.products:
        names = [
            offered.name.removeprefix("Paragon ")
            for offered in case.policy.evaluation_products
            if offered.id in terms.products
        ]
        yield _not_offered(
            "support.program", f"{case.name} is offered for these only: {', '.join(names)}."
        )


def _call_back(case: _Case) -> Iterator[Fault]:
    by_telephone = case.terms.channels & {Channel.TELEPHONE, Channel.CALLBACK}
    if case.request.contact.callback_number.strip() and not by_telephone:
        yield _not_offered(
            "contact.callback_number",
            f"{case.name} answers by web and e-mail; leave the number to call back empty.",
        )


def _business_impact(case: _Case) -> Iterator[Fault]:
    if case.request.support.business_impact is not None and not case.terms.business_impact:
        yield _not_offered(
            "support.business_impact",
            f"{case.name} does not rank requests by business impact; leave it out.",
        )


def _not_offered(field: str, sentence: str) -> Fault:
    return Fault(field, sentence, kind=FaultKind.NOT_IN_PROGRAM)
