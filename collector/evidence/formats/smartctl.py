"""What `smartctl --json -x` prints about one disk (schema of smartmontools 7).

Everything may be missing: an old smartctl, a USB bridge that passes nothing on, a disk that sleeps.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_MOST = 256


class NotSmartctlError(ValueError):
    """The bytes are not the JSON of smartctl."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """One attribute of an ATA disk. `raw` is the number as the disk counts; `failed` "now",
    "past" or "" (it fell to its maker's threshold); `place` is that in the table, from 0."""

    place: int
    id: int
    name: str
    value: int | None
    worst: int | None
    threshold: int | None
    raw: int | None
    failed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Nvme:
    """The health log of an NVMe disk; spare and used in percent."""

    critical_warning: int | None
    available_spare: int | None
    spare_threshold: int | None
    percentage_used: int | None
    media_errors: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """`passed` is the disk's own verdict, None where it gives none; `asleep`: it was not woken."""

    device: str
    model: str
    passed: bool | None
    asleep: bool
    attributes: tuple[Attribute, ...]
    nvme: Nvme | None
    power_on_hours: int | None
    temperature: int | None

    def attribute(self, number: int) -> Attribute | None:
        return next((each for each in self.attributes if each.id == number), None)


def parse(data: bytes) -> Health:
    """The health of one disk. Raises NotSmartctlError."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise NotSmartctlError(f"it is no JSON: {error}") from error
    if not isinstance(found, dict) or not isinstance(found.get("smartctl"), dict):
        raise NotSmartctlError("it is not what smartctl prints")
    passed = _at(found, "smart_status", "passed")
    log = found.get("nvme_smart_health_information_log")
    return Health(
        device=_text(_at(found, "device", "name")),
        model=_text(found.get("model_name") or found.get("scsi_model_name")),
        passed=passed if isinstance(passed, bool) else None,
        asleep=_asleep(found),
        attributes=tuple(_attributes(_at(found, "ata_smart_attributes", "table"))),
        nvme=_nvme(log) if isinstance(log, dict) else None,
        power_on_hours=_number(_at(found, "power_on_time", "hours")),
        temperature=_number(_at(found, "temperature", "current")),
    )


def _asleep(found: Mapping[str, Any]) -> bool:
    mode = found.get("power_mode")
    return "STANDBY" in _text(mode).upper() or "STANDBY" in _text(_at(mode, "name")).upper()


def _attributes(table: object) -> Iterator[Attribute]:
    rows = table[:_MOST] if isinstance(table, list) else []
    for place, row in enumerate(rows):
        number = _number(row.get("id")) if isinstance(row, dict) else None
        if number is not None:
            yield Attribute(
                place=place,
                id=number,
                name=_text(row.get("name")),
                value=_number(row.get("value")),
                worst=_number(row.get("worst")),
                threshold=_number(row.get("thresh")),
                raw=_raw(row.get("raw")),
                failed=_text(row.get("when_failed")),
            )


def _raw(raw: object) -> int | None:
    """smartctl writes "12 (0 3)" where the disk packs several numbers into one: the first one."""
    first = _text(_at(raw, "string")).split(" ")[0]
    return int(first) if first.isascii() and first.isdecimal() else _number(_at(raw, "value"))


def _nvme(log: Mapping[str, Any]) -> Nvme:
    return Nvme(
        critical_warning=_number(log.get("critical_warning")),
        available_spare=_number(log.get("available_spare")),
        spare_threshold=_number(log.get("available_spare_threshold")),
        percentage_used=_number(log.get("percentage_used")),
        media_errors=_number(log.get("media_errors")),
    )


def _at(value: object, *keys: str) -> object:
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _text(value: object) -> str:
    return value[:200] if isinstance(value, str) else ""
