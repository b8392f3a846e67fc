"""Writes a ZIP whose every byte follows from what is put in: no clock, no system, no randomness."""

from __future__ import annotations

import stat
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import BinaryIO

from collector.bundle import zip_format as z
from collector.bundle.deflate import deflate

_MODE = (stat.S_IFREG | 0o600) << 16
_UNIX = 3 << 8


class ZipWriter:
    """`add` members in order, then `finish`. The file must be seekable and empty."""

    def __init__(self, file: BinaryIO, time: datetime) -> None:
        self._file = file
        self._date, self._time = _dos_time(time)
        self._entries: list[bytes] = []
        self._at = 0

    def add(self, name: str, blocks: Iterable[bytes], size: int) -> None:
        """Compress `blocks` into the member `name`; they must hold `size` bytes together."""
        entry = _Entry(
            name=name.encode(), at=self._at, wide=size + size // 64 + z.MIB > z.MAX32,
            flags=0 if name.isascii() else z.FLAG_UTF8, date=self._date, time=self._time,
        )  # fmt: skip
        self._write(entry.local())
        data, crc = self._at, 0

        def counted() -> Iterator[bytes]:
            nonlocal crc
            for block in blocks:
                crc = zlib.crc32(block, crc)
                yield block

        for piece in deflate(counted()):
            self._write(piece)
        entry = replace(entry, crc=crc, compressed=self._at - data, size=size)
        self._file.seek(entry.at)
        self._file.write(entry.local())
        self._file.seek(self._at)
        self._entries.append(entry.central())

    def finish(self) -> None:
        """Write the list of members and the end record."""
        begin = self._at
        for entry in self._entries:
            self._write(entry)
        size, count = self._at - begin, len(self._entries)
        if begin >= z.MAX32 or count >= z.MAX16:
            place = self._at
            self._write(
                z.END64.pack(z.END64_MARK, 44, _UNIX | 45, 45, 0, 0, count, count, size, begin)
            )
            self._write(z.LOCATOR64.pack(z.LOCATOR64_MARK, 0, place, 1))
        count, begin = min(count, z.MAX16), min(begin, z.MAX32)
        self._write(z.END.pack(z.END_MARK, 0, 0, count, count, size, begin, 0))

    def _write(self, data: bytes) -> None:
        self._file.write(data)
        self._at += len(data)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """A member's two headers. `wide`: sizes take 64 bits in the local one."""

    name: bytes
    at: int
    wide: bool
    flags: int
    date: int
    time: int
    crc: int = 0
    compressed: int = 0
    size: int = 0

    def local(self) -> bytes:
        size, compressed, extra = self.size, self.compressed, b""
        if self.wide:
            extra = struct.pack("<2H2Q", z.EXTRA_ZIP64, 16, size, compressed)
            size = compressed = z.MAX32
        head = z.LOCAL.pack(
            z.LOCAL_MARK, 45 if self.wide else 20, self.flags, z.DEFLATED, self.time, self.date,
            self.crc, compressed, size, len(self.name), len(extra),
        )  # fmt: skip
        return head + self.name + extra

    def central(self) -> bytes:
        numbers = (self.size, self.compressed, self.at)
        overflow = [number for number in numbers if number >= z.MAX32]
        extra = b""
        if overflow:
            body = struct.pack(f"<{len(overflow)}Q", *overflow)
            extra = z.EXTRA.pack(z.EXTRA_ZIP64, len(body)) + body
        version = 45 if self.wide or overflow else 20
        size, compressed, at = (min(number, z.MAX32) for number in numbers)
        head = z.CENTRAL.pack(
            z.CENTRAL_MARK, _UNIX | version, version, self.flags, z.DEFLATED, self.time, self.date,
            self.crc, compressed, size, len(self.name), len(extra), 0, 0, 0, _MODE, at,
        )  # fmt: skip
        return head + self.name + extra


def _dos_time(time: datetime) -> tuple[int, int]:
    """Date and time as a ZIP keeps them: from 1980 to 2107, in steps of two seconds."""
    time = time.astimezone(UTC)
    low, high = datetime(1980, 1, 1, tzinfo=UTC), datetime(2107, 12, 31, 23, 59, 58, tzinfo=UTC)
    time = min(max(time, low), high)
    date = (time.year - 1980) << 9 | time.month << 5 | time.day
    return date, time.hour << 11 | time.minute << 5 | time.second // 2
