"""Storage Spaces of Windows: pools, the virtual disks in them, and the disks that they are on."""

from __future__ import annotations

from collections.abc import Iterator

from collector.evidence.platforms.windows_pools import SECONDS, pools
from collector.evidence.probe import Context, Cost, Facts, Item, Probe


def items(context: Context) -> Iterator[Item]:
    machine = context.machine
    yield Facts("pools", lambda: pools(machine))


PROBE = Probe(
    id="storage_pools",
    title="Storage Spaces",
    reads="The storage pools of Windows and the virtual disks in them, with their health, their "
    "state, how they guard against the loss of a disk, and the disks that they lie on, through "
    "PowerShell. Nothing is changed or repaired.",
    why="A pool that lacks a disk is one fault away from losing the data, and its disks look empty "
    "to disk tools.",
    personal="Names that you gave to pools and virtual disks.",
    items=items,
    admin=True,
    only_on=("windows",),
    cost=Cost.SLOW,
    seconds=SECONDS + 15,
)
