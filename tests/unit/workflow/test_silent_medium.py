"""A medium that stops answering ends in a sentence, not in a program that hangs."""

from __future__ import annotations

import threading
from types import SimpleNamespace

import pytest

from collector.core.errors import ExitCode, NowhereToWriteError
from collector.core.progress import Progress, ProgressEvent, Stage, silent
from collector.workflow import silent_medium
from collector.workflow.silent_medium import SilentMediumError, answered


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds on the clock, which nothing but the test moves; no thread uses the processor."""
    seconds = [0.0]
    clock = SimpleNamespace(
        monotonic=lambda: seconds[0], process_time=lambda: 0.0, thread_time=lambda: 0.0
    )
    monkeypatch.setattr(silent_medium, "time", clock)
    return seconds


def test_what_never_answers_is_told_while_it_still_blocks(
    now: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    def a_look(_seconds: float) -> None:
        now[0] += 20

    monkeypatch.setattr(silent_medium._Watched, "join", lambda _self, seconds: a_look(seconds))
    never, said = threading.Event(), list[str]()
    with pytest.raises(SilentMediumError) as caught:
        answered(
            lambda _: never.wait(), "/mnt", progress=silent, say=said.append, slow_s=30,
            silent_s=240,
        )  # fmt: skip
    assert caught.value.exit_code == ExitCode.NOWHERE_TO_WRITE
    assert "/mnt has stopped answering" in caught.value.title
    assert "kept" in caught.value.hint
    assert said == ["/mnt answers slowly; waiting for it …"]
    never.set()


def test_work_that_moves_is_waited_for_and_its_answer_given(now: list[float]) -> None:
    seen = list[ProgressEvent]()

    def work(moved: Progress) -> str:
        for done in range(4):
            now[0] += 200
            moved(ProgressEvent(stage=Stage.PACK, done=done))
        return "whole"

    found = answered(
        work, "/mnt", progress=seen.append, say=print, slow_s=9000, silent_s=240
    )  # fmt: skip
    assert found == "whole"
    assert len(seen) == 4


def test_what_fails_fails_with_its_own_error() -> None:
    def work(_: Progress) -> None:
        raise NowhereToWriteError("There is no space left.")

    with pytest.raises(NowhereToWriteError, match="no space left"):
        answered(work, "/mnt", progress=silent, say=print)
