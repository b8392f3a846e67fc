"""What the boot loader of Windows is told to start, and from which partition."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from collector.evidence.model import Status
from collector.evidence.platforms import windows_bcd
from collector.evidence.platforms.machine import Machine
from collector.evidence.probe import Context, Cost, Facts, Gap, Item, Probe


def items(context: Context) -> Iterator[Item]:
    machine = context.machine
    if machine.platform not in ("windows", "offline-windows"):
        yield Gap("entries", Status.NOT_APPLICABLE, "only Windows is started this way")
        return
    yield Facts("entries", partial(_entries, machine))


def _entries(machine: Machine) -> tuple[windows_bcd.BootEntry, ...]:
    return windows_bcd.entries(machine.registry())


PROBE = Probe(
    id="boot_configuration",
    title="Boot configuration of Windows",
    reads="The store of the boot loader (BCD): its entries, what each starts, and the partition "
    "that it expects that on. On a Windows that does not run it is read from its file.",
    why="After a disk was copied, a partition moved or a system restored, these entries still "
    "name the old partition: the most common reason why Windows does not start.",
    personal="Nothing.",
    items=items,
    admin=True,
    only_on=("windows", "offline-windows"),
    cost=Cost.NORMAL,
)
