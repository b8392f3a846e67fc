"""The verbs around a ticket, as their user calls them, against a real SRS."""

from __future__ import annotations

import io
import json
import os
import re
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from collector.cli.main import main
from collector.core.environment import Environment
from collector.core.errors import ExitCode
from collector.core.paths import Paths
from collector.core.ticket_id import check_digit
from collector.workflow.follow import kind_of
from collector.workflow.send import send
from tests.contract.desk_ import a_desk, queue
from tests.contract.small_server import problem, small_server
from tests.srs_fixture import RunningSrs, free_port, running_srs


@pytest.fixture(scope="module")
def srs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSrs]:
    with running_srs(tmp_path_factory.mktemp("srs") / "data") as server:
        yield server


@dataclass(frozen=True, slots=True)
class Said:
    code: ExitCode
    out: str
    err: str

    @property
    def document(self) -> Any:
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Account:
    """One account of one computer, and the command line in it."""

    folder: Path

    def __call__(self, *arguments: str) -> Said:
        out, err = io.StringIO(), io.StringIO()
        folders = {name: self.folder / name for name in ("config", "data", "state")}
        environment = Environment(environ={}, paths=Paths(**folders), stdout=out, stderr=err)
        code = main(arguments, environment)
        assert "Traceback" not in err.getvalue()
        return Said(code, out.getvalue(), err.getvalue())

    def sent(self, url: str, subject: str = "Broken", size: int = 0) -> str:
        with a_desk(self.folder) as desk:
            result = send(queue(desk, url, subject=subject, size=size), desk)
            assert result.done
            return result.ticket_id


@pytest.fixture
def account(tmp_path: Path) -> Account:
    return Account(tmp_path / "account")


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + os.urandom(4096)


def received(srs: RunningSrs, attachment: str) -> bytes:
    """A file as the engineer downloads it."""
    request = urllib.request.Request(
        f"{srs.url}/v1/agent/attachments/{attachment}",
        headers={"Authorization": f"Bearer {srs.agent_token}"},
    )
    with urllib.request.urlopen(request, timeout=240) as answer:
        return bytes(answer.read())


def engineer(srs: RunningSrs, ticket_id: str, action: str, text: str = "") -> None:
    body = {"engineer": "Erika", **({"text": text} if text else {})}
    request = urllib.request.Request(
        f"{srs.url}/v1/agent/tickets/{ticket_id}/{action}", data=json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {srs.agent_token}", "Content-Type": "application/json"},
    )  # fmt: skip
    with urllib.request.urlopen(request, timeout=240):
        pass


def test_an_account_that_sent_nothing_has_no_tickets(account: Account) -> None:
    assert account("tickets") == Said(
        ExitCode.DONE, "No Support Request was sent from this account yet.\n", ""
    )
    assert account("tickets", "--json").document == {"tickets": []}


def test_the_table_shows_what_the_srs_says_now(srs: RunningSrs, account: Account) -> None:
    first, second = account.sent(srs.url, "Disk gone"), account.sent(srs.url, "Boot fails")
    engineer(srs, first, "ask", "Which disk?")
    lines = account("tickets").out.splitlines()
    assert lines[0].split() == ["TICKET", "STATUS", "FIRST", "ANSWER", "DUE", "SUBJECT"]
    assert [line.split()[0] for line in lines[1:]] == [second, first]
    assert "Waiting for you" in lines[2]
    assert "Boot fails" in lines[1]
    listed = account("tickets", "--json").document["tickets"]
    assert [one["status"] for one in listed] == ["new", "awaiting_customer"]
    assert "token" not in account("tickets", "--json").out.replace("view", "")


def test_offline_the_last_known_status_is_shown_with_a_note(
    account: Account, tmp_path: Path
) -> None:
    with running_srs(tmp_path / "srs") as gone:
        ticket = account.sent(gone.url)
    table = account("tickets")
    assert table.code is ExitCode.DONE
    assert f"{ticket}  New *" in table.out
    assert "cannot be reached" in table.err
    detail = account("status", ticket)
    assert detail.code is ExitCode.NOT_FINISHED
    assert f"{ticket} was: New" in detail.err


def test_status_shows_due_time_history_and_files(srs: RunningSrs, account: Account) -> None:
    ticket = account.sent(srs.url, "Clone fails", size=1000)
    engineer(srs, ticket, "ask", "Which disk?\n\x1b[31mThe second?")
    digits = ticket.removeprefix("SRS-")
    for spelling in (ticket, ticket.lower(), f"srs {digits[:4]}-{digits[4:]}", digits):
        page = account("status", spelling)
        assert page.code is ExitCode.DONE
    assert f"{ticket}  Clone fails" in page.out
    assert "Status:            Waiting for you" in page.out
    assert "(came " in page.out
    assert "bundle.zip  1.0 kB  complete" in page.out
    assert "Erika: asked" in page.out
    assert "      Which disk?\n" in page.out
    assert "The second?" in page.out
    assert "\x1b" not in page.out
    document = account("status", ticket, "--json").document
    assert document["ticket"]["status"] == "awaiting_customer"
    assert document["events"][0]["type"] == "created"
    assert document["attachments"][0]["state"] == "complete"


def test_a_comment_with_files_answers_the_engineer_once(
    srs: RunningSrs, account: Account, tmp_path: Path
) -> None:
    ticket = account.sent(srs.url)
    engineer(srs, ticket, "ask", "Which disk?")
    log, picture = tmp_path / "StubAct.log", tmp_path / "Bildschirm jane.doe@firma.example.PNG"
    log.write_bytes(b"mailed to jane.doe@firma.example, error 0x1100B\r\n" * 30_000)
    picture.write_bytes(PNG)
    arguments = (
        "annotate", ticket, "--text", "The second — see the log.",
        "--attach", str(log), "--attach", str(picture),
    )  # fmt: skip
    said = account(*arguments)
    assert said.code is ExitCode.DONE
    sent = said.out.split("under the name ")[1].split(":")[0]
    assert re.fullmatch(r"Bildschirm pii-mail-[a-z2-7]{8}@pii\.invalid\.PNG", sent)
    assert said.out.splitlines() == [
        f"Your comment with 2 file(s) was added to {ticket}.",
        f"{picture.name} went as it is, under the name {sent}: nothing can be hidden in it.",
    ]
    document = account("status", ticket, "--json").document
    assert document["ticket"]["status"] == "open"
    kinds = {one["filename"]: one["kind"] for one in document["attachments"]}
    assert kinds == {"StubAct.log": "stubact", sent: "screenshot"}
    arrived = {one["filename"]: received(srs, one["id"]) for one in document["attachments"]}
    assert arrived[sent] == PNG
    assert b"jane.doe" not in arrived["StubAct.log"]
    assert arrived["StubAct.log"].count(b"@pii.invalid, error 0x1100B\r\n") == 30_000
    assert not list((account.folder / "state").glob("attach-*"))
    comment = document["events"][-1]
    assert comment["text"] == "The second — see the log."
    assert len(comment["attachment_ids"]) == 2
    account(*arguments)  # said again on purpose: the files are there, the comment is a second one
    document = account("status", ticket, "--json").document
    assert len(document["attachments"]) == 2
    assert [one["type"] for one in document["events"]].count("commented") == 2


def test_a_comment_whose_answer_was_lost_is_not_added_twice(
    srs: RunningSrs, account: Account
) -> None:
    from tests.cutting_proxy import Cut, CuttingProxy

    with CuttingProxy(srs.port) as proxy:
        ticket = account.sent(proxy.url)
        proxy.cut = Cut("response", len(proxy.seen) + 1, "middle")
        said = account("annotate", ticket, "--text", "once")
        assert proxy.was_cut
        assert said.code is ExitCode.NOT_FINISHED
        [item] = account("outbox", "list", "--json").document["items"]
        assert (item["ticket_id"], item["addition"]) == (ticket, True)
        assert account("outbox", "send").out == f"What you added to {ticket} has arrived.\n"
        events = account("status", ticket, "--json").document["events"]
    assert [event["text"] for event in events].count("once") == 1
    assert account("outbox", "list").out == "The outbox is empty.\n"


def test_a_comment_waits_in_the_outbox_while_the_srs_is_down(
    account: Account, tmp_path: Path
) -> None:
    port, picture = free_port(), tmp_path / "screen.png"
    with running_srs(tmp_path / "srs", port=port) as server:
        ticket = account.sent(server.url)
    picture.write_bytes(PNG)
    arguments = ("annotate", ticket, "--text", "Again today.", "--attach", str(picture))
    said = account(*arguments)
    assert said.code is ExitCode.NOT_FINISHED
    [item] = account("outbox", "list", "--json").document["items"]
    assert f"Your comment is kept in the outbox as {item['id'][:8]}" in said.err
    assert item["size"] == len(PNG)
    picture.unlink()  # what is queued needs nothing else
    with running_srs(tmp_path / "srs", port=port) as server:
        assert account("outbox", "send").code is ExitCode.DONE
        document = account("status", ticket, "--json").document
        [file] = document["attachments"]
        assert received(server, file["id"]) == PNG
    assert document["events"][-1]["attachment_ids"] == [file["id"]]
    assert not list((account.folder / "data" / "sent").glob("added-*/file-*"))


def test_the_same_comment_twice_while_the_srs_is_down_is_one(account: Account) -> None:
    with running_srs(account.folder / "srs") as gone:
        ticket = account.sent(gone.url)
    for _ in range(2):
        said = account("annotate", ticket, "--text", "Still broken.")
        assert said.code is ExitCode.NOT_FINISHED
    assert len(account("outbox", "list", "--json").document["items"]) == 1
    assert account("outbox", "discard", account("outbox", "list").out.split()[5]).out.endswith(
        f"Its ticket {ticket} stays as it is.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("annotate", "ID", "--text", " "), ExitCode.USAGE),
        (("annotate", "ID"), ExitCode.USAGE),
        (("annotate", "ID", "--text", "x", "--attach", "/nowhere/at-all"), ExitCode.MISSING_INPUT),
        (("reopen", "ID", "--text", ""), ExitCode.USAGE),
        (("reopen", "ID", "--text", "It is open already"), ExitCode.REFUSED),
        (("status", "SRS-00000001"), ExitCode.USAGE),
        (("status", "SRS-99999999"), ExitCode.USAGE),
        (("close", "hello"), ExitCode.USAGE),
        (("outbox", "discard"), ExitCode.USAGE),
        (("outbox", "discard", "abc"), ExitCode.MISSING_INPUT),
        (("outbox", "fetch"), ExitCode.USAGE),
    ],
)
def test_what_cannot_be_done_ends_with_its_own_code(
    srs: RunningSrs, account: Account, arguments: tuple[str, ...], code: ExitCode
) -> None:
    ticket = account.sent(srs.url)
    assert account(*(ticket if one == "ID" else one for one in arguments)).code is code


def test_the_ticket_of_another_account_is_not_asked_for(account: Account) -> None:
    digits = "4711471"
    said = account("status", f"SRS-{digits}{check_digit(digits)}")
    assert said.code is ExitCode.MISSING_INPUT
    assert "was not created from this account" in said.err


def test_closing_gives_the_reason_that_its_state_implies(srs: RunningSrs, account: Account) -> None:
    alone, confirmed, agreed = (account.sent(srs.url) for _ in range(3))
    engineer(srs, confirmed, "reply", "Try build 10.2.")
    engineer(srs, agreed, "assign")
    engineer(srs, agreed, "propose-closure", "We cannot repair this disk.")
    assert "`close` agrees" in account("status", agreed).out
    reasons = [
        account("close", ticket, "--json", "--text", "Thanks").document["reason"]
        for ticket in (alone, confirmed, agreed)
    ]
    assert reasons == ["solved_by_customer", "resolution_confirmed", "not_resolved_agreed"]
    assert account("close", alone).code is ExitCode.REFUSED
    assert account("annotate", alone, "--text", "too late").code is ExitCode.REFUSED
    assert account("tickets").out.count("Supported") == 3


def test_a_closed_ticket_is_reopened(srs: RunningSrs, account: Account) -> None:
    ticket = account.sent(srs.url)
    said = account("close", ticket)
    assert "solved by customer" in said.out
    assert f"reopen {ticket}" in said.out
    assert (
        account("reopen", ticket, "--text", "It is back").out == f"{ticket} is open again: Open.\n"
    )
    assert account("status", ticket, "--json").document["ticket"]["reopen_count"] == 1


def test_the_outbox_is_listed_sent_and_discarded(account: Account, tmp_path: Path) -> None:
    port = free_port()
    with a_desk(account.folder) as desk:
        item = queue(desk, f"http://127.0.0.1:{port}", subject="Waiting", size=2_000_000)
        other = queue(desk, f"http://127.0.0.1:{port}", subject="Unwanted", size=0)
    listed = account("outbox", "list").out
    assert f"{item.id[:8]}  queued  -       2.0 MB  Waiting" in listed
    failed = account("outbox", "send")
    assert failed.code is ExitCode.NOT_FINISHED
    assert f"It is kept in the outbox as {item.id[:8]}" in failed.out
    assert "cannot be reached" in account("outbox", "list").out
    assert account("outbox", "discard", other.id[:8]).code is ExitCode.DONE
    assert [one["id"] for one in account("outbox", "list", "--json").document["items"]] == [item.id]
    with running_srs(tmp_path / "srs", port=port):
        done = account("outbox", "send", "--progress", "ndjson")
        assert done.code is ExitCode.DONE
        assert done.out.startswith("Ticket ID: SRS-")
        events = [json.loads(line) for line in done.err.splitlines()]
        assert (events[-2]["stage"], events[-2]["done"]) == ("upload", 2_000_000)
        assert account("outbox", "send").out == "Nothing waits to be sent.\n"
        assert account("outbox", "list").out == "The outbox is empty.\n"


def test_outbox_send_returns_its_worst_item(srs: RunningSrs, account: Account) -> None:
    refused = problem(409, "version-discontinued", "This version is no longer supported")
    with small_server(lambda _asked: refused) as server:
        with a_desk(account.folder) as desk:
            queue(desk, srs.url, size=0)
            bad = queue(desk, server.url, size=0)
            queue(desk, f"http://127.0.0.1:{free_port()}", size=0)
        said = account("outbox", "send", "--json")
        codes = [one["exit_code"] for one in said.document["results"]]
        assert sorted(codes) == [0, 75, 76]
        assert said.code is ExitCode.REFUSED
        assert "no longer supported" in account("outbox", "list").out
        assert account("outbox", "send", bad.id).code is ExitCode.REFUSED
    assert account("outbox", "send").code is ExitCode.NOT_FINISHED


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("stubact.log", "stubact"), ("BioNTLog.txt", "bio_log"), ("pwlog.txt", "pwlog"),
        ("volume.CDB", "cdb"), ("machine.nfo", "msinfo"), ("dmesg.0", "dmesg"),
        ("shot.jpeg", "screenshot"), ("notes.txt", "other"), ("", "other"),
    ],
)  # fmt: skip
def test_files_are_known_by_their_documented_names(name: str, kind: str) -> None:
    assert kind_of(name) == kind
