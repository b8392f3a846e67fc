"""The two blocks of 512 bytes in which an ATA disk reports its health: SMART data and thresholds.

Both are vendor specific by the standard, and alike with all makers: 30 rows of 12 bytes from byte 2
on, and a last byte that makes the sum of all zero (ATA-3, SMART READ DATA and READ THRESHOLDS;
smartmontools, atacmds.h). Which part of the six raw bytes counts is taken from smartmontools'
defaults, so that both say the same of one disk.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from collector.evidence.formats.storage_ioctl import ShortAnswerError

SIZE = 512
_ROWS, _FIRST, _ROW = 30, 2, 12
_PREFAILURE = 1  # bit of the flags: below its threshold the disk is about to fail
_COUNTS = {5: 0xFFFF, 196: 0xFFFF, 9: 0xFFFFFF}  # the bytes above count something else
_TEMPERATURES = (194, 190)
_COLDEST, _HOTTEST = -40, 125
NAMES = {
    1: "read error rate", 3: "spin-up time", 4: "starts and stops", 5: "reallocated sectors",
    7: "seek error rate", 9: "power-on hours", 10: "spin retries", 12: "power cycles",
    177: "wear levelling", 183: "SATA downshifts", 184: "end-to-end errors",
    187: "reported uncorrectable errors", 188: "command timeouts", 190: "airflow temperature",
    194: "temperature", 196: "reallocation events", 197: "pending sectors",
    198: "offline uncorrectable sectors", 199: "CRC errors of the cable",
    202: "life used or left", 231: "temperature or life left", 233: "wear of the medium",
    241: "written", 242: "read",
}  # fmt: skip


class DoubtfulAnswerError(ValueError):
    """The bytes are there, but cannot be what was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmartAttribute:
    """One row: `value` and `worst` as its maker scales them (falling to `threshold` is bad), `raw`
    as the disk counts, `prefailure`: at its threshold the disk is about to fail."""

    id: int
    name: str
    value: int
    worst: int
    threshold: int | None
    raw: int
    prefailure: bool


def attributes(data: bytes, limits: Mapping[int, int] | None = None) -> tuple[SmartAttribute, ...]:
    """The rows of SMART data, each with its threshold of `limits`.

    Raises ShortAnswerError, or DoubtfulAnswerError where the checksum is wrong (a driver that
    answers without having asked the disk) or no row is filled (a disk that keeps none).
    """
    found = []
    for row in _rows(data):
        number, raw = row[0], row[5:11]
        found.append(
            SmartAttribute(
                id=number,
                name=NAMES.get(number, ""),
                value=row[3],
                worst=row[4],
                threshold=(limits or {}).get(number),
                raw=_raw(number, raw),
                prefailure=bool(row[1] & _PREFAILURE),
            )
        )
    if not found:
        raise DoubtfulAnswerError("the disk keeps no SMART attributes")
    return tuple(found)


def thresholds(data: bytes) -> dict[int, int]:
    """{attribute: threshold}; raises as `attributes` does, but for an empty table."""
    return {row[0]: row[1] for row in _rows(data)}


def temperature(found: tuple[SmartAttribute, ...]) -> int | None:
    """Degrees Celsius, None where no attribute tells a credible one."""
    by_id = {each.id: each.raw for each in found}
    told = (by_id[number] for number in _TEMPERATURES if number in by_id)
    return next((each for each in told if each and _COLDEST <= each <= _HOTTEST), None)


def power_on_hours(found: tuple[SmartAttribute, ...]) -> int | None:
    """Attribute 9: hours with nearly all makers."""
    return next((each.raw for each in found if each.id == 9), None)


def _rows(data: bytes) -> Iterator[bytes]:
    if len(data) < SIZE:
        raise ShortAnswerError(f"the driver answered with {len(data)} bytes only")
    if sum(data[:SIZE]) & 0xFF:
        raise DoubtfulAnswerError("the checksum of the SMART data is wrong")
    for place in range(_FIRST, _FIRST + _ROWS * _ROW, _ROW):
        row = data[place : place + _ROW]
        if row[0]:
            yield row


def _raw(number: int, six: bytes) -> int:
    if number in _TEMPERATURES:  # the lowest and highest ones stand above
        return int.from_bytes(six[:1], "little", signed=True)
    return int.from_bytes(six, "little") & _COUNTS.get(number, (1 << 48) - 1)
