"""Every probe there is, by the module that declares it, and which of them a run uses."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Sequence
from functools import cache

from collector.core.errors import UsageError
from collector.evidence.probe import Cost, Probe, Tier

PACKAGE = "collector.evidence.probes"
MODULES = (
    "system", "memory", "disks", "kernel_log", "cpu", "products", "product_logs",
    "drivers", "power", "partitions", "boot", "raid", "smart", "cpu_details",
    "hives", "boot_configuration", "crash_dumps", "setup_logs",
    "driver_policy", "filter_drivers", "next_start", "volumes", "paragon_drivers", "updates",
    "conflicts", "event_log", "recovery_environment", "storage_pools", "shadow_copies",
    "system_information", "boot_sectors", "network_target", "crash_dump_files",
)  # fmt: skip
_ORDER = {Cost.CHEAP: 0, Cost.NORMAL: 1, Cost.SLOW: 2}


@cache
def catalogue() -> tuple[Probe, ...]:
    """All probes, cheap ones first, each after those whose facts it needs."""
    modules = (importlib.import_module(f"{PACKAGE}.{name}") for name in MODULES)
    return in_order(module.PROBE for module in modules)


def on_request(platform: str = "") -> tuple[Probe, ...]:
    """Those that run only if they are asked for; on a platform, if they say something there."""
    found = (probe for probe in catalogue() if probe.tier is Tier.OPT_IN)
    return tuple(
        each for each in found if not (platform and each.only_on) or platform in each.only_on
    )


def select(
    only: Iterable[str] = (),
    skip: Iterable[str] = (),
    probes: Sequence[Probe] | None = None,
    *,
    include: Iterable[str] = (),
) -> tuple[Probe, ...]:
    """The probes of a run. `only` brings in what they need; those that are opt-in run only if
    they are named there or in `include`; `skip` wins.

    Raises UsageError for an id that no probe has.
    """
    known = {probe.id: probe for probe in (catalogue() if probes is None else probes)}
    only, skip, include = tuple(only), tuple(skip), tuple(include)
    unknown = [each for each in (*only, *skip, *include) if each not in known]
    if unknown:
        raise UsageError(
            f"There is no probe {', '.join(map(repr, unknown))}.",
            hint=f"Known probes: {', '.join(sorted(known))}.",
        )
    standard = (each.id for each in known.values() if each.tier is Tier.STANDARD)
    wanted = {*(only or standard), *include}
    while more := {need for each in wanted for need in known[each].needs} & set(known) - wanted:
        wanted |= more
    return in_order(probe for each, probe in known.items() if each in wanted - set(skip))


def in_order(probes: Iterable[Probe]) -> tuple[Probe, ...]:
    """By cost, stable, with each probe after those among them that it needs."""
    waiting = sorted(probes, key=lambda probe: _ORDER[probe.cost])
    ids, placed = {probe.id for probe in waiting}, list[Probe]()
    while waiting:
        done = {probe.id for probe in placed}
        free = [probe for probe in waiting if set(probe.needs) & ids <= done]
        if not free:
            raise ValueError(f"probes need each other in a circle: {[p.id for p in waiting]}")
        placed.append(free[0])
        waiting.remove(free[0])
    return tuple(placed)


def module_of(probe: Probe) -> str:
    """The module that declares the probe: the one in which its items are enumerated."""
    return probe.items.__module__
