"""Hostile and broken input: a problem document each time, never a traceback, never a 500."""

from __future__ import annotations

import json
import socket
import uuid
from typing import Any

import pytest
import requests

from tests.server.customer import TIMEOUT, Customer, create, new_ticket, slug
from tests.srs_fixture import RunningSrs


def post(srs: RunningSrs, data: bytes, **headers: str) -> requests.Response:
    return requests.post(
        f"{srs.url}/v1/tickets",
        data=data,
        headers={
            "Content-Type": "application/json",
            "Idempotency-Key": str(uuid.uuid4()),
            **headers,
        },
        timeout=TIMEOUT,
    )


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"\xff\xfe{}",
        b'{"subject": "\xc3\x28"}',
        b'{"subject": "\\ud800"}',
        b"[" * 100_000,
        b'{"a":' * 40_000,
        b'{"contact": NaN}',
        b"1e999999999",
    ],
)
def test_what_is_no_json_is_refused(srs: RunningSrs, data: bytes) -> None:
    answer = post(srs, data)
    assert (answer.status_code, slug(answer)) in [(400, "malformed-json"), (422, "invalid-fields")]
    assert answer.json()["retryable"] is False


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"contact": {"name": "Jane", "email": "nobody"}}, "contact.email"),
        ({"contact": {"name": "Jane", "email": "a@b\r\nBcc: c@d"}}, "contact.email"),
        ({"contact": {"name": " \n", "email": "a@b.c"}}, "contact.name"),
        ({"subject": "x" * 201}, "subject"),
        ({"description": None}, "description"),
        ({"identification": {"registered_email": False, "other": " "}}, "identification"),
        ({"purchase_date": "2026-02-30"}, "purchase_date"),
        ({"support_program": "platinum"}, "support_program"),
        ({"collector": {"version": "1", "mode": "gui", "consent_version": 0}},
         "collector.consent_version"),
        ({"expected_attachments": [{"filename": "a", "kind": "bundle", "size": -1,
                                    "sha256": "0" * 64}]}, "expected_attachments[0].size"),
        ({"expected_attachments": [{"filename": "a", "kind": "bundle", "size": 1,
                                    "sha256": "0" * 64}] * 51}, "expected_attachments"),
        ({"collector": {"version": "1", "mode": "gui", "consent_version": 1,
                        "redactions": {"x": 2**70}}}, "collector.redactions[...]"),
    ],
)  # fmt: skip
def test_a_wrong_field_is_named(srs: RunningSrs, change: dict[str, Any], field: str) -> None:
    answer = post(srs, json.dumps(new_ticket(**change)).encode())
    assert (answer.status_code, slug(answer)) == (422, "invalid-fields")
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert answer.json()["errors"][0]["message"]


def test_control_characters_and_other_scripts_do_not_cost_the_request(srs: RunningSrs) -> None:
    created = create(srs, new_ticket(subject="\x00\x1b[31m Диск\t☃", description="a\x00b\r\nc"))
    assert created.status_code == 201
    assert created.json()["subject"] == "[31m Диск ☃"
    customer = Customer(srs, created.json()["ticket_id"], created.json()["ticket_token"])
    assert customer.get("/events").json()["events"][0]["text"] == "a\ufffdb\nc"
    assert create(srs, new_ticket(subject="\x00\x01")).json()["subject"] == "(no subject)"


@pytest.mark.parametrize("key", ["", "short", "k" * 201, "a key with spaces in it", "ключ" * 8])
def test_a_key_that_is_none_is_refused(srs: RunningSrs, key: str) -> None:
    answer = requests.post(
        f"{srs.url}/v1/tickets",
        json=new_ticket(),
        headers={"Idempotency-Key": key.encode()},
        timeout=TIMEOUT,
    )
    assert (answer.status_code, slug(answer)) == (400, "invalid-header")


def test_a_missing_key_is_named(srs: RunningSrs) -> None:
    answer = requests.post(f"{srs.url}/v1/tickets", json=new_ticket(), timeout=TIMEOUT)
    assert (answer.status_code, slug(answer)) == (400, "idempotency-key-missing")


def test_a_body_that_is_too_large_is_refused_with_and_without_its_length(srs: RunningSrs) -> None:
    body = json.dumps(new_ticket(padding="x" * 300_000)).encode()
    for data in (body, iter([body[:1000], body[1000:]])):
        answer = post(srs, data)  # type: ignore[arg-type]
        assert (answer.status_code, slug(answer)) == (413, "too-large")


def test_another_media_type_is_refused(srs: RunningSrs) -> None:
    answer = post(srs, b"subject=x", **{"Content-Type": "application/x-www-form-urlencoded"})
    assert (answer.status_code, slug(answer)) == (415, "unsupported-media-type")
    wide = {"Content-Type": "application/json; charset=utf-8"}
    assert post(srs, json.dumps(new_ticket()).encode(), **wide).status_code == 201


@pytest.mark.parametrize(
    "authorization",
    ["", "Bearer", "Bearer ", "Basic YTpi", "Bearer \xff\xfe", "Bearer " + "x" * 5000],
)
def test_what_is_no_token_is_401(srs: RunningSrs, authorization: str) -> None:
    ticket_id = create(srs).json()["ticket_id"]
    for path in (f"tickets/{ticket_id}", "agent/tickets"):
        answer = requests.get(
            f"{srs.url}/v1/{path}",
            headers={"Authorization": authorization.encode("latin-1")},
            timeout=TIMEOUT,
        )
        assert (answer.status_code, slug(answer)) == (401, "unauthorized")


def test_routes_and_methods_that_are_none_are_problem_documents(srs: RunningSrs) -> None:
    assert slug(requests.get(f"{srs.url}/nothing", timeout=TIMEOUT)) == "not-found"
    wrong = requests.delete(f"{srs.url}/v1/uploads/x/y", timeout=TIMEOUT)
    assert slug(wrong) == "not-found"
    refused = requests.put(f"{srs.url}/v1/tickets", timeout=TIMEOUT)
    assert (refused.status_code, slug(refused)) == (405, "method-not-allowed")
    assert refused.headers["Allow"] == "POST"


@pytest.mark.parametrize("after", ["-1", "x", "1.5", "٣", "9" * 30, ""])
def test_a_query_that_is_no_number_is_400(srs: RunningSrs, after: str) -> None:
    answer = Customer.with_ticket(srs).get(f"/events?after={after}")
    assert (answer.status_code, slug(answer)) == (400, "invalid-parameter")


@pytest.mark.parametrize(
    "ticket_id", ["SRS-00000016", "x' OR 1=1 --", "%00", "..%2f..", "SRS-" + "9" * 500]
)
def test_a_ticket_id_is_never_more_than_an_id(srs: RunningSrs, ticket_id: str) -> None:
    token = Customer.with_ticket(srs).token
    assert Customer(srs, ticket_id, token).get().status_code == 404


def test_a_comment_cannot_name_another_tickets_file(srs: RunningSrs) -> None:
    mine, other = Customer.with_ticket(srs), Customer.with_ticket(srs)
    other.send(other.place(b"x"), 0, b"x")
    (file,) = other.attachments()
    answer = mine.post("/comments", {"text": "look", "attachment_ids": [file["id"]]})
    assert (answer.status_code, slug(answer)) == (422, "invalid-fields")


def test_a_connection_that_sends_nothing_stops_nobody(srs: RunningSrs) -> None:
    idle = [socket.create_connection(("127.0.0.1", srs.port), timeout=60) for _ in range(30)]
    try:
        for connection in idle:
            connection.sendall(b"POST /v1/tickets HTTP/1.1\r\nHost: srs\r\nContent-Length: 9\r\n")
        assert create(srs).status_code == 201
    finally:
        for connection in idle:
            connection.close()
