"""A request of the app on its way: queued once, paused, interrupted, kept, and sent by itself."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from collector.core.environment import Environment
from collector.core.errors import CancelledError, InputError
from collector.core.progress import Cancel, ProgressEvent, Stage
from collector.request.form import SupportRequest
from collector.srs.item import Item, ItemStatus
from collector.workflow.add_to_ticket import mine, queue_addition
from collector.workflow.deliver import (
    Interruption,
    LeaksFoundError,
    deliver,
    outcome,
    queue,
)
from collector.workflow.desk import Desk, open_desk
from collector.workflow.draft import Draft, Purpose, another_problem, new_draft
from collector.workflow.finished import finished, qr_code
from collector.workflow.forget import forget_everything, waiting_items
from collector.workflow.keeper import GIVEN_UP, Keeper
from collector.workflow.pace import Pacer
from collector.workflow.product_source import ask_srs, known_products
from collector.workflow.send import SendResult
from tests.cutting_proxy import Cut, CuttingProxy
from tests.srs_fixture import RunningSrs, free_port, running_srs
from tests.unit.srs.requests_ import a_request
from tests.unit.workflow.sets import make_set, members


@pytest.fixture(scope="module")
def srs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSrs]:
    with running_srs(tmp_path_factory.mktemp("srs") / "data") as server:
        yield server


@pytest.fixture
def environment() -> Environment:
    return Environment.real()


@pytest.fixture
def desk(environment: Environment) -> Iterator[Desk]:
    with open_desk(environment, notice=lambda _text: None) as made:
        yield replace(made, sleep=lambda _seconds: None)


def a_draft(environment: Environment, subject: str = "Broken") -> Draft:
    draft = new_draft(Purpose.NEW_REQUEST, environment.now())
    return replace(draft, request=a_request(request_id=draft.request.request_id, subject=subject))


def is_item(made: Item | SendResult | None) -> Item:
    assert isinstance(made, Item)
    return made


TEXTS = {"a.log": b"all is well\n", "b.log": b"kestrel-ws17 said no\n"}


def test_from_a_draft_to_a_ticket(
    srs: RunningSrs, environment: Environment, desk: Desk, tmp_path: Path
) -> None:
    evidence = make_set(tmp_path / "sets", TEXTS)
    evidence.leave_out("evidence/logs/a.log")
    draft = a_draft(environment)
    assert outcome(draft, desk) is None
    item = is_item(queue(draft, evidence, desk, environment, srs_url=srs.url))
    assert is_item(queue(draft, evidence, desk, environment, srs_url=srs.url)).id == item.id
    assert is_item(outcome(draft, desk)).id == item.id
    events: list[ProgressEvent] = []
    result = deliver(item, replace(desk, progress=events.append))
    assert result.done
    assert {event.stage for event in events} >= {Stage.CREATE_TICKET, Stage.UPLOAD, Stage.VERIFY}
    again = outcome(draft, desk)
    assert isinstance(again, SendResult)
    assert again.ticket_id == result.ticket_id
    assert result.bundle
    inside = members(result.bundle)
    assert "evidence/logs/a.log" not in inside
    assert b"left out by the person" in inside["manifest.json"]
    shown = finished(result, draft.request, mail=True)
    assert shown.mail_to == draft.request.contact.email
    assert shown.view_link.startswith(srs.url)
    assert shown.first_answer
    assert shown.first_answer.label == "CET"
    assert len(qr_code(shown.view_link)) >= 21
    evidence.discard()


def test_two_problems_on_the_same_evidence_are_two_tickets(
    srs: RunningSrs, environment: Environment, desk: Desk, tmp_path: Path
) -> None:
    evidence = make_set(tmp_path / "sets", TEXTS)
    first = a_draft(environment, "one problem")
    second = another_problem(first, environment.now())
    request = replace(a_request(subject="another"), request_id=second.request.request_id)
    second = replace(second, request=request)
    results = [
        deliver(is_item(queue(draft, evidence, desk, environment, srs_url=srs.url)), desk)
        for draft in (first, second)
    ]
    assert len({result.ticket_id for result in results}) == 2
    assert len({result.bundle_sha256 for result in results}) == 2
    evidence.discard()


def test_a_leak_stops_it_and_may_be_sent_only_after_reading(
    srs: RunningSrs, environment: Environment, desk: Desk, tmp_path: Path
) -> None:
    blind = {"bad.txt": b"the falconer of kestrel-ws17\n"}
    evidence = make_set(tmp_path / "sets", blind, works=lambda _name: False)
    evidence.items.update(
        {key: msgspec.structs.replace(line, generation=99) for key, line in evidence.items.items()}
    )
    draft = a_draft(environment)
    with pytest.raises(LeaksFoundError) as raised:
        queue(draft, evidence, desk, environment, srs_url=srs.url)
    assert desk.outbox.items() == []
    [leak] = raised.value.leaks
    assert leak.member == "evidence/logs/bad.txt"
    evidence.items.update(
        {key: msgspec.structs.replace(line, generation=99) for key, line in evidence.items.items()}
    )
    item = is_item(
        queue(draft, evidence, desk, environment, srs_url=srs.url, accepted=[leak.acceptance])
    )
    assert b"kestrel" in members(item.bundle)["evidence/logs/bad.txt"]
    assert b"has read what the leak check found" in members(item.bundle)["manifest.json"]
    evidence.discard()


def test_a_lost_connection_is_told_and_healed(
    srs: RunningSrs, environment: Environment, desk: Desk, tmp_path: Path
) -> None:
    evidence = make_set(tmp_path / "sets", TEXTS)
    told: list[Interruption] = []
    with CuttingProxy(srs.port, Cut("request", 4, "middle")) as proxy:
        draft = a_draft(environment)
        url = f"http://127.0.0.1:{proxy.port}"
        item = is_item(queue(draft, evidence, desk, environment, srs_url=url))
        result = deliver(item, desk, interrupted=told.append)
        assert proxy.was_cut
    assert result.done
    assert [one.retry_in_s for one in told] == [2.0]
    evidence.discard()


def test_without_a_connection_it_waits_and_goes_by_itself(
    environment: Environment, desk: Desk, tmp_path: Path
) -> None:
    evidence = make_set(tmp_path / "sets", TEXTS)
    with running_srs(tmp_path / "data") as srs:
        url, draft = srs.url, a_draft(environment)
        srs.kill()
        item = is_item(queue(draft, evidence, desk, environment, srs_url=url))
        result = deliver(item, desk, patience_s=0)
        assert not result.done
        assert desk.outbox.get(item.id).state.unreachable
        keeper = Keeper(environment)
        look = keeper.look()
        assert (look.results, look.again_in_s) == ((), 20.0)
        [waiting] = look.waiting
        assert waiting.reason
        assert not waiting.stopped
        srs.restart()
        keeper.pause(item.id)
        assert keeper.look().again_in_s is None
        keeper.unpause(item.id)
        [sent] = keeper.look().results
        assert sent.done
        assert keeper.waiting() == ()
    evidence.discard()


def test_pausing_keeps_what_the_srs_has(
    srs: RunningSrs, environment: Environment, desk: Desk, tmp_path: Path
) -> None:
    evidence = make_set(
        tmp_path / "sets", {"big.bin": os.urandom(6_000_000)}, works=lambda _name: False,
        unredactable=["big.bin"],
    )  # fmt: skip
    cancel = Cancel()

    def pause(event: ProgressEvent) -> None:
        if event.stage is Stage.UPLOAD and event.done > 3_000_000:
            cancel.request()

    item = is_item(queue(a_draft(environment), evidence, desk, environment, srs_url=srs.url))
    paused = deliver(item, replace(desk, progress=pause, cancel=cancel))
    assert isinstance(paused.error, CancelledError)
    assert desk.outbox.get(item.id).state.offset > 0
    first: list[int] = []

    def note(event: ProgressEvent) -> None:
        if event.stage is Stage.UPLOAD:
            first.append(event.done)

    assert deliver(item, replace(desk, progress=note)).done
    assert first[0] > 0
    evidence.discard()


def test_what_is_thirty_days_old_is_given_up_and_kept(
    srs: RunningSrs, environment: Environment, desk: Desk
) -> None:
    draft = a_draft(environment)
    item = is_item(queue(draft, None, desk, environment, srs_url=srs.url))
    later = replace(environment, now=lambda: environment.now() + timedelta(days=31))
    look = Keeper(later).look()
    [waiting] = look.waiting
    assert (waiting.reason, waiting.stopped, look.again_in_s) == (GIVEN_UP, True, None)
    assert desk.outbox.get(item.id).state.status is ItemStatus.FAILED_PERMANENT
    assert Keeper(later).send_now(item.id).done


def test_adding_to_a_ticket(
    srs: RunningSrs, environment: Environment, desk: Desk, tmp_path: Path
) -> None:
    first = is_item(queue(a_draft(environment), None, desk, environment, srs_url=srs.url))
    ticket = deliver(first, desk).ticket_id
    note = tmp_path / "note.txt"
    note.write_text("password=hunter2secret\n")
    evidence = make_set(tmp_path / "sets", TEXTS)
    draft = replace(
        new_draft(Purpose.ADD_TO_TICKET, environment.now()), ticket_id=ticket.lower(),
        note="It happened again.",
    )  # fmt: skip
    with_file = queue_addition(draft, [note], None, desk, environment)
    assert deliver(is_item(with_file), desk).done
    again = queue_addition(draft, [note], None, desk, environment)
    assert isinstance(again, SendResult)  # a draft that was killed before it knew
    assert (again.done, again.ticket_id) == (True, ticket)
    assert again.comment is not None
    waiting = is_item(queue_addition(draft, [], evidence, desk, environment))
    assert is_item(queue_addition(draft, [], evidence, desk, environment)).id == waiting.id
    evidence.leave_out(evidence.files[0].path)
    other = is_item(queue_addition(draft, [], evidence, desk, environment))
    assert [one.id for one in desk.outbox.items()] == [other.id]  # what was left out is not in it
    assert deliver(other, desk).done
    assert isinstance(queue_addition(draft, [], evidence, desk, environment), SendResult)
    [record] = mine(desk)
    with desk.connect(srs.url) as client:
        files = client.attachments(record.ticket_id, record.token)
        said = [event.text for event in client.events(record.ticket_id, record.token)]
    assert [str(one.kind) for one in files] == ["other", "bundle"]
    assert said.count("It happened again.") == 2
    evidence.discard()


def test_the_products_of_the_srs_win_and_are_kept(
    srs: RunningSrs, environment: Environment, desk: Desk
) -> None:
    known = ask_srs(environment.paths, srs.url, desk.connect)
    assert known.from_srs == srs.url
    assert known.mail is False
    assert known_products(environment.paths, srs.url) == known
    assert ask_srs(environment.paths, srs.url, desk.connect) == known  # 304
    nowhere = f"http://127.0.0.1:{free_port()}"
    assert ask_srs(environment.paths, nowhere, desk.connect).from_srs == ""


def test_an_srs_that_is_not_trusted_is_told_before_anything_is_typed(
    environment: Environment, tmp_path: Path
) -> None:
    from collector.core.errors import ConfigurationError
    from collector.core.settings import Settings
    from collector.workflow.desk import connector

    broken = tmp_path / "ca.pem"
    broken.write_text("no certificate")
    connect = connector(Settings(ca_file=str(broken)))
    known = ask_srs(environment.paths, "https://srs.example.com", connect)
    assert isinstance(known.fault, ConfigurationError)
    assert known.data.products  # what was shipped holds


def test_forgetting_leaves_nothing_personal(
    srs: RunningSrs, environment: Environment, tmp_path: Path
) -> None:
    with open_desk(environment, notice=lambda _text: None) as desk:
        is_item(queue(a_draft(environment, "secret"), None, desk, environment, srs_url=srs.url))
    assert len(waiting_items(environment)) == 1
    assert forget_everything(environment).kept == ()
    left = [
        path for root in (environment.paths.data, environment.paths.state)
        for path in root.rglob("*") if path.is_file() and b"secret" in path.read_bytes()
    ]  # fmt: skip
    assert left == []


def test_time_that_is_left_comes_from_the_last_seconds() -> None:
    now = [0.0]
    pacer = Pacer(lambda: now[0])
    seen = None
    for second in range(10):
        now[0] = float(second)
        seen = pacer.seen(ProgressEvent(stage=Stage.UPLOAD, done=second * 1000, total=20_000))
    assert seen
    assert seen.per_second == pytest.approx(1000)
    assert seen.seconds_left == pytest.approx(11)
    now[0] = 11.0
    assert pacer.seen(ProgressEvent(stage=Stage.VERIFY, total=1)).seconds_left is None


def test_a_changed_draft_is_not_taken_for_the_sent_one(
    srs: RunningSrs, environment: Environment, desk: Desk
) -> None:
    draft = a_draft(environment)
    queue(draft, None, desk, environment, srs_url=srs.url)
    changed: SupportRequest = replace(
        draft.request, problem=replace(draft.request.problem, subject="Other")
    )
    draft = replace(draft, request=changed)
    assert outcome(draft, desk) is None
    with pytest.raises(InputError):
        queue(draft, None, desk, environment, srs_url=srs.url)
