"""Sending to a real SRS: whatever dies in between, exactly one ticket and one intact bundle."""

from __future__ import annotations

import hashlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme

from collector.core.errors import ExitCode, InputError
from collector.core.paths import HOME_OVERRIDE
from collector.core.progress import Cancel, ProgressEvent, Stage
from collector.core.settings import Settings
from collector.history.model import Record
from collector.srs.client import SrsClient
from collector.srs.faults import TryLaterError, UnreachableError
from collector.srs.item import ItemStatus, read_item
from collector.workflow.send import SendResult, drain, earlier, send, worst
from tests.contract.desk_ import Pauses, a_desk, queue
from tests.contract.small_server import Asked, Reply, problem, small_server
from tests.cutting_proxy import PLACES, Cut, CuttingProxy, Place, Side
from tests.srs_fixture import RunningSrs, free_port, running_srs
from tests.unit.srs.requests_ import a_request

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def srs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSrs]:
    with running_srs(tmp_path_factory.mktemp("srs") / "data") as server:
        yield server


def agent(srs: RunningSrs, path: str) -> Any:
    """What the support desk sees, asked past the client under test."""
    request = urllib.request.Request(
        srs.url + path, headers={"Authorization": f"Bearer {srs.agent_token}"}
    )
    with urllib.request.urlopen(request, timeout=240) as answer:
        return json.load(answer)


def tickets_about(srs: RunningSrs, subject: str) -> list[Any]:
    return [one for one in agent(srs, "/v1/agent/tickets")["tickets"] if one["subject"] == subject]


def has_exactly_one(srs: RunningSrs, subject: str, result: SendResult | Record) -> None:
    """One ticket with one complete bundle, whose SHA-256 is that of the bytes that were packed."""
    bundle = result.bundle if isinstance(result, SendResult) else Path(result.bundle_path)
    (ticket,) = tickets_about(srs, subject)
    assert ticket["ticket_id"] == result.ticket_id
    files = agent(srs, f"/v1/agent/tickets/{result.ticket_id}")["attachments"]
    complete = [one for one in files if one["state"] == "complete"]
    assert [one["sha256"] for one in complete] == [result.bundle_sha256]
    assert bundle is not None
    assert hashlib.sha256(bundle.read_bytes()).hexdigest() == result.bundle_sha256
    receipt = bundle.with_name("receipt.html")
    assert result.ticket_id in receipt.read_text(encoding="utf-8")
    assert not isinstance(result, SendResult) or result.receipt == receipt


def test_a_request_becomes_a_ticket_with_its_bundle(srs: RunningSrs, tmp_path: Path) -> None:
    events: list[ProgressEvent] = []
    with a_desk(tmp_path, progress=events.append) as desk:
        item = queue(desk, srs.url, request_id="r-1", subject="first")
        result = send(item, desk)
        assert result.error is None
        assert result.done
        assert result.first_response_due
        assert result.bundle == desk.sent / result.ticket_id / "bundle.zip"
        assert desk.outbox.items() == []
        record = desk.history.by_request("r-1")
        assert record is not None
        assert (record.ticket_id, record.done) == (result.ticket_id, True)
        assert record.bundle_path == str(result.bundle)
    has_exactly_one(srs, "first", result)
    assert {event.stage for event in events} == {Stage.CREATE_TICKET, Stage.UPLOAD, Stage.VERIFY}
    uploaded = [event for event in events if event.stage is Stage.UPLOAD]
    assert (uploaded[-1].done, uploaded[-1].total) == (3_000_000, 3_000_000)


def test_a_request_without_a_bundle_is_done_with_its_ticket(
    srs: RunningSrs, tmp_path: Path
) -> None:
    with a_desk(tmp_path) as desk:
        result = send(queue(desk, srs.url, size=0), desk)
    assert result.done
    assert result.bundle is None


def test_the_same_request_id_makes_one_request(srs: RunningSrs, tmp_path: Path) -> None:
    request = a_request("r-2", "twice")
    with a_desk(tmp_path) as desk:
        from collector.srs.new_ticket import fingerprint

        assert earlier(request, fingerprint(request), desk) is None
        item = queue(desk, srs.url, request_id="r-2", subject="twice")
        assert earlier(request, fingerprint(request), desk) == item
        result = send(item, desk)
        again = earlier(request, fingerprint(request), desk)
        assert isinstance(again, SendResult)
        assert (again.done, again.ticket_id) == (True, result.ticket_id)
        other = a_request("r-2", "another problem")
        with pytest.raises(InputError, match="was used before"):
            earlier(other, fingerprint(other), desk)
    assert len(tickets_about(srs, "twice")) == 1


def test_while_the_srs_is_down_it_waits_and_afterwards_it_is_delivered(tmp_path: Path) -> None:
    port = free_port()
    pauses = Pauses()
    with a_desk(tmp_path, clock=pauses.clock, sleep=pauses.sleep, chance=lambda: 1.0) as desk:
        item = queue(desk, f"http://127.0.0.1:{port}", subject="down")
        result = send(item, desk, time_limit_s=20)
        assert isinstance(result.error, UnreachableError)
        assert result.exit_code is ExitCode.NOT_FINISHED
        assert pauses.taken == [2.0, 4.0, 8.0]  # 16 more would be past the limit
        waiting = desk.outbox.get(item.id)
        assert waiting.state.status is ItemStatus.QUEUED
        assert waiting.state.next_try_at is not None
        assert drain(desk, respect_delays=True) == []
        with running_srs(tmp_path / "srs", port=port) as srs:
            results = drain(desk)  # the user's own wish needs no waiting
            assert worst(results) is ExitCode.DONE
            has_exactly_one(srs, "down", results[0])


def test_the_first_network_failure_stops_the_drain(tmp_path: Path) -> None:
    port, calls = free_port(), list[str]()
    with a_desk(tmp_path) as desk:
        real = desk.connect
        for subject in ("one", "two", "three"):
            queue(desk, f"http://127.0.0.1:{port}", subject=subject, size=10)

        def counting(url: str) -> SrsClient:
            calls.append(url)
            return real(url)

        with a_desk(tmp_path, connect=counting) as other:
            results = drain(other)
    assert [result.exit_code for result in results] == [ExitCode.NOT_FINISHED] * 3
    assert len(calls) == 1


def test_a_refusal_keeps_request_and_bundle_and_the_reason(srs: RunningSrs, tmp_path: Path) -> None:
    refusal = problem(409, "version-discontinued", "This version is no longer supported")
    with (
        small_server(lambda _asked: refusal) as server,
        a_desk(tmp_path) as desk,
    ):
        item = queue(desk, server.url, subject="old")
        result = send(item, desk, time_limit_s=1000)
        assert result.exit_code is ExitCode.REFUSED
        assert len(server.asked) == 1
        kept = desk.outbox.get(item.id)
        assert kept.state.status is ItemStatus.FAILED_PERMANENT
        assert "no longer supported" in kept.state.reason
        assert kept.bundle.exists()
        assert drain(desk) == []  # nobody asks again by himself
        assert worst(drain(desk, items=[kept])) is ExitCode.REFUSED


def test_a_rate_limit_is_waited_for(srs: RunningSrs, tmp_path: Path) -> None:
    with running_srs(tmp_path / "srs", ip_limit=1) as limited:
        pauses = Pauses()
        with a_desk(tmp_path, clock=pauses.clock, sleep=pauses.sleep) as desk:
            assert send(queue(desk, limited.url, size=0), desk).done
            item = queue(desk, limited.url, size=0)
            result = send(item, desk, time_limit_s=60)
            assert isinstance(result.error, TryLaterError)
            assert result.error.retry_after is not None
            assert result.error.retry_after > 60
            assert pauses.taken == []  # an hour is longer than the limit allows
            later = desk.outbox.get(item.id).state.next_try_at
            assert later is not None
            assert (later - desk.now()).total_seconds() > result.error.retry_after - 60


def test_a_server_that_never_answers_cannot_hold_the_time_limit_up(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with a_desk(tmp_path, clock=time.monotonic) as desk:
            item = queue(desk, url, size=0)
            result = send(item, desk, time_limit_s=0.2)
            assert isinstance(result.error, UnreachableError)
            result = send(item, desk, time_limit_s=0)
            assert result.error is not None
            assert "Time was up" in result.error.title
            assert desk.outbox.get(item.id).state.status is ItemStatus.QUEUED


def test_a_line_that_is_too_slow_ends_in_time_and_keeps_its_place(
    srs: RunningSrs, tmp_path: Path
) -> None:
    time_ = iter(range(10_000))

    with a_desk(tmp_path, clock=lambda: float(next(time_))) as desk:  # a second for every look
        item = queue(desk, srs.url, subject="slow")
        result = send(item, desk, time_limit_s=100)
        assert isinstance(result.error, UnreachableError)
        kept = desk.outbox.get(item.id).state
        assert (kept.status, kept.offset) == (ItemStatus.UPLOADING, 1024 * 1024)
    with a_desk(tmp_path) as desk:
        (result,) = drain(desk)
        has_exactly_one(srs, "slow", result)


@pytest.mark.beyond_wine("certificates for an IP address")
def test_over_tls_it_is_delivered_once_the_certificate_is_trusted(tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    own = authority.issue_cert("127.0.0.1")
    own.private_key_and_cert_chain_pem.write_to_path(str(tmp_path / "own.pem"))
    files: dict[str, Any] = {"tls_cert": tmp_path / "own.pem", "tls_key": tmp_path / "own.pem"}
    with running_srs(tmp_path / "srs", **files) as srs:
        assert srs.url.startswith("https://")
        with a_desk(tmp_path) as desk:
            item = queue(desk, srs.url)
            result = send(item, desk, time_limit_s=100)
            assert result.exit_code is ExitCode.CONFIGURATION
            assert desk.outbox.get(item.id).state.status is ItemStatus.QUEUED
        with a_desk(tmp_path, settings=Settings(ca_file=str(tmp_path / "ca.pem"))) as desk:
            assert send(item, desk).done


def test_two_processes_that_send_at_once_deliver_once(srs: RunningSrs, tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        queue(desk, srs.url, subject="at once")
    command = [sys.executable, "-m", "collector", "outbox", "send"]
    environ = {**os.environ, HOME_OVERRIDE: str(tmp_path)}
    quiet: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with (
        subprocess.Popen(command, env=environ, cwd=ROOT, **quiet) as one,
        subprocess.Popen(command, env=environ, cwd=ROOT, **quiet) as two,
    ):
        codes = {one.wait(120), two.wait(120)}
    assert 0 in codes
    assert codes <= {0, 75}
    with a_desk(tmp_path) as desk:
        assert desk.outbox.items() == []
        (record,) = desk.history.records()
    has_exactly_one(srs, "at once", record)


def test_cancelling_keeps_the_place_of_the_upload(srs: RunningSrs, tmp_path: Path) -> None:
    cancel = Cancel()

    def stop(event: ProgressEvent) -> None:
        if event.stage is Stage.UPLOAD and event.done > 1_500_000:
            cancel.request()

    with a_desk(tmp_path, progress=stop, cancel=cancel) as desk:
        item = queue(desk, srs.url, subject="cancelled")
        result = send(item, desk)
        assert result.exit_code is ExitCode.CANCELLED
        assert result.ticket_id
    with a_desk(tmp_path) as desk:
        kept = desk.outbox.get(item.id)
        assert kept.state.status is ItemStatus.UPLOADING
        assert kept.state.offset == 1024 * 1024
        (result,) = drain(desk)
        has_exactly_one(srs, "cancelled", result)


def test_a_bundle_that_changed_on_disk_is_not_sent(srs: RunningSrs, tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        item = queue(desk, srs.url, subject="rotten")
        with item.bundle.open("r+b") as file:
            file.write(b"rot")
        result = send(item, desk)
        assert result.exit_code is ExitCode.INPUT
        assert result.ticket_id  # the ticket is there, and the reason is kept beside the bundle
        assert desk.outbox.get(item.id).state.status is ItemStatus.FAILED_PERMANENT
    (ticket,) = tickets_about(srs, "rotten")
    files = agent(srs, f"/v1/agent/tickets/{ticket['ticket_id']}")["attachments"]
    assert [one["state"] for one in files] == ["expected"]


def exchanges(srs: RunningSrs, folder: Path) -> int:
    """How many requests one undisturbed delivery makes."""
    with CuttingProxy(srs.port) as proxy, a_desk(folder) as desk:
        assert send(queue(desk, proxy.url, subject="reference", size=1_200_000), desk).done
        return len(proxy.seen)


@pytest.mark.parametrize("at", PLACES)
@pytest.mark.parametrize("side", ["request", "response"])
def test_after_a_cut_anywhere_there_is_one_ticket_and_one_bundle(
    srs: RunningSrs, tmp_path: Path, side: Side, at: Place
) -> None:
    total = exchanges(srs, tmp_path / "reference")
    assert total >= 6  # create, meta, upload, two pieces or more, list
    for nth in range(1, total + 1):
        subject = f"cut {side} {nth} {at}"
        folder = tmp_path / str(nth)
        with CuttingProxy(srs.port, Cut(side, nth, at)) as proxy, a_desk(folder) as desk:
            queue(desk, proxy.url, subject=subject, size=1_200_000)
            for _ in range(2):
                results = drain(desk)
                if results[0].done:
                    break
            assert proxy.was_cut
            has_exactly_one(srs, subject, results[0])
            (sent,) = desk.sent.iterdir()
            assert read_item(sent).state.status is ItemStatus.DONE


def test_history_is_built_again_from_what_was_sent(srs: RunningSrs, tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        result = send(queue(desk, srs.url, request_id="r-3"), desk)
        before = desk.history.records()
        file = desk.history.file
    file.write_bytes(b"damaged" * 1000)
    with a_desk(tmp_path) as desk:
        (record,) = desk.history.records()
        assert record.ticket_id == result.ticket_id
        assert (record.token, record.bundle_path) == (before[0].token, before[0].bundle_path)
        assert desk.history.by_request("r-3") == record


def test_an_upload_that_arrives_damaged_is_sent_once_more_and_then_refused(tmp_path: Path) -> None:
    server_side = iter(range(100))

    def answer(asked: Asked) -> Reply:
        if asked.path == "/v1/tickets":
            return _created()
        if asked.path == "/v1/meta":
            return _meta()
        if asked.method == "POST":
            number = next(server_side)
            headers = {"Location": f"/v1/uploads/{number:032}", "Tus-Resumable": "1.0.0"}
            return Reply(status=201, headers=headers)
        return problem(460, "checksum-mismatch", "Other bytes", Tus_Resumable="1.0.0")

    with small_server(answer) as server, a_desk(tmp_path) as desk:
        item = queue(desk, server.url, size=10)
        result = send(item, desk)
        assert result.exit_code is ExitCode.REFUSED
        assert [asked.method for asked in server.asked].count("PATCH") == 2
        assert desk.outbox.get(item.id).bundle.exists()


def _created() -> Reply:
    from tests.contract.small_server import json_reply
    from tests.contract.test_transport import _TICKET

    return json_reply(_TICKET, 201, Location="/v1/tickets/SRS-00000007")


def _meta() -> Reply:
    from tests.contract.small_server import META, json_reply

    return json_reply(META)
