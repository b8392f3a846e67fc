"""What py-cpuinfo knows beyond the cheap facts: it takes more than a second."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from collector.evidence.outcome import absent, not_applicable
from collector.evidence.probe import Context, Cost, Facts, Item, Probe


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Cache sizes in bytes where they are known; `flags` as the processor names them."""

    brand: str
    vendor: str
    architecture: str
    bits: int | None
    family: int | None
    model: int | None
    stepping: int | None
    l2_cache: int | None
    l3_cache: int | None
    flags: tuple[str, ...]


def items(context: Context) -> Iterator[Item]:
    yield Facts("details", _details if context.machine.live else _not_of_a_tree)


def _details() -> Details:
    from cpuinfo import get_cpu_info

    found = get_cpu_info()
    if not found:
        raise absent("py-cpuinfo found nothing")
    flags = found.get("flags")
    return Details(
        brand=str(found.get("brand_raw", "")),
        vendor=str(found.get("vendor_id_raw", "")),
        architecture=str(found.get("arch_string_raw", "")),
        bits=_number(found.get("bits")),
        family=_number(found.get("family")),
        model=_number(found.get("model")),
        stepping=_number(found.get("stepping")),
        l2_cache=_number(found.get("l2_cache_size")),
        l3_cache=_number(found.get("l3_cache_size")),
        flags=tuple(str(flag) for flag in flags) if isinstance(flags, list) else (),
    )


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _not_of_a_tree() -> object:
    raise not_applicable("the processor can be read only from a running system, not from a tree")


PROBE = Probe(
    id="cpu_details",
    title="Processor details",
    reads="Family, stepping, caches and abilities of the processor.",
    why="Some faults of drivers and of encryption show only on one family of processors.",
    personal="Nothing.",
    items=items,
    cost=Cost.SLOW,
)
