"""How the machine is powered."""

from __future__ import annotations

from collections.abc import Iterator

from collector.evidence.probe import Context, Cost, Facts, Item, Probe


def items(context: Context) -> Iterator[Item]:
    yield Facts("supplies", context.machine.power_supplies)


PROBE = Probe(
    id="power",
    title="Power supply",
    reads="Whether the machine runs on mains or battery, and how full the battery is.",
    why="An operation that moves partitions must not be cut off; on battery it may be.",
    personal="Nothing.",
    items=items,
    cost=Cost.CHEAP,
)
