"""Version resources of Windows executables (PE/COFF, VS_VERSIONINFO), read from any system.

Follows Microsoft's "PE Format" and the description of VS_VERSIONINFO. The file is hostile: every
offset and count is checked, no more than MAX_BYTES are read, and nothing is ever mapped or run.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from collector.evidence.opening import open_regular
from collector.evidence.outcome import absent
from collector.evidence.platforms.files import fault

MAX_BYTES = 1 << 20  # of one resource, and of the resource directory
_MAX_ENTRIES = 256  # of one directory; real files have a handful of versions
_MAX_BLOCKS = 2_000  # of one resource
_RT_VERSION = 16
_FIXED_SIGNATURE = 0xFEEF04BD
_ARCHITECTURES = {0x14C: "x86", 0x8664: "x64", 0xAA64: "arm64", 0x1C4: "arm"}


class NotAnExecutableError(ValueError):
    """The bytes are not a PE file, or a damaged one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StringTable:
    """One language of a StringFileInfo; `language` as it stands there ("040904b0")."""

    language: str
    strings: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionInfo:
    """`fixed_*` are the four numbers of the fixed part ("10.1.25.813"), empty where it has none."""

    architecture: str
    fixed_file: str = ""
    fixed_product: str = ""
    tables: tuple[StringTable, ...] = ()

    def first(self, key: str) -> str:
        """The first value of `key` that is not empty, in the file's order of languages."""
        return next((table.strings[key] for table in self.tables if table.strings.get(key)), "")


def read(path: Path) -> VersionInfo:
    """The version of the executable `path`.

    Raises NotCollectedError (absent, refused, skipped) and NotAnExecutableError.
    """
    try:
        with open_regular(path) as file:
            info = parse(file)
    except OSError as error:
        raise fault(error, "the executable") from error
    if info is None:
        raise absent("the executable has no version resource")
    return info


def parse(file: BinaryIO) -> VersionInfo | None:
    """None where the executable has no version resource; NotAnExecutableError where it is none."""
    try:
        image = _Image(file)
        found = [_version(data) for data in image.resources(_RT_VERSION)]
    except (struct.error, OverflowError) as error:
        raise NotAnExecutableError("the executable is damaged") from error
    if not found:
        return None
    fixed = next((numbers for numbers, _ in found if numbers), ("", ""))
    tables = tuple(table for _, tables in found for table in tables)
    return VersionInfo(
        architecture=image.architecture,
        fixed_file=fixed[0],
        fixed_product=fixed[1],
        tables=tables,
    )


class _Image:
    """The headers of a PE file, and its resources by type."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        if self._at(0, 2) != b"MZ":
            raise NotAnExecutableError("it is not an executable")
        (header,) = struct.unpack("<I", self._at(0x3C, 4))
        signature, machine, sections, _, _, _, optional_size, _ = struct.unpack(
            "<4sHHIIIHH", self._at(header, 24)
        )
        if signature != b"PE\0\0":
            raise NotAnExecutableError("it is not an executable of Windows")
        self.architecture = _ARCHITECTURES.get(machine, f"0x{machine:04x}")
        optional = self._at(header + 24, min(optional_size, 4096))
        self._sections = self._read_sections(header + 24 + optional_size, min(sections, 96))
        self._resources = _resource_directory(optional)

    def _at(self, offset: int, size: int) -> bytes:
        """Exactly `size` bytes at `offset`; struct.error where the file ends before."""
        if size > MAX_BYTES:
            raise struct.error("too large")
        self._file.seek(offset)
        pieces = b""
        while len(pieces) < size and (piece := self._file.read(size - len(pieces))):
            pieces += piece
        if len(pieces) < size:
            raise struct.error("the file ends before")
        return pieces

    def _read_sections(self, offset: int, count: int) -> list[tuple[int, int, int]]:
        table = self._at(offset, count * 40)
        found = []
        for place in range(0, count * 40, 40):
            size, address, raw_size, raw = struct.unpack_from("<IIII", table, place + 8)
            found.append((address, max(size, raw_size), raw))
        return found

    def _offset(self, address: int) -> int:
        for start, size, raw in self._sections:
            if start <= address < start + size:
                return raw + address - start
        raise struct.error("no section holds the address")

    def resources(self, kind: int) -> Iterator[bytes]:
        """The data of every resource of `kind`: type, name and language are three levels."""
        address, size = self._resources
        if not address or not size:
            return
        base = self._offset(address)
        for child in self._entries(base, 0, wanted=kind):
            for name in self._entries(base, child):
                for leaf in self._entries(base, name, leaves=True):
                    where, length, _, _ = struct.unpack("<IIII", self._at(base + leaf, 16))
                    yield self._at(self._offset(where), min(length, MAX_BYTES))

    def _entries(
        self, base: int, place: int, *, wanted: int | None = None, leaves: bool = False
    ) -> list[int]:
        """Offsets (from `base`) of the children of the directory at `place`."""
        named, by_id = struct.unpack_from("<HH", self._at(base + place, 16), 12)
        count = min(named + by_id, _MAX_ENTRIES if wanted is None else 4096)
        table = self._at(base + place + 16, count * 8)
        found = []
        for entry in range(count):
            key, child = struct.unpack_from("<II", table, entry * 8)
            is_folder = bool(child & 0x80000000)
            if is_folder != leaves and (wanted is None or key == wanted):
                found.append(child & 0x7FFFFFFF)
        return found


def _resource_directory(optional: bytes) -> tuple[int, int]:
    """Address and size of the resource directory: the third data directory."""
    (magic,) = struct.unpack_from("<H", optional, 0)
    start = {0x10B: 96, 0x20B: 112}.get(magic)
    if start is None:
        raise NotAnExecutableError("it is not an executable of Windows")
    (count,) = struct.unpack_from("<I", optional, start - 4)
    if count < 3:
        return 0, 0
    address, size = struct.unpack_from("<II", optional, start + 16)
    return address, size


def _version(data: bytes) -> tuple[tuple[str, str] | None, list[StringTable]]:
    """The fixed numbers and the string tables of one VS_VERSIONINFO block."""
    blocks = _Blocks()
    root = next(blocks.within(data, 0, len(data)), None)
    if root is None or root.key != "VS_VERSION_INFO":
        return None, []
    tables = [
        StringTable(language=table.key, strings=_strings(blocks, data, table))
        for info in blocks.within(data, root.children, root.end)
        if info.key == "StringFileInfo"
        for table in blocks.within(data, info.children, info.end)
    ]
    return _fixed(data[root.value : root.value + root.value_bytes]), tables


def _strings(blocks: _Blocks, data: bytes, table: _Block) -> dict[str, str]:
    found: dict[str, str] = {}
    for block in blocks.within(data, table.children, table.end):
        # Compilers disagree whether the length counts bytes or characters: up to the NUL is right.
        value = data[block.value : block.end].decode("utf-16-le", "replace")
        found.setdefault(block.key, value.partition("\0")[0].strip())
    return found


def _fixed(data: bytes) -> tuple[str, str] | None:
    if len(data) < 24:
        return None
    signature, _, *parts = struct.unpack_from("<IIIIII", data)
    if signature != _FIXED_SIGNATURE:
        return None
    file_version, product_version = parts[0:2], parts[2:4]
    return _four(*file_version), _four(*product_version)


def _four(high: int, low: int) -> str:
    return f"{high >> 16}.{high & 0xFFFF}.{low >> 16}.{low & 0xFFFF}"


@dataclass(frozen=True, slots=True)
class _Block:
    key: str
    value: int
    value_bytes: int
    children: int
    end: int


class _Blocks:
    """Walks blocks {length, value length, type, key, padding, value, children}, with a budget."""

    def __init__(self) -> None:
        self._left = _MAX_BLOCKS

    def within(self, data: bytes, start: int, end: int) -> Iterator[_Block]:
        end = min(end, len(data))
        while start + 6 <= end and self._left > 0:
            self._left -= 1
            length, value_length, is_text = struct.unpack_from("<HHH", data, start)
            if length < 8:
                return
            stop = min(start + length, end)
            key_end = _nul(data, start + 6, stop)
            key = data[start + 6 : key_end].decode("utf-16-le", "replace")
            value = min(_aligned(key_end + 2), stop)
            value_bytes = min(value_length * (2 if is_text else 1), stop - value)
            yield _Block(key, value, value_bytes, min(_aligned(value + value_bytes), stop), stop)
            start = _aligned(start + length)


def _nul(data: bytes, start: int, end: int) -> int:
    """Where the UTF-16 string that starts at `start` ends."""
    for place in range(start, min(end, start + 1024) - 1, 2):
        if data[place : place + 2] == b"\0\0":
            return place
    return max(start, end - 2)


def _aligned(offset: int) -> int:
    return (offset + 3) & ~3
