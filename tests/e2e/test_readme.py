"""The README is true: every command in it works when pasted, in the order in which it stands."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from collector.core.errors import ExitCode
from tests.systems import PATIENCE_S

README = Path(__file__).parents[2] / "README.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
NOT_HERE = ("make ", ". .venv", "export ")
"""What sets up the shell; `make demo` and `make test` are tried as a whole, in a fresh clone."""


@pytest.fixture
def srs(tmp_path: Path) -> Iterator[str]:
    server = subprocess.Popen(
        [sys.executable, "-m", "srs_server", "serve", "--embedded", "--port", "0",
         "--data", str(tmp_path / "srs")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    with server:
        assert server.stdout
        assert server.stdin
        yield json.loads(server.stdout.readline())["url"]
        server.stdin.close()


def commands() -> list[str]:
    lines = [line for block in BLOCK.findall(README.read_text()) for line in block.splitlines()]
    return [line for line in lines if line and not line.startswith(NOT_HERE)]


FILLED = {
    ("contact", "name"): "Jane Example",
    ("contact", "email"): "jane@example.com",
    ("product", "name"): "Partition Manager",
    ("product", "version"): "15",
    ("problem", "subject"): "It does not start",
    ("problem", "description"): "The machine stops before Windows is loaded.",
}


def fill_in(answers: Path) -> None:
    """What the README asks a person to do between two commands."""
    section, lines = "", []
    for line in answers.read_text().splitlines():
        section = line.strip("[]") if line.startswith("[") else section
        key = line.split("=")[0].strip()
        if (value := FILLED.get((section, key))) is not None:
            lines.append(f'{key} = "{value}"')
        else:
            lines.append("privacy_text_version = 1" if key == "privacy_text_version" else line)
    answers.write_text("\n".join(lines) + "\n")


@pytest.mark.posix("the shell that the README is written for")
def test_every_command_works_when_pasted(tmp_path: Path, srs: str) -> None:
    folder = tmp_path / "here"
    folder.mkdir()
    search = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environ = {**os.environ, "PATH": search, "PARAGON_SRS_URL": srs}
    run = commands()
    assert len(run) >= 12
    for command in run:
        done = subprocess.run(
            command, shell=True, cwd=folder, env=environ, capture_output=True, text=True,
            timeout=PATIENCE_S, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        if "--print-answers" in command:
            fill_in(folder / "answers.toml")


def test_the_exit_codes_are_those_of_the_program() -> None:
    table = [int(code) for code in re.findall(r"^\| (\d+) \|", README.read_text(), re.MULTILINE)]
    assert table == [int(code) for code in ExitCode]
