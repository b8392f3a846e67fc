"""A worker is ours alone: it ends with us, and its commands end with it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from collector.evidence.handle import LostError, WorkerHandle
from collector.evidence.messages import Parts
from tests.systems import kill, lives, until

SCRIPT = """
import sys, pathlib, threading
from collector.evidence.runner import gather
from collector.evidence.set import EvidenceSet
from collector.request.options import CollectOptions
from tests.unit.evidence import fake_probes as probes
from tests.unit.evidence.fake_parts import PARTS
from tests.unit.evidence.gathering import KEY
evidence = EvidenceSet.create(pathlib.Path(sys.argv[1]), key=KEY, options=CollectOptions())
gather(evidence, [probes.SLEEPS], time_limit_s=60, parts=PARTS)
"""


def marked(mark: str) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter():
        try:
            if mark in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
        except (psutil.Error, OSError):  # Windows: it is ending just now
            continue
    return found


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, str]]:
    """A run whose worker executes a command that sleeps; its pid, and a mark of the command."""
    mark = f"sleeps-for-{tmp_path.name}-{os.getpid()}"
    monkeypatch.setenv("FAKE_PROBES", mark)
    process = subprocess.Popen([sys.executable, "-c", SCRIPT, str(tmp_path / "sets")])
    until(lambda: marked(mark))
    yield process.pid, mark
    process.kill()
    process.wait()
    until(lambda: not marked(mark))


def test_when_the_parent_is_killed_worker_and_command_end(running: tuple[int, str]) -> None:
    pid, mark = running
    [worker] = psutil.Process(pid).children()
    assert mark not in worker.cmdline()
    kill(pid)
    until(lambda: not lives(worker))
    until(lambda: not marked(mark))


def test_when_the_worker_is_killed_its_command_ends(running: tuple[int, str]) -> None:
    pid, mark = running
    [worker] = psutil.Process(pid).children()
    kill(worker.pid)
    until(lambda: not marked(mark))


def test_keys_and_names_are_neither_in_arguments_nor_in_the_environment() -> None:
    handle = WorkerHandle()
    try:
        process = psutil.Process(handle.pid)
        assert process.cmdline()[1:] == ["-m", "collector", "--worker"]
        until(lambda: bool(process.environ()))
        assert set(process.environ()) <= {*os.environ, "LC_CTYPE", "LINES", "COLUMNS"}
    finally:
        handle.kill()
        until(lambda: not lives(process))


def test_a_worker_that_is_spoken_nonsense_to_ends() -> None:
    handle = WorkerHandle()
    process = psutil.Process(handle.pid)
    handle.send_raw(b"\xff\xff\xff\xffnonsense")
    with pytest.raises(LostError):
        handle.receive(60)
    handle.kill()
    until(lambda: not lives(process))


def test_what_cannot_be_loaded_is_a_lost_worker(tmp_path: Path) -> None:
    """Parts that do not exist end the worker with an error, not with silence."""
    from collector.evidence.model import Status
    from tests.unit.evidence import fake_probes as probes
    from tests.unit.evidence.gathering import gathered, items_of

    parts = Parts(machine="no_such_module:machine")
    with gathered(tmp_path, probes.GOOD, parts=parts, time_limit_s=600) as evidence:
        item = items_of(evidence, "good")["(remaining items)"]
        assert item.status is Status.FAILED
        assert "no worker process could be started" in item.reason
