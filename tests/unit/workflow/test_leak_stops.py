"""A leak ends `collect` and `submit` with exit code 79: nothing is sent, the evidence is kept."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from collector.cli.main import main
from collector.core.environment import Environment
from collector.core.paths import HOME_OVERRIDE, Paths
from collector.evidence.set import EvidenceSet
from tests.unit.workflow.sets import KEY, make_set

ANSWERS = """
[contact]
name = "Jane Example"
email = "jane@example.com"
[product]
name = "Partition Manager"
version = "15"
[problem]
subject = "Partition cannot be resized"
description = "I wanted to make it larger."
[support]
program = "complimentary"
[consent]
privacy_text_version = 1
"""


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    home = str(tmp_path / "home")
    return Environment(
        environ={**os.environ, HOME_OVERRIDE: home}, paths=Paths.of({HOME_OVERRIDE: home}),
        stdout=io.StringIO(), stderr=io.StringIO(),
    )  # fmt: skip


@pytest.fixture
def leaking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Gathering whose detector overlooks everything; where its sets lie."""
    sets = tmp_path / "sets"

    def gather(*_: object, **__: object) -> EvidenceSet:
        return make_set(sets, {"a.log": b"by Zebulon Quack\n"}, works=lambda _: False)

    monkeypatch.setattr("collector.workflow.collect.gather", gather)
    monkeypatch.setattr("collector.workflow.submit.gather", gather)
    return sets


def test_collect_leaves_no_bundle(tmp_path: Path, environment: Environment, leaking: Path) -> None:
    out = tmp_path / "here" / "b.zip"
    out.parent.mkdir()
    assert main(["collect", "--out", str(out), "--progress", "none"], environment) == 79
    assert isinstance(environment.stderr, io.StringIO)
    told = environment.stderr.getvalue()
    assert "evidence/logs/a.log: a user or full name, at byte 3" in told
    assert "Zebulon" not in told
    assert list(out.parent.iterdir()) == []
    [folder] = EvidenceSet.leftovers(leaking)
    kept = EvidenceSet.open(folder, key=KEY)
    assert kept.gathered
    assert kept.purpose == "collect"
    kept.discard()


def test_submit_queues_nothing(tmp_path: Path, environment: Environment, leaking: Path) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text(ANSWERS)
    arguments = ["submit", "--answers", str(answers), "--srs", "http://127.0.0.1:9"]
    assert main([*arguments, "--progress", "none"], environment) == 79
    outbox = environment.paths.outbox
    assert not [each for each in outbox.iterdir() if not each.name.startswith(".")]
    assert not [*outbox.rglob("*.zip")]
    assert EvidenceSet.leftovers(leaking)
