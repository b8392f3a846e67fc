"""Storage controllers, and the drivers that are loaded."""

from __future__ import annotations

from collections.abc import Iterator

from collector.evidence.probe import Context, Cost, Facts, Item, Probe


def items(context: Context) -> Iterator[Item]:
    yield Facts("controllers", context.machine.controllers)
    yield Facts("modules", context.machine.modules)


PROBE = Probe(
    id="drivers",
    title="Controllers and drivers",
    reads="Storage and USB controllers with the driver of each, and the drivers that the kernel "
    "has loaded.",
    why="Recovery media need the same drivers; without that of the controller no disk is found.",
    personal="Nothing.",
    items=items,
    cost=Cost.CHEAP,
)
