"""Main memory and swap space."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import psutil

from collector.evidence.outcome import not_applicable
from collector.evidence.probe import Context, Cost, Facts, Item, Probe


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """Bytes; `available` can be given to programs without swapping."""

    total: int
    available: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Swap:
    """Bytes."""

    total: int
    used: int


def _memory() -> Memory:
    found = psutil.virtual_memory()
    return Memory(total=found.total, available=found.available)


def _swap() -> Swap:
    found = psutil.swap_memory()
    return Swap(total=found.total, used=found.used)


def items(context: Context) -> Iterator[Item]:
    for name, read in (("memory", _memory), ("swap", _swap)):
        yield Facts(name, read if context.machine.live else _not_of_a_tree)


def _not_of_a_tree() -> object:
    raise not_applicable("memory can be read only from a running system, not from a tree")


PROBE = Probe(
    id="memory",
    title="Memory",
    reads="Size of main memory and swap space, and how much of it is free.",
    why="Recovery media run from memory, and an operation that runs out of it stops half-way.",
    personal="Nothing.",
    items=items,
    cost=Cost.CHEAP,
)
