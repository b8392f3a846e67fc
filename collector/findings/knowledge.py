"""What the rules rest on and people can edit: thresholds, error codes, products, drivers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import msgspec

from collector.core.resources import read_toml
from collector.policy.products import ProductData, product_data


class SmartLimit(msgspec.Struct, frozen=True, kw_only=True):
    """A raw value of this attribute: from `least` on the disk is failing, from `notice` on it is
    worth a word."""

    id: int
    name: str
    notice: int
    least: int
    source: str


class EventLimit(msgspec.Struct, frozen=True, kw_only=True):
    """At least `least` events with this id from one of the providers."""

    id: int
    providers: tuple[str, ...]
    name: str
    least: int
    source: str


class NvmeLimits(msgspec.Struct, frozen=True, kw_only=True):
    """`critical_bits`: those of Critical Warning that endanger data, and what each means."""

    critical_bits: dict[str, str]
    used_percent: int
    source: str


class EmmcLimits(msgspec.Struct, frozen=True, kw_only=True):
    """As the card tells them: `pre_eol` 1 to 3, `life_time` 1 to 11 (tenths of its rated life)."""

    pre_eol_notice: int
    pre_eol_least: int
    life_time: int
    source: str


class KernelLimits(msgspec.Struct, frozen=True, kw_only=True):
    """How many messages of a topic (see `formats.kernel_messages`) about one disk."""

    medium: int
    io: int
    link: int
    source: str


class NeededSpace(msgspec.Struct, frozen=True, kw_only=True):
    """Free bytes that a volume of at least `volume` bytes needs."""

    volume: int
    least: int
    source: str


class OperationSpace(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes that an operation needs free on a volume, where a source tells it.

    Which volumes: all of them where the form is about `category`; that of an operation in
    `operations` (names in stubact.log) which is planned or has failed; with `job_folders` that of
    a backup job which complains. Only on systems of this `family` with one of the `file_systems`.
    """

    what: str
    source: str
    sizes: tuple[NeededSpace, ...]
    category: str = ""
    operations: tuple[str, ...] = ()
    job_folders: bool = False
    family: str = ""
    file_systems: tuple[str, ...] = ()

    def least(self, total: int) -> int:
        """Of a volume of `total` bytes."""
        return max((each.least for each in self.sizes if total >= each.volume), default=0)


class SpaceLimits(msgspec.Struct, frozen=True, kw_only=True):
    """A volume is full that is below both."""

    free_percent: float
    free_bytes: int
    operations: tuple[OperationSpace, ...]
    source: str


class ClockLimits(msgspec.Struct, frozen=True, kw_only=True):
    """`first_day`: no evidence was collected before it."""

    ahead_seconds: int
    first_day: date
    source: str


class Thresholds(msgspec.Struct, frozen=True, kw_only=True):
    """`thresholds.toml`, each number with its source."""

    smart: tuple[SmartLimit, ...]
    events: tuple[EventLimit, ...]
    nvme: NvmeLimits
    emmc: EmmcLimits
    kernel: KernelLimits
    space: SpaceLimits
    clock: ClockLimits


class ErrorCode(msgspec.Struct, frozen=True, kw_only=True):
    """A code and what is publicly known about it; empty texts are not known.

    `kind` "restart": no failure, the operation waits for a restart.
    """

    code: int
    meaning: str = ""
    kb: str = ""
    kind: str = ""
    source: str = ""


class Driver(msgspec.Struct, frozen=True, kw_only=True):
    """`fixed` is the first version that is not affected; Windows blocks older ones by itself from
    the build `blocked_since_build` on."""

    file: str
    fixed: str
    blocked_since_build: int
    vulnerable: tuple[str, ...] = ()
    kb: str = ""
    source: str = ""
    also: tuple[str, ...] = ()


class _Codes(msgspec.Struct):
    codes: tuple[ErrorCode, ...] = ()


class _Drivers(msgspec.Struct):
    drivers: tuple[Driver, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    thresholds: Thresholds
    products: ProductData = field(default_factory=ProductData)
    codes: Mapping[int, ErrorCode] = field(default_factory=dict)
    drivers: tuple[Driver, ...] = ()


@cache
def shipped() -> Knowledge:
    """The data files of this installation; ValueError where one was edited into something else."""
    codes = _read("error_codes.toml", _Codes).codes
    return Knowledge(
        thresholds=_read("thresholds.toml", Thresholds),
        products=product_data(read_toml("products.toml")),
        codes={each.code: each for each in codes},
        drivers=_read("drivers.toml", _Drivers).drivers,
    )


def _read(name: str, kind: type[Any]) -> Any:  # noqa: ANN401 - msgspec's own type
    return msgspec.convert(read_toml(name), kind)
