"""Answers of Windows' storage drivers as bytes, by the structures that winioctl.h documents.

Every answer is checked for its length: drivers of odd controllers write less than they should.
"""

from __future__ import annotations

import struct
import uuid
from dataclasses import dataclass
from typing import Any

# Control codes that need no more than the right to see the device (FILE_ANY_ACCESS).
QUERY_PROPERTY = 0x2D1400
CHECK_VERIFY = 0x2D0800
GET_GEOMETRY = 0x0700A0
GET_LAYOUT = 0x070050
GET_ATTRIBUTES = 0x0700F0
GET_EXTENTS = 0x560000
IS_DIRTY = 0x090078

_BUSES = {
    1: "scsi", 2: "atapi", 3: "ata", 4: "firewire", 6: "fibre channel", 7: "usb", 8: "raid",
    9: "iscsi", 10: "sas", 11: "sata", 12: "sd", 13: "mmc", 14: "virtual",
    15: "virtual disk file", 16: "storage spaces", 17: "nvme", 18: "scm", 19: "ufs",
}  # fmt: skip
_STYLES = {0: "MBR", 1: "GPT", 2: "RAW"}
_ENTRIES, _ENTRY = 48, 144  # where the partitions begin, and the size of each
_MAX_PARTITIONS = 256


class ShortAnswerError(ValueError):
    """The driver wrote less than the structure holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """STORAGE_DEVICE_DESCRIPTOR."""

    vendor: str
    product: str
    revision: str
    serial: str
    bus: str
    removable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutEntry:
    """One partition; bytes from the start of the disk. `type` as "0x07" or a GUID."""

    number: int
    start: int
    size: int
    type: str
    guid: str
    name: str
    active: bool
    attributes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """DRIVE_LAYOUT_INFORMATION_EX; `disk_id` is the signature or the GUID."""

    style: str
    disk_id: str
    entries: tuple[LayoutEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """A piece of a volume, in bytes of disk number `disk`."""

    disk: int
    start: int
    size: int


def property_query(kind: int) -> bytes:
    """STORAGE_PROPERTY_QUERY: 0 device, 6 alignment, 7 seek penalty, 8 trim."""
    return struct.pack("<III", kind, 0, 0)


def device(data: bytes) -> Device:
    _, _, _, _, removable, _, *offsets, bus, _ = _unpack("<IIBBBBIIIIII", data)
    vendor, product, revision, serial = (_text(data, offset) for offset in offsets)
    return Device(
        vendor=vendor,
        product=product,
        revision=revision,
        serial=_serial(serial),
        bus=_BUSES.get(bus, f"unknown ({bus})"),
        removable=bool(removable),
    )


def _text(data: bytes, offset: int) -> str:
    if not 0 < offset < len(data):
        return ""
    raw = data[offset:].partition(b"\0")[0]
    return raw.decode("ascii", "replace").strip()


def _serial(text: str) -> str:
    """Old ATA drivers write the serial in hexadecimal, each pair of its characters exchanged."""
    try:
        raw = bytes.fromhex(text) if len(text) == 40 else b""
    except ValueError:
        raw = b""
    if not raw or not all(32 <= byte < 127 for byte in raw):
        return text
    swapped = bytearray(raw)
    swapped[0::2], swapped[1::2] = raw[1::2], raw[0::2]
    return swapped.decode("ascii").strip()


def geometry(data: bytes) -> tuple[int, int]:
    """DISK_GEOMETRY_EX as (size of the disk, size of its sectors) in bytes."""
    _, _, _, _, sector, size = _unpack("<QIIIIQ", data)
    return size, sector


def alignment(data: bytes) -> tuple[int, int, int]:
    """STORAGE_ACCESS_ALIGNMENT_DESCRIPTOR as (logical, physical sector, offset) in bytes."""
    _, _, _, _, logical, physical, offset = _unpack("<7I", data)
    return logical, physical, offset


def flag(data: bytes) -> bool:
    """The one truth of DEVICE_SEEK_PENALTY_DESCRIPTOR and DEVICE_TRIM_DESCRIPTOR."""
    return bool(_unpack("<IIB", data)[2])


def attributes(data: bytes) -> tuple[bool, bool]:
    """GET_DISK_ATTRIBUTES as (offline, read-only)."""
    (bits,) = _unpack("<8xQ", data)
    return bool(bits & 1), bool(bits & 2)


def device_number(data: bytes) -> tuple[int, int]:
    """STORAGE_DEVICE_NUMBER as (number of the disk, number of the partition)."""
    _, number, partition = _unpack("<IIi", data)
    return number, partition


def extents(data: bytes) -> tuple[Extent, ...]:
    """VOLUME_DISK_EXTENTS."""
    (count,) = _unpack("<I", data)
    found = []
    for place in range(8, 8 + 24 * min(count, 128), 24):
        disk, start, size = _unpack("<I4xqq", data[place:])
        found.append(Extent(disk=disk, start=start, size=size))
    return tuple(found)


def layout(data: bytes) -> Layout:
    """Slots of an MBR that hold nothing are left out."""
    style, count = _unpack("<II", data)
    name = _STYLES.get(style, "RAW")
    disk_id = ""
    if name == "MBR":
        disk_id = f"{_unpack('<8xI', data)[0]:08x}"
    elif name == "GPT":
        disk_id = _guid(_unpack("<8x16s", data)[0])
    rows = (
        _entry(data[place : place + _ENTRY])
        for place in range(_ENTRIES, _ENTRIES + _ENTRY * min(count, _MAX_PARTITIONS), _ENTRY)
    )
    return Layout(style=name, disk_id=disk_id, entries=tuple(row for row in rows if row))


def _entry(data: bytes) -> LayoutEntry | None:
    style, start, size, number = _unpack("<I4xqqI", data)
    if style == 1:
        kind, guid, bits, name = _unpack("<32x16s16sQ72s", data)
        return LayoutEntry(
            number=number,
            start=start,
            size=size,
            type=_guid(kind),
            guid=_guid(guid),
            name=name.decode("utf-16-le", "replace").partition("\0")[0],
            active=False,
            attributes=bits,
        )
    kind, active = _unpack("<32xBB", data)
    if not kind or not size:
        return None
    return LayoutEntry(
        number=number, start=start, size=size, type=f"0x{kind:02x}", guid="", name="",
        active=bool(active), attributes=0,
    )  # fmt: skip


def _guid(raw: bytes) -> str:
    return str(uuid.UUID(bytes_le=raw))


def _unpack(form: str, data: bytes) -> tuple[Any, ...]:
    try:
        return struct.unpack_from(form, data)
    except struct.error as error:
        raise ShortAnswerError(f"the driver answered with {len(data)} bytes only") from error
