"""Tickets over HTTP: created once, opened by their token alone, moved as the life cycle says."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from collector.core.ticket_id import normalise
from collector.srs.protocol import Ticket, decode
from tests.server.customer import TIMEOUT, Customer, create, new_ticket, slug
from tests.srs_fixture import RunningSrs, running_srs


def test_a_new_ticket_has_an_id_a_token_and_a_due_time(srs: RunningSrs) -> None:
    answer = create(srs, new_ticket(support_program="enterprise", business_impact="critical"))
    ticket = answer.json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/v1/tickets/{ticket['ticket_id']}"
    assert normalise(ticket["ticket_id"]) == ticket["ticket_id"]
    assert (ticket["status"], ticket["priority"]) == ("new", "critical")
    created = datetime.fromisoformat(ticket["created_at"])
    due = datetime.fromisoformat(ticket["first_response_due"])
    assert due - created == timedelta(hours=4)  # enterprise: four hours, round the clock


def test_a_replay_is_the_same_answer(srs: RunningSrs) -> None:
    key, body = str(uuid.uuid4()), new_ticket()
    first = create(srs, body, key)
    again = create(srs, dict(reversed(body.items())), key)  # the order of members is no content
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["Location"] == first.headers["Location"]
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"


def test_a_key_is_for_one_content(srs: RunningSrs) -> None:
    key = str(uuid.uuid4())
    assert create(srs, new_ticket(), key).status_code == 201
    other = create(srs, new_ticket(subject="Something else"), key)
    assert (other.status_code, slug(other)) == (409, "idempotency-key-reused")


def test_twenty_at_once_with_one_key_make_one_ticket(srs: RunningSrs) -> None:
    key, body = str(uuid.uuid4()), new_ticket(subject="Twenty at once")
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: create(srs, body, key), range(20)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.text for answer in answers}) == 1
    assert sum("Idempotent-Replayed" not in answer.headers for answer in answers) == 1
    queue = requests.get(
        f"{srs.url}/v1/agent/tickets?limit=500",
        headers={"Authorization": f"Bearer {srs.agent_token}"},
        timeout=TIMEOUT,
    ).json()["tickets"]
    assert sum(ticket["subject"] == "Twenty at once" for ticket in queue) == 1


def test_the_limits_hold_for_new_tickets_and_not_for_replays(tmp_path: Path) -> None:
    with running_srs(tmp_path / "data", address_limit=2, ip_limit=3) as srs:
        key = str(uuid.uuid4())
        assert create(srs, key=key).status_code == 201
        assert create(srs).status_code == 201
        over = create(srs)
        assert (over.status_code, slug(over)) == (429, "rate-limited")
        assert 0 < int(over.headers["Retry-After"]) <= 3600
        assert over.json()["retryable"] is True
        assert create(srs, key=key).status_code == 201
        other = new_ticket(contact={"name": "Joe", "email": "joe@example.com"})
        assert create(srs, other).status_code == 201
        assert create(srs, other).status_code == 429  # the IP address has had its three


def test_a_ticket_opens_with_its_own_token_only(srs: RunningSrs) -> None:
    mine, other = Customer.with_ticket(srs), Customer.with_ticket(srs)
    for path in ("", "/events", "/attachments"):
        assert mine.get(path).status_code == 200
        stranger = Customer(srs, mine.ticket_id, other.token).get(path)
        missing = Customer(srs, "SRS-99999994", other.token).get(path)
        assert (stranger.status_code, missing.status_code) == (404, 404)
        assert stranger.json() == missing.json()
    without = requests.get(f"{srs.url}/v1/tickets/{mine.ticket_id}", timeout=TIMEOUT)
    assert (without.status_code, slug(without)) == (401, "unauthorized")
    assert without.headers["WWW-Authenticate"].startswith("Bearer")
    view = create(srs).json()["links"]["web"].partition("view=")[2]
    assert Customer(srs, mine.ticket_id, view).get().status_code == 404


def test_the_agents_door_needs_the_agents_token(srs: RunningSrs) -> None:
    customer = Customer.with_ticket(srs)
    for path in ("", f"/{customer.ticket_id}"):
        url = f"{srs.url}/v1/agent/tickets{path}"
        assert requests.get(url, headers=customer.headers, timeout=TIMEOUT).status_code == 401
        assert requests.get(url, timeout=TIMEOUT).status_code == 401


def test_polling_costs_nothing_while_nothing_changes(srs: RunningSrs) -> None:
    customer = Customer.with_ticket(srs)
    seen = customer.get()
    assert decode(seen.content, Ticket).ticket_id == customer.ticket_id
    tag = {"If-None-Match": seen.headers["ETag"]}
    assert (customer.get(**tag).status_code, customer.get(**tag).content) == (304, b"")
    customer.engineer("assign")
    changed = customer.get(**tag)
    assert (changed.status_code, changed.json()["status"]) == (200, "open")


def test_a_conversation_from_question_to_closing_and_back(srs: RunningSrs) -> None:
    customer = Customer.with_ticket(srs)
    asked = customer.engineer("ask", text="Which disk?")
    assert (asked.json()["status"], asked.json()["contact_attempts"]) == ("awaiting_customer", 1)
    key = str(uuid.uuid4())
    first = customer.post("/comments", {"text": "The second\r\none."}, **{"Idempotency-Key": key})
    again = customer.post("/comments", {"text": "The second\r\none."}, **{"Idempotency-Key": key})
    assert (first.status_code, first.json()) == (201, again.json())
    assert first.json()["text"] == "The second\none."
    assert customer.get().json()["status"] == "open"
    assert customer.engineer("reply", text="Try this.").json()["status"] == "open"
    closed = customer.post("/close", {"reason": "resolution_confirmed", "comment": "Thanks"})
    assert (closed.json()["status"], closed.json()["status_label"]) == ("supported", "Supported")
    assert closed.json()["close_reason"] == "resolution_confirmed"
    late = customer.post("/comments", {"text": "One more thing"})
    assert (late.status_code, slug(late)) == (409, "invalid-transition")
    assert (late.json()["from"], late.json()["event"]) == ("supported", "comment")
    assert late.json()["allowed"] == ["reopen"]
    reopened = customer.post("/reopen", {"comment": "It came back"}).json()
    assert (reopened["status"], reopened["reopen_count"]) == ("open", 1)
    assert reopened["close_reason"] is None
    events = customer.get("/events").json()["events"]
    assert [event["type"] for event in events] == [
        "created", "asked", "commented", "replied", "closed", "reopened",
    ]  # fmt: skip
    assert [event["id"] for event in events] == sorted(event["id"] for event in events)
    tail = customer.get(f"/events?after={events[3]['id']}").json()["events"]
    assert tail == events[4:]


def test_a_replayed_closing_is_no_second_closing(srs: RunningSrs) -> None:
    customer, key = Customer.with_ticket(srs), {"Idempotency-Key": str(uuid.uuid4())}
    body = {"reason": "solved_by_customer"}
    assert customer.post("/close", body, **key).status_code == 200
    again = customer.post("/close", body, **key)
    assert (again.status_code, again.headers["Idempotent-Replayed"]) == (200, "true")
    assert customer.post("/close", body).status_code == 409
    assert sum(e["type"] == "closed" for e in customer.get("/events").json()["events"]) == 1


def test_closing_unresolved_needs_a_proposal_and_the_customers_agreement(srs: RunningSrs) -> None:
    customer, agree = Customer.with_ticket(srs), {"reason": "not_resolved_agreed"}
    assert customer.engineer("propose-closure", text="Too early").status_code == 409
    customer.engineer("assign")
    assert customer.post("/close", agree).status_code == 409
    proposed = customer.engineer("propose-closure", text="This cannot be mended.").json()
    assert (proposed["status"], proposed["pending_closure"]) == ("awaiting_customer", True)
    customer.post("/comments", {"text": "I do not agree"})
    assert customer.post("/close", agree).status_code == 409
    customer.engineer("propose-closure", text="Really.")
    closed = customer.post("/close", agree).json()
    assert (closed["status"], closed["close_reason"]) == ("supported", "not_resolved_agreed")


_JANE = {"name": "Jane Example", "email": "jane@example.com"}
COMPANY = {
    "contact": {**_JANE, "company": "Example Ltd"},
    "product": {"name": "Paragon System Recovery", "version": "15", "build": ""},
}


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        (
            {**COMPANY, "support_program": "enterprise", "product": {
                "name": "Hard Disk Manager", "edition": "Personal", "version": "15", "build": "",
            }},
            ["support_program"],
        ),
        ({"support_program": "evaluation"}, ["contact.company", "support_program"]),
        ({**COMPANY, "support_program": "evaluation", "contact": _JANE}, ["contact.company"]),
        ({"support_program": "extended", "category": "script"}, ["category"]),
        ({"category": "script"}, ["category"]),
        ({"support_program": "per_incident", "business_impact": "critical"}, ["business_impact"]),
        (
            {"support_program": "complimentary", "contact": {**_JANE, "callback_number": "+49 1"}},
            ["contact.callback_number"],
        ),
    ],
)  # fmt: skip
def test_what_a_program_does_not_offer_is_refused_field_by_field(
    srs: RunningSrs, change: dict[str, Any], fields: list[str]
) -> None:
    refused = create(srs, new_ticket(**change))
    assert (refused.status_code, slug(refused)) == (422, "invalid-fields")
    assert [error["field"] for error in refused.json()["errors"]] == fields
    assert all(error["message"] for error in refused.json()["errors"])


@pytest.mark.parametrize(
    "change",
    [
        {**COMPANY, "support_program": "evaluation", "category": "script"},
        {**COMPANY, "support_program": "evaluation", "evaluation_started": "2001-01-01"},
        {
            "support_program": "complimentary",
            "purchase_date": "2001-01-01",
        },  # accepted, not refused
        {"support_program": "enterprise", "business_impact": "critical"},
    ],
)
def test_what_a_program_offers_is_taken_also_after_its_term(
    srs: RunningSrs, change: dict[str, Any]
) -> None:
    assert create(srs, new_ticket(**change)).status_code == 201


def test_a_replay_is_answered_whatever_the_policy_says_by_then(srs: RunningSrs) -> None:
    key = str(uuid.uuid4())
    assert create(srs, new_ticket(), key).status_code == 201
    reused = create(srs, new_ticket(category="script"), key)
    assert (reused.status_code, slug(reused)) == (409, "idempotency-key-reused")


def test_paid_programs_are_answered_first(tmp_path: Path) -> None:
    with running_srs(tmp_path / "data") as srs:
        for program in ("complimentary", "evaluation", "enterprise", "unknown", "per_incident"):
            Customer.with_ticket(srs, **COMPANY, support_program=program)
        queue = requests.get(
            f"{srs.url}/v1/agent/tickets",
            headers={"Authorization": f"Bearer {srs.agent_token}"},
            timeout=TIMEOUT,
        ).json()["tickets"]
    assert [ticket["program"] for ticket in queue] == [
        "enterprise", "per_incident", "evaluation", "complimentary", "unknown",
    ]  # fmt: skip


def test_a_discontinued_version_is_refused_for_good_and_an_unknown_date_never(
    tmp_path: Path,
) -> None:
    products = tmp_path / "products.toml"
    products.write_text(
        'as_of = 2026-01-01\n[[products]]\nname = "Old Manager"\n'
        '[[products.versions]]\nversion = "1"\n'
        '[[products.versions]]\nversion = "2"\nreleased = 2001-01-31\n'
        '[[products.versions]]\nversion = "3"\n'
    )
    with running_srs(tmp_path / "data", products=products) as srs:
        old = {"name": "Old Manager", "version": "1", "build": ""}
        refused = create(srs, new_ticket(product=old))
        assert (refused.status_code, slug(refused)) == (409, "version-discontinued")
        assert refused.json()["links"]
        assert refused.json()["retryable"] is False
        assert create(srs, new_ticket(product={**old, "version": "2"})).status_code == 201
        shown = requests.get(f"{srs.url}/v1/products", timeout=TIMEOUT)
        assert shown.json()["products"][0]["versions"][0]["supported_until"] == "2002-07-31"


def test_the_engineer_sees_the_form_as_it_was_sent(srs: RunningSrs) -> None:
    body = new_ticket(
        category="boot", since="Monday", data_at_risk=True, purchase_date="2026-11-01",
        previous_ticket_id="srs 0000001 5", error_code="0x1000e",
    )  # fmt: skip
    customer = Customer.with_ticket(srs, **body)
    seen = requests.get(
        f"{srs.url}/v1/agent/tickets/{customer.ticket_id.lower()}",
        headers={"Authorization": f"Bearer {srs.agent_token}"},
        timeout=TIMEOUT,
    ).json()
    assert {name: seen["request"][name] for name in body if name not in _WITH_DEFAULTS} == {
        name: value for name, value in body.items() if name not in _WITH_DEFAULTS
    }
    assert seen["ticket"]["ticket_id"] == customer.ticket_id


_WITH_DEFAULTS = {"contact", "identification", "product", "collector"}


class TestPage:
    def test_it_shows_the_ticket_and_escapes_what_strangers_wrote(self, srs: RunningSrs) -> None:
        nasty = "<script>alert('x')</script>"
        created = create(srs, new_ticket(subject=nasty, description=nasty + "{{7*7}}")).json()
        page = requests.get(created["links"]["web"], timeout=TIMEOUT)
        assert page.status_code == 200
        assert created["ticket_id"] in page.text
        assert "<script" not in page.text
        assert "&lt;script&gt;" in page.text
        assert "{{7*7}}" in page.text
        policy = page.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert created["ticket_token"] not in page.text

    @pytest.mark.parametrize("view", ["", "?view=", "?view=" + "A" * 43])
    def test_without_its_token_it_shows_nothing(self, srs: RunningSrs, view: str) -> None:
        customer = Customer.with_ticket(srs)
        for ticket_id in (customer.ticket_id, "SRS-99999994", "nonsense"):
            page = requests.get(f"{srs.url}/t/{ticket_id}{view}", timeout=TIMEOUT)
            assert page.status_code == 404
            assert customer.ticket_id not in page.text

    def test_opening_it_changes_nothing(self, srs: RunningSrs) -> None:
        created = create(srs).json()
        customer = Customer(srs, created["ticket_id"], created["ticket_token"])
        before = (customer.get().content, customer.get("/events").content)
        requests.get(created["links"]["web"], timeout=TIMEOUT)
        assert requests.post(created["links"]["web"], timeout=TIMEOUT).status_code == 405
        assert (customer.get().content, customer.get("/events").content) == before
