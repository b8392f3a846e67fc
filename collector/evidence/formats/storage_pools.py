"""Storage Spaces as Windows' storage management describes them: its numbers, in words of ours.

The numbers are those of MSFT_StoragePool, MSFT_VirtualDisk and MSFT_PhysicalDisk; their words in
Windows are translated, so that only numbers are asked for. One that is not known stays a number.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

_HEALTH = {0: "healthy", 1: "warning", 2: "unhealthy", 5: "unknown"}
_STATES = {
    0: "unknown", 1: "other", 2: "ok", 3: "degraded", 4: "stressed", 5: "predictive failure",
    6: "error", 7: "non-recoverable error", 8: "starting", 9: "stopping", 10: "stopped",
    11: "in service", 12: "no contact", 13: "lost communication", 14: "aborted", 15: "dormant",
    16: "supporting entity in error", 17: "completed", 18: "power mode", 19: "relocating",
    0x8000: "majority of disks unhealthy", 0x8001: "minority of disks unhealthy",
    0xD000: "read-only", 0xD001: "incomplete pool", 0xD002: "detached", 0xD003: "incomplete",
    0xD004: "failed media", 0xD005: "split", 0xD006: "stale metadata", 0xD007: "i/o error",
    0xD008: "unrecognized metadata", 0xD015: "removing from pool", 0xD016: "in maintenance mode",
    0xD017: "updating firmware", 0xD018: "device hardware error", 0xD019: "not usable",
    0xD01A: "transient error", 0xD01B: "suboptimal", 0xD01C: "starting maintenance mode",
    0xD01D: "stopping maintenance mode", 0xD024: "no redundancy", 0xD025: "threshold exceeded",
    0xD026: "abnormal latency",
}  # fmt: skip
_READ_ONLY = {
    0: "unknown",
    1: "",
    2: "by policy",
    3: "majority of disks unhealthy",
    4: "incomplete",
}
_DETACHED = {0: "unknown", 1: "", 2: "by policy", 3: "majority of disks unhealthy",
             4: "incomplete", 5: "time-out"}  # fmt: skip
_PROVISIONING = {0: "unknown", 1: "thin", 2: "fixed"}
_USAGES = {0: "unknown", 1: "auto-select", 2: "manual-select", 3: "hot spare", 4: "retired",
           5: "journal"}  # fmt: skip
_MEDIA = {0: "unspecified", 3: "hdd", 4: "ssd", 5: "scm"}
_MAX_ROWS = 500
_MAX_TEXT = 200


class NotPoolsError(ValueError):
    """The text is not the document that was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolDisk:
    """A disk in a pool. `device` is its number in Windows, empty for one that is missing; sizes
    in bytes."""

    device: str
    model: str
    health: str
    states: tuple[str, ...]
    usage: str
    media: str
    size: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VirtualDisk:
    """`disks` are the `device`s of its members, `disk_number` the disk that Windows shows it as,
    `redundancy` how many members may fail; `detached` why it is not shown; sizes in bytes."""

    name: str
    health: str
    states: tuple[str, ...]
    resiliency: str
    redundancy: int | None
    copies: int | None
    columns: int | None
    interleave: int | None
    provisioning: str
    size: int | None
    footprint: int | None
    detached: str
    manual_attach: bool | None
    disk_number: int | None
    disks: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """`complete` is False where Windows did not answer for one of its members; sizes in bytes."""

    name: str
    health: str
    states: tuple[str, ...]
    read_only: bool | None
    read_only_reason: str
    clustered: bool | None
    version: int | None
    size: int | None
    allocated: int | None
    complete: bool
    disks: tuple[PoolDisk, ...]
    virtual_disks: tuple[VirtualDisk, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """`seen` counts the pools with the one of all free disks, which every Windows has; where
    nothing could be asked, `error` is MI_RESULT's number (0: not told) and `said` its words."""

    pools: tuple[Pool, ...]
    seen: int
    error: int | None = None
    said: str = ""


def parse(text: str) -> Answer:
    """Raises NotPoolsError."""
    try:
        # a console may have broken the one line
        document = msgspec.json.decode(text.replace("\r", "").replace("\n", ""))
    except (msgspec.DecodeError, RecursionError) as error:
        raise NotPoolsError(f"it is no JSON: {error}") from error
    if not isinstance(document, Mapping) or not {"pools", "error"} & document.keys():
        raise NotPoolsError("it is another document")
    fault = document.get("error")
    if isinstance(fault, Mapping):
        return Answer(pools=(), seen=0, error=_int(fault, "code") or 0, said=_str(fault, "said"))
    pools = tuple(_pool(row) for row in _rows(document, "pools"))
    return Answer(pools=pools, seen=max(_int(document, "seen") or 0, len(pools)))


def _pool(row: Mapping[str, Any]) -> Pool:
    return Pool(
        name=_str(row, "FriendlyName"),
        health=_word(row, "HealthStatus", _HEALTH),
        states=_words(row, "OperationalStatus"),
        read_only=_bool(row, "IsReadOnly"),
        read_only_reason=_word(row, "ReadOnlyReason", _READ_ONLY),
        clustered=_bool(row, "IsClustered"),
        version=_int(row, "Version"),
        size=_int(row, "Size"),
        allocated=_int(row, "AllocatedSize"),
        complete=row.get("missed") is False,
        disks=tuple(_disk(each) for each in _rows(row, "disks")),
        virtual_disks=tuple(_virtual(each) for each in _rows(row, "virtual")),
    )


def _disk(row: Mapping[str, Any]) -> PoolDisk:
    return PoolDisk(
        device=_str(row, "DeviceId"),
        model=_str(row, "FriendlyName"),
        health=_word(row, "HealthStatus", _HEALTH),
        states=_words(row, "OperationalStatus"),
        usage=_word(row, "Usage", _USAGES),
        media=_word(row, "MediaType", _MEDIA),
        size=_int(row, "Size"),
    )


def _virtual(row: Mapping[str, Any]) -> VirtualDisk:
    numbers = [found for each in _list(row, "number") if (found := _number(each)) is not None]
    return VirtualDisk(
        name=_str(row, "FriendlyName"),
        health=_word(row, "HealthStatus", _HEALTH),
        states=_words(row, "OperationalStatus"),
        resiliency=_str(row, "ResiliencySettingName"),
        redundancy=_int(row, "PhysicalDiskRedundancy"),
        copies=_int(row, "NumberOfDataCopies"),
        columns=_int(row, "NumberOfColumns"),
        interleave=_int(row, "Interleave"),
        provisioning=_word(row, "ProvisioningType", _PROVISIONING),
        size=_int(row, "Size"),
        footprint=_int(row, "FootprintOnPool"),
        detached=_word(row, "DetachedReason", _DETACHED),
        manual_attach=_bool(row, "IsManualAttach"),
        disk_number=next(iter(numbers), None),
        disks=tuple(each for each in _list(row, "on") if isinstance(each, str))[:_MAX_ROWS],
    )


def _list(row: Mapping[str, Any], name: str) -> list[Any]:
    """PowerShell writes a list of one as that one, and some lists as {"value": […], "Count": n}."""
    found = row.get(name)
    if isinstance(found, Mapping) and isinstance(found.get("value"), list):
        found = found["value"]
    if found is None:
        return []
    return found[:_MAX_ROWS] if isinstance(found, list) else [found]


def _rows(row: Mapping[str, Any], name: str) -> Iterator[Mapping[str, Any]]:
    return (each for each in _list(row, name) if isinstance(each, Mapping))


def _str(row: Mapping[str, Any], name: str) -> str:
    found = row.get(name)
    return found.strip()[:_MAX_TEXT] if isinstance(found, str) else ""


def _number(found: object) -> int | None:
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def _int(row: Mapping[str, Any], name: str) -> int | None:
    return _number(row.get(name))


def _bool(row: Mapping[str, Any], name: str) -> bool | None:
    found = row.get(name)
    return found if isinstance(found, bool) else None


def _named(found: object, words: Mapping[int, str]) -> str:
    number = _number(found)
    return "" if number is None else words.get(number, str(number))


def _word(row: Mapping[str, Any], name: str, words: Mapping[int, str]) -> str:
    return _named(row.get(name), words)


def _words(row: Mapping[str, Any], name: str) -> tuple[str, ...]:
    found = (_named(each, _STATES) for each in _list(row, name))
    return tuple(each for each in found if each)
