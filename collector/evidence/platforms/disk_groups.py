"""Disks that are made of disks: RAID and LVM of Linux, dynamic disks and pools of Windows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms.facts import Disk
from collector.evidence.platforms.files import listing, number, word

_DYNAMIC = {
    "0x42": "dynamic disk (LDM)",
    "5808c8aa-7e8f-42e0-85d2-e1e90434cfb3": "dynamic disk (LDM metadata)",
    "af9b60a0-1431-4f62-bc68-3311714a69ad": "dynamic disk (LDM data)",
    "e75caf8f-f680-4cee-afa3-b001e56efc2d": "member of a storage pool",
    "e6d6d379-f507-44c2-a23c-238f2a3df928": "physical volume of LVM",
    "a19d880f-05fc-4d3b-a006-743f0f84911e": "member of a Linux RAID",
    "0x8e": "physical volume of LVM",
    "0xfd": "member of a Linux RAID",
}
_BUSES = {
    "storage spaces": "virtual disk of a storage pool",
    "raid": "behind a RAID controller",
    "virtual disk file": "virtual disk in a file",
}
_MAX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A disk or partition that is part of something larger, or is made of others."""

    disk: str
    partition: int | None
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Array:
    """A Linux RAID: `state` as the kernel calls it, `degraded` how many members it lacks."""

    name: str
    level: str
    state: str
    degraded: int | None
    members: tuple[str, ...]
    action: str


def members(disks: tuple[Disk, ...]) -> tuple[Member, ...]:
    """By the types of partitions and the bus of each disk, as the system tells both."""
    return tuple(_members(disks))


def _members(disks: tuple[Disk, ...]) -> Iterator[Member]:
    for disk in disks:
        if disk.bus in _BUSES:
            yield Member(disk=disk.name, partition=None, role=_BUSES[disk.bus])
        if disk.on_top_of:
            yield Member(
                disk=disk.name, partition=None, role=f"made of {', '.join(disk.on_top_of)}"
            )
        for part in disk.partitions:
            role = _DYNAMIC.get(part.type.lower())
            if role:
                yield Member(disk=disk.name, partition=part.number, role=role)


def arrays(sys: Path) -> tuple[Array, ...]:
    """Raises NotCollectedError where there is no /sys/block."""
    return tuple(
        Array(
            name=entry.name,
            level=word(entry.path / "md" / "level"),
            state=word(entry.path / "md" / "array_state"),
            degraded=number(entry.path / "md" / "degraded"),
            members=_names(entry.path / "slaves"),
            action=word(entry.path / "md" / "sync_action"),
        )
        for entry in listing(sys / "block", _MAX)
        if entry.name.startswith("md")
    )


def _names(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(entry.name for entry in listing(folder, _MAX))
    except NotCollectedError:
        return ()
