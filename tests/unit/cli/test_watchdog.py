"""Silent mode ends in time even where nothing can interrupt it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.systems import PATIENCE_S

SCRIPT = """
import socket, sys, threading
from pathlib import Path
import collector.workflow.submit as workflow
from collector.cli import main, watchdog
watchdog.GRACE_S, watchdog.LAST_WORDS_S = 0.1, 60
workflow.submit = lambda *args, **kwargs: threading.Event().wait()  # a call that never returns
sys.exit(main.main(["submit", "--answers", sys.argv[1], "--srs", "https://srs.invalid",
                    "--time-limit", "0.5"]))
"""


SPEECHLESS = """
import sys, threading
from collector.cli import watchdog
watchdog.GRACE_S = 0.1
def last_words():
    {}
with watchdog.Watchdog(0.1, last_words):
    threading.Event().wait()
"""


@pytest.mark.parametrize("words", ["threading.Event().wait()", "raise OSError('no space')"])
def test_last_words_that_fail_or_do_not_end_delay_nothing(words: str) -> None:
    """The log and the output may lie on the very disk that is stuck."""
    done = subprocess.run(
        [sys.executable, "-c", SPEECHLESS.format(words)], capture_output=True, check=False,
        timeout=PATIENCE_S,
    )  # fmt: skip
    assert done.returncode == 75


def test_a_call_that_never_returns_is_ended_with_one_line_of_json(tmp_path: Path) -> None:
    from collector.request.form import Consent, Contact, Problem, Product, SupportRequest
    from collector.request.toml_writer import answers_toml

    request = SupportRequest(
        contact=Contact(name="Jane Example", email="jane@example.com"),
        product=Product(name="Partition Manager", version="15"),
        problem=Problem(subject="It hangs", description="It does not start any more."),
        consent=Consent(privacy_text_version=1),
    )
    answers = tmp_path / "answers.toml"
    answers.write_text(answers_toml(request), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(answers)],
        env=os.environ, capture_output=True, text=True, check=False, timeout=PATIENCE_S,
    )  # fmt: skip
    assert done.returncode == 75, done.stderr
    assert json.loads(done.stdout)["exit_code"] == 75
    assert "outbox" in json.loads(done.stdout)["hint"]
