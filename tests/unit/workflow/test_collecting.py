"""The evidence of a draft: begun early, extended later, whole after a kill, and never twice."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from collector.core.environment import Environment
from collector.core.errors import NotFinishedError, NowhereToWriteError
from collector.core.progress import Cancel, ProgressEvent, silent
from collector.evidence.model import Status
from collector.request.options import CollectOptions
from collector.workflow.collecting import Collecting, Gathered, sets_folder, sweep
from collector.workflow.draft import Draft, Purpose, new_draft
from tests.systems import KILLED

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ONLY = ("system", "products", "product_logs")


def draft_of(root: Path, **changes: object) -> Draft:
    (root / "etc").mkdir(parents=True, exist_ok=True)
    (root / "etc" / "os-release").write_text('NAME="Debian"\nVERSION_ID="12"\n')
    options = CollectOptions(root=str(root), only=ONLY, time_limit_s=600)
    draft = new_draft(Purpose.NEW_REQUEST, NOW, options=options)
    return replace(draft, agreed_to_collect=True, **changes)  # type: ignore[arg-type]


def install(folder: Path) -> Path:
    """A folder with one documented log; the others are missing."""
    (folder / "Program").mkdir(parents=True)
    (folder / "Program" / "stubact.log").write_text("[Operation]\n>> Error: 0 (0x0)\n")
    return folder


def run(collecting: Collecting, draft: Draft, *files: Path) -> Gathered:
    return collecting.run(draft, files, progress=silent, cancel=Cancel())


def paths(collecting: Collecting) -> list[str]:
    with collecting.working() as evidence:
        return sorted(one.path for one in evidence.files)


def gaps(gathered: Gathered) -> set[str]:
    return {
        item.name
        for probe in gathered.probes
        for item in probe.items
        if probe.id == "product_logs" and item.status is Status.ABSENT
    }


def test_a_folder_that_is_named_later_extends_what_is_there(tmp_path: Path) -> None:
    root = tmp_path / "root"
    draft = draft_of(root)
    collecting = Collecting.open(draft, Environment.real())
    first = run(collecting, draft)
    assert gaps(first)
    assert not collecting.needs(draft)
    folder = install(root / "PM 15")
    later = replace(draft, options=replace(draft.options, install_dir=(str(folder),)))
    assert collecting.needs(later)
    gathered = run(collecting, later)
    assert any(path.endswith("Program/stubact.log") for path in paths(collecting))
    assert "stubact.log" not in gaps(gathered)
    assert len(gathered.products) == 1
    assert gathered.set_id == first.set_id
    assert not collecting.needs(later)
    collecting.discard()


def test_what_runs_on_request_comes_and_goes_with_the_draft(tmp_path: Path) -> None:
    root = tmp_path / "root"
    folder = install(root / "PM 15")
    (folder / "Program" / "stubact.log").write_text("to \\\\nas1\\images\\x\n")
    draft = draft_of(root)
    options = replace(draft.options, only=("products",), install_dir=(str(folder),))
    draft = replace(draft, options=options)
    collecting = Collecting.open(draft, Environment.real())
    first = run(collecting, draft)
    before = paths(collecting)
    asked = replace(draft, options=replace(draft.options, include=("network_target",)))
    assert collecting.needs(asked)
    more = run(collecting, asked)
    facts = "evidence/network_target/facts.json"
    assert paths(collecting) == sorted([*before, facts])
    assert (more.set_id, collecting.needs(asked)) == (first.set_id, False)
    assert collecting.needs(draft)
    run(collecting, draft)
    assert paths(collecting) == before
    collecting.close()
    collecting = Collecting.open(replace(draft, set_id=first.set_id), Environment.real())
    assert paths(collecting) == before
    assert "network_target" not in {probe.id for probe in collecting.now.probes}
    assert not collecting.needs(draft)
    collecting.discard()


def test_attachments_come_and_go_with_the_draft(tmp_path: Path) -> None:
    draft = draft_of(tmp_path / "root")
    note, log = tmp_path / "note.txt", tmp_path / "pwlog.txt"
    note.write_text("mail jane.doe@example.com\n")
    log.write_text("ok\n")
    collecting = Collecting.open(draft, Environment.real())
    run(collecting, draft, note, log)
    collecting.leave_out("attachments/pwlog.txt")
    assert {"attachments/note.txt", "attachments/pwlog.txt"} <= set(paths(collecting))
    more = tmp_path / "more.txt"
    more.write_text("more\n")
    run(collecting, draft, log, more)
    assert {"attachments/more.txt", "attachments/pwlog.txt"} <= set(paths(collecting))
    assert "attachments/note.txt" not in paths(collecting)
    with collecting.working() as evidence:
        assert evidence.left_out == {"attachments/pwlog.txt"}
    collecting.discard()


def test_a_failing_disk_is_known_while_the_rest_is_still_being_read(tmp_path: Path) -> None:
    draft = draft_of(tmp_path / "root")
    draft = replace(draft, options=replace(draft.options, only=("kernel_log", "products")))
    (tmp_path / "root" / "var" / "log").mkdir(parents=True)
    log = tmp_path / "root" / "var" / "log" / "dmesg"
    log.write_text("[    1.0] critical medium error, dev sdb, sector 7 op 0x0:(READ)\n")
    collecting = Collecting.open(draft, Environment.real())
    known: list[tuple[str, tuple[str, ...]]] = []

    def progress(event: ProgressEvent) -> None:
        known.append((event.subject, tuple(one.id for one in collecting.now.urgent)))

    done = collecting.run(draft, progress=progress, cancel=Cancel())
    assert known[0] == ("kernel_log", ())
    assert ("products", ("disk-io-errors",)) in known
    (one,) = done.urgent
    assert one.customer.endswith("Back up your data first, before anything else.")
    collecting.leave_out("evidence/kernel_log/dmesg")
    collecting.close()
    again = Collecting.open(replace(draft, set_id=done.set_id), Environment.real())
    assert again.now.urgent == ()  # nothing is said of what was left out
    again.close()


def test_another_window_cannot_take_it_and_the_next_one_goes_on(tmp_path: Path) -> None:
    draft = draft_of(tmp_path / "root")
    environment = Environment.real()
    collecting = Collecting.open(draft, environment)
    draft = replace(draft, set_id=run(collecting, draft).set_id)
    with pytest.raises(NotFinishedError):
        Collecting.open(draft, environment)
    collecting.close()
    again = Collecting.open(draft, environment)
    assert again.set_id == draft.set_id
    assert not again.needs(draft)
    again.close()
    assert sweep(environment, frozenset({draft.set_id})) == ()
    assert sweep(environment, frozenset()) == (draft.set_id,)
    assert list(sets_folder(CollectOptions(), environment).glob("*-*")) == []


def test_another_privacy_level_begins_anew(tmp_path: Path) -> None:
    draft = draft_of(tmp_path / "root")
    collecting = Collecting.open(draft, Environment.real())
    first = run(collecting, draft)
    strict = replace(draft, options=replace(draft.options, privacy="strict"))
    second = run(collecting, strict)
    assert second.set_id != first.set_id
    with collecting.working() as evidence:
        assert evidence.options.privacy == "strict"
    collecting.discard()


def test_cancelled_collecting_keeps_what_is_there_and_can_go_on(tmp_path: Path) -> None:
    draft = draft_of(tmp_path / "root")
    collecting = Collecting.open(draft, Environment.real())
    cancel = Cancel()
    seen: list[Gathered] = []

    def stop(event: ProgressEvent) -> None:
        seen.append(collecting.now)
        if event.subject.startswith("products"):
            cancel.request()

    collecting.run(draft, progress=stop, cancel=cancel)
    assert all(one.running for one in seen)
    assert "evidence/system/facts.json" in paths(collecting)
    assert collecting.needs(draft)
    run(collecting, draft)
    assert not collecting.needs(draft)
    assert not collecting.now.running
    collecting.discard()


SCRIPT = """
import sys, pathlib, msgspec
from collector.core.environment import Environment
from collector.core.progress import Cancel, silent
from collector.workflow.collecting import Collecting
from collector.workflow.draft import Draft
draft = msgspec.json.decode(pathlib.Path(sys.argv[1]).read_bytes(), type=Draft)
Collecting.open(draft, Environment.real()).run(draft, progress=silent, cancel=Cancel())
"""


@pytest.mark.parametrize("point", ["journal.after-fsync#9@main", "journal.rewrite.before-rename"])
def test_a_kill_while_extending_loses_nothing(tmp_path: Path, point: str) -> None:
    import msgspec

    root = tmp_path / "root"
    draft = draft_of(root)
    collecting = Collecting.open(draft, Environment.real())
    draft = replace(draft, set_id=run(collecting, draft).set_id)
    collecting.close()
    folder = install(root / "PM 15")
    draft = replace(draft, options=replace(draft.options, install_dir=(str(folder),)))
    (tmp_path / "draft.json").write_bytes(msgspec.json.encode(draft))
    killed = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "draft.json")],
        env={**os.environ, "PARAGON_COLLECTOR_KILL_AT": point}, check=False, timeout=240,
    )  # fmt: skip
    assert killed.returncode == KILLED
    again = Collecting.open(draft, Environment.real())
    assert again.set_id == draft.set_id
    run(again, draft)
    assert any(path.endswith("Program/stubact.log") for path in paths(again))
    assert "evidence/system/facts.json" in paths(again)
    again.discard()


def test_the_evidence_can_be_moved_to_another_disk(tmp_path: Path) -> None:
    draft = draft_of(tmp_path / "root")
    environment = Environment.real()
    collecting = Collecting.open(draft, environment)
    draft = replace(draft, set_id=run(collecting, draft).set_id)
    moved = collecting.move_to(draft, str(tmp_path / "stick"))
    collecting.drop_moved()
    assert not collecting.needs(moved)
    assert list(sets_folder(CollectOptions(), environment).glob("*-*")) == []
    collecting.close()
    again = Collecting.open(moved, environment)
    assert "evidence/system/facts.json" in paths(again)
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(NowhereToWriteError):
        again.move_to(moved, str(tmp_path / "file"))
    assert "evidence/system/facts.json" in paths(again)
    again.close()
    assert sweep(environment, frozenset()) == ()
    places = [str(tmp_path / "stick"), "/not/there"]
    assert sweep(environment, frozenset(), places) == (moved.set_id,)
