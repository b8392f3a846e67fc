"""What the support program does not offer, refused field by field (rules 7-9, 13, 26, 30)."""

from __future__ import annotations

from collections.abc import Mapping

from collector.request.form import Contact, Problem, Product, Support, SupportRequest
from collector.request.program_rules import program_faults
from collector.srs.protocol import FieldError, NewTicket, Slug
from srs_server.problems import ProblemError
from srs_server.service.desk import Desk
from srs_server.service.idempotency import CREATION, known

_ON_THE_WIRE: Mapping[str, str] = {
    "support.program": "support_program",
    "support.business_impact": "business_impact",
    "problem.category": "category",
}


def check(desk: Desk, new: NewTicket, key: str) -> None:
    """The 422 problem with everything that the program does not offer.

    A program that has run out is no fault: the customer is answered, and may buy an incident. What
    was created under `key` is answered again, whatever the policy says by now.
    """
    errors = tuple(
        FieldError(field=_ON_THE_WIRE.get(fault.field, fault.field), message=fault.sentence)
        for fault in program_faults(_form(new))
    )
    if not errors:
        return
    with desk.database.reading() as connection:
        if known(connection, CREATION, key):
            return
    detail = "The support program does not offer this."
    raise ProblemError(Slug.INVALID_FIELDS, detail, errors=errors)


def _form(new: NewTicket) -> SupportRequest:
    """The parts of the form that the rules look at."""
    return SupportRequest(
        contact=Contact(company=new.contact.company, callback_number=new.contact.callback_number),
        product=Product(name=new.product.name, edition=new.product.edition),
        problem=Problem(category=new.category),
        support=Support(program=new.support_program, business_impact=new.business_impact),
    )
