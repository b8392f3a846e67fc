"""Disks and partitions from /sys/block: no device is opened, nothing is woken."""

from __future__ import annotations

import os
from pathlib import Path

from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms.facts import Disk, Partition
from collector.evidence.platforms.files import listing, number, word

SECTOR = 512  # bytes: the unit of /sys/block/*/size and start, whatever the disk's own sectors
_MAX_DISKS = 1_000
_BUSES = ("nvme", "usb", "mmc", "virtio", "ata", "firewire", "xen", "vmbus", "scsi")


def disks(sys: Path) -> tuple[Disk, ...]:
    """Every disk that has a size, with its partitions; memory disks (ram, zram) are left out.

    Raises NotCollectedError where there is no /sys/block.
    """
    found = []
    for entry in listing(sys / "block", _MAX_DISKS):
        size = number(entry.path / "size")
        if size and size > 0 and not entry.name.startswith(("ram", "zram")):
            found.append(_disk(entry.path, entry.name, size * SECTOR))
    return tuple(found)


def _disk(folder: Path, name: str, size: int) -> Disk:
    device, queue = folder / "device", folder / "queue"
    return Disk(
        name=name.replace("!", "/"),
        size=size,
        logical_sector_size=number(queue / "logical_block_size"),
        physical_sector_size=number(queue / "physical_block_size"),
        model=word(device / "model"),
        vendor=word(device / "vendor"),
        firmware=word(device / "rev") or word(device / "firmware_rev"),
        serial=serial(folder),
        wwn=word(device / "wwid") or word(folder / "wwid"),
        bus=_bus(folder),
        rotational=_flag(queue / "rotational"),
        removable=_flag(folder / "removable"),
        read_only=_flag(folder / "ro"),
        on_top_of=_names(folder / "slaves"),
        partitions=_partitions(folder),
    )


def serial(folder: Path) -> str:
    """The serial number of a disk, from wherever its driver shows it; empty where none does."""
    found = word(folder / "serial") or word(folder / "device" / "serial")
    if found:
        return found
    try:
        page = (folder / "device" / "vpd_pg80").read_bytes()[:260]
    except OSError:
        return ""
    return page[4 : 4 + int.from_bytes(page[2:4], "big")].decode("ascii", "replace").strip("\0 ")


def _partitions(folder: Path) -> tuple[Partition, ...]:
    try:
        entries = listing(folder, _MAX_DISKS)
    except NotCollectedError:
        return ()
    parts = []
    for entry in entries:
        if not entry.is_folder or not entry.name.startswith(folder.name):
            continue
        place, start, size = (number(entry.path / key) for key in ("partition", "start", "size"))
        parts.append(
            Partition(
                name=entry.name.replace("!", "/"),
                number=place,
                start=None if start is None else start * SECTOR,
                size=None if size is None else size * SECTOR,
                read_only=bool(number(entry.path / "ro")),
            )
        )
    return tuple(sorted(parts, key=lambda part: (part.number or 0, part.name)))


def _bus(folder: Path) -> str:
    """How the disk is attached, told from its place in the device tree."""
    try:
        tree = os.path.realpath(folder).split(os.sep)
    except OSError:
        return ""
    if "virtual" in tree:
        return "virtual"
    for bus in _BUSES:
        if any(part.startswith(bus) and part[len(bus) :][:1].isdigit() for part in tree):
            return bus
    return "scsi" if any(part.startswith("host") for part in tree) else ""


def _names(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(entry.name for entry in listing(folder, _MAX_DISKS))
    except NotCollectedError:
        return ()


def _flag(path: Path) -> bool | None:
    value = number(path)
    return None if value is None else bool(value)
