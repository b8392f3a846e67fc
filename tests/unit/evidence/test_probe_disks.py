"""Disks: each free space is an item of its own, and network shares are left alone."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

import pytest

from collector.evidence.model import Status
from collector.evidence.outcome import not_applicable
from collector.evidence.platforms.base import LiveMachine
from collector.evidence.platforms.facts import Disk, Mount, Partition, Space
from collector.evidence.probe import Command, Context, Facts, Gap
from collector.evidence.probes import disks
from tests.unit.evidence.running import items, outcome


class Described(LiveMachine):
    """A machine with the mounts and disks of a test; `asked` is what was touched."""

    platform = "linux"

    def __init__(self, mounts: Sequence[Mount], found: tuple[Disk, ...] = ()) -> None:
        self._mounts, self._disks = tuple(mounts), found
        self.asked: list[str] = []

    def mounts(self) -> tuple[Mount, ...]:
        return self._mounts

    def disks(self) -> tuple[Disk, ...]:
        return self._disks

    def space(self, mount_point: str) -> Space:
        self.asked.append(mount_point)
        return Space(mount_point=mount_point, total=3, free=2, available=1)


def mount(point: str, device: str, kind: str = "ext4", **more: Any) -> Mount:
    return Mount(point=point, device=device, file_system=kind, **more)


def found(machine: LiveMachine) -> dict[str, Any]:
    return items(disks.PROBE, Context(machine=machine))


def test_every_file_system_is_asked_once_in_an_item_named_after_its_device() -> None:
    machine = Described(
        [
            mount("/", "/dev/mapper/vg-root"),
            mount("/media/jane/STICK", "/dev/sdb1", "vfat"),
            mount("/var/lib", "/dev/sdb1", "vfat"),
            mount("/proc", "proc", "proc"),
            mount("/merged", "overlay", "overlay", device_number="0:50"),
        ]
    )
    rows = {name: item for name, item in found(machine).items() if name.startswith("free")}
    assert list(rows) == ["free-space-mapper-vg-root", "free-space-sdb1", "free-space-0-50"]
    assert machine.asked == []
    assert outcome(rows["free-space-sdb1"])[1]["mount_point"] == "/media/jane/STICK"
    assert machine.asked == ["/media/jane/STICK"]


def test_network_shares_are_skipped_and_named_without_their_server() -> None:
    machine = Described([mount("/nas", "//server/jane", "cifs", remote=True, device_number="0:9")])
    gap = found(machine)["free-space-0-9"]
    assert isinstance(gap, Gap)
    assert gap.status is Status.SKIPPED
    assert machine.asked == []


def test_where_mounts_cannot_be_read_the_disks_still_are() -> None:
    class Without(Described):
        def mounts(self) -> tuple[Mount, ...]:
            raise not_applicable("no mounts here")

    rows = found(Without([], (Disk(name="sda", size=1),)))
    assert outcome(rows["mounts"]) == (Status.NOT_APPLICABLE, "no mounts here")
    assert outcome(rows["disks"])[0] is Status.COLLECTED


def test_lsblk_is_asked_and_blkid_where_udev_knows_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sda = Disk(
        name="sda",
        size=1,
        partitions=(Partition(name="sda1", number=1, start=0, size=1),),
    )
    monkeypatch.setattr(os.path, "isdir", lambda path: path != "/run/udev/data")
    monkeypatch.setattr(os, "access", lambda path, mode: path.name == "sda1")
    rows = found(Described([], (sda,)))
    assert rows["lsblk.json"] == Command("lsblk.json", ("lsblk", "-J", "-O", "-b"))
    assert isinstance(rows["blkid-sda1.txt"], Command)
    assert outcome(rows["blkid-sda.txt"])[0] is Status.REFUSED
    monkeypatch.setattr(os.path, "isdir", lambda path: True)
    assert not any(name.startswith("blkid") for name in found(Described([], (sda,))))


def test_windows_drives_have_names_of_their_letters() -> None:
    machine = Described([mount("C:\\", "C:\\", "NTFS"), mount("D:\\", "D:\\", "NTFS")])
    machine.platform = "windows"
    rows = found(machine)
    assert [name for name in rows if name.startswith("free")] == ["free-space-C", "free-space-D"]
    assert all(isinstance(rows[f"free-space-{letter}"], Facts) for letter in "CD")
