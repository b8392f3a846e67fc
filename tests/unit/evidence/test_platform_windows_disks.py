"""Disks of Windows by the bytes that its drivers answer, each answer on its own."""

from __future__ import annotations

import io
import struct
import uuid
from contextlib import suppress
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.evidence.formats import storage_ioctl
from collector.evidence.formats.partition_table import Style, read_table
from collector.evidence.formats.storage_ioctl import ShortAnswerError
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms.aligned import AlignedReader
from collector.evidence.platforms.disk_groups import members
from collector.evidence.platforms.live_device import device_fault
from collector.evidence.platforms.windows_disks import disk
from tests.unit.evidence.disk_writer import LINUX, MIB, gpt

LDM = "af9b60a0-1431-4f62-bc68-3311714a69ad"
DISK_ID = "11111111-2222-3333-4444-555555555555"


def descriptor(vendor: bytes, product: bytes, serial: bytes, bus: int) -> bytes:
    """STORAGE_DEVICE_DESCRIPTOR with its strings behind it."""
    texts = b"\0".join((vendor, product, b"1.0", serial)) + b"\0"
    starts = [40]
    for text in (vendor, product, b"1.0"):
        starts.append(starts[-1] + len(text) + 1)
    size = 40 + len(texts)
    head = struct.pack("<IIBBBBIIIIII", 40, size, 0, 0, 0, 1, *starts, bus, 0)
    return head.ljust(40, b"\0") + texts


def entry(style: int, number: int, start: int, size: int, rest: bytes) -> bytes:
    head = struct.pack("<I4xqqI4x", style, start, size, number)
    return (head + rest).ljust(144, b"\0")


def gpt_layout() -> bytes:
    head = struct.pack("<II16sqqI", 1, 1, uuid.UUID(DISK_ID).bytes_le, 17408, 1 << 30, 128)
    rest = uuid.UUID(LDM).bytes_le + uuid.UUID(int=7).bytes_le + struct.pack("<Q", 0)
    return head.ljust(48, b"\0") + entry(1, 1, MIB, 64 * MIB, rest + "Dätä".encode("utf-16-le"))


def mbr_layout() -> bytes:
    head = struct.pack("<III", 0, 2, 0xA1B2C3D4).ljust(48, b"\0")
    row = entry(0, 1, MIB, 64 * MIB, bytes((0x42, 1)))
    return head + row + entry(0, 2, 0, 0, b"\0")


class Driver:
    """Answers as one disk does; a code that is broken is not answered."""

    def __init__(self, layout: bytes, broken: frozenset[int] = frozenset()) -> None:
        self._layout, self._broken = layout, broken

    def __call__(self, code: int, given: bytes, size: int) -> bytes:
        if code in self._broken:
            raise device_fault(1, "Incorrect function")
        kind = int.from_bytes(given[:4], "little")
        if code == storage_ioctl.QUERY_PROPERTY:
            return {
                0: descriptor(b"NVMe", b"SAMSUNG MZVL2512", b"S64DNX0R123456", 17),
                6: struct.pack("<7I", 28, 28, 64, 0, 512, 4096, 0),
                7: struct.pack("<IIB", 12, 12, 0),
                8: struct.pack("<IIB", 12, 12, 1),
            }[kind]
        return {
            storage_ioctl.GET_GEOMETRY: struct.pack("<QIIIIQ", 66, 12, 255, 63, 512, 512 * MIB),
            storage_ioctl.GET_LAYOUT: self._layout,
            storage_ioctl.GET_ATTRIBUTES: struct.pack("<IIQQ", 24, 0, 3, 0),
        }[code]


def test_a_disk_with_a_gpt_is_told_whole() -> None:
    found = disk("PhysicalDrive0", Driver(gpt_layout()))
    assert (found.size, found.logical_sector_size, found.physical_sector_size) == (
        512 * MIB, 512, 4096,
    )  # fmt: skip
    assert (found.model, found.serial, found.bus) == (
        "SAMSUNG MZVL2512", "S64DNX0R123456", "nvme",
    )  # fmt: skip
    assert (found.rotational, found.trim, found.offline, found.read_only) == (
        False, True, True, True,
    )  # fmt: skip
    assert (found.style, found.disk_id) == ("GPT", DISK_ID)
    (part,) = found.partitions
    assert (part.start, part.size, part.type, part.label) == (MIB, 64 * MIB, LDM, "Dätä")
    assert [each.role for each in members((found,))] == ["dynamic disk (LDM data)"]


def test_a_dynamic_disk_with_an_mbr() -> None:
    found = disk("PhysicalDrive1", Driver(mbr_layout()))
    assert (found.style, found.disk_id) == ("MBR", "a1b2c3d4")
    (part,) = found.partitions
    assert (part.type, part.active) == ("0x42", True)
    assert [each.role for each in members((found,))] == ["dynamic disk (LDM)"]


CODES = (storage_ioctl.QUERY_PROPERTY, storage_ioctl.GET_LAYOUT, storage_ioctl.GET_ATTRIBUTES)


@pytest.mark.parametrize("broken", CODES)
def test_a_question_that_is_not_answered_costs_only_its_own_facts(broken: int) -> None:
    found = disk("PhysicalDrive0", Driver(gpt_layout(), frozenset({broken})))
    assert found.size == 512 * MIB
    told = (bool(found.model), bool(found.partitions), found.offline is not None)
    assert told.count(False) == 1


def test_a_reader_without_a_card_is_absent() -> None:
    def empty(code: int, given: bytes, size: int) -> bytes:
        raise device_fault(21, "The device is not ready")

    with pytest.raises(NotCollectedError) as caught:
        disk("PhysicalDrive3", empty)
    assert caught.value.status is Status.ABSENT
    assert device_fault(5, "").status is Status.REFUSED
    assert device_fault(50, "").status is Status.NOT_APPLICABLE


def test_the_serial_of_an_old_ata_driver_is_turned_round() -> None:
    plain = "WD-WMATV1234567"
    swapped = bytearray(plain.ljust(20).encode())
    swapped[0::2], swapped[1::2] = swapped[1::2], swapped[0::2]
    raw = descriptor(b"", b"WDC", swapped.hex().encode(), 3)
    assert storage_ioctl.device(raw).serial == plain


@given(st.binary(max_size=400))
def test_no_answer_breaks_it(data: bytes) -> None:
    for parse in (
        storage_ioctl.device, storage_ioctl.geometry, storage_ioctl.alignment, storage_ioctl.flag,
        storage_ioctl.attributes, storage_ioctl.device_number, storage_ioctl.extents,
        storage_ioctl.layout,
    ):  # fmt: skip
        with suppress(ShortAnswerError):
            parse(data)


class Sectors(io.BytesIO):
    """As a raw disk of Windows: anything but whole sectors is refused."""

    def __init__(self, data: bytes, sector: int) -> None:
        super().__init__(data)
        self._sector = sector

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        if size % self._sector or self.tell() % self._sector:
            raise OSError(22, "Invalid argument")
        return super().read(size)


@pytest.mark.parametrize("sector", [512, 4096])
def test_a_raw_disk_of_windows_is_read_by_whole_sectors(sector: int) -> None:
    data = bytes(gpt(8 * MIB, [(LINUX, MIB // sector, 2 * MIB // sector - 1, "a")], sector))
    with AlignedReader(Sectors(data, sector), sector) as raw:
        found = read_table(cast(BinaryIO, raw), len(data), sector)
    assert (found.style, found.problems) == (Style.GPT, ())
    assert found.slots[0].start == MIB


@given(st.integers(0, 9000), st.integers(0, 9000))
def test_any_piece_of_it_is_the_same_as_of_a_file(place: int, size: int) -> None:
    data = bytes(range(256)) * 32
    with AlignedReader(Sectors(data, 512), 512) as raw:
        raw.seek(place)
        assert raw.read(size) == data[place : place + size]
