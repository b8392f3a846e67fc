"""What takes minutes and was asked for by name gets them, unless a person set a limit."""

from __future__ import annotations

from pathlib import Path

import pytest

from collector.cli.main import main
from collector.core.errors import ExitCode, NotFinishedError
from collector.evidence.probes.system_information import PROBE as REPORT
from collector.request.options import DEFAULT_TIME_LIMIT_S, CollectOptions


@pytest.mark.parametrize(
    ("arguments", "least", "most"),
    [
        ([], DEFAULT_TIME_LIMIT_S, DEFAULT_TIME_LIMIT_S),
        (["--include", REPORT.id], 4 * (REPORT.seconds or 0), 3600),  # an item has a quarter
        (["--include", REPORT.id, "--time-limit", "60"], 60, 60),
    ],
)
def test_the_limit_of_a_run(
    arguments: list[str], least: float, most: float, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[float] = []

    def gathered(options: CollectOptions, *_rest: object, **_more: object) -> None:
        seen.append(options.time_limit_s)
        raise NotFinishedError("enough")

    monkeypatch.setattr("collector.workflow.collect.gather", gathered)
    argv = ["collect", "--out", str(tmp_path / "b.zip"), *arguments]
    assert main(argv) == ExitCode.NOT_FINISHED
    assert least <= seen[0] <= most
