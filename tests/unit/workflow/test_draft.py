"""What was typed and attached is there after anything; nothing damaged is lost without a word."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from collector.core.environment import Environment
from collector.core.errors import InputError, MissingInputError, NotFinishedError
from collector.workflow.draft import Draft, FileKind, Purpose, another_problem
from collector.workflow.draft_files import (
    OverLimitError,
    Room,
    attach_bytes,
    attach_file,
    detach,
    room,
)
from collector.workflow.draft_store import FILE, DraftStore
from tests.systems import KILLED

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def store() -> DraftStore:
    return DraftStore(Environment.real().paths, lambda: NOW)


def typed(draft: Draft, subject: str) -> Draft:
    problem = replace(draft.request.problem, subject=subject)
    return replace(draft, request=replace(draft.request, problem=problem))


def test_what_was_saved_is_loaded_by_the_next_process(store: DraftStore) -> None:
    draft = store.save(typed(store.create(Purpose.NEW_REQUEST), "Диск исчез"))
    store.close()
    again = DraftStore(Environment.real().paths)
    [summary] = again.list()
    assert (summary.subject, summary.in_use) == ("Диск исчез", False)
    assert again.load(summary.id) == draft
    assert draft.request.request_id
    again.close()


def test_a_draft_is_open_in_one_window_only(store: DraftStore) -> None:
    draft = store.create(Purpose.NEW_REQUEST)
    other = DraftStore(Environment.real().paths)
    assert [one.in_use for one in other.list()] == [True]
    assert [one.in_use for one in store.list()] == [False]
    for act in (other.load, other.discard):
        with pytest.raises(NotFinishedError):
            act(draft.id)
    with pytest.raises(NotFinishedError):
        other.save(draft)
    store.close()


def test_a_damaged_draft_is_kept_aside_and_said(store: DraftStore) -> None:
    draft = store.create(Purpose.NEW_REQUEST)
    file = store.folder(draft) / FILE
    store.close()
    file.write_bytes(file.read_bytes()[:-20])
    told: list[str] = []
    again = DraftStore(Environment.real().paths, lambda: NOW, notice=told.append)
    assert again.list() == ()
    assert "damaged" in told[0]
    assert [path.name for path in file.parent.glob("*.damaged-*")] == [
        "draft.json.damaged-20261123T120000"
    ]
    with pytest.raises(MissingInputError):
        again.load(draft.id)


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"id": "x"}'])
def test_no_content_of_a_draft_file_raises_anything_else(store: DraftStore, data: bytes) -> None:
    draft = store.create(Purpose.NEW_REQUEST)
    (store.folder(draft) / FILE).write_bytes(data)
    with pytest.raises(InputError):
        store.load(draft.id)
    store.close()


def test_attachments_are_copies(store: DraftStore, tmp_path: Path) -> None:
    source = tmp_path / "stubact.log"
    source.write_bytes(b"[Operation]\r\n")
    draft = attach_file(store, store.create(Purpose.NEW_REQUEST), source)
    source.write_bytes(b"another log of that name")
    draft = attach_file(store, draft, source)
    source.unlink()
    draft = attach_bytes(store, draft, "pasted.png", b"\x89PNG\r\n\x1a\n\0")
    assert [one.name for one in draft.attachments] == [
        "stubact.log", "stubact-2.log", "pasted.png"
    ]  # fmt: skip
    assert draft.attachments[0].kind is FileKind.DOCUMENTED_LOG
    assert draft.attachments[2].kind is FileKind.PICTURE
    store.close()
    again = DraftStore(Environment.real().paths)
    loaded = again.load(draft.id)
    assert [path.read_bytes()[:11] for path in again.paths_of(loaded)] == [
        b"[Operation]", b"another log", b"\x89PNG\r\n\x1a\n\0"
    ]  # fmt: skip
    less = detach(again, loaded, "stubact.log")
    assert len(list(again.files_folder(less).iterdir())) == 2
    again.close()


def test_a_file_over_the_limit_is_refused_before_it_is_copied(
    store: DraftStore, tmp_path: Path
) -> None:
    big = tmp_path / "disk.img"
    with big.open("wb") as file:
        file.truncate(3_000_000_000)
    draft = store.create(Purpose.NEW_REQUEST)
    with pytest.raises(OverLimitError) as raised:
        attach_file(store, draft, big)
    assert "3000.0 MB" in raised.value.title
    assert list(store.files_folder(draft).iterdir()) == []
    full = Room(files_used=49, files_allowed=49, bytes_used=0, bytes_allowed=10)
    with pytest.raises(OverLimitError, match="49 files"):
        attach_bytes(store, draft, "a.png", b"x", limits=full)
    store.close()


def test_the_room_shrinks_with_what_was_collected_and_what_the_srs_takes(
    store: DraftStore,
) -> None:
    draft = store.create(Purpose.NEW_REQUEST)
    assert room(draft).bytes_allowed == 150_000_000
    assert room(draft, evidence_bytes=190_000_000).bytes_allowed == 10_000_000
    assert room(draft, server_limit=20_000_000).bytes_allowed == 15_000_000
    store.close()


def test_what_cannot_be_attached_says_why(store: DraftStore, tmp_path: Path) -> None:
    if sys.platform != "win32":
        os.mkfifo(tmp_path / "pipe")
    draft = store.create(Purpose.NEW_REQUEST)
    for name in ("pipe", "missing", "."):
        with pytest.raises(MissingInputError):
            attach_file(store, draft, tmp_path / name)
    store.close()


def test_another_problem_has_the_same_evidence_and_its_own_request(store: DraftStore) -> None:
    first = replace(typed(store.create(Purpose.NEW_REQUEST), "one"), set_id="abc")
    second = store.keep(another_problem(first, NOW))
    assert second.id != first.id
    assert second.request.request_id != first.request.request_id
    assert (second.set_id, second.request.problem.subject) == ("abc", "")
    assert second.request.consent.privacy_text_version == 0
    store.discard(second.id)
    assert [one.id for one in store.list()] == [first.id]
    store.close()


SCRIPT = """
import sys, pathlib
from collector.core.environment import Environment
from collector.workflow.draft import Purpose
from collector.workflow.draft_files import attach_file
from collector.workflow.draft_store import DraftStore
store = DraftStore(Environment.real().paths)
draft = store.load(sys.argv[1])
attach_file(store, draft, pathlib.Path(sys.argv[2]))
"""


@pytest.mark.parametrize("point", ["draft.file.before-rename", "draft.before-rename"])
def test_a_kill_while_attaching_leaves_a_whole_draft(
    store: DraftStore, tmp_path: Path, point: str
) -> None:
    draft = store.save(typed(store.create(Purpose.NEW_REQUEST), "kept"))
    store.close()
    source = tmp_path / "note.txt"
    source.write_text("hello")
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, draft.id, str(source)],
        env={**os.environ, "PARAGON_COLLECTOR_KILL_AT": point}, check=False, timeout=240,
    )  # fmt: skip
    assert run.returncode == KILLED
    again = store.load(draft.id)
    assert again.request.problem.subject == "kept"
    assert again.attachments == ()
    assert list(store.files_folder(again).iterdir()) == []
    store.close()


def test_a_copy_that_vanished_is_told(store: DraftStore) -> None:
    draft = attach_bytes(store, store.create(Purpose.NEW_REQUEST), "a.txt", b"text")
    (store.files_folder(draft) / "a.txt").unlink()
    store.close()
    told: list[str] = []
    again = DraftStore(Environment.real().paths, notice=told.append)
    assert again.load(draft.id).attachments == ()
    assert "a.txt" in told[0]
    again.close()
