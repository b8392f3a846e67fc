"""Registry hives as files: read key by key, in bounded memory, as far as a damaged one goes.

The records are those of regipy; the walk over them is our own: it holds no more than one list of
keys, believes no count or size that a damaged hive states, and lets a bad key cost only itself.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import FileIO

from collector.evidence.formats import hive_log
from collector.evidence.formats.hive_log import BASE, SECTOR, LogEntry

MAX_VALUE = 1 << 20
MAX_KEYS = 20_000
MAX_VALUES = 2_000
_MAX_BINS = 1 << 18
_HEADER = struct.Struct("<4sIIQ4I2I")
_COMPRESSED = 0x20
_INLINE = 0x80000000
_BIG, _BIG_SEGMENT = 16_344, 16_344


class DamagedError(Exception):
    """These bytes of the hive are not what they should be."""


class NotAHiveError(Exception):
    """The file is no registry hive, or nothing of it is left."""


@dataclass(slots=True, kw_only=True)
class Condition:
    """How a hive was found; sizes in bytes. `damaged` counts what could not be read so far."""

    size: int
    stated_size: int
    dirty: bool
    replayed: int = 0
    header_whole: bool = True
    bad_bins: int = 0
    damaged: int = 0

    @property
    def truncated(self) -> bool:
        return self.size < self.stated_size

    @property
    def whole(self) -> bool:
        return self.header_whole and not (self.truncated or self.bad_bins or self.damaged)


@dataclass(slots=True)
class Stream:
    """The bytes of a hive with what its logs hold laid over them; nothing is ever written."""

    file: FileIO
    size: int
    over: dict[int, bytes] = field(default_factory=dict)

    def lay(self, entries: tuple[LogEntry, ...]) -> None:
        for entry in entries:
            for offset, data in entry.pages:
                for at in range(0, len(data), SECTOR):
                    self.over[(offset + at) // SECTOR] = data[at : at + SECTOR]
        if self.over:
            self.size = max(self.size, (max(self.over) + 1) * SECTOR)

    def read(self, offset: int, count: int) -> bytes:
        """Exactly `count` bytes, or DamagedError."""
        if offset < 0 or count < 0 or offset + count > self.size:
            raise DamagedError(f"{count} bytes at {offset} lie beyond the end")
        self.file.seek(offset)
        data = self.file.read(count)
        if self.over:
            data = self._laid(offset, count, data)
        if len(data) < count:
            raise DamagedError(f"{count} bytes at {offset} cannot be read")
        return data

    def _laid(self, offset: int, count: int, data: bytes) -> bytes:
        first, last = offset // SECTOR, (offset + count - 1) // SECTOR
        wanted = [number for number in range(first, last + 1) if number in self.over]
        if not wanted:
            return data
        whole = bytearray(data.ljust(count, b"\0"))
        for number in wanted:
            at = number * SECTOR - offset
            piece = self.over[number][max(0, -at) :]
            place = max(0, at)
            whole[place : place + len(piece)] = piece
        return bytes(whole[:count])

    def cell(self, offset: int, limit: int = MAX_VALUE) -> bytes:
        """The contents of the cell at `offset` of the bins."""
        (size,) = struct.unpack("<i", self.read(BASE + offset, 4))
        if size >= 0 or size == -0x80000000:
            raise DamagedError(f"the cell at {offset} is not in use")
        return self.read(BASE + offset + 4, min(-size - 4, limit))


class Hive:
    """One open hive; `logs` are the contents of its LOG, LOG1 and LOG2 as far as they are there."""

    def __init__(self, file: FileIO, size: int, logs: list[bytes]) -> None:
        self.stream = Stream(file, size)
        head = file.read(SECTOR) if size else b""
        if len(head) < SECTOR or not any(head):
            raise NotAHiveError("the file is empty or zeros only")
        magic, first, second, self.written, *_, root, bins = _HEADER.unpack_from(head)
        whole = magic == b"regf" and _checksum(head[:508]) == struct.unpack_from("<I", head, 508)[0]
        if magic != b"regf" and not self._has_bins():
            raise NotAHiveError("the file is not a registry hive")
        self.condition = Condition(
            size=size, stated_size=BASE + bins if whole else size,
            dirty=first != second or not whole, header_whole=whole,
        )  # fmt: skip
        if self.condition.dirty:
            applied = hive_log.chain(logs, second if whole else 0, bins)
            self.stream.lay(applied)
            self.condition.replayed = len(applied)
            if applied:
                self.condition.stated_size = max(size, BASE + applied[-1].bins_size)
                self.condition.size = self.stream.size
        self._root = root if whole else 0x20
        self.condition.bad_bins = self._bad_bins()

    def _has_bins(self) -> bool:
        try:
            return self.stream.read(BASE, 4) == b"hbin"
        except DamagedError:
            return False

    def _bad_bins(self) -> int:
        """Bins whose own header is damaged; after one, the next is looked for page by page."""
        bad, at = 0, BASE
        good = True
        for _ in range(_MAX_BINS):
            if at + 32 > self.stream.size:
                break
            try:
                magic, offset, size = struct.unpack("<4sII", self.stream.read(at, 12))
            except (DamagedError, OSError):
                return bad + 1
            fits = magic == b"hbin" and offset == at - BASE and size and not size % BASE
            bad += good and not fits
            good = bool(fits)
            at += size if fits else BASE
        return bad

    def root(self) -> Node:
        """Raises DamagedError."""
        return Node(self, self._root)

    def close(self) -> None:
        self.stream.file.close()

    def __del__(self) -> None:
        """A machine is looked at and dropped; its hives go with it."""
        if stream := getattr(self, "stream", None):
            stream.file.close()


class Node:
    """One key of a hive."""

    def __init__(self, hive: Hive, offset: int) -> None:
        from regipy.structs import CM_KEY_NODE

        self._hive = hive
        raw = hive.stream.cell(offset, 1024)
        if not raw.startswith(b"nk"):
            raise DamagedError(f"there is no key at {offset}")
        try:
            self._head = CM_KEY_NODE.parse(raw[2:])
        except Exception as error:  # whatever construct raises on nonsense
            raise DamagedError(f"the key at {offset} is damaged") from error
        self.name = _key_name(raw)

    def values(self) -> Iterator[tuple[str, int, bytes]]:
        """(name, type, data) of each value; a damaged one is passed over and counted."""
        head, stream = self._head, self._hive.stream
        if not head.values_count:
            return
        count = min(head.values_count, MAX_VALUES)
        try:
            table = stream.cell(head.values_list_offset, count * 4)
        except DamagedError:
            self._hive.condition.damaged += 1
            return
        for (offset,) in struct.iter_unpack("<I", table[: len(table) // 4 * 4]):
            try:
                yield _value(stream, offset)
            except (DamagedError, OSError):
                self._hive.condition.damaged += 1

    def names(self) -> Iterator[tuple[str, int]]:
        """(name, offset) of each key below; a damaged one is passed over and counted."""
        for offset in self._offsets():
            try:
                raw = self._hive.stream.cell(offset, 1024)
                if not raw.startswith(b"nk"):
                    raise DamagedError("not a key")
                yield _key_name(raw), offset
            except (DamagedError, OSError):
                self._hive.condition.damaged += 1

    def _offsets(self) -> Iterator[int]:
        if not self._head.subkey_count:
            return
        left = MAX_KEYS
        for offset in self._lists(self._head.subkeys_list_offset):
            try:
                kind, entries = _list(self._hive.stream, offset)
            except (DamagedError, OSError):
                self._hive.condition.damaged += 1
                continue
            for each in entries if kind != b"ri" else ():
                left -= 1
                if left < 0:
                    return
                yield each

    def _lists(self, offset: int) -> tuple[int, ...]:
        """The list itself, or those that an index of lists names."""
        try:
            kind, entries = _list(self._hive.stream, offset)
        except (DamagedError, OSError):
            return (offset,)
        return entries[:2_000] if kind == b"ri" else (offset,)

    def child(self, name: str) -> Node | None:
        """The key below of that name, without regard to case; None where there is none."""
        wanted = name.casefold()
        for found, offset in self.names():
            if found.casefold() == wanted:
                return Node(self._hive, offset)
        return None

    def at(self, offset: int) -> Node:
        return Node(self._hive, offset)


def _list(stream: Stream, offset: int) -> tuple[bytes, tuple[int, ...]]:
    raw = stream.cell(offset, 4 + 0xFFFF * 8)
    kind, count = raw[:2], int.from_bytes(raw[2:4], "little")
    width = {b"lf": 8, b"lh": 8, b"li": 4, b"ri": 4}.get(kind)
    if width is None:
        raise DamagedError(f"there is no list of keys at {offset}")
    body = raw[4 : 4 + count * width]
    places = range(0, len(body) - width + 1, width)
    return kind, tuple(int.from_bytes(body[at : at + 4], "little") for at in places)


def _key_name(raw: bytes) -> str:
    flags = int.from_bytes(raw[2:4], "little")
    size = int.from_bytes(raw[72:74], "little")
    data = raw[76 : 76 + size]
    if not data or len(data) < size:
        raise DamagedError("the name of the key is damaged")
    return _text_of(data, compressed=bool(flags & _COMPRESSED))


def _text_of(data: bytes, *, compressed: bool) -> str:
    return data.decode("latin-1" if compressed else "utf-16-le", "replace")


def _value(stream: Stream, offset: int) -> tuple[str, int, bytes]:
    from regipy.structs import VALUE_KEY

    raw = stream.cell(offset, 20 + 0xFFFF)
    try:
        head = VALUE_KEY.parse(raw)
    except Exception as error:  # whatever construct raises on nonsense
        raise DamagedError(f"the value at {offset} is damaged") from error
    name = _text_of(head.name, compressed=bool(head.flags.VALUE_COMP_NAME))
    size = head.data_size & ~_INLINE
    if head.data_size & _INLINE:
        data = struct.pack("<I", head.data_offset)[: min(4, size)]
    else:
        data = _data(stream, head.data_offset, size)
    return name, int(head.data_type), data


def _data(stream: Stream, offset: int, size: int) -> bytes:
    if not size:
        return b""
    raw = stream.cell(offset, min(size, MAX_VALUE))
    if size > _BIG and raw[:2] == b"db":
        return _big(stream, raw, min(size, MAX_VALUE))
    if len(raw) < min(size, MAX_VALUE):
        raise DamagedError(f"the data at {offset} are cut short")
    return raw[:size]


def _big(stream: Stream, raw: bytes, size: int) -> bytes:
    count, where = struct.unpack_from("<HI", raw, 2)
    table = stream.cell(where, min(count, 1 + size // _BIG_SEGMENT) * 4)
    data = bytearray()
    for (offset,) in struct.iter_unpack("<I", table[: len(table) // 4 * 4]):
        data += stream.cell(offset, min(_BIG_SEGMENT, size - len(data)))
        if len(data) >= size:
            break
    return bytes(data)


def _checksum(head: bytes) -> int:
    found = 0
    for (word,) in struct.iter_unpack("<I", head):
        found ^= word
    return {0: 1, 0xFFFFFFFF: 0xFFFFFFFE}.get(found, found)
