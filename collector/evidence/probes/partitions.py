"""Partition tables as they are written on the disks, read byte by byte."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from collector.evidence.formats.partition_table import PartitionTable, read_table
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms.facts import Disk
from collector.evidence.platforms.files import fault
from collector.evidence.platforms.machine import Machine
from collector.evidence.probe import Context, Cost, Facts, Gap, Item, Probe

_MAX_DISKS = 64
_NOT_A_DISK = ("loop", "dm-", "sr", "fd", "nbd")


def items(context: Context) -> Iterator[Item]:
    """One item per disk: a sick one costs only itself."""
    machine = context.machine
    try:
        found = disks(machine)
    except NotCollectedError as error:
        yield Gap("tables", error.status, error.reason)
        return
    except Exception as error:
        yield Gap("tables", Status.FAILED, f"the disks cannot be listed: {error}")
        return
    if not found:
        yield Gap("tables", Status.ABSENT, "this machine shows no disk")
    for disk in found:
        yield Facts(item_name(disk), partial(_table, machine, disk))


def disks(machine: Machine) -> list[Disk]:
    """Those that have a table, or could have one; not what lies on top of others."""
    found = [disk for disk in machine.disks() if not disk.name.startswith(_NOT_A_DISK)]
    return found[:_MAX_DISKS]


def item_name(disk: Disk) -> str:
    """Under which the table of this disk is found by other probes."""
    return f"table-{disk.name.replace('/', '-')}"


def _table(machine: Machine, disk: Disk) -> PartitionTable:
    try:
        with machine.open_disk(disk) as device:
            return read_table(device, disk.size, disk.logical_sector_size)
    except OSError as error:
        raise fault(error, f"disk {disk.name}") from error


PROBE = Probe(
    id="partitions",
    title="Partition tables",
    reads="The first and last sectors of each disk, with the partition table (MBR with its chain "
    "of logical partitions, both copies of a GPT), and the first bytes of each partition, which "
    "tell its file system, whether that was closed cleanly, or that it is encrypted. No file and "
    "no key is read.",
    why="A table that is damaged, contradicts itself or does not fit the disk is the most common "
    "cause of a refused operation, and the operating system does not show it.",
    personal="Names that you gave to partitions.",
    items=items,
    admin=True,
    cost=Cost.NORMAL,
)
