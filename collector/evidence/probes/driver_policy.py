"""Which kernel drivers this Windows lets in."""

from __future__ import annotations

from collections.abc import Iterator

from collector.evidence.platforms.machine import Machine
from collector.evidence.platforms.windows_policy import (
    CodeIntegrity,
    DriverPolicy,
    code_integrity,
    driver_policy,
)
from collector.evidence.probe import Context, Cost, Facts, Item, Probe


def items(context: Context) -> Iterator[Item]:
    machine = context.machine
    yield Facts("settings", lambda: _settings(machine))
    yield Facts("in-force", lambda: _in_force(machine))


def _settings(machine: Machine) -> DriverPolicy:
    return driver_policy(machine.registry())


def _in_force(machine: Machine) -> CodeIntegrity:
    return code_integrity(machine.code_integrity())


PROBE = Probe(
    id="driver_policy",
    title="Protection against drivers",
    reads="Settings of Windows that keep kernel drivers out: the block list of vulnerable "
    "drivers, memory integrity (HVCI), Smart App Control, Secure Boot and test signing.",
    why="Older products bring a driver that newer Windows blocks: every operation then fails "
    "without saying why.",
    personal="Nothing.",
    items=items,
    cost=Cost.CHEAP,
)
