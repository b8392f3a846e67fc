"""What a Support Request says about entitlement, as the policy reads it."""

from __future__ import annotations

from collector.policy.entitlement import Stated
from collector.policy.programs import Program, TermSource, shipped_policy
from collector.request.form import SupportRequest


def stated(request: SupportRequest, *, latest_major: bool | None = None) -> Stated:
    """The form has one purchase date: that of the paid program where one is chosen, else that of
    the product.
    """
    program, bought = request.support.program, request.support.purchase_date
    paid = shipped_policy().terms(program).term_source is TermSource.PROGRAM
    return Stated(
        product=request.product.name,
        edition=request.product.edition,
        company=request.contact.company,
        purchased=None if paid else bought,
        contract=program if paid else Program.UNKNOWN,
        program_purchased=bought if paid else None,
        evaluation_started=request.support.evaluation_started,
        latest_major=latest_major,
    )
