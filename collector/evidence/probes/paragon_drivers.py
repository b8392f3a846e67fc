"""Kernel drivers of the vendor: version, hash, and whether they are loaded."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from collector.evidence.platforms import linux_drivers, windows_drivers
from collector.evidence.probe import Context, Cost, Facts, Item, Probe


def items(context: Context) -> Iterator[Item]:
    machine = context.machine
    windows = machine.platform in ("windows", "offline-windows")
    read = windows_drivers.vendor_drivers if windows else linux_drivers.vendor_modules
    yield Facts("drivers", partial(read, machine))


PROBE = Probe(
    id="paragon_drivers",
    title="Drivers of Paragon products",
    reads="Every kernel driver whose version resource names Paragon: its file, version, SHA-256, "
    "how it is started and whether it is loaded; on Linux the modules ufsd and ntfs3. No driver "
    "is loaded or spoken to.",
    why="Windows blocks old versions of BioNTdrv.sys as vulnerable; the exact version decides "
    "whether a product can work at all.",
    personal="Nothing.",
    items=items,
    cost=Cost.NORMAL,
)
