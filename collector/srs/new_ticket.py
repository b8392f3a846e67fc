"""From the form to the bytes that create a ticket."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import msgspec

from collector.core.errors import InputError
from collector.core.ticket_id import normalise
from collector.core.version import VERSION
from collector.request.form import SupportRequest
from collector.srs.item import BundleRef
from collector.srs.protocol import (
    AttachmentKind,
    Collector,
    Contact,
    ExpectedAttachment,
    Identification,
    Mode,
    NewTicket,
    Product,
    SystemEnvironment,
    decode,
    encode,
)


def fingerprint(request: SupportRequest) -> str:
    """What tells two forms apart, whatever their request_id and however often they are filled."""
    canonical = msgspec.json.encode(replace(request, request_id=""), order="sorted")
    return hashlib.sha256(canonical).hexdigest()


def new_ticket(
    request: SupportRequest,
    *,
    bundle: BundleRef | None,
    environment: SystemEnvironment | None = None,
    mode: Mode = Mode.SILENT,
    locale: str = "",
    redactions: Mapping[str, int] | None = None,
) -> bytes:
    """The body of POST /v1/tickets, checked against the contract; InputError names the field.

    `bundle` describes the file that follows; `redactions` counts hidden values by kind.
    """
    support, problem = request.support, request.problem
    ticket = NewTicket(
        contact=Contact(**_fields(request.contact)),
        identification=Identification(**_fields(request.identification)),
        product=Product(
            name=request.product.name,
            version=request.product.version,
            build=request.product.build,
            edition=request.product.edition,
            install_path=request.product.install_dir,
        ),
        subject=problem.subject,
        description=problem.description,
        collector=Collector(
            version=VERSION,
            mode=mode,
            locale=locale[:200],
            consent_version=request.consent.privacy_text_version,
            redactions=dict(redactions or {}),
        ),
        environment=environment or SystemEnvironment(),
        previous_ticket_id=_ticket_id(support.previous_ticket_id),
        support_program=support.program,
        purchase_date=support.purchase_date,
        evaluation_started=support.evaluation_started,
        business_impact=support.business_impact,
        category=problem.category,
        expected=problem.expected,
        happened=problem.happened,
        since=problem.since,
        repeatable=problem.repeatable,
        data_at_risk=problem.data_at_risk,
        occurred_at=problem.occurred_at,
        error_code=problem.error_code,
        expected_attachments=() if bundle is None else (_expected(bundle),),
    )
    body = encode(ticket)
    try:
        decode(body, NewTicket)
    except msgspec.ValidationError as error:
        raise InputError(
            "The request cannot be sent as it is.",
            hint="Shorten or fill the field that is named, and submit again.",
            faults=(str(error),),
        ) from error
    return body


def _fields(part: object) -> dict[str, Any]:
    """The members of a part of the form that the wire names alike."""
    return {name: getattr(part, name) for name in type(part).__slots__}  # type: ignore[attr-defined]


def _ticket_id(text: str) -> str:
    try:
        return normalise(text) if text.strip() else ""
    except ValueError as error:
        raise InputError(f"support.previous_ticket_id: {error}") from error


def _expected(bundle: BundleRef) -> ExpectedAttachment:
    return ExpectedAttachment(
        filename=bundle.filename,
        kind=AttachmentKind.BUNDLE,
        size=bundle.size,
        sha256=bundle.sha256,
    )
