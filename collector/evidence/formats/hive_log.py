"""Transaction logs of a registry hive: what was written to them and not yet to the hive itself.

Two formats: "HvLE" (since Windows 8.1: entries in sequence, each with two Marvin32 hashes) and
"DIRT" (before: a bitmap of 512-byte sectors). Both as described in the public specification of
the format by M. Suhanov. What is not provably whole is not applied.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

SECTOR = 512
BASE = 4096  # bytes before the first bin
MAX_LOG = 32 << 20
_ENTRY = struct.Struct("<4sIIIII8s8s")
_PAGE = struct.Struct("<II")
_SEED = 0x82EF4D887A4E55C5
_MASK = 0xFFFFFFFF


@dataclass(frozen=True, slots=True, kw_only=True)
class LogEntry:
    """One write; `pages` are (offset in the hive's file, bytes), in whole sectors."""

    sequence: int
    bins_size: int
    pages: tuple[tuple[int, bytes], ...]


def chain(logs: list[bytes], sequence: int, bins_size: int) -> tuple[LogEntry, ...]:
    """The entries to apply to a hive whose header's second sequence number is `sequence`, in their
    order, from both of its logs. The chain ends at the first gap."""
    found: dict[int, LogEntry] = {}
    for log in logs:
        for entry in entries(log, bins_size):
            found.setdefault(entry.sequence, entry)
    waiting = sorted(number for number in found if number >= sequence)
    applied: list[LogEntry] = []
    for number in waiting:
        if applied and number != applied[-1].sequence + 1:
            break
        applied.append(found[number])
    return tuple(applied)


def entries(log: bytes, bins_size: int) -> Iterator[LogEntry]:
    """The whole entries of one log file, up to the first that is damaged or out of sequence."""
    magic = log[SECTOR : SECTOR + 4]
    if magic == b"DIRT":
        entry = _dirty(log, bins_size)
        if entry is not None:
            yield entry
        return
    at, last = SECTOR, -1
    while magic == b"HvLE" and (found := _entry(log, at)) is not None:
        entry, size = found
        if last >= 0 and entry.sequence != last + 1:
            return  # what follows is left over from an earlier use of the file
        yield entry
        at, last = at + size, entry.sequence


def _entry(log: bytes, at: int) -> tuple[LogEntry, int] | None:
    if len(log) < at + _ENTRY.size:
        return None
    magic, size, _, sequence, bins, count, whole, head = _ENTRY.unpack_from(log, at)
    fits = _ENTRY.size + count * _PAGE.size <= size <= len(log) - at
    if magic != b"HvLE" or not fits or size % SECTOR:
        return None
    if marvin32(log[at : at + 32]) != head or marvin32(log[at + _ENTRY.size : at + size]) != whole:
        return None
    pages = _pages(log, at, count, size)
    return None if pages is None else (
        LogEntry(sequence=sequence, bins_size=bins, pages=tuple(pages)), size
    )  # fmt: skip


def _pages(log: bytes, at: int, count: int, size: int) -> list[tuple[int, bytes]] | None:
    place = at + _ENTRY.size + count * _PAGE.size
    found: list[tuple[int, bytes]] = []
    for number in range(count):
        offset, length = _PAGE.unpack_from(log, at + _ENTRY.size + number * _PAGE.size)
        if offset % SECTOR or length % SECTOR or place + length > at + size:
            return None
        found.append((BASE + offset, log[place : place + length]))
        place += length
    return found


def _dirty(log: bytes, bins_size: int) -> LogEntry | None:
    """The older format: a bit for each sector of the bins; those that are set follow it."""
    length = bins_size // (SECTOR * 8)
    bitmap = log[SECTOR + 4 : SECTOR + 4 + length]
    first, second = struct.unpack_from("<II", log, 4)
    if first != second or len(bitmap) < length:
        return None
    place = -(-(SECTOR + 4 + length) // SECTOR) * SECTOR
    pages: list[tuple[int, bytes]] = []
    for number in range(length * 8):
        if bitmap[number // 8] >> (number % 8) & 1:
            data = log[place : place + SECTOR]
            if len(data) < SECTOR:
                return None
            pages.append((BASE + number * SECTOR, data))
            place += SECTOR
    return LogEntry(sequence=second, bins_size=bins_size, pages=tuple(pages))


def marvin32(data: bytes, seed: int = _SEED) -> bytes:
    """The hash, 8 bytes; the seed is the one that the registry uses."""
    low, high = seed & _MASK, seed >> 32
    whole = len(data) // 4 * 4
    rest = int.from_bytes(data[whole:], "little") | 0x80 << (8 * (len(data) - whole))
    words = struct.unpack_from(f"<{whole // 4}I", data)
    for word in (*words, rest, 0):
        low = (low + word) & _MASK
        high ^= low
        low = (((low << 20) | (low >> 12)) + high) & _MASK
        high = ((high << 9) | (high >> 23)) & _MASK
        high ^= low
        low = (((low << 27) | (low >> 5)) + high) & _MASK
        high = ((high << 19) | (high >> 13)) & _MASK
    return struct.pack("<II", low, high)
