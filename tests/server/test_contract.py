"""The server keeps the contract: schemathesis tries every operation of openapi.yaml against it.

What goes beyond schemathesis' own idea of a status, and why, stands in `CONFIG`.
"""

from __future__ import annotations

import base64
import hashlib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.config import SchemathesisConfig
from schemathesis.core.parameters import ParameterLocation

from collector.core.resources import resource_path
from tests.srs_fixture import RunningSrs, running_srs
from tests.systems import WINDOWS

ACCEPTED = [
    "2xx",
    "304",
    "401",  # a drawn Authorization header
    "404",  # a drawn id
    "409",  # a transition that the ticket's status refuses, an offset
]
UPLOADS = [
    *ACCEPTED,
    "413",  # Upload-Length: the limit is a setting, published in /v1/meta
    "460",  # drawn bytes have not the SHA-256 that was announced
    "410",  # … and the upload is gone then
]
CONFIG = SchemathesisConfig.from_dict(
    {
        # the token is given by the test: a drawn one would never get past 401
        "generation": {"with-security-parameters": False},
        "checks": {
            "positive_data_acceptance": {"expected-statuses": ACCEPTED},
            "negative_data_rejection": {
                "expected-statuses": [
                    *("400", "401", "404", "405", "409", "413", "415", "422"),
                    "412",  # tus: Tus-Resumable names another version, or none
                ]
            },
            "missing_required_header": {"expected-statuses": ["400", "401", "412", "415"]},
        },
        "operations": [
            {
                "include-tag": "uploads",
                "checks": {"positive_data_acceptance": {"expected-statuses": UPLOADS}},
            },
            {
                # 422: no schema can say that attachment_ids are files of this ticket
                "include-operation-id": "addComment",
                "checks": {"positive_data_acceptance": {"expected-statuses": [*ACCEPTED, "422"]}},
            },
            {
                # 422: what a support program offers is data of the policy, not of the schema
                "include-operation-id": "createTicket",
                "checks": {"positive_data_acceptance": {"expected-statuses": [*ACCEPTED, "422"]}},
            },
            {
                # what the server can do does not depend on the path: tus asks for no check
                "include-method": "OPTIONS",
                "checks": {"negative_data_rejection": {"enabled": False}},
            },
        ],
    }
)
ALLOWED_AFTER: dict[str, tuple[str, dict[str, str]]] = {
    "POST /v1/tickets/{ticket_id}/reopen": (
        "/v1/tickets/{ticket_id}/close",
        {"reason": "solved_by_customer"},
    ),
    "POST /v1/agent/tickets/{ticket_id}/propose-closure": (
        "/v1/agent/tickets/{ticket_id}/assign",
        {"engineer": "Kim"},
    ),
}
"""What a new ticket does not allow yet: the place and body of the request that makes it so."""
reached: dict[str, set[int]] = {}  # operation: hundreds of the statuses it answered with
schema = schemathesis.openapi.from_path(resource_path("openapi.yaml"), config=CONFIG)


@schemathesis.serializer("application/offset+octet-stream")
def _chunk(_context: Any, value: Any) -> Any:
    return value if isinstance(value, bytes) else str(value).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A ticket, an upload and an attachment that exist, so that requests get past 404."""

    srs: RunningSrs
    ticket_id: str
    token: str
    upload_id: str
    attachment_id: str
    view: str


@pytest.fixture(scope="module")
def srs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSrs]:
    with running_srs(tmp_path_factory.mktemp("srs") / "data") as running:
        yield running


@pytest.fixture
def known(srs: RunningSrs) -> Known:
    """New for each operation: what another did to a ticket must not decide what this one may."""
    created = requests.post(
        f"{srs.url}/v1/tickets",
        json=NEW_TICKET,
        headers={"Idempotency-Key": str(uuid.uuid4())},
        timeout=60,
    ).json()
    token = created["ticket_token"]
    links = created["links"]
    return Known(
        srs=srs,
        ticket_id=created["ticket_id"],
        token=token,
        upload_id=_upload(srs, links["uploads"], token, b"half", complete=False),
        attachment_id=_upload(srs, links["uploads"], token, b"whole", complete=True),
        view=links["web"].partition("view=")[2],
    )


def _upload(srs: RunningSrs, place: str, token: str, data: bytes, *, complete: bool) -> str:
    headers = {"Authorization": f"Bearer {token}", "Tus-Resumable": "1.0.0"}
    digest = base64.b64encode(hashlib.sha256(data).hexdigest().encode()).decode()
    created = requests.post(
        srs.url + place,
        headers={
            **headers,
            "Upload-Length": str(len(data)),
            "Upload-Metadata": f"filename YS5iaW4=,sha256 {digest}",
        },
        timeout=60,
    )
    address = created.headers["Location"]
    sent = requests.patch(
        srs.url + address,
        data=data if complete else data[:2],
        headers={
            **headers,
            "Upload-Offset": "0",
            "Content-Type": "application/offset+octet-stream",
        },
        timeout=60,
    )
    assert sent.status_code == 204
    return address.rpartition("/")[2]


NEW_TICKET = {
    "contact": {"name": "Jane Example", "email": "jane@example.com"},
    "identification": {"registered_email": True},
    "product": {"name": "Hard Disk Manager", "version": "15", "build": ""},
    "subject": "Partition cannot be resized",
    "description": "It stops at 12 %.",
    "collector": {"version": "0.1.0", "mode": "silent", "consent_version": 1},
}


@schema.parametrize()
@settings(
    max_examples=5 if WINDOWS else 15,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_server_keeps_the_contract(case: schemathesis.Case[Any], known: Known) -> None:
    _lead_past_the_door(case, known)
    _allow(case.operation.label, known)
    agent = case.path.startswith("/v1/agent")
    token = known.srs.agent_token if agent else known.token
    answer = case.call_and_validate(
        base_url=known.srs.url, headers={"Authorization": f"Bearer {token}"}
    )
    if case.method == case.operation.method.upper():
        reached.setdefault(case.operation.label, set()).add(answer.status_code // 100)


def _lead_past_the_door(case: schemathesis.Case[Any], known: Known) -> None:
    """Put real ids, keys and offsets where the drawn ones are well-formed and name nothing."""
    drawn_wrong = case.meta.is_negative_at if case.meta else lambda _place: False
    if not drawn_wrong(ParameterLocation.PATH):
        for name in ("ticket_id", "upload_id", "attachment_id"):
            if name in case.path_parameters:
                case.path_parameters[name] = getattr(known, name)
    if not drawn_wrong(ParameterLocation.QUERY) and "view" in case.query:
        case.query["view"] = known.view
    if not drawn_wrong(ParameterLocation.HEADER):
        digest = base64.b64encode(hashlib.sha256(b"").hexdigest().encode()).decode()
        real = {
            "Idempotency-Key": str(uuid.uuid4()),  # one that was used is 409 for another body
            "Upload-Metadata": f"filename YS5iaW4=,sha256 {digest}",
            "Upload-Offset": "2",
        }
        case.headers.update({name: text for name, text in real.items() if name in case.headers})


def _allow(label: str, known: Known) -> None:
    """Bring a new ticket to where it allows the operation, as long as that did not succeed yet."""
    before = ALLOWED_AFTER.get(label)
    if before is None or 2 in reached.get(label, ()):
        return
    place, body = before
    token = known.srs.agent_token if place.startswith("/v1/agent") else known.token
    done = requests.post(
        known.srs.url + place.format(ticket_id=known.ticket_id),
        json=body,
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid.uuid4())},
        timeout=60,
    )
    assert done.status_code in {200, 201, 204, 409}, done.text


def test_every_operation_that_was_tried_succeeded_at_least_once() -> None:
    assert {label for label, classes in reached.items() if 2 not in classes} == set()
