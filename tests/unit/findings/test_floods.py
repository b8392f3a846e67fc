"""A log that is flooded by one sort of message still tells of the others, and counts them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from collector.findings import case
from tests.findings_bundles import bundle_with, findings_in, operation
from tests.findings_samples import with_kernel, with_log

UNREADABLE = "critical medium error, dev sda, sector 7 op 0x0:(READ) flags 0x0"
STICK = "I/O error, dev sdb, sector 7 op 0x0:(READ) flags 0x0"


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(case, "MOST_RECORDS", 20)


def test_a_stick_that_was_pulled_out_does_not_hide_the_disk_that_dies(tmp_path: Path) -> None:
    flood = with_kernel(UNREADABLE, *[STICK] * 300)
    said = [one.engineer for one in findings_in(bundle_with(flood, tmp_path / "b.zip"))]
    assert said == [
        "sda: 1 kernel messages of the kind medium, the limit is 1.",
        "sdb: 300 kernel messages of the kind io, the limit is 3.",
    ]


def test_every_error_is_counted_and_the_first_line_is_the_first(tmp_path: Path) -> None:
    log = operation("Copy partition", error=5) + operation("Move partition", error=4711) * 50
    found = findings_in(bundle_with(with_log("stubact.log", log), tmp_path / "b.zip"))
    move, copy = (one.engineer for one in found)
    assert "50 x in stubact.log, first in line 9, last in line 401" in move
    assert "1 x in stubact.log, first in line 1, last in line 1" in copy
