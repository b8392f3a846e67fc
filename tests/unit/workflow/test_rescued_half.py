"""The half from the Recovery CD is joined once to a draft's evidence, and leaves with it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from collector.core.environment import Environment
from collector.core.errors import MissingInputError
from collector.core.progress import Cancel, silent
from collector.request.options import CollectOptions
from collector.workflow.collecting import Collecting, Gathered
from collector.workflow.draft import Draft, Purpose, new_draft
from tests.rescued_bundle import make_rescued

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def draft_of(root: Path, rescued: str) -> Draft:
    (root / "etc").mkdir(parents=True, exist_ok=True)
    (root / "etc" / "os-release").write_text('NAME="Debian"\nVERSION_ID="12"\n')
    options = CollectOptions(root=str(root), only=("system",), rescued=rescued, time_limit_s=600)
    return new_draft(Purpose.NEW_REQUEST, NOW, options=options)


def named(draft: Draft, rescued: str) -> Draft:
    return replace(draft, options=replace(draft.options, rescued=rescued))


def run(collecting: Collecting, draft: Draft) -> Gathered:
    return collecting.run(draft, progress=silent, cancel=Cancel())


def paths(collecting: Collecting) -> set[str]:
    with collecting.working() as evidence:
        return {one.path for one in evidence.files}


def test_it_is_joined_once_also_when_the_stick_is_gone_later(tmp_path: Path) -> None:
    bundle = make_rescued(tmp_path / "stick")
    plain = draft_of(tmp_path / "root", "")
    collecting = Collecting.open(plain, Environment.real())
    first = run(collecting, plain)
    draft = named(plain, str(bundle))
    assert collecting.needs(draft)
    gathered = run(collecting, draft)
    assert gathered.joined == str(bundle)
    assert gathered.set_id == first.set_id
    assert {
        "evidence/rescued/manifest.json",
        "evidence/rescued/match.json",
        "evidence/rescued/product_logs/stubact.log",
    } <= paths(collecting)
    bundle.unlink()
    collecting.close()
    again = Collecting.open(replace(draft, set_id=gathered.set_id), Environment.real())
    assert again.now.joined == str(bundle)
    assert not again.needs(draft)
    assert run(again, draft).joined == str(bundle)
    again.discard()


def test_it_leaves_with_the_choice_and_another_takes_its_place(tmp_path: Path) -> None:
    one, other = make_rescued(tmp_path / "stick"), make_rescued(tmp_path / "other", log=b"other\n")
    draft = draft_of(tmp_path / "root", str(one))
    collecting = Collecting.open(draft, Environment.real())
    run(collecting, draft)
    assert run(collecting, named(draft, str(other))).joined == str(other)
    with collecting.working() as evidence:
        [log] = [
            each
            for each in evidence.files
            if each.path.endswith("rescued/product_logs/stubact.log")
        ]
        with evidence.open_file(log) as stored:
            assert stored.read() == b"other\n"
    assert run(collecting, named(draft, "")).joined == ""
    assert not any(path.startswith("evidence/rescued/") for path in paths(collecting))
    assert "evidence/system/facts.json" in paths(collecting)
    collecting.discard()


def test_one_that_is_gone_is_said_and_the_rest_is_collected(tmp_path: Path) -> None:
    draft = draft_of(tmp_path / "root", str(tmp_path / "gone.zip"))
    collecting = Collecting.open(draft, Environment.real())
    with pytest.raises(MissingInputError, match="gone"):
        run(collecting, draft)
    assert collecting.now.joined == ""
    assert "evidence/system/facts.json" in paths(collecting)
    assert not collecting.needs(named(draft, ""))
    collecting.discard()
