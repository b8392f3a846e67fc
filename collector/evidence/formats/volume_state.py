"""Whether a file system was closed cleanly, by its own mark on the volume. No file is read."""

from __future__ import annotations

from collector.evidence.formats.gpt import ReadAt

CLEAN = "clean"
MARKED = "marked to be checked"
ERRORS = "errors were found in it"
_VOLUME_INFORMATION, _END = 0x70, 0xFFFFFFFF
_LARGEST_RECORD = 64 << 10
_MAX_ATTRIBUTES = 50


def state(read: ReadAt, offset: int, holds: str) -> str:
    """In words, for the volume at `offset` of the disk (bytes) that holds `holds`, as
    `volume_signature` names it; empty where it cannot be told."""
    match holds:
        case "ext2" | "ext3" | "ext4":
            return _ext(read(offset + 0x400, 0x68))
        case "exFAT":
            return _exfat(read(offset, 512))
        case "FAT32" | "FAT16":
            return _fat(read, offset, wide=holds == "FAT32")
        case "NTFS":
            return _ntfs(read, offset)
    return ""


def _number(data: bytes, place: int, size: int) -> int:
    return int.from_bytes(data[place : place + size], "little")


def _ext(block: bytes) -> str:
    if len(block) < 0x64:
        return ""
    flags, needed = _number(block, 0x3A, 2), _number(block, 0x60, 4)
    if flags & 2:
        return ERRORS
    if needed & 4 or not flags & 1:  # so it is while it is mounted, too
        return "in use, or not closed cleanly"
    return CLEAN


def _exfat(boot: bytes) -> str:
    if len(boot) < 512:
        return ""
    flags = _number(boot, 0x6A, 2)
    return ERRORS if flags & 4 else MARKED if flags & 2 else CLEAN


def _fat(read: ReadAt, offset: int, *, wide: bool) -> str:
    """The second entry of the table holds two marks."""
    boot = read(offset, 64)
    place = _number(boot, 0x0B, 2) * _number(boot, 0x0E, 2)
    size = 4 if wide else 2
    entry = read(offset + place + size, size)
    if not place or len(entry) < size:
        return ""
    top = _number(entry, 0, size) >> (24 if wide else 12)
    closed, without_errors = (top & 0x8, top & 0x4)
    return ERRORS if not without_errors else CLEAN if closed else MARKED


def _ntfs(read: ReadAt, offset: int) -> str:
    """The flags in $VOLUME_INFORMATION of the file $Volume, the fourth record of the MFT."""
    boot = read(offset, 512)
    if len(boot) < 512:
        return ""
    sector, clusters, record = _number(boot, 0x0B, 2), boot[0x0D], boot[0x40]
    cluster = sector * (clusters if clusters <= 0x80 else 1 << (256 - clusters))
    size = cluster * record if record < 0x80 else 1 << (256 - record)
    if not cluster or not 256 <= size <= _LARGEST_RECORD:
        return ""
    found = _repaired(read(offset + _number(boot, 0x30, 8) * cluster + 3 * size, size))
    flags = _volume_flags(found)
    return "" if flags is None else MARKED if flags & 1 else CLEAN


def _repaired(record: bytes) -> bytes:
    """With the last two bytes of each block, which the update sequence keeps, in their place."""
    data = bytearray(record)
    start, count = _number(record, 4, 2), _number(record, 6, 2)
    for number in range(1, min(count, len(record) // 512 + 1)):
        kept = record[start + 2 * number : start + 2 * number + 2]
        if len(kept) == 2:
            data[512 * number - 2 : 512 * number] = kept
    return bytes(data)


def _volume_flags(record: bytes) -> int | None:
    if not record.startswith(b"FILE"):
        return None
    place = _number(record, 0x14, 2)
    for _ in range(_MAX_ATTRIBUTES):
        kind, size = _number(record, place, 4), _number(record, place + 4, 4)
        if kind == _END or size < 24 or place + size > len(record):
            return None
        if kind == _VOLUME_INFORMATION:
            inside = place + _number(record, place + 0x14, 2)
            return _number(record, inside + 10, 2) if inside + 12 <= len(record) else None
        place += size
    return None
