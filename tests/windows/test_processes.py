"""Processes on Windows: everything of ours ends with us, and nothing planted is ever started."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from collector.evidence.command import CommandOutput
from collector.evidence.outcome import NotCollectedError
from collector.evidence.process import Isolated
from tests.e2e.program import PROGRAM, Place
from tests.systems import LEISURE, give_way, kill

TREE = (
    "import subprocess, sys, time\n"
    "child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
    "print(child.pid, flush=True)\n"
    "time.sleep(600)\n"
)
HOLDER = (
    "import sys, time\n"
    "from collector.evidence.process import Isolated\n"
    "child = Isolated([sys.executable, '-c', sys.argv[1]])\n"
    "print(child.pid, child.process.stdout.readline().decode(), flush=True)\n"
    "time.sleep(600)\n"
)


def gone(*pids: int) -> bool:
    deadline = time.monotonic() + 10 * LEISURE
    while any(psutil.pid_exists(pid) for pid in pids):
        if time.monotonic() > deadline:
            return False
        give_way()
    return True


def test_killing_a_worker_ends_what_it_started() -> None:
    worker = Isolated([sys.executable, "-c", TREE])
    assert worker.process.stdout is not None
    grandchild = int(worker.process.stdout.readline())
    assert psutil.pid_exists(grandchild)
    assert worker.kill(5)
    assert gone(worker.pid, grandchild)
    for pipe in (worker.process.stdout, worker.process.stdin):
        assert pipe is not None
        pipe.close()


def test_when_the_program_is_killed_its_whole_tree_ends() -> None:
    program = subprocess.Popen([sys.executable, "-c", HOLDER, TREE], stdout=subprocess.PIPE)
    assert program.stdout is not None
    with program.stdout:
        pids = [int(number) for number in program.stdout.readline().split()]
    assert len(pids) == 2
    kill(program.pid)
    program.wait(10)
    assert gone(*pids)


def test_a_program_in_the_current_folder_is_never_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "smartctl.exe").write_bytes(Path(sys.executable).read_bytes())
    monkeypatch.chdir(tmp_path)
    with pytest.raises(NotCollectedError, match="not installed"):
        list(CommandOutput(("smartctl", "--json"), 5))


def test_a_program_is_found_on_the_path_without_its_ending(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path};{Path(sys.executable).parent}")
    output = CommandOutput(("python", "-c", "print('found')"), 30)
    assert b"".join(output).strip() == b"found"
    assert output.exit_code == 0


def test_without_any_standard_stream_it_does_its_work(tmp_path: Path) -> None:
    """What an installer without a console starts has none: in Python they are None."""
    place = Place(tmp_path)
    flags = 0x00000008  # DETACHED_PROCESS
    process = subprocess.Popen(
        [*PROGRAM, "collect", "--only=memory", "--out=b.zip", "--json"],
        cwd=place.here, env=place.environ(), creationflags=flags,
    )  # fmt: skip
    assert process.wait(60) == 0
    assert (place.here / "b.zip").is_file()
