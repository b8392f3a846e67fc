"""The operating system and what it runs on."""

from __future__ import annotations

from collections.abc import Iterator

from collector.evidence.probe import Context, Cost, Facts, Item, Probe


def items(context: Context) -> Iterator[Item]:
    machine = context.machine
    yield Facts("os", machine.os)
    yield Facts("uptime", machine.uptime)
    yield Facts("locale", machine.locale)
    yield Facts("time_zone", machine.time_zone)
    yield Facts("firmware", machine.firmware)
    yield Facts("virtualization", machine.virtualization)


PROBE = Probe(
    id="system",
    title="Operating system",
    reads="Name, version and build of the operating system, its kernel, how long it has run, its "
    "language and time zone, whether it was started by UEFI or BIOS, and whether the machine is "
    "virtual.",
    why="Which version of a product fits, and how disks are reached and started from, depends on "
    "exactly these.",
    personal="Nothing.",
    items=items,
    cost=Cost.CHEAP,
)
