"""Disks, partitions, file systems and their free space."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from collector.evidence.formats.mountinfo import PSEUDO
from collector.evidence.model import Status
from collector.evidence.platforms.facts import Disk, Mount
from collector.evidence.platforms.machine import Machine
from collector.evidence.probe import (
    Command,
    Context,
    Cost,
    Facts,
    Gap,
    Item,
    Probe,
)

_MAX_SPACES = 200
_MAX_DEVICES = 64


def items(context: Context) -> Iterator[Item]:
    machine = context.machine
    yield Facts("disks", machine.disks)
    yield Facts("mounts", machine.mounts)
    if not machine.live:
        yield Gap("free-space", Status.NOT_APPLICABLE, "a tree does not tell its own free space")
        return
    yield from _spaces(machine)
    if machine.platform == "linux":
        yield Command("lsblk.json", ("lsblk", "-J", "-O", "-b"))
        yield from _signatures(machine)


def _spaces(machine: Machine) -> Iterator[Item]:
    """One item per file system: asking a dead one blocks for ever, and costs only itself."""
    try:
        mounts = machine.mounts()
    except Exception:
        return  # whatever it is, the item "mounts" says so
    names: dict[str, Mount] = {}
    for mount in mounts:
        if mount.file_system not in PSEUDO and len(names) < _MAX_SPACES:
            names.setdefault(_name_of(mount), mount)
    for name, mount in names.items():
        if mount.remote:
            reason = "a network share (or what may be one) is not touched"
            yield Gap(name, Status.SKIPPED, reason)
        else:
            yield Facts(name, partial(machine.space, mount.point))


def _name_of(mount: Mount) -> str:
    """Named after the device, which several mount points may share, not after a person's folder."""
    device = re.sub(r"[^A-Za-z0-9]+", "-", mount.device.removeprefix("/dev/")).strip("-")
    number = re.sub(r"[^A-Za-z0-9]+", "-", mount.device_number).strip("-")
    plain = mount.device.startswith("/dev/") or re.fullmatch(r"[A-Za-z]:\\?", mount.device)
    return f"free-space-{device if plain and device else number or 'unknown'}"


def _signatures(machine: Machine) -> Iterator[Item]:
    """Where udev's database is missing (live media), lsblk knows no file systems; blkid does."""
    if os.path.isdir("/run/udev/data"):
        return
    yield Gap("udev", Status.ABSENT, "udev's database is not there: blkid is asked instead")
    for device in _devices(machine):
        name = f"blkid-{device.replace('/', '-')}.txt"
        path = Path("/dev") / device
        if os.access(path, os.R_OK):
            yield Command(name, ("blkid", "-p", "-o", "export", str(path)), ok_exit_codes=(0, 2))
        else:
            yield Gap(name, Status.REFUSED, "reading the device needs administrator rights")


def _devices(machine: Machine) -> list[str]:
    try:
        disks = machine.disks()
    except Exception:
        return []  # whatever it is, the item "disks" says so
    return [name for disk in disks for name in _parts(disk)][:_MAX_DEVICES]


def _parts(disk: Disk) -> list[str]:
    return [disk.name, *(part.name for part in disk.partitions)]


PROBE = Probe(
    id="disks",
    title="Disks and file systems",
    reads="Disks with model, serial number, size and sector sizes; partitions; file systems, "
    "where they are mounted and how much is free. No file is opened, no network share touched.",
    why="Every operation of a disk tool begins with this layout; most faults can be seen in it.",
    personal="Serial numbers of disks, labels, and mount points that hold an account's name. They "
    "are replaced by pseudonyms.",
    items=items,
    cost=Cost.NORMAL,
)
