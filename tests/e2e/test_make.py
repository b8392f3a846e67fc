"""`make` finds a Python that works by itself: it is all that a fresh clone may ask for."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.posix("make")
MAKEFILE = Path(__file__).parents[2] / "Makefile"
MAKE = shutil.which("make") or "make"


def planned(folder: Path, path: str, *options: str) -> subprocess.CompletedProcess[str]:
    """What `make` would do (or why not) to make `.venv` in `folder`, with this PATH."""
    shutil.copy(MAKEFILE, folder)
    return subprocess.run(
        [MAKE, "--no-print-directory", *options, ".venv/bin/python"], cwd=folder,
        env={"PATH": path, "LANG": "C.UTF-8"}, capture_output=True, text=True, timeout=30,
        check=False,
    )  # fmt: skip


def program(folder: Path, name: str, script: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(f"#!/bin/sh\n{script}\n")
    (folder / name).chmod(0o755)


@pytest.fixture
def tools(tmp_path: Path) -> Path:
    """A folder for the PATH without any Python in it."""
    folder = tmp_path / "tools"
    folder.mkdir()
    for name in ("sh", "rm", "test"):
        (folder / name).symlink_to(shutil.which(name) or f"/bin/{name}")
    return folder


def test_a_shim_with_nothing_behind_it_and_an_old_python_are_passed_over(
    tmp_path: Path, tools: Path
) -> None:
    program(tools, "python3.13", "echo 'python3.13: command not found' >&2; exit 127")
    program(tools, "python3.12", f"exec {sys.executable} -c 'import sys; sys.exit(1)'")
    program(tools, "python3.11", f'exec {sys.executable} "$@"')
    done = planned(tmp_path, str(tools), "-n")
    assert f'"{tools}/python3.11" -m venv .venv' in done.stdout, done.stdout + done.stderr
    assert "not found" not in done.stderr


@pytest.mark.parametrize(
    ("options", "named"), [((), "none"), ((f"PYTHON={os.devnull}",), os.devnull)]
)
def test_where_none_works_it_says_so_and_what_to_do(
    tmp_path: Path, tools: Path, options: tuple[str, ...], named: str
) -> None:
    done = planned(tmp_path, str(tools), *options)
    assert done.returncode == 2
    assert f"Python 3.11 or later is needed; {named}" in done.stdout
    assert "make PYTHON=" in done.stdout
    assert not (tmp_path / ".venv").exists()
