"""Volumes, arrays and encryption of Linux without root: from /sys and udev's database alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from collector.evidence.platforms.disk_groups import arrays, members
from collector.evidence.platforms.facts import Disk, Mount, Partition
from collector.evidence.platforms.linux_volumes import volumes

MIB = 1 << 20
pytestmark = pytest.mark.posix("/sys")


def device(sys: Path, place: str, number: str, mib: int, **files: str) -> Path:
    """A block device below /sys/devices, and its link in /sys/class/block."""
    folder = sys / "devices" / place
    folder.mkdir(parents=True)
    for name, text in ({"dev": number, "size": str(mib * 2048), "ro": "0"} | files).items():
        path = folder / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n")
    link = sys / "class" / "block" / folder.name
    link.parent.mkdir(parents=True, exist_ok=True)
    os.symlink(folder, link)
    return folder


@pytest.fixture
def sys(tmp_path: Path) -> Path:
    """sda1 is ext4, sda2 LUKS and opened; sdb is BitLocker and locked."""
    root = tmp_path / "sys"
    device(root, "pci/sda", "8:0", 100)
    device(root, "pci/sda/sda1", "8:1", 40, partition="1", start="2048")
    locked = device(root, "pci/sda/sda2", "8:2", 50, partition="2", start="83968")
    (locked / "holders").mkdir()
    (locked / "holders" / "dm-0").touch()
    opened = device(root, "virtual/dm-0", "253:0", 49, dm__uuid="CRYPT-LUKS2-abc-luks")
    (opened / "slaves").mkdir()
    (opened / "slaves" / "sda2").touch()
    device(root, "usb/sdb", "8:16", 10, removable="1")
    return root


@pytest.fixture
def udev(tmp_path: Path) -> Path:
    folder = tmp_path / "udev"
    folder.mkdir()
    (folder / "b8:1").write_text("S:disk/x\nE:ID_FS_TYPE=ext4\nE:ID_FS_LABEL=root\n")
    (folder / "b8:2").write_text("E:ID_FS_TYPE=crypto_LUKS\n")
    (folder / "b8:16").write_text("E:ID_FS_TYPE=BitLocker\n")
    return folder


def test_each_volume_with_its_place_and_its_encryption(sys: Path, udev: Path) -> None:
    mounted = Mount(point="/", device="/dev/sda1", file_system="ext4", device_number="8:1")
    found = {each.name: each for each in volumes(sys, udev, (mounted,))}
    assert list(found) == ["dm-0", "sda1", "sda2", "sdb"]
    root = found["sda1"]
    assert (root.mount_points, root.file_system, root.label) == (("/",), "ext4", "root")
    (piece,) = root.pieces
    assert (piece.disk, piece.start, piece.size) == ("sda", MIB, 40 * MIB)
    assert found["sda2"].encryption == "LUKS: on, open"
    assert found["dm-0"].encryption == "LUKS: open"
    assert (found["sdb"].encryption, found["sdb"].kind) == ("BitLocker: on, locked", "removable")


def test_where_udev_does_not_run_the_devices_are_still_told(sys: Path, tmp_path: Path) -> None:
    found = volumes(sys, tmp_path / "none", ())
    assert len(found) == 4
    assert {each.file_system for each in found} == {""}


def test_an_array_that_lacks_a_disk(tmp_path: Path) -> None:
    folder = tmp_path / "block" / "md0"
    for name, text in (("level", "raid1"), ("array_state", "clean"), ("degraded", "1")):
        (folder / "md").mkdir(parents=True, exist_ok=True)
        (folder / "md" / name).write_text(text + "\n")
    (folder / "slaves" / "sda1").mkdir(parents=True)
    (found,) = arrays(tmp_path)
    assert (found.name, found.level, found.degraded, found.members) == (
        "md0", "raid1", 1, ("sda1",),
    )  # fmt: skip


def test_disks_that_belong_to_a_pool() -> None:
    pool = "e75caf8f-f680-4cee-afa3-b001e56efc2d"
    part = Partition(name="PhysicalDrive1-2", number=2, start=0, size=1, type=pool.upper())
    disks = (
        Disk(name="PhysicalDrive1", size=1, bus="sata", partitions=(part,)),
        Disk(name="PhysicalDrive2", size=1, bus="storage spaces"),
        Disk(name="md0", size=1, on_top_of=("sda", "sdb")),
        Disk(name="sdc", size=1, bus="usb"),
    )
    assert [(each.disk, each.partition, each.role) for each in members(disks)] == [
        ("PhysicalDrive1", 2, "member of a storage pool"),
        ("PhysicalDrive2", None, "virtual disk of a storage pool"),
        ("md0", None, "made of sda, sdb"),
    ]
