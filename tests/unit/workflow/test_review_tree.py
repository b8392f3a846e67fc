"""The tree shows what the bundle will hold, byte for byte; what is left out is not in it."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from collector.core.environment import Environment
from collector.core.progress import Cancel, silent
from collector.workflow import pack
from collector.workflow.deliver import bundle_id
from collector.workflow.demo import REQUEST
from collector.workflow.draft import Draft, Purpose, new_draft
from collector.workflow.review import Review
from collector.workflow.review_tree import own_documents, places, tree
from collector.workflow.save_bundle import look_at, room_to_collect, save
from tests.unit.workflow.sets import make_set, members

TEXTS = {
    "a.log": "Zebulon Quack said Grüße\r\n".encode() * 3,
    "b.log": b"nothing but the falconer of kestrel-ws17\n",
    "falconer.log": b"quiet\n",
}


def a_draft(purpose: Purpose = Purpose.NEW_REQUEST) -> Draft:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    draft = new_draft(purpose, now)
    return replace(draft, request=replace(REQUEST, request_id=draft.request.request_id))


def test_the_own_documents_are_those_of_the_bundle(tmp_path: Path) -> None:
    evidence = make_set(tmp_path / "sets", TEXTS)
    request = a_draft().request
    pack.protect(evidence, request)
    pack.renew(evidence)
    shown = own_documents(evidence, request)
    pack.pack(
        evidence, tmp_path / "b.zip", request_json=msgspec.json.encode(request),
        bundle_id=bundle_id(evidence, request), progress=silent, cancel=Cancel(),
    )  # fmt: skip
    inside = members(tmp_path / "b.zip")
    assert {name: inside[name] for name in shown} == shown
    found = tree(evidence, request)
    assert {leaf.path for leaf in found.leaves} == set(inside)
    assert {leaf.path: leaf.size for leaf in found.leaves} == {
        name: len(data) for name, data in inside.items()
    }
    evidence.discard()


def test_what_is_left_out_stays_out_when_its_name_changes(tmp_path: Path) -> None:
    evidence = make_set(tmp_path / "sets", TEXTS)
    before = tree(evidence, None).size
    evidence.leave_out("evidence/logs/falconer.log")
    assert tree(evidence, None).size < before
    Review(evidence).hide_everywhere("falconer")  # renames the file
    [left] = evidence.left_out
    assert "falconer" not in left
    save(
        a_draft(Purpose.BUNDLE_ONLY), evidence, tmp_path / "b.zip", Environment.real(),
        progress=silent, cancel=Cancel(),
    )  # fmt: skip
    inside = members(tmp_path / "b.zip")
    assert left not in inside
    assert b"quiet" not in b"".join(inside.values())
    manifest = json.loads(inside["manifest.json"])
    items = {item["name"]: item for probe in manifest["probes"] for item in probe["items"]}
    gone = next(item for name, item in items.items() if "a.log" not in name and "b.log" not in name)
    assert (gone["status"], gone["reason"]) == ("skipped", "left out by the person who sent this")
    evidence.leave_out(left, left_out=False)
    assert evidence.left_out == frozenset()
    evidence.discard()


def test_searching_a_file_finds_every_place(tmp_path: Path) -> None:
    evidence = make_set(tmp_path / "sets", TEXTS)
    [record] = [one for one in evidence.files if one.path.endswith("a.log")]
    with evidence.open_file(record) as file:
        data = file.read()
    found = places(evidence, record.path, "grüße")
    assert len(found) == 3
    assert all(data[at:].startswith("Grüße".encode()) for at in found)
    assert places(evidence, record.path, "") == ()
    with pytest.raises(KeyError):
        places(evidence, "evidence/none", "x")
    evidence.discard()


def test_a_place_is_looked_at_before_anything_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    evidence = make_set(tmp_path / "sets", TEXTS)
    target = tmp_path / "here" / "b.zip"
    assert not look_at(target, evidence, a_draft()).usable
    target.parent.mkdir()
    assert look_at(target, evidence, a_draft()).usable
    target.write_bytes(b"")
    assert look_at(target, evidence, a_draft()).exists
    full: Any = type("Usage", (), {"free": 1000})
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)
    place = look_at(target, evidence, a_draft())
    assert not place.fits
    assert place.needed > 1000
    assert not room_to_collect(a_draft().options, tmp_path).fits
    evidence.discard()
