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


def test_an_image_that_only_its_table_tells_of_is_a_disk_too(tmp_path: Path) -> None:
    out = tmp_path / "b.zip"
    table = (
        b'{"style": "GPT", "disk_size": 5000000, "sector_size": 512, "slots": [{"holds": "NTFS"}]}'
    )
    make_bundle(out, {"evidence/partitions/facts.json": b'{"table-image-1": %s}' % table})
    with open_bundle(out) as reader:
        told = dict(machine_lines(Case(BundleSource(reader))))
    assert told["Disk"] == "image-1, 5.0 MB, sectors 512, GPT with 1 partitions, NTFS"
