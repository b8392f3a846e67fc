"""Disks of macOS by what diskutil prints, recorded as property lists."""

from __future__ import annotations

import plistlib
from collections.abc import Collection
from typing import Any

import pytest

from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms.macos import MacOs

DISK = {
    "DeviceIdentifier": "disk0",
    "Content": "GUID_partition_scheme",
    "Size": 500_277_790_720,
    "Partitions": [
        {
            "DeviceIdentifier": "disk0s2",
            "Content": "Microsoft Basic Data",
            "Size": 400_000_000_000,
            "VolumeName": "Daten",
            "MountPoint": "/Volumes/Daten",
        }
    ],
}
ABOUT: dict[str, dict[str, Any]] = {
    "disk0": {"DeviceBlockSize": 4096, "BusProtocol": "Apple Fabric", "SolidState": True},
    "disk0s2": {"FilesystemType": "ntfs", "Writable": False, "PartitionMapPartitionOffset": 24576},
}


class Recorded(MacOs):
    """Answers as diskutil did; `broken` is what it says instead."""

    def __init__(self, broken: bytes | None = None) -> None:
        self._broken = broken

    def ask(
        self, argv: tuple[str, ...], seconds: float = 30.0, refusals: Collection[int] = ()
    ) -> bytes:
        if self._broken is not None:
            return self._broken
        if argv[1] == "list":
            return plistlib.dumps({"AllDisksAndPartitions": [DISK]})
        return plistlib.dumps(ABOUT.get(argv[3], {}))


def test_a_disk_and_its_partitions() -> None:
    (disk,) = Recorded().disks()
    assert (disk.name, disk.style, disk.logical_sector_size) == ("disk0", "GPT", 4096)
    assert (disk.bus, disk.rotational) == ("Apple Fabric", False)
    (part,) = disk.partitions
    assert (part.start, part.size, part.label) == (24576, 400_000_000_000, "Daten")


def test_a_volume_that_cannot_be_written() -> None:
    (volume,) = Recorded().volumes()
    assert (volume.file_system, volume.read_only) == ("ntfs", True)
    assert volume.mount_points == ("/Volumes/Daten",)


@pytest.mark.parametrize(
    "said", [b"", b"no disks", b"<plist>", b"bplist00", b"<?xml version='1.0'"]
)
def test_a_diskutil_that_says_something_else_has_failed(said: bytes) -> None:
    with pytest.raises(NotCollectedError) as caught:
        Recorded(said).disks()
    assert caught.value.status is Status.FAILED
