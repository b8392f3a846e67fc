"""Disks that are made of disks: RAID, logical volumes, dynamic disks, storage pools."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from collector.evidence.model import Status
from collector.evidence.outcome import absent
from collector.evidence.platforms.disk_groups import Array, Member, arrays, members
from collector.evidence.platforms.machine import Machine
from collector.evidence.probe import Command, Context, Cost, Facts, File, Gap, Item, Probe

_LVM = ("--reportformat", "json", "--units", "b", "--readonly", "-o", "all")


def items(context: Context) -> Iterator[Item]:
    machine = context.machine
    yield Facts("members", partial(_members, machine))
    if not machine.live or machine.platform != "linux":
        yield Gap("arrays", Status.NOT_APPLICABLE, "arrays of a running Linux only")
        return
    yield Facts("arrays", partial(_arrays, machine))
    try:
        yield File("mdstat.txt", machine.path("/proc/mdstat"), tail=False)
    except Exception as error:
        yield Gap("mdstat.txt", Status.FAILED, f"its place cannot be told: {error}")
    for name in ("pvs", "vgs", "lvs"):
        yield Command(f"{name}.json", (name, *_LVM))


def _members(machine: Machine) -> tuple[Member, ...]:
    found = members(machine.disks())
    if not found:
        raise absent("no disk is part of an array, a pool or a group, as far as the system tells")
    return found


def _arrays(machine: Machine) -> tuple[Array, ...]:
    found = arrays(machine.path("/sys"))
    if not found:
        raise absent("no Linux RAID is assembled")
    return found


PROBE = Probe(
    id="raid",
    title="RAID, dynamic disks and storage pools",
    reads="Which disks are part of a dynamic disk, a storage pool, a RAID or an LVM group, by the "
    "types of their partitions; on Linux also /proc/mdstat and the volumes and groups of LVM, "
    "without changing or locking them.",
    why="Partitions inside of an array or a group must not be touched one by one.",
    personal="Names that you gave to volumes and groups.",
    items=items,
    admin=True,
    cost=Cost.NORMAL,
)
