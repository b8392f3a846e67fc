"""`collect` names every fact that support needs: collected, or not and why. On each system."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.program import Place

# A fact, and the probe (or item of it) that answers for it.
FACTS = {
    "disks, size, bus, sector sizes": "disks",
    "partition table": "partitions",
    "file systems and free space": "disks",
    "volumes and what they are encrypted with": "volumes",
    "dynamic disks, members of Storage Spaces, RAID, LVM, md": "raid",
    "storage pools and virtual disks": "storage_pools",
    "health of disks": "smart",
    "controllers and drivers": "drivers",
    "filter drivers": "filter_drivers",
    "Paragon's drivers, version, hash, loaded": "paragon_drivers",
    "block list, HVCI": "driver_policy",
    "Secure Boot, firmware": "system/firmware",
    "virtual machine or not": "system/virtualization",
    "boot entries": "boot_configuration",
    "loader files": "boot",
    "recovery environment": "recovery_environment",
    "BootExecute and pending renames": "next_start",
    "shadow copies, VSS writers": "shadow_copies",
    "event log": "event_log",
    "kernel log": "kernel_log",
    "products and builds": "products/registered",
    "logs of products": "product_logs",
    "products in conflict": "conflicts",
    "OS build": "system/os",
    "updates": "updates",
    "memory": "memory",
    "processor": "cpu",
    "power": "power",
    "crash dumps": "crash_dumps",
    "setup logs": "setup_logs",
}
STATUSES = {
    "collected", "partial", "absent", "refused", "timed_out", "failed", "skipped",
    "not_applicable",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the manifest: what came of one item."""

    probe: str
    item: dict[str, Any]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[Told]:
    place = Place(tmp_path_factory.mktemp("every"))
    ran = place.run("collect", "--out=b.zip", "--time-limit=1000", timeout_s=1100)
    assert ran.code == 0, ran.err
    with zipfile.ZipFile(Path(place.here) / "b.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))
    return list(_items(manifest))


def _items(manifest: dict[str, Any]) -> Iterator[Told]:
    for probe in manifest["probes"]:
        for item in probe["items"]:
            yield Told(probe["id"], item)


@pytest.mark.parametrize("fact", FACTS)
def test_it_is_named(fact: str, told: list[Told]) -> None:
    probe, _, name = FACTS[fact].partition("/")
    found = [each.item for each in told if each.probe == probe]
    assert [item for item in found if not name or item["name"] == name], found


def test_what_was_not_collected_has_a_reason(told: list[Told]) -> None:
    for each in told:
        assert each.item["status"] in STATUSES, each
        assert each.item["status"] == "collected" or each.item["reason"], each


def test_no_item_failed_for_a_fault_of_ours(told: list[Told]) -> None:
    ours = ("AttributeError", "TypeError", "KeyError", "IndexError", "NameError", "AssertionError")
    faults = [each for each in told if each.item["reason"].startswith(ours)]
    assert not faults
