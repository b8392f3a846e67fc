"""Writes registry hives as Windows lays them out, their transaction logs included."""

from __future__ import annotations

import struct
import time
from dataclasses import dataclass, field

from collector.evidence.formats.hive_log import marvin32

Typed = tuple[int, bytes]
Value = str | int | tuple[str, ...] | bytes | Typed
_BIN = 4096


@dataclass
class Tree:
    """A key: its values, and the keys below it."""

    values: dict[str, Value] = field(default_factory=dict)
    keys: dict[str, Tree] = field(default_factory=dict)

    def at(self, path: str) -> Tree:
        here = self
        for part in path.split("\\"):
            same = next((name for name in here.keys if name.lower() == part.lower()), part)
            here = here.keys.setdefault(same, Tree())
        return here


def tree(keys: dict[str, dict[str, Value]]) -> Tree:
    """`{r"Select": {"Current": 1}}`; parents are made."""
    top = Tree()
    for path, values in keys.items():
        top.at(path).values.update(values)
    return top


def _encoded(value: Value) -> Typed:
    match value:
        case str():
            return 1, (value + "\0").encode("utf-16-le")
        case bool() | int():
            return 4, struct.pack("<I", value)
        case bytes():
            return 3, value
        case (int() as kind, bytes() as data):
            return kind, data
        case _:
            return 7, ("".join(f"{part}\0" for part in value) + "\0").encode("utf-16-le")


class _Bins:
    def __init__(self, list_kind: bytes) -> None:
        self.data = bytearray()
        self.list_kind = list_kind
        self.sk = 0

    def cell(self, body: bytes) -> int:
        """Its offset; cells lie behind one another in one large bin."""
        size = -(-(len(body) + 4) // 8) * 8
        at = 32 + len(self.data)
        self.data += struct.pack("<i", -size) + body.ljust(size - 4, b"\0")
        return at

    def patch(self, offset: int, at: int, value: int) -> None:
        struct.pack_into("<I", self.data, offset - 32 + 4 + at, value)

    def value(self, name: str, value: Value) -> int:
        kind, data = _encoded(value)
        plain = name.isascii()
        raw = name.encode("ascii" if plain else "utf-16-le")
        size = len(data)
        if size <= 4 and kind in (4, 3):
            where, size = int.from_bytes(data.ljust(4, b"\0"), "little"), size | 0x80000000
        elif size > 16_344:
            pieces = [self.cell(data[at : at + 16_344]) for at in range(0, size, 16_344)]
            table = self.cell(struct.pack(f"<{len(pieces)}I", *pieces))
            where = self.cell(b"db" + struct.pack("<HI", len(pieces), table))
        else:
            where = self.cell(data)
        head = struct.pack("<HIIIHH", len(raw), size, where, kind, 1 if plain else 0, 0)
        return self.cell(b"vk" + head + raw)

    def key(self, name: str, node: Tree, parent: int, *, root: bool = False) -> int:
        plain = all(ord(char) < 256 for char in name)
        raw = name.encode("latin-1" if plain else "utf-16-le")
        flags = (0x20 if plain else 0) | (0x0C if root else 0)
        stamp = int((time.time() + 11_644_473_600) * 10_000_000)
        names = sorted(node.keys, key=str.upper)
        head = struct.pack(
            "<HQIIIIIIIIIIIIIIIHH", flags, stamp, 0, parent, len(names), 0, 0xFFFFFFFF, 0xFFFFFFFF,
            len(node.values), 0xFFFFFFFF, self.sk, 0xFFFFFFFF,
            2 * max(map(len, names), default=0), 0, 2 * max(map(len, node.values), default=0),
            max((len(_encoded(each)[1]) for each in node.values.values()), default=0), 0,
            len(raw), 0,
        )  # fmt: skip
        own = self.cell(b"nk" + head + raw)
        if root:
            self._security(own)
        if node.values:
            offsets = [self.value(*pair) for pair in node.values.items()]
            self.patch(own, 40, self.cell(struct.pack(f"<{len(offsets)}I", *offsets)))
        if names:
            below = [(each, self.key(each, node.keys[each], own)) for each in names]
            self.patch(own, 28, self._list(below))
        return own

    def _security(self, root: int) -> None:
        """One descriptor for all: owner and group SYSTEM, no lists."""
        sid = bytes.fromhex("010100000000000512000000")
        descriptor = struct.pack("<BBHIIII", 1, 0, 0x8000, 20, 32, 0, 0) + sid + sid
        at = 32 + len(self.data)
        self.sk = self.cell(
            b"sk\0\0" + struct.pack("<IIII", at, at, 1, len(descriptor)) + descriptor
        )
        self.patch(root, 44, self.sk)

    def _list(self, below: list[tuple[str, int]]) -> int:
        if len(below) > 500:
            parts = [below[at : at + 500] for at in range(0, len(below), 500)]
            offsets = [self._list(part) for part in parts]
            return self.cell(b"ri" + struct.pack(f"<H{len(offsets)}I", len(offsets), *offsets))
        body = bytearray(self.list_kind + struct.pack("<H", len(below)))
        for name, offset in below:
            body += struct.pack("<I", offset)
            if self.list_kind == b"lf":
                body += name.encode("latin-1", "replace")[:4].ljust(4, b"\0")
            elif self.list_kind == b"lh":
                body += struct.pack("<I", _hash(name))
        return self.cell(bytes(body))


def _hash(name: str) -> int:
    found = 0
    for char in name.upper():
        found = (found * 37 + ord(char)) & 0xFFFFFFFF
    return found


def hive(
    top: Tree, name: str = "SOFTWARE", *, sequences: tuple[int, int] = (7, 7),
    list_kind: bytes = b"lh", room: int = 0,
) -> bytes:  # fmt: skip
    """The file of a hive; different `sequences` make it dirty, `room` leaves free bytes in it."""
    bins = _Bins(list_kind)
    root = bins.key("CMI-CreateHive{0}", top, 0, root=True)
    size = -(-(32 + len(bins.data) + room) // _BIN) * _BIN
    free = size - 32 - len(bins.data)
    if free:
        bins.data += struct.pack("<i", free).ljust(free, b"\0")
    head = b"hbin" + struct.pack("<IIQQI", 0, size, 0, 0, 0)
    return header(root, size, name, sequences) + head + bytes(bins.data)


def header(root: int, size: int, name: str, sequences: tuple[int, int], kind: int = 0) -> bytes:
    text = name.encode("utf-16-le")[-62:].ljust(64, b"\0")
    base = b"regf" + struct.pack(
        "<IIQIIIIIII", *sequences, 133_000_000_000_000_000, 1, 5, kind, 1, root, size, 1
    )
    base = (base + text).ljust(508, b"\0")
    check = 0
    for (word,) in struct.iter_unpack("<I", base):
        check ^= word
    return (base + struct.pack("<I", check)).ljust(4096, b"\0")


def log(before: bytes, after: bytes, sequence: int) -> bytes:
    """A LOG1 (HvLE) that brings the hive `before` to `after` in one entry of that number."""
    pages = [
        (at - 4096, after[at : at + 512])
        for at in range(4096, len(after), 512)
        if before[at : at + 512] != after[at : at + 512]
    ]
    body = b"".join(struct.pack("<II", at, len(data)) for at, data in pages)
    body += b"".join(data for _, data in pages)
    size = -(-(40 + len(body)) // 512) * 512
    body = body.ljust(size - 40, b"\0")
    head = b"HvLE" + struct.pack("<IIIII", size, 0, sequence, len(after) - 4096, len(pages))
    whole = marvin32(body)
    head += whole
    return header(0x20, len(after) - 4096, "x", (sequence, sequence), 6)[:512] + (
        head + marvin32(head) + body
    )


def old_log(before: bytes, after: bytes) -> bytes:
    """A LOG in the format of Windows 7: a bitmap of the changed sectors, then these."""
    size = len(after) - 4096
    bitmap, data = bytearray(size // 4096), bytearray()
    for number in range(size // 512):
        at = 4096 + number * 512
        if before[at : at + 512] != after[at : at + 512]:
            bitmap[number // 8] |= 1 << number % 8
            data += after[at : at + 512]
    table = b"DIRT" + bytes(bitmap)
    table = table.ljust(-(-len(table) // 512) * 512, b"\0")
    return header(0x20, size, "x", (8, 8), 1)[:512] + table + bytes(data)
