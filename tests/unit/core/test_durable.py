"""Durable writes: whole or not at all, and a kill point really kills."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from collector.core.durable import patiently, write_atomic
from tests.systems import KILLED, demand_private

SCRIPT = """
import sys, pathlib
from collector.core.durable import write_atomic
write_atomic(pathlib.Path(sys.argv[1]), b"new", "state")
"""


@pytest.mark.parametrize(
    ("point", "content"),
    [
        ("state.before-fsync", b"old"),
        ("state.after-fsync", b"old"),
        ("state.before-rename", b"old"),
        ("state.after-rename", b"new"),
    ],
)
def test_a_kill_leaves_the_old_or_the_new_content(
    tmp_path: Path, point: str, content: bytes
) -> None:
    file = tmp_path / "state.json"
    file.write_bytes(b"old")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(file)],
        env={**os.environ, "PARAGON_COLLECTOR_KILL_AT": point},
        check=False,
    )
    assert done.returncode == KILLED
    assert file.read_bytes() == content


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(OSError):  # noqa: PT011 - any refusal of the file system will do
        write_atomic(tmp_path / "missing" / "state.json", b"new", "state")
    write_atomic(tmp_path / "state.json", b"new", "state")
    assert [path.name for path in tmp_path.iterdir()] == ["state.json"]
    demand_private(tmp_path / "state.json")


def test_a_rename_that_a_scanner_refuses_for_a_moment_is_tried_again() -> None:
    refusals, pauses, taken = [PermissionError(13, "scanned")] * 2, list[float](), list[str]()

    def step() -> None:
        if refusals:
            raise refusals.pop()
        taken.append("done")

    patiently(step, pauses_s=(0.1, 0.2, 0.4), sleep=pauses.append)
    assert (pauses, taken) == ([0.1, 0.2], ["done"])


def test_a_rename_that_stays_refused_says_so_and_another_fault_is_not_waited_for() -> None:
    pauses = list[float]()

    def refused() -> None:
        raise PermissionError(13, "scanned")

    def missing() -> None:
        raise FileNotFoundError

    with pytest.raises(PermissionError):
        patiently(refused, pauses_s=(0.1, 0.2), sleep=pauses.append)
    assert pauses == [0.1, 0.2]
    with pytest.raises(FileNotFoundError):
        patiently(missing, pauses_s=(0.1,), sleep=pauses.append)
    assert pauses == [0.1, 0.2]
