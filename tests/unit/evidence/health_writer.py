"""Answers of storage drivers about the health of disks, as bytes."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager

from collector.evidence.formats import health_ioctl, storage_ioctl
from collector.evidence.formats.health_ioctl import Command
from collector.evidence.platforms.live_device import device_fault
from collector.evidence.platforms.windows_disks import Ask
from collector.evidence.platforms.windows_health import Door


def summed(block: bytes) -> bytes:
    """512 bytes whose last one makes their sum zero."""
    block = block.ljust(511, b"\0")[:511]
    return block + bytes([-sum(block) & 0xFF])


def smart_data(rows: Mapping[int, int], **parts: bytes) -> bytes:
    """{attribute: raw}; `parts`: the six raw bytes of an attribute ("a9") as they are."""
    block = struct.pack("<H", 16)
    for number, raw in rows.items():
        six = parts.get(f"a{number}", raw.to_bytes(6, "little"))
        block += struct.pack("<BHBB", number, 3 if number == 5 else 2, 100, 99) + six + b"\0"
    return summed(block)


def limits(rows: Mapping[int, int]) -> bytes:
    rest = bytes(10)
    return summed(struct.pack("<H", 16) + b"".join(bytes(pair) + rest for pair in rows.items()))


def nvme_page(warning: int = 0, kelvin: int = 311, spare: int = 100, used: int = 3) -> bytes:
    page = bytearray(512)
    struct.pack_into("<BHBBB", page, 0, warning, kelvin, spare, 10, used)
    for place, count in ((32, 2), (48, 5), (112, 70), (128, 4321), (144, 6), (160, 8), (176, 9)):
        page[place : place + 16] = count.to_bytes(16, "little")
    return bytes(page)


def log_answer(page: bytes, offset: int = 40) -> bytes:
    """STORAGE_PROTOCOL_DATA_DESCRIPTOR."""
    head = struct.pack("<II10I", 48, 560, 3, 2, 2, 0, offset, len(page), 0, 0, 0, 0)
    return head.ljust(8 + offset, b"\0") + page


def warm(*degrees: int) -> bytes:
    """STORAGE_TEMPERATURE_DATA_DESCRIPTOR."""
    rows = b"".join(
        struct.pack("<HhhhBBBBI", place, each, 70, 0, 0, 0, 0, 0, 0)
        for place, each in enumerate(degrees)
    )
    return struct.pack("<IIhhHHII", 40, 24 + len(rows), 80, 70, len(degrees), 0, 0, 0) + rows


def obeyed(given: bytes, count: int = 0, mid: int = 0, high: int = 0, data: bytes = b"") -> bytes:
    """ATA_PASS_THROUGH_EX as it comes back: registers of the disk, then its data."""
    size = len(health_ioctl.command(Command.POWER_MODE))
    registers = bytes((0, count, 0, mid, high, 0xA0, 0x50, 0))
    return given[: size - 8] + registers + data


class Disk:
    """A disk behind its driver; what is `silent` is not answered, `sent` is what came through."""

    def __init__(
        self,
        answers: Mapping[str, bytes],
        *,
        mode: int = 0xFF,
        powered: bool | None = True,
        silent: frozenset[str] = frozenset(),
    ) -> None:
        self._answers, self._mode, self._silent = answers, mode, silent
        self._powered = powered
        self.sent: list[str] = []

    def door(self, *, admin: bool) -> Door:
        commands = self._way("open for commands") if admin else None
        return Door(self._way("open"), commands, lambda: self._powered)

    def _way(self, name: str) -> Callable[[], AbstractContextManager[Ask]]:
        @contextmanager
        def opened() -> Iterator[Ask]:
            if name in self._silent:
                raise device_fault(5, "Access is denied")
            yield self._ask

        return opened

    def _ask(self, code: int, given: bytes, size: int) -> bytes:
        name = self._named(code, given)
        self.sent.append(name)
        answer = self._answers.get(name)
        if name in self._silent or answer is None:
            raise device_fault(1, "Incorrect function")
        return answer[:size]

    def _named(self, code: int, given: bytes) -> str:
        if code == storage_ioctl.QUERY_PROPERTY:
            return {50: "log", 49: "adapter log", 52: "temperature"}[given[0]]
        return "prediction" if code == health_ioctl.PREDICT_FAILURE else self._command(given)

    def _command(self, given: bytes) -> str:
        size = len(health_ioctl.command(Command.POWER_MODE))
        registers = given[size - 8 : size]
        what = next(each for each in Command if bytes(each.value[0]) == registers[:7])
        answers = {
            Command.POWER_MODE: obeyed(given, count=self._mode),
            Command.RETURN_STATUS: obeyed(given, mid=0x4F, high=0xC2),
        }
        self._answers = {**self._answers, **{k.name: v for k, v in answers.items()}}
        if what.value[1] and what.name in self._answers:
            data = self._answers[what.name][-512:]
            self._answers = {**self._answers, what.name: obeyed(given[:size], data=data)}
        return what.name
