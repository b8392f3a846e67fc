"""What an account without rights sees is shown by one: refused is said, and nothing raises."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests import unprivileged
from tests.unit.evidence import test_broken_calls

pytestmark = pytest.mark.skipif(
    bool(unprivileged.why_not()), reason=unprivileged.why_not() or "possible"
)


def test_whichever_call_fails_every_item_ends_for_such_an_account_too(tmp_path: Path) -> None:
    argv = [sys.executable, "-m", "pytest", "-q", str(test_broken_calls.__file__)]
    done = unprivileged.command(argv, tmp_path)
    assert done.returncode == 0, done.stdout[-3000:]
    assert " passed" in done.stdout or "[100%]" in done.stdout


def test_the_kernel_log_is_refused_and_says_so(tmp_path: Path) -> None:
    done = unprivileged.run(["collect", "--only", "kernel_log", "--progress", "none"], tmp_path)
    assert done.returncode == 0, done.stderr
    assert "kernel_log/ring-buffer.txt refused: the kernel shows its log to administrators" in (
        done.stdout
    )
    strict = ["collect", "--only", "kernel_log", "--progress", "none", "--strict"]
    assert unprivileged.run(strict, tmp_path).returncode == 80
