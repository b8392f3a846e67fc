"""Silent mode says what is wrong with an answers file, exits 65 and queues nothing."""

from __future__ import annotations

import io
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from collector.cli.main import main
from collector.core.environment import Environment
from collector.core.errors import ExitCode
from collector.core.paths import Paths
from tests.malformed_answers import GOOD, MALFORMED


def submit(answers: Path) -> tuple[ExitCode, str, str]:
    """Exit code, standard output and standard error; the SRS address is one that never answers."""
    environment = Environment(
        environ=os.environ,
        paths=Paths.of(os.environ),
        stdout=io.StringIO(),
        stderr=io.StringIO(),
        now=lambda: datetime(2026, 11, 22, 12, tzinfo=UTC),
    )
    arguments = ["submit", "--answers", str(answers), "--srs", "http://127.0.0.1:9"]
    code = main(arguments, environment)
    assert isinstance(environment.stdout, io.StringIO)
    assert isinstance(environment.stderr, io.StringIO)
    return code, environment.stdout.getvalue(), environment.stderr.getvalue()


@pytest.mark.parametrize(("data", "fragment"), MALFORMED.values(), ids=MALFORMED.keys())
def test_exit_65_and_the_fault_by_name(tmp_path: Path, data: bytes, fragment: str) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_bytes(data)
    code, out, err = submit(answers)
    assert code is ExitCode.INPUT
    assert fragment in err
    assert "Traceback" not in out + err
    last = json.loads(out.splitlines()[-1])
    assert last["exit_code"] == ExitCode.INPUT
    assert fragment in "\n".join(last["faults"])
    paths = Paths.of(os.environ)
    assert not paths.outbox.exists()
    assert not paths.sets.exists()


def test_a_file_that_is_missing_is_exit_66(tmp_path: Path) -> None:
    code, out, err = submit(tmp_path / "none.toml")
    assert code is ExitCode.MISSING_INPUT
    assert "none.toml cannot be read" in err
    assert json.loads(out)["exit_code"] == ExitCode.MISSING_INPUT
    answers = tmp_path / "answers.toml"
    answers.write_text(GOOD + '[attachments]\nfiles = ["gone.png"]\n', encoding="utf-8")
    code, out, err = submit(answers)
    assert code is ExitCode.MISSING_INPUT
    assert "gone.png" in err
    assert json.loads(out)["exit_code"] == ExitCode.MISSING_INPUT
