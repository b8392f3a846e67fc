"""A medium that stops answering ends in a sentence, not in a program that hangs."""

from __future__ import annotations

import threading
import time

import pytest

from collector.core.errors import ExitCode, NowhereToWriteError
from collector.core.progress import Progress, ProgressEvent, Stage, silent
from collector.workflow.silent_medium import SilentMediumError, answered


def test_what_never_answers_is_told_while_it_still_blocks() -> None:
    never, said = threading.Event(), list[str]()
    with pytest.raises(SilentMediumError) as caught:
        answered(
            lambda _: never.wait(20), "/mnt", progress=silent, say=said.append, slow_s=0.1,
            silent_s=0.5,
        )  # fmt: skip
    assert caught.value.exit_code == ExitCode.NOWHERE_TO_WRITE
    assert "/mnt has stopped answering" in caught.value.title
    assert "kept" in caught.value.hint
    assert said == ["/mnt answers slowly; waiting for it …"]
    never.set()


def test_work_that_moves_is_waited_for_and_its_answer_given() -> None:
    seen = list[ProgressEvent]()

    def work(moved: Progress) -> str:
        for done in range(4):
            time.sleep(0.2)
            moved(ProgressEvent(stage=Stage.PACK, done=done))
        return "whole"

    found = answered(
        work, "/mnt", progress=seen.append, say=print, slow_s=9.0, silent_s=0.6
    )  # fmt: skip
    assert found == "whole"
    assert len(seen) == 4


def test_what_fails_fails_with_its_own_error() -> None:
    def work(_: Progress) -> None:
        raise NowhereToWriteError("There is no space left.")

    with pytest.raises(NowhereToWriteError, match="no space left"):
        answered(work, "/mnt", progress=silent, say=print)
