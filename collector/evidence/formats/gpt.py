"""GUID partition tables, primary and backup (UEFI Specification 2.10, chapter 5.3)."""

from __future__ import annotations

import struct
import uuid
import zlib
from collections.abc import Callable
from dataclasses import dataclass

ReadAt = Callable[[int, int], bytes]  # (offset, size) in bytes → at most that many bytes

_HEADER = struct.Struct("<8sIIIIQQQQ16sQIII")
_ENTRY = struct.Struct("<16s16sQQQ72s")
_MAX_TABLE = 1 << 20  # bytes of entries; the usual 128 take 16 KiB
_MAX_ENTRIES = 256  # in use; the usual table has 128
_SIGNATURE = b"EFI PART"


@dataclass(frozen=True, slots=True, kw_only=True)
class GptEntry:
    """One partition; `first` and `last` are sectors, both included."""

    number: int
    type_guid: str
    guid: str
    first: int
    last: int
    attributes: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gpt:
    """One copy of the table. `problems` is empty where it is whole; each is a sentence."""

    at: int
    alternate: int
    first_usable: int
    last_usable: int
    disk_guid: str
    entries_at: int
    entry_count: int
    entries: tuple[GptEntry, ...]
    problems: tuple[str, ...]


def has_signature(read: ReadAt, sector: int, size: int) -> bool:
    """Whether a header begins in this sector of `size` bytes."""
    return read(sector * size, 8) == _SIGNATURE


def parse(read: ReadAt, sector: int, size: int) -> Gpt | None:
    """The table whose header lies in `sector`, of disks with sectors of `size` bytes.

    None where there is no header. A damaged one is read as far as its bytes go.
    """
    raw = read(sector * size, size)
    if len(raw) < _HEADER.size or not raw.startswith(_SIGNATURE):
        return None
    fields = _HEADER.unpack_from(raw)
    _, _, length, crc, _, at, alternate, first, last, disk, entries_at, count, width, crc_all = (
        fields
    )
    problems = []
    if not _HEADER.size <= length <= len(raw):
        problems.append("the header states an impossible length")
    elif zlib.crc32(raw[:16] + b"\0\0\0\0" + raw[20:length]) != crc:
        problems.append("the checksum of the header is wrong")
    if at != sector:
        problems.append(f"the header says that it lies in sector {at}, not {sector}")
    table, fault = _table(read, entries_at * size, count, width, crc_all)
    problems.extend(fault)
    return Gpt(
        at=sector,
        alternate=alternate,
        first_usable=first,
        last_usable=last,
        disk_guid=_guid(disk),
        entries_at=entries_at,
        entry_count=count,
        entries=tuple(_entries(table, width)) if width >= _ENTRY.size else (),
        problems=tuple(problems),
    )


def _table(read: ReadAt, offset: int, count: int, width: int, crc: int) -> tuple[bytes, list[str]]:
    if width < _ENTRY.size or count * width > _MAX_TABLE:
        return b"", ["the header states an impossible number or size of entries"]
    table = read(offset, count * width)
    if len(table) < count * width:
        return table, ["the entries lie beyond the end of the disk"]
    return table, [] if zlib.crc32(table) == crc else ["the checksum of the entries is wrong"]


def _entries(table: bytes, width: int) -> list[GptEntry]:
    found: list[GptEntry] = []
    for number, place in enumerate(range(0, len(table) - width + 1, width), start=1):
        kind, own, first, last, attributes, name = _ENTRY.unpack_from(table, place)
        if kind != bytes(16) and len(found) < _MAX_ENTRIES:
            found.append(
                GptEntry(
                    number=number,
                    type_guid=_guid(kind),
                    guid=_guid(own),
                    first=first,
                    last=last,
                    attributes=attributes,
                    name=name.decode("utf-16-le", "replace").partition("\0")[0],
                )
            )
    return found


def _guid(raw: bytes) -> str:
    return str(uuid.UUID(bytes_le=raw))
