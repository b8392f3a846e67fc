"""Administrator rights, asked for late: what they add, and what a refusal costs."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from io import RawIOBase
from typing import cast

import pytest

from collector.core.environment import Environment
from collector.core.progress import Cancel, silent
from collector.evidence import messages
from collector.evidence.elevation import Start
from collector.evidence.messages import RawItem
from collector.evidence.model import ItemRecord, Status
from collector.evidence.probes.raid import PROBE as RAID
from collector.request.options import CollectOptions
from collector.workflow import rights
from collector.workflow.collecting import Collecting
from collector.workflow.draft import Draft, Purpose, new_draft

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
READ = RawItem(name="pvs.txt", status=Status.COLLECTED, data=b"VG=pool attr=a--\n")


class FakePass:
    """A pass that says what it was told to, and then closes its pipe."""

    def __init__(self, said: Sequence[messages.Message]) -> None:
        self.incoming = cast(RawIOBase, io.BytesIO(b"".join(map(messages.framed, said))))
        self.asked = io.BytesIO()
        self.outgoing = cast(RawIOBase, self.asked)

    def close(self) -> None:
        pass


def saying(*said: messages.Message) -> Start:
    return lambda: FakePass(said)


def not_allowed() -> FakePass:
    raise OSError("the person said no")


@pytest.fixture
def draft() -> Draft:
    options = CollectOptions(only=("system", "memory"), time_limit_s=600)
    made = new_draft(Purpose.NEW_REQUEST, NOW, options=options)
    return replace(made, agreed_to_collect=True)


@pytest.fixture
def collecting(draft: Draft) -> Iterator[Collecting]:
    """Two probes were read; what arrays are made of was refused."""
    made = Collecting.open(draft, Environment.real())
    made.run(draft, progress=silent, cancel=Cancel())
    with made.working() as evidence:
        record = ItemRecord(name=READ.name, status=Status.REFUSED, reason="not permitted")
        evidence.add_item("raid", record, generation=len(evidence.generations))
        evidence.end_probe("raid")
    yield made
    made.discard()


def screen(tmp_path_factory: pytest.TempPathFactory) -> Environment:
    """A desktop on which the system can ask."""
    folder = tmp_path_factory.mktemp("bin")
    pkexec = folder / "pkexec"
    pkexec.write_text("#!/bin/sh\nexit 127\n")
    pkexec.chmod(0o755)
    return replace(Environment.real(), environ={"PATH": str(folder), "DISPLAY": ":0"})


def offered(
    collecting: Collecting, environment: Environment, *, has: bool = False, fault: str = ""
) -> rights.Offer:
    with collecting.working() as evidence:
        return rights.offer(evidence, environment, has=lambda: has, fault=lambda: fault)


def statuses(collecting: Collecting) -> dict[tuple[str, str], Status]:
    return {
        (probe.id, item.name): item.status
        for probe in collecting.now.probes
        for item in probe.items
    }


def gain(collecting: Collecting, start: Start, cancel: Cancel | None = None) -> rights.Gained:
    return collecting.read_with_rights(progress=silent, cancel=cancel or Cancel(), start=start)


def test_what_was_refused_is_read_again_and_nothing_else(collecting: Collecting) -> None:
    before = statuses(collecting)
    start = saying(messages.Raw(probe="raid", item=READ), messages.RawEnded())
    assert gain(collecting, start) == rights.Gained(probes=("raid",))
    after = statuses(collecting)
    assert after["raid", READ.name] is Status.COLLECTED
    assert {key: each for key, each in after.items() if key[0] != "raid"} == {
        key: each for key, each in before.items() if key[0] != "raid"
    }
    with collecting.working() as evidence:
        assert evidence.gathered
        assert f"Read with administrator rights: {RAID.title}." in evidence.notes
        [file] = [one for one in evidence.files if one.probe == "raid"]
        with evidence.open_file(file) as stored:
            assert b"VG=pool" in stored.read()


@pytest.mark.parametrize(
    ("start", "fault"),
    [
        (not_allowed, "the person said no"),
        (saying(), "it was not allowed, or ended early"),
        (saying(messages.Raw(probe="smart", item=READ)), "it spoke of what it was not asked for"),
    ],
)
def test_refusing_costs_nothing_but_those_probes(
    collecting: Collecting, start: Start, fault: str
) -> None:
    with collecting.working() as evidence:
        before = evidence.probes, evidence.files
    gained = gain(collecting, start)
    assert gained == rights.Gained(fault=fault)
    with collecting.working() as evidence:
        assert (evidence.probes, evidence.files) == before
        assert evidence.gathered
        assert any(fault in note for note in evidence.notes)
        assert [probe.id for probe in rights.refused(evidence)] == ["raid"]


def test_stopping_it_is_no_refusal(collecting: Collecting) -> None:
    cancel = Cancel()
    cancel.request()
    assert gain(collecting, saying(), cancel) == rights.Gained(cancelled=True)
    assert statuses(collecting)["raid", READ.name] is Status.REFUSED


def test_what_a_person_left_out_stays_left_out(collecting: Collecting) -> None:
    with collecting.working() as evidence:
        old = saying(messages.Raw(probe="raid", item=READ), messages.RawEnded())
    gain(collecting, old)
    with collecting.working() as evidence:
        [file] = [one for one in evidence.files if one.probe == "raid"]
        evidence.leave_out(file.path)
        refused = ItemRecord(name="dmesg.0", status=Status.REFUSED, reason="not permitted")
        evidence.add_item("raid", refused, generation=len(evidence.generations))
        evidence.notes = ()
    gain(collecting, saying(messages.Raw(probe="raid", item=READ), messages.RawEnded()))
    with collecting.working() as evidence:
        assert evidence.left_out == {file.path}


@pytest.mark.posix("pkexec")
def test_it_is_offered_only_where_it_adds_something(
    collecting: Collecting, tmp_path_factory: pytest.TempPathFactory
) -> None:
    desktop = screen(tmp_path_factory)
    assert [probe.title for probe in offered(collecting, desktop).probes] == [RAID.title]
    assert offered(collecting, desktop, has=True) == rights.Offer()
    assert offered(collecting, desktop, fault="others can write it").fault == "others can write it"
    for without in ({"PATH": desktop.environ["PATH"]}, {"DISPLAY": ":0", "PATH": ""}):
        assert offered(collecting, replace(desktop, environ=without)) == rights.Offer()
    gain(collecting, saying(messages.Raw(probe="raid", item=READ), messages.RawEnded()))
    assert offered(collecting, desktop) == rights.Offer()


def test_another_tree_is_not_read_with_rights(collecting: Collecting) -> None:
    with collecting.working() as evidence:
        evidence.options = replace(evidence.options, root="/elsewhere")
        assert rights.refused(evidence) == ()
        evidence.options = replace(evidence.options, root="")
