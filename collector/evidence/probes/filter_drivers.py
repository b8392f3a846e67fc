"""Drivers that sit between Windows and its disks and file systems."""

from __future__ import annotations

from collections.abc import Iterator

from collector.evidence.platforms import windows_filters
from collector.evidence.probe import Context, Cost, Facts, Item, Probe


def items(context: Context) -> Iterator[Item]:
    machine = context.machine
    yield Facts("devices", lambda: windows_filters.class_filters(machine.registry()))
    yield Facts("file-systems", lambda: windows_filters.file_system_filters(machine.registry()))


PROBE = Probe(
    id="filter_drivers",
    title="Filter drivers",
    reads="Drivers that are registered above or below disks, volumes, CD drives and controllers "
    "(UpperFilters, LowerFilters), and filters of file systems with their altitude.",
    why="Other backup, encryption and antivirus programs sit there; two that do the same make "
    "each other fail, and one that was left behind keeps disks from being found.",
    personal="Nothing.",
    items=items,
    cost=Cost.CHEAP,
)
