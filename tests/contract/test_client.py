"""The client's methods against a real SRS; each exchange is judged by the contract."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest

from collector.srs.client import SrsClient
from collector.srs.faults import RefusedError
from collector.srs.new_ticket import new_ticket
from collector.srs.protocol import (
    Closing,
    CreatedTicket,
    CustomerCloseReason,
    EventType,
    NewComment,
    Reopening,
    Slug,
    Status,
)
from collector.srs.transport import Transport
from collector.srs.upload import Upload
from tests.contract.contract import Contract
from tests.srs_fixture import RunningSrs, running_srs
from tests.unit.srs.requests_ import a_request


@pytest.fixture(scope="module")
def srs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSrs]:
    with running_srs(tmp_path_factory.mktemp("srs") / "data", max_bundle_mb=1) as server:
        yield server


@pytest.fixture
def client(srs: RunningSrs) -> Iterator[SrsClient]:
    with SrsClient(Transport(srs.url, sleep=lambda _seconds: None)) as one:
        yield one


def key() -> str:
    return str(uuid.uuid4())


@pytest.fixture
def ticket(client: SrsClient) -> CreatedTicket:
    return client.create_ticket(new_ticket(a_request(), bundle=None), key()).ticket


def test_the_server_says_what_it_is_and_takes(client: SrsClient) -> None:
    meta = client.meta()
    assert meta.api == "1"
    assert meta.limits.max_bundle_bytes == 1_000_000


def test_life_cycle_data_is_read_once_and_then_only_if_it_changed(client: SrsClient) -> None:
    products, etag = client.products()
    assert products is not None
    assert etag
    assert client.products(etag) == (None, etag)


def test_a_creation_that_is_repeated_gives_the_same_ticket(client: SrsClient) -> None:
    body, same = new_ticket(a_request(), bundle=None), key()
    first, again = client.create_ticket(body, same), client.create_ticket(body, same)
    assert (first.replayed, again.replayed) == (False, True)
    assert again.ticket == first.ticket
    with pytest.raises(RefusedError) as caught:
        client.create_ticket(new_ticket(a_request(subject="Another"), bundle=None), same)
    assert caught.value.slug == Slug.IDEMPOTENCY_KEY_REUSED


def test_a_ticket_is_followed_to_its_end_and_back(client: SrsClient, ticket: CreatedTicket) -> None:
    who = (ticket.ticket_id, ticket.ticket_token)
    client.comment(*who, NewComment(text="One more thing"), key())
    closed = client.close(*who, Closing(reason=CustomerCloseReason.SOLVED_BY_CUSTOMER), key())
    assert closed.status is Status.SUPPORTED
    assert client.reopen(*who, Reopening(comment="It is back"), key()).reopen_count == 1
    events = client.events(*who)
    assert [event.type for event in events if event.type is not EventType.MAILED] == [
        EventType.CREATED, EventType.COMMENTED, EventType.CLOSED, EventType.REOPENED,
    ]  # fmt: skip
    assert client.events(*who, after=events[0].id) == events[1:]
    assert client.ticket(*who).status is Status.OPEN


def test_another_tickets_token_opens_nothing(client: SrsClient, ticket: CreatedTicket) -> None:
    other = client.create_ticket(new_ticket(a_request(), bundle=None), key()).ticket
    with pytest.raises(RefusedError) as caught:
        client.ticket(ticket.ticket_id, other.ticket_token)
    assert caught.value.slug == Slug.NOT_FOUND
    assert other.ticket_token not in f"{caught.value!r}{caught.value.title}{caught.value.hint}"


def test_a_file_that_is_too_large_is_refused_before_a_byte_is_sent(
    client: SrsClient, ticket: CreatedTicket, tmp_path: Path, contract: Contract
) -> None:
    file = tmp_path / "large.zip"
    file.write_bytes(b"x" * 1_000_001)
    job = Upload(
        file=file, size=1_000_001, token=ticket.ticket_token,
        metadata={"filename": "large.zip", "kind": "bundle", "sha256": "0" * 64},
    )  # fmt: skip
    before = len(contract.judged)
    with pytest.raises(RefusedError) as caught:
        client.upload(ticket.ticket_id, job)
    assert caught.value.slug == Slug.TOO_LARGE
    assert [method for method, _, _ in contract.judged[before:]] == ["POST"]
