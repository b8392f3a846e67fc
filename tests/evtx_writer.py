"""Writes event log files (.evtx) as Windows lays them out: one chunk, records without templates."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
_CHUNK, _HEAD = 65_536, 512


@dataclass(frozen=True, kw_only=True)
class Written:
    """One record; `data` are its parameters."""

    provider: str
    id: int
    level: int
    time: datetime
    data: dict[str, str] = field(default_factory=dict)


def evtx(records: list[Written], channel: str = "System", computer: str = "PC") -> bytes:
    """The file. Raises ValueError where the records need more than one chunk."""
    body, places = b"", list[int]()
    for number, one in enumerate(records, 1):
        places.append(_HEAD + len(body))
        body += _record(number, one, channel, computer, _HEAD + len(body))
    if len(body) > _CHUNK - _HEAD:
        raise ValueError("too many records for one chunk")
    return _file(len(records)) + _chunk(body, len(records), places[-1] if places else _HEAD)


def _file(count: int) -> bytes:
    head = struct.pack("<8sQQQIHHHH", b"ElfFile\0", 0, 0, count + 1, 128, 1, 3, 4096, 1)
    head = head.ljust(120, b"\0")
    return (head + struct.pack("<II", 0, zlib.crc32(head))).ljust(4096, b"\0")


def _chunk(body: bytes, count: int, last: int) -> bytes:
    head = struct.pack(
        "<8sQQQQIIII", b"ElfChnk\0", 1, count, 1, count, 128, last, _HEAD + len(body),
        zlib.crc32(body),
    ).ljust(124, b"\0")  # fmt: skip
    tables = bytes(_HEAD - 128)
    check = zlib.crc32(head[:120] + tables)
    return (head + struct.pack("<I", check) + tables + body).ljust(_CHUNK, b"\0")


def _record(number: int, one: Written, channel: str, computer: str, at: int) -> bytes:
    xml = _Binary(at + 24)
    xml.raw(b"\x0f\x01\x01\x00")
    xml.element("Event", {}, lambda: _event(xml, number, one, channel, computer))
    xml.raw(b"\0")
    size = -(-(24 + len(xml.data) + 4) // 8) * 8
    ticks = int((one.time - _EPOCH).total_seconds() * 10_000_000)
    head = struct.pack("<4sIQQ", b"\x2a\x2a\0\0", size, number, ticks)
    return head + bytes(xml.data).ljust(size - 28, b"\0") + struct.pack("<I", size)


def _event(xml: _Binary, number: int, one: Written, channel: str, computer: str) -> None:
    def system() -> None:
        xml.element("Provider", {"Name": one.provider})
        xml.element("EventID", {}, lambda: xml.text(str(one.id)))
        xml.element("Level", {}, lambda: xml.text(str(one.level)))
        xml.element("TimeCreated", {"SystemTime": f"{one.time:%Y-%m-%dT%H:%M:%S.%fZ}"})
        xml.element("EventRecordID", {}, lambda: xml.text(str(number)))
        xml.element("Channel", {}, lambda: xml.text(channel))
        xml.element("Computer", {}, lambda: xml.text(computer))

    def data() -> None:
        for name, value in one.data.items():
            xml.element("Data", {"Name": name}, partial(xml.text, value))

    xml.element("System", {}, system)
    xml.element("EventData", {}, data)


class _Binary:
    """Binary XML; `base` is where its first byte will stand in the chunk."""

    def __init__(self, base: int) -> None:
        self.base, self.data = base, bytearray()

    def raw(self, data: bytes) -> None:
        self.data += data

    def name(self, text: str) -> None:
        """Every name stands where it is used; its hash is what Windows computes."""
        found = 0
        for char in text:
            found = (found * 65_599 + ord(char)) & 0xFFFFFFFF
        at = self.base + len(self.data) + 4
        self.raw(struct.pack("<IIHH", at, 0, found & 0xFFFF, len(text)))
        self.raw(text.encode("utf-16-le") + b"\0\0")

    def text(self, value: str) -> None:
        self.raw(b"\x05\x01" + struct.pack("<H", len(value)) + value.encode("utf-16-le"))

    def element(
        self, name: str, attributes: dict[str, str], inner: Callable[[], None] | None = None
    ) -> None:
        """Outside of templates an element has no dependency identifier."""
        self.raw(b"\x41" if attributes else b"\x01")
        size_at = len(self.data)
        self.raw(bytes(4))
        self.name(name)
        if attributes:
            list_at = len(self.data)
            self.raw(bytes(4))
            for number, (key, value) in enumerate(attributes.items(), 1):
                self.raw(b"\x46" if number < len(attributes) else b"\x06")
                self.name(key)
                self.text(value)
            struct.pack_into("<I", self.data, list_at, len(self.data) - list_at - 4)
        if inner is not None:
            self.raw(b"\x02")
            inner()
            self.raw(b"\x04")
        else:
            self.raw(b"\x03")
        struct.pack_into("<I", self.data, size_at, len(self.data) - size_at - 4)
