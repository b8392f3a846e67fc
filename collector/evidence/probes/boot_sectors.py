"""The raw sectors that a disk is divided and started by, byte for byte; on request."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO

from collector.evidence.formats import boot_sectors
from collector.evidence.formats.boot_sectors import NoneOfItsKindError, NotThereError, Piece
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError, absent, not_applicable
from collector.evidence.platforms.facts import Disk
from collector.evidence.platforms.files import fault
from collector.evidence.platforms.machine import Machine
from collector.evidence.probe import Bytes, Context, Cost, Gap, Item, Probe, Tier
from collector.evidence.probes import partitions

_MAX_ITEMS = 1_500


def items(context: Context) -> Iterator[Item]:
    """The probe `partitions` has found out where to look; without it, both ends of a disk."""
    machine = context.machine
    try:
        disks = partitions.disks(machine)
    except NotCollectedError as error:
        yield Gap("sectors", error.status, error.reason)
        return
    except Exception as error:
        yield Gap("sectors", Status.FAILED, f"the disks cannot be listed: {error}")
        return
    if not disks:
        yield Gap("sectors", Status.ABSENT, "this machine shows no disk")
    tables = context.found.get("partitions", {})
    for number, item in enumerate(_all(machine, disks, tables)):
        if number == _MAX_ITEMS:
            yield Gap("more", Status.SKIPPED, f"more than {_MAX_ITEMS} places were not read")
            return
        yield item


def _all(machine: Machine, disks: list[Disk], tables: Any) -> Iterator[Item]:  # noqa: ANN401
    for disk in disks:
        table = tables.get(partitions.item_name(disk)) or {}
        sector = int(table.get("sector_size") or disk.logical_sector_size or 512)
        for piece in boot_sectors.pieces(table, disk.size, sector):
            yield Bytes(
                f"{disk.name.replace('/', '-')}/{piece.name}",
                f"{disk.name}, {piece.count} x {sector} bytes from sector {piece.first} on",
                partial(_read, machine, disk, piece, sector),
            )


def _read(machine: Machine, disk: Disk, piece: Piece, sector: int) -> bytes:
    try:
        with machine.open_disk(disk) as device:
            return boot_sectors.take(piece, partial(_at, device, disk.size), disk.size, sector)
    except OSError as error:
        raise fault(error, f"disk {disk.name}") from error
    except NotThereError as error:
        raise absent(str(error)) from error
    except NoneOfItsKindError as error:
        raise not_applicable(str(error)) from error


def _at(device: BinaryIO, size: int, offset: int, count: int) -> bytes:
    count, data = min(count, size - offset), b""
    if offset < 0 or count <= 0:
        return data
    device.seek(offset)
    while len(data) < count and (piece := device.read(count - len(data))):
        data += piece
    return data


PROBE = Probe(
    id="boot_sectors",
    title="Boot sectors, byte for byte",
    reads="Of each disk the first 34 sectors (MBR, GPT), of a GPT also the last 33, the sectors "
    "that describe logical partitions, and the boot sector of each partition, of NTFS with its "
    "copy at the end. No file is read.",
    why="Where a table or a boot sector is damaged, only the bytes themselves show what it was and "
    "whether it can be repaired.",
    personal="Serial numbers and identifiers of disks and volumes, names that you gave to "
    "partitions and volumes; where a table is damaged, also a sector of something else. These are "
    "bytes, not text: nothing in them can be hidden.",
    items=items,
    needs=("partitions",),
    admin=True,
    tier=Tier.OPT_IN,
    cost=Cost.NORMAL,
    only_on=("linux", "windows"),
)
