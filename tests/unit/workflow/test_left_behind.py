"""What an interrupted run left behind is finished where it fits, else discarded, and said."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from collector.core.environment import Environment
from collector.core.paths import Paths
from collector.core.progress import Cancel, silent
from collector.evidence.set import EvidenceSet
from collector.request.options import CollectOptions
from collector.workflow import join
from collector.workflow.gather import gather
from tests.rescued_bundle import make_rescued

OPTIONS = CollectOptions(only=("memory",))


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    paths = Paths.of({"PARAGON_COLLECTOR_HOME": str(tmp_path)})
    return Environment(environ={}, paths=paths, stdout=io.StringIO(), stderr=io.StringIO())


def gathered(environment: Environment, options: CollectOptions = OPTIONS) -> tuple[str, list[str]]:
    """Collect, let go without packing (as a killed run does), and say what was told."""
    told: list[str] = []
    evidence: EvidenceSet = gather(
        options, environment, purpose="collect", progress=silent, cancel=Cancel(), say=told.append
    )
    evidence.close()
    return evidence.id, told


def test_a_complete_set_of_the_same_kind_is_gone_on_with(environment: Environment) -> None:
    first, told = gathered(environment)
    assert told == []
    again, told = gathered(environment)
    assert again == first
    assert "Going on" in told[0]


@pytest.mark.parametrize("other", ["options", "a day later"])
def test_what_does_not_fit_is_discarded_and_that_is_said(
    environment: Environment, other: str
) -> None:
    first, _ = gathered(environment)
    options = OPTIONS
    if other == "options":
        options = CollectOptions(only=("system",))
    else:
        later = datetime.now(UTC) + timedelta(hours=25)
        environment = replace(environment, now=lambda: later)
    second, told = gathered(environment, options)
    assert second != first
    assert "Discarding" in told[0]
    assert [path.name for path in environment.paths.sets.iterdir() if path.is_dir()] == [second]


def test_what_ended_before_the_rescued_half_was_joined_is_not_the_whole(
    environment: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    options = replace(OPTIONS, rescued=str(make_rescued(tmp_path / "stick")))
    with monkeypatch.context() as patched:
        patched.setattr(join, "join", killed)
        with pytest.raises(KeyboardInterrupt):
            gathered(environment, options)
    _, told = gathered(environment, options)
    assert "Discarding" in told[0]
    assert "Joined" in told[1]
