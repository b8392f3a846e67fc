"""Linux RAID and logical volumes: disks that are made of disks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from collector.evidence.model import Status
from collector.evidence.probe import Command, Context, Cost, File, Gap, Item, Probe

_LVM = ("--reportformat", "json", "--units", "b", "--readonly", "-o", "all")


def items(context: Context) -> Iterator[Item]:
    machine = context.machine
    if not machine.live or machine.platform != "linux":
        yield Gap("arrays", Status.NOT_APPLICABLE, "read on a running Linux only, so far")
        return
    yield File("mdstat.txt", Path("/proc/mdstat"), tail=False)
    for name in ("pvs", "vgs", "lvs"):
        yield Command(f"{name}.json", (name, *_LVM))


PROBE = Probe(
    id="raid",
    title="RAID and logical volumes",
    reads="Arrays of Linux RAID (/proc/mdstat), and the physical volumes, groups and logical "
    "volumes of LVM, without changing or locking them.",
    why="Partitions inside of an array or a group must not be touched one by one.",
    personal="Names that you gave to volumes and groups.",
    items=items,
    admin=True,
    cost=Cost.NORMAL,
)
