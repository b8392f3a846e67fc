"""Where a rescued bundle may be kept: media that outlive a restart and are not in trouble."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from collector.evidence import questions
from collector.evidence.formats.mountinfo import PSEUDO
from collector.evidence.platforms.facts import Disk, Mount
from collector.evidence.platforms.machine import Machine

_SECONDS = 8.0
_MEMORY = frozenset({"tmpfs", "ramfs", "rootfs", "overlay", "aufs", "squashfs", "zram"})
_DISCS = frozenset({"iso9660", "udf"})
_OUTSIDE = ("usb", "mmc", "firewire")
_MAX_MEDIA = 64


class Refusal(StrEnum):
    """Why a place is refused; the value is the sentence that people read."""

    MEMORY = "it lies in memory (a RAM disk) and is gone after the restart"
    READ_ONLY = "it is mounted read-only"
    TROUBLE = "it is a disk of this computer, maybe the one in trouble"
    SILENT = "it does not answer"
    FULL = "there is next to no space on it"
    NOT_MOUNTED = "it is not mounted; mount it first: mount /dev/{0} /mnt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """One place; sizes in bytes. `refused` is None for one that can take the bundle."""

    point: str
    device: str
    file_system: str
    size: int = 0
    free: int = 0
    disk: str = ""
    refused: Refusal | None = None

    @property
    def why(self) -> str:
        if self.refused is Refusal.NOT_MOUNTED:
            return self.refused.value.format(self.device.removeprefix("/dev/"))
        return self.refused.value if self.refused else ""


def media(machine: Machine, *, inside: bool = False) -> tuple[Medium, ...]:
    """Every place that could be meant, refused ones with the reason. `inside`: disks of this
    computer are accepted, too."""
    disks = _disks(machine)
    mounts = [each for each in machine.mounts() if each.file_system not in PSEUDO - _MEMORY]
    last = {each.point: each for each in mounts if _is_meant(each)}
    found = [_medium(each, disks, inside) for each in last.values()][:_MAX_MEDIA]
    return (*found, *_waiting(disks, {each.device for each in mounts}))


def medium_of(machine: Machine, folder: Path, *, inside: bool = False) -> Medium:
    """The medium that holds `folder`, as `media` judges it."""
    real = os.path.realpath(folder)
    best: Mount | None = None
    for each in machine.mounts():
        below = real == each.point or real.startswith(each.point.rstrip("/") + "/")
        if below and (best is None or len(each.point) >= len(best.point)):
            best = each
    if best is None:
        return Medium(point=real, device="", file_system="")
    return _medium(best, _disks(machine), inside)


def space(point: str) -> tuple[int, int]:
    """Asked of another process: total bytes, and those that can be written."""
    found = os.statvfs(point)
    return found.f_blocks * found.f_frsize, found.f_bavail * found.f_frsize


def _disks(machine: Machine) -> tuple[Disk, ...]:
    try:
        return machine.disks()
    except Exception:
        return ()  # the probe `disks` says why; nothing is known to be in trouble then


def _is_meant(mount: Mount) -> bool:
    """Kernel interfaces that are memory, and single files that are covered, are no media."""
    if mount.point.startswith(("/proc", "/sys", "/dev", "/run/lock", "/run/user")):
        return False
    return mount.file_system not in _MEMORY or mount.point.count("/") == 1


def _medium(mount: Mount, disks: tuple[Disk, ...], inside: bool) -> Medium:
    disk = _disk_of(mount, disks)
    plain = Medium(
        point=mount.point, device=mount.device, file_system=mount.file_system,
        disk=disk.name if disk else "",
    )  # fmt: skip
    outside = not disks or not mount.device.startswith("/dev/")
    if disk is not None:
        outside = _is_outside(disk, disks)
    refused = _refused(mount, outside or inside)
    if refused is Refusal.MEMORY:
        return _with(plain, refused)
    try:
        size, free = questions.ask(f"{__name__}:space", mount.point, seconds=_SECONDS)
    except questions.NoAnswerError:
        return _with(plain, Refusal.SILENT)
    if refused is None and free < 1 << 20:
        refused = Refusal.FULL
    return _with(plain, refused, size, free)


def _with(medium: Medium, refused: Refusal | None, size: int = 0, free: int = 0) -> Medium:
    return Medium(
        point=medium.point, device=medium.device, file_system=medium.file_system,
        disk=medium.disk, size=size, free=free, refused=refused,
    )  # fmt: skip


def _refused(mount: Mount, accepted: bool) -> Refusal | None:
    if mount.file_system in _MEMORY or mount.device.startswith(("/dev/ram", "/dev/zram")):
        return Refusal.MEMORY
    if "ro" in mount.options or mount.file_system in _DISCS:
        return Refusal.READ_ONLY
    return None if accepted else Refusal.TROUBLE


def _is_outside(disk: Disk, disks: tuple[Disk, ...]) -> bool:
    """Whether it is a stick, or lies (encrypted, in an LVM) on sticks alone."""
    below = [each for each in disks if _names(each) & set(disk.on_top_of)]
    if below and disk not in below:
        return all(_is_outside(each, disks) for each in below)
    return bool(disk.removable) or disk.bus in _OUTSIDE


def _names(disk: Disk) -> set[str]:
    return {disk.name, *(part.name for part in disk.partitions)}


def _disk_of(mount: Mount, disks: tuple[Disk, ...]) -> Disk | None:
    """The disk under a mount, by the name of its device. None for one that nobody knows (the nodes
    of LVM without udev): on a machine whose disks are known, it may be in trouble."""
    name = os.path.realpath(mount.device).removeprefix("/dev/")
    if not mount.device.startswith("/dev/"):
        return None
    for disk in disks:
        if name in _names(disk):
            return disk
    return None


def _waiting(disks: tuple[Disk, ...], mounted: set[str]) -> Iterator[Medium]:
    """Partitions of sticks and outer disks that nobody has mounted yet."""
    for disk in disks:
        if not _is_outside(disk, disks) or disk.name.startswith(("sr", "fd", "loop")):
            continue
        parts = [(part.name, part.size or 0) for part in disk.partitions]
        for name, size in parts or [(disk.name, disk.size)]:
            if f"/dev/{name}" not in mounted:
                yield Medium(
                    point="", device=f"/dev/{name}", file_system="", size=size, disk=disk.name,
                    refused=Refusal.NOT_MOUNTED,
                )  # fmt: skip
