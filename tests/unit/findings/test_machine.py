"""The machine in twenty lines, as `inspect` and the page show it."""

from __future__ import annotations

from pathlib import Path

import pytest

from collector.bundle.reader import open_bundle
from collector.findings.case import Case
from collector.findings.machine import machine_lines
from collector.findings.source import BundleSource
from tests.make_bundle import make_bundle


@pytest.mark.parametrize(
    ("match", "line"),
    [
        (
            b'[{"rescued": "sda", "here": "PhysicalDrive0", "by": ["GUID", "serial number"]}]',
            "sda is PhysicalDrive0 (same GUID, serial number)",
        ),
        (b"[]", "no disk of it was recognised among the disks here"),
        (b"[" * 100_000, None),
        (b'[{"rescued": 1}, 2, "x"]', "no disk of it was recognised among the disks here"),
    ],
    ids=["one", "none", "hostile", "odd"],
)
def test_the_disks_of_both_halves_stand_side_by_side(
    tmp_path: Path, match: bytes, line: str | None
) -> None:
    out = tmp_path / "b.zip"
    make_bundle(out, {"evidence/rescued/match.json": match})
    with open_bundle(out) as reader:
        told = dict(machine_lines(Case(BundleSource(reader))))
    assert told.get("Rescued") == line
