"""The health log of an NVMe disk (log page 02h, 512 bytes).

Offsets: NVM Express Base Specification, SMART / Health Information; Microsoft's nvme.h calls it
NVME_HEALTH_INFO_LOG (https://learn.microsoft.com/windows/win32/api/nvme/ns-nvme-nvme_health_info_log).
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

from collector.evidence.formats.ata_smart import DoubtfulAnswerError
from collector.evidence.formats.storage_ioctl import ShortAnswerError

SIZE = 512
_HEAD = struct.Struct("<BHBBB")  # warning, temperature in kelvin, spare, its limit, used
_UNIT = 512_000  # bytes: the log counts in thousands of 512 bytes
_KELVIN, _COLDEST, _HOTTEST = 273, -40, 125


@dataclass(frozen=True, slots=True, kw_only=True)
class NvmeHealth:
    """`critical_warning` as its bits; spare and used in percent (used may pass 100); read and
    written in bytes; what is counted is counted over the life of the disk."""

    critical_warning: int
    temperature: int | None
    available_spare: int
    spare_threshold: int
    percentage_used: int
    bytes_read: int
    bytes_written: int
    power_cycles: int
    power_on_hours: int
    unsafe_shutdowns: int
    media_errors: int
    error_log_entries: int


def parse(data: bytes) -> NvmeHealth:
    """Raises ShortAnswerError, or DoubtfulAnswerError for a page of zeros (or of ones): some
    drivers report success and pass nothing on."""
    if len(data) < SIZE:
        raise ShortAnswerError(f"the driver answered with {len(data)} bytes only")
    page = data[:SIZE]
    if not any(page) or not any(byte != 0xFF for byte in page):
        raise DoubtfulAnswerError("the driver passed on an empty page")
    warning, kelvin, spare, limit, used = _HEAD.unpack_from(page)
    celsius = kelvin - _KELVIN
    return NvmeHealth(
        critical_warning=warning,
        temperature=celsius if _COLDEST <= celsius <= _HOTTEST else None,
        available_spare=spare,
        spare_threshold=limit,
        percentage_used=used,
        bytes_read=_count(page, 32) * _UNIT,
        bytes_written=_count(page, 48) * _UNIT,
        power_cycles=_count(page, 112),
        power_on_hours=_count(page, 128),
        unsafe_shutdowns=_count(page, 144),
        media_errors=_count(page, 160),
        error_log_entries=_count(page, 176),
    )


def _count(page: bytes, place: int) -> int:
    return int.from_bytes(page[place : place + 16], "little")
