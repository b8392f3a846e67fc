"""The processor: cheap facts first; its details have a probe of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import psutil

from collector.evidence.outcome import absent, not_applicable
from collector.evidence.probe import Context, Cost, Facts, Item, Probe


@dataclass(frozen=True, slots=True, kw_only=True)
class Cores:
    """None where the system does not say."""

    logical: int | None
    physical: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """Megahertz; 0 where the system does not say."""

    current: float
    maximum: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Running and waiting processes, averaged over 1, 5 and 15 minutes."""

    one: float
    five: float
    fifteen: float


def _cores() -> Cores:
    return Cores(logical=psutil.cpu_count(), physical=psutil.cpu_count(logical=False))


def _frequency() -> Frequency:
    found = psutil.cpu_freq()
    if found is None:
        raise absent("the system does not say")
    return Frequency(current=found.current, maximum=found.max)


def _load() -> Load:
    one, five, fifteen = psutil.getloadavg()
    return Load(one=one, five=five, fifteen=fifteen)


def items(context: Context) -> Iterator[Item]:
    yield Facts("model", context.machine.processor)
    load = _no_load if context.machine.platform == "windows" else _load
    for name, read in (("cores", _cores), ("frequency", _frequency), ("load", load)):
        yield Facts(name, read if context.machine.live else _not_of_a_tree)


def _no_load() -> object:
    raise not_applicable("Windows keeps no load averages")  # psutil's begin at 0 with us


def _not_of_a_tree() -> object:
    raise not_applicable("the processor can be read only from a running system, not from a tree")


PROBE = Probe(
    id="cpu",
    title="Processor",
    reads="Model, cores, frequency and load of the processor.",
    why="Long operations that seem to hang are often only slow, or wait for a busy machine.",
    personal="Nothing.",
    items=items,
    cost=Cost.CHEAP,
)
