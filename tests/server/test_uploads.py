"""Uploads: continued to the byte after every break, verified, linked exactly once."""

from __future__ import annotations

import hashlib
import os
import random
import socket
import time
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from tusclient.client import TusClient

from tests.server.customer import CHUNK, TIMEOUT, Customer, metadata, slug
from tests.srs_fixture import RunningSrs, running_srs

MIB = 1024 * 1024


def noise(size: int) -> bytes:
    return random.Random(size).randbytes(size)


def only_attachment(customer: Customer) -> bytes:
    """The bytes of the ticket's one attachment, as the engineer gets them."""
    (found,) = customer.attachments()
    assert found["state"] == "complete"
    data = customer.download(found["id"]).content
    assert hashlib.sha256(data).hexdigest() == found["sha256"]
    return data


class Wire:
    """A PATCH written by hand, so that it can stop anywhere."""

    def __init__(self, customer: Customer, address: str, offset: int, length: int) -> None:
        parts = urlsplit(address)
        self.socket = socket.create_connection((parts.hostname, parts.port), timeout=TIMEOUT)
        head = (
            f"PATCH {parts.path} HTTP/1.1\r\nHost: srs\r\nTus-Resumable: 1.0.0\r\n"
            f"Authorization: Bearer {customer.token}\r\nContent-Type: {CHUNK}\r\n"
            f"Upload-Offset: {offset}\r\nContent-Length: {length}\r\n\r\n"
        )
        self.socket.sendall(head.encode())

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def cut(self) -> None:
        self.socket.close()

    def __enter__(self) -> Wire:
        return self

    def __exit__(self, *_: object) -> None:
        self.cut()

    def answer(self) -> bytes:
        return self.socket.recv(64 * 1024)


def test_an_independent_client_uploads_and_resumes(srs: RunningSrs) -> None:
    data, customer = noise(3 * MIB + 17), Customer.with_ticket(srs)
    place = f"{srs.url}/v1/tickets/{customer.ticket_id}/uploads"
    client = TusClient(place, headers=customer.headers)
    about = {"filename": "bundle.zip", "sha256": hashlib.sha256(data).hexdigest()}
    first = client.uploader(file_stream=BytesIO(data), chunk_size=MIB, metadata=about)
    first.upload(stop_at=2 * MIB)
    assert first.url
    assert customer.offset(first.url) == 2 * MIB
    second = client.uploader(file_stream=BytesIO(data), url=first.url, chunk_size=MIB)
    assert second.offset == 2 * MIB
    second.upload()
    assert only_attachment(customer) == data


ONE = pytest.param(1, marks=pytest.mark.posix("handing on what came just before a break"))


@pytest.mark.parametrize("received", [0, ONE, 65536, 700_001, 999_999])
def test_what_arrived_before_the_connection_broke_is_kept_to_the_byte(
    srs: RunningSrs, received: int
) -> None:
    data, customer = noise(MIB), Customer.with_ticket(srs)
    address = customer.place(data)
    wire = Wire(customer, address, 0, len(data))
    wire.send(data[:received])
    wire.cut()
    assert customer.offset(address) == received
    assert customer.send(address, received, data[received:]).status_code == 204
    assert only_attachment(customer) == data


def test_a_newer_request_ends_one_that_hangs(srs: RunningSrs) -> None:
    data, customer = noise(MIB), Customer.with_ticket(srs)
    address = customer.place(data)
    with Wire(customer, address, 0, len(data)) as hanging:
        hanging.send(data[:300_000])
        offset = customer.offset(address)  # the other has no end, and no time-out ends it
        assert 0 <= offset <= 300_000
        assert b" 423 " in hanging.answer()
    assert customer.send(address, offset, data[offset:]).status_code == 204
    assert only_attachment(customer) == data


def test_the_last_answer_proves_what_arrived(srs: RunningSrs) -> None:
    data, customer = b"abc", Customer.with_ticket(srs)
    address = customer.place(data)
    done = customer.send(address, 0, data)
    assert done.headers["Upload-Offset"] == "3"
    assert done.headers["Repr-Digest"] == ("sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:")
    assert customer.offset(address) == 3  # a lost answer is found out by HEAD
    assert customer.send(address, 3, b"").status_code == 204


def test_another_offset_is_answered_with_the_right_one(srs: RunningSrs) -> None:
    data, customer = noise(1000), Customer.with_ticket(srs)
    address = customer.place(data)
    customer.send(address, 0, data[:400])
    for wrong in (0, 399, 401, 1000):
        answer = customer.send(address, wrong, data[wrong:])
        assert (answer.status_code, slug(answer)) == (409, "offset-mismatch")
        assert answer.json()["expected-offset"] == 400
        assert answer.headers["Upload-Offset"] == "400"


def test_other_bytes_than_announced_are_thrown_away(srs: RunningSrs) -> None:
    data, customer = noise(1000), Customer.with_ticket(srs)
    address = customer.place(data, sha256="0" * 64)
    answer = customer.send(address, 0, data)
    assert (answer.status_code, slug(answer)) == (460, "checksum-mismatch")
    assert requests.head(address, headers=customer.tus, timeout=TIMEOUT).status_code == 410
    assert customer.attachments() == []


def test_more_bytes_than_announced_are_refused(srs: RunningSrs) -> None:
    data, customer = noise(1000), Customer.with_ticket(srs)
    address = customer.place(data)
    answer = customer.send(address, 0, data + b"more")
    assert (answer.status_code, slug(answer)) == (413, "too-large")
    endless = requests.patch(
        address,
        data=iter([data, b"more"]),  # no Content-Length: found out while it comes
        headers={**customer.tus, "Upload-Offset": "0", "Content-Type": CHUNK},
        timeout=TIMEOUT,
    )
    assert (endless.status_code, slug(endless)) == (413, "too-large")
    there = customer.offset(address)
    assert customer.send(address, there, data[there:]).status_code == 204
    assert only_attachment(customer) == data


def test_the_same_file_twice_is_one_attachment(srs: RunningSrs) -> None:
    data, customer = noise(5000), Customer.with_ticket(srs)
    first, second = customer.place(data), customer.place(data)
    assert customer.send(second, 0, data).status_code == 204
    assert customer.send(first, 0, data).status_code == 204
    assert (customer.offset(first), customer.offset(second)) == (5000, 5000)
    assert only_attachment(customer) == data
    events = customer.get("/events").json()["events"]
    assert sum(event["type"] == "attached" for event in events) == 1


def test_an_empty_file_is_complete_at_once(srs: RunningSrs) -> None:
    customer = Customer.with_ticket(srs)
    assert customer.offset(customer.place(b"", name="empty.log")) == 0
    assert only_attachment(customer) == b""


def test_what_was_announced_with_the_ticket_is_listed_until_it_is_there(srs: RunningSrs) -> None:
    data = noise(2000)
    file = {"filename": "bundle.zip", "kind": "bundle", "size": len(data)}
    announced = [{**file, "sha256": hashlib.sha256(data).hexdigest()}]
    customer = Customer.with_ticket(srs, expected_attachments=announced)
    states = [customer.attachments()]
    address = customer.place(data)
    customer.send(address, 0, data[:500])
    states.append(customer.attachments())
    customer.send(address, 500, data[500:])
    states.append(customer.attachments())
    assert [[(one["state"], one["received"]) for one in listed] for listed in states] == [
        [("expected", 0)],
        [("uploading", 500)],
        [("complete", 2000)],
    ]


def test_a_file_of_the_customer_is_a_word_of_the_customer(srs: RunningSrs) -> None:
    customer = Customer.with_ticket(srs)
    customer.engineer("ask", text="Please send the log.")
    customer.send(customer.place(b"log"), 0, b"log")
    ticket = customer.get().json()
    assert (ticket["status"], ticket["contact_attempts"]) == ("open", 0)


def test_a_closed_ticket_takes_no_new_file_but_one_that_is_on_its_way(srs: RunningSrs) -> None:
    data, customer = noise(1000), Customer.with_ticket(srs)
    address = customer.place(data)
    customer.post("/close", {"reason": "solved_by_customer"})
    refused = customer.announce(b"late")
    assert (refused.status_code, slug(refused)) == (409, "invalid-transition")
    assert refused.json()["allowed"] == ["reopen"]
    assert customer.send(address, 0, data).status_code == 204
    assert customer.get().json()["status"] == "supported"
    assert only_attachment(customer) == data


def test_an_upload_can_be_given_up(srs: RunningSrs) -> None:
    data, customer = noise(1000), Customer.with_ticket(srs)
    address = customer.place(data)
    customer.send(address, 0, data[:10])
    assert requests.delete(address, headers=customer.tus, timeout=TIMEOUT).status_code == 204
    assert slug(customer.send(address, 10, data[10:])) == "upload-gone"
    address = customer.place(data)
    customer.send(address, 0, data)
    done = requests.delete(address, headers=customer.tus, timeout=TIMEOUT)
    assert (done.status_code, slug(done)) == (409, "invalid-transition")


def test_an_upload_that_nobody_continues_expires(tmp_path: Path) -> None:
    with running_srs(tmp_path / "data") as srs:
        data, customer = noise(1000), Customer.with_ticket(srs)
        forgotten, fresh = customer.place(data), customer.place(data, name="other.zip")
        customer.send(forgotten, 0, data[:10])
        (spooled,) = [
            file
            for file in (srs.data / "spool").iterdir()
            if file.name == forgotten.rpartition("/")[2]
        ]
        eight_days_ago = time.time() - 8 * 24 * 3600
        os.utime(spooled, (eight_days_ago, eight_days_ago))
        assert slug(customer.send(forgotten, 10, data[10:])) == "upload-gone"
        srs.restart()
        assert customer.send(fresh, 0, data).status_code == 204
        assert list((srs.data / "spool").iterdir()) == []


def test_sizes_are_decided_before_a_byte_is_sent(tmp_path: Path) -> None:
    with running_srs(tmp_path / "data", max_bundle_mb=1) as srs:
        customer = Customer.with_ticket(srs)
        limits = requests.get(f"{srs.url}/v1/meta", timeout=TIMEOUT).json()["limits"]
        assert limits["max_bundle_bytes"] == 1_000_000
        place = f"{srs.url}/v1/tickets/{customer.ticket_id}/uploads"
        can = requests.options(place, timeout=TIMEOUT).headers
        assert can["Tus-Max-Size"] == "1000000"
        assert (can["Tus-Version"], can["Tus-Extension"]) == (
            "1.0.0", "creation,termination,expiration",
        )  # fmt: skip

        def announce(size: int, number: int = 0) -> requests.Response:
            about = metadata(filename=f"{number}.zip", sha256="0" * 64)
            headers = {"Upload-Length": str(size), "Upload-Metadata": about}
            return requests.post(place, headers={**customer.tus, **headers}, timeout=TIMEOUT)

        assert slug(announce(1_000_001)) == "too-large"
        assert announce(1_000_000).status_code == 201
        assert announce(1_000_000).status_code == 201
        full = announce(1)
        assert (full.status_code, slug(full)) == (413, "too-large")


def test_announcing_a_file_again_after_every_lost_answer_never_fills_the_ticket(
    tmp_path: Path,
) -> None:
    with running_srs(tmp_path / "data", max_bundle_mb=2) as srs:
        data, customer = noise(1_500_000), Customer.with_ticket(srs)
        lost = [customer.place(data) for _ in range(5)]
        address = customer.place(data)
        assert customer.send(address, 0, data).status_code == 204
        assert only_attachment(customer) == data
        gone = requests.head(lost[0], headers=customer.tus, timeout=TIMEOUT)
        assert gone.status_code == 410
        other = customer.announce(data, name="other.zip", sha256="0" * 64)
        assert customer.announce(data, name="third.zip", sha256="1" * 64).status_code == 413
        assert other.status_code == 201


def test_a_ticket_takes_fifty_files(srs: RunningSrs) -> None:
    customer = Customer.with_ticket(srs)
    for number in range(50):
        assert customer.announce(b"x", name=f"{number}.log").status_code == 201
    assert slug(customer.announce(b"x", name="51.log")) == "too-large"


@pytest.mark.parametrize(
    "header",
    [
        "",
        "filename YS56aXA=",
        "sha256",
        "sha256 !!!",
        "sha256 " + "A" * 88,
        metadata(sha256="A" * 64),
        metadata(sha256="0" * 63),
    ],
)
def test_a_file_without_a_usable_sha256_is_refused(srs: RunningSrs, header: str) -> None:
    customer = Customer.with_ticket(srs)
    answer = requests.post(
        f"{srs.url}/v1/tickets/{customer.ticket_id}/uploads",
        headers={**customer.tus, "Upload-Length": "1", "Upload-Metadata": header},
        timeout=TIMEOUT,
    )
    assert (answer.status_code, slug(answer)) == (400, "invalid-header")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Jane\\bio.log", "bio.log"),
        ("a\r\nSet-Cookie: x.zip", "a Set-Cookie_ x.zip"),
        (".", "attachment"),
        ("журнал.txt", "журнал.txt"),
    ],
)
def test_a_file_name_is_only_a_name(srs: RunningSrs, sent: str, kept: str) -> None:
    customer = Customer.with_ticket(srs)
    customer.send(customer.place(b"x", name=sent), 0, b"x")
    (found,) = customer.attachments()
    assert found["filename"] == kept
    answer = customer.download(found["id"])
    assert answer.content == b"x"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''")
    assert "\n" not in answer.headers["Content-Disposition"]


def test_strangers_reach_no_upload(srs: RunningSrs) -> None:
    mine, other = Customer.with_ticket(srs), Customer.with_ticket(srs)
    address = mine.place(b"mine")
    assert slug(other.send(address, 0, b"evil")) == "not-found"
    assert requests.head(address, headers=other.tus, timeout=TIMEOUT).status_code == 404
    assert requests.delete(address, headers=other.tus, timeout=TIMEOUT).status_code == 404
    unknown = f"{srs.url}/v1/uploads/..%2f..%2fsrs.sqlite"
    assert requests.head(unknown, headers=other.tus, timeout=TIMEOUT).status_code == 404
    assert mine.send(address, 0, b"mine").status_code == 204


def test_another_version_of_tus_is_named(srs: RunningSrs) -> None:
    customer = Customer.with_ticket(srs)
    address = customer.place(b"x")
    for version in ({}, {"Tus-Resumable": "0.2.2"}):
        answer = requests.patch(
            address, data=b"x", headers={**customer.headers, **version}, timeout=TIMEOUT
        )
        assert (answer.status_code, answer.headers["Tus-Version"]) == (412, "1.0.0")
