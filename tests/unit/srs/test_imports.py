"""requests is loaded by the first connection, not before."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    "module",
    [
        "collector.workflow.send", "collector.workflow.follow", "collector.workflow.desk",
        "collector.srs.outbox", "collector.srs.new_ticket", "collector.cli.verbs.outbox",
        "collector.cli.verbs.tickets",
    ],
)  # fmt: skip
def test_nothing_loads_requests_before_it_connects(module: str) -> None:
    heavy = "{'requests', 'urllib3', 'truststore'}"
    code = f"import sys, {module}; print(*({heavy} & set(sys.modules)))"
    ended = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=240
    )
    assert ended.stdout.strip() == ""
