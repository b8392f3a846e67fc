"""Other programs that work where disk tools work."""

from __future__ import annotations

from collections.abc import Iterator

from collector.evidence.platforms.conflicts import conflicting_packages, conflicts
from collector.evidence.probe import Context, Cost, Facts, Item, Probe


def items(context: Context) -> Iterator[Item]:
    machine = context.machine
    if machine.platform == "linux":
        yield Facts("conflicts", lambda: conflicting_packages(machine))
    else:
        yield Facts("conflicts", lambda: conflicts(machine.registry()))


PROBE = Probe(
    id="conflicts",
    title="Programs known to conflict",
    reads="Entries of installed programs (packages, on Linux), services of drivers and the "
    "antivirus programs that Windows knows, compared with a list: antivirus, backup, partitioning "
    "and encryption programs, virtual disks. Programs that are not on the list are not collected.",
    why="Two programs that work on the same disk keep each other from it.",
    personal="That you use one of these programs.",
    items=items,
    cost=Cost.NORMAL,
)
