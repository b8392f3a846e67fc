"""A server that dies with SIGKILL in the middle goes on where it was, never at 0."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path

import pytest
import requests

from collector.core.durable import KILL_AT
from tests.server.customer import Customer, create, new_ticket
from tests.srs_fixture import running_srs
from tests.systems import KILLED, some

DATA = random.Random(2).randbytes(1_500_000)
FIRST = 700_000

POINTS = {
    # kill point: the least that must be there after the restart
    "srs.chunk.before-write": FIRST,
    "srs.chunk.after-write": FIRST + 200_000,
    "srs.chunk.before-fsync": FIRST + 200_000,
    "srs.chunk.after-fsync": FIRST + 200_000,
    "srs.link.before-rename": len(DATA),
    "srs.link.after-rename": len(DATA),
    "srs.link.before-commit": len(DATA),
    "srs.link.after-commit": len(DATA),
}


@pytest.mark.parametrize(("point", "least"), some([*POINTS.items()]))
def test_an_upload_goes_on_where_the_server_had_it(tmp_path: Path, point: str, least: int) -> None:
    with running_srs(tmp_path / "data") as srs:
        customer = Customer.with_ticket(srs)
        address = customer.place(DATA)
        assert customer.send(address, 0, DATA[:FIRST]).status_code == 204
        srs.restart(**{KILL_AT: point})
        with pytest.raises(requests.ConnectionError):
            customer.send(address, FIRST, DATA[FIRST:])
        assert srs.wait() == KILLED
        srs.start()
        offset = customer.offset(address)
        assert least <= offset <= len(DATA)
        if offset < len(DATA):
            assert customer.send(address, offset, DATA[offset:]).status_code == 204
        (found,) = customer.attachments()
        assert (found["state"], found["size"]) == ("complete", len(DATA))
        received = customer.download(found["id"]).content
        assert hashlib.sha256(received).digest() == hashlib.sha256(DATA).digest()
        kinds = [event["type"] for event in customer.get("/events").json()["events"]]
        assert kinds == ["created", "attached"]
        assert list((srs.data / "spool").iterdir()) == []


def test_a_ticket_that_was_answered_is_there_after_a_kill(tmp_path: Path) -> None:
    with running_srs(tmp_path / "data") as srs:
        key = "a-key-that-is-used-twice"
        created = create(srs, new_ticket(), key).json()
        srs.restart()
        again = create(srs, new_ticket(), key)
        assert again.headers["Idempotent-Replayed"] == "true"
        assert again.json() == created
        customer = Customer(srs, created["ticket_id"], created["ticket_token"])
        assert customer.get().status_code == 200
