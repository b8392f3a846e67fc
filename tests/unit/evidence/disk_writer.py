"""Writes partition tables to images, as bytes, by the book."""

from __future__ import annotations

import struct
import uuid
import zlib
from collections.abc import Sequence

MIB = 1 << 20
LINUX = "0fc63daf-8483-4772-8e79-3d69d8477de4"
Primary = tuple[int, int, int]  # type, first sector, sectors


def mbr(size: int, primaries: Sequence[Primary], signature: int = 0xA1B2C3D4) -> bytearray:
    """An image of `size` bytes with a master boot record; the first partition is active."""
    disk = bytearray(size)
    _record(disk, 0, primaries)
    disk[440:444] = signature.to_bytes(4, "little")
    if primaries:
        disk[446] = 0x80
    return disk


def logical(disk: bytearray, start: int, chain: Sequence[Primary], sector: int = 512) -> None:
    """Extended boot records from sector `start`: (type, offset of its link from `start`, size);
    each partition begins one sector behind its link."""
    for place, (kind, offset, sectors) in enumerate(chain):
        rows: list[Primary] = [(kind, 1, sectors)]
        if place + 1 < len(chain):
            following = chain[place + 1]
            rows.append((0x05, following[1], following[2] + 1))
        _record(disk, (start + offset) * sector, rows)


def _record(disk: bytearray, offset: int, rows: Sequence[Primary]) -> None:
    for place, (kind, first, sectors) in enumerate(rows):
        entry = struct.pack("<B3sB3sII", 0, b"", kind, b"", first, sectors)
        disk[offset + 446 + 16 * place : offset + 462 + 16 * place] = entry
    disk[offset + 510 : offset + 512] = b"\x55\xaa"


def gpt(size: int, partitions: Sequence[tuple[str, int, int, str]], sector: int = 512) -> bytearray:
    """An image with both copies of a GPT; partitions are (type, first, last, name)."""
    last = size // sector - 1
    disk = mbr(size, [(0xEE, 1, min(last, 0xFFFFFFFF))])
    disk[446] = 0
    table = b"".join(
        uuid.UUID(kind).bytes_le
        + uuid.UUID(int=place + 1).bytes_le
        + struct.pack("<QQQ", first, end, 0)
        + name.encode("utf-16-le").ljust(72, b"\0")
        for place, (kind, first, end, name) in enumerate(partitions)
    ).ljust(128 * 128, b"\0")
    blocks = -(-len(table) // sector)
    for at, other, entries_at in ((1, last, 2), (last, 1, last - blocks)):
        disk[at * sector : at * sector + 92] = _header(at, other, last, entries_at, table, blocks)
        disk[entries_at * sector : entries_at * sector + len(table)] = table
    return disk


def _header(at: int, other: int, last: int, entries_at: int, table: bytes, blocks: int) -> bytes:
    def packed(crc: int) -> bytes:
        return struct.pack(
            "<8sIIIIQQQQ16sQIII", b"EFI PART", 0x10000, 92, crc, 0, at, other, 2 + blocks,
            last - blocks - 1, uuid.UUID(int=99).bytes_le, entries_at, 128, 128, zlib.crc32(table),
        )  # fmt: skip

    return packed(zlib.crc32(packed(0)))
