"""Whether a volume waits for a check is read from its own mark, whatever else the bytes say."""

from __future__ import annotations

import random

import pytest

from collector.evidence.formats.volume_state import CLEAN, ERRORS, MARKED, state

AT = 4096  # where the volume begins on its disk


def put(data: bytearray, place: int, value: int, size: int) -> None:
    data[place : place + size] = value.to_bytes(size, "little")


def told(volume: bytes | bytearray, holds: str) -> str:
    disk = b"\xff" * AT + volume
    return state(lambda offset, count: disk[offset : offset + count], AT, holds)


@pytest.mark.parametrize(
    ("flags", "needed", "said"),
    [
        (1, 0x2C2, CLEAN), (3, 0x2C2, ERRORS), (0, 0x2C2, "in use, or not closed cleanly"),
        (1, 0x2C6, "in use, or not closed cleanly"),
    ],
)  # fmt: skip
def test_ext(flags: int, needed: int, said: str) -> None:
    volume = bytearray(4096)
    put(volume, 0x43A, flags, 2)
    put(volume, 0x460, needed, 4)
    assert told(volume, "ext4") == said


@pytest.mark.parametrize(("flags", "said"), [(0, CLEAN), (2, MARKED), (4, ERRORS), (6, ERRORS)])
def test_exfat(flags: int, said: str) -> None:
    volume = bytearray(512)
    put(volume, 0x6A, flags, 2)
    assert told(volume, "exFAT") == said


@pytest.mark.parametrize(
    ("holds", "size", "entry", "said"),
    [
        ("FAT32", 4, 0x0FFFFFFF, CLEAN), ("FAT32", 4, 0x07FFFFFF, MARKED),
        ("FAT32", 4, 0x0BFFFFFF, ERRORS), ("FAT16", 2, 0xFFFF, CLEAN),
        ("FAT16", 2, 0x7FFF, MARKED), ("FAT16", 2, 0xBFFF, ERRORS),
    ],
)  # fmt: skip
def test_fat(holds: str, size: int, entry: int, said: str) -> None:
    volume = bytearray(64 * 512)
    put(volume, 0x0B, 512, 2)
    put(volume, 0x0E, 32, 2)
    put(volume, 32 * 512 + size, entry, size)
    assert told(volume, holds) == said


def ntfs(flags: int, before: int = 0x60) -> bytearray:
    """A volume whose $Volume has its flags after `before` bytes of other attributes."""
    volume = bytearray(64 << 10)
    put(volume, 0x0B, 512, 2)
    volume[0x0D], volume[0x40] = 8, 0xF6  # clusters of 4 KiB, records of 1 KiB
    put(volume, 0x30, 4, 8)
    record = bytearray(1024)
    record[:4] = b"FILE"
    for place, value in ((4, 0x30), (6, 3), (0x14, 0x38)):
        put(record, place, value, 2)
    put(record, 0x38, 0x10, 4)
    put(record, 0x3C, before, 4)
    own = 0x38 + before
    put(record, own, 0x70, 4)
    put(record, own + 4, 0x28, 4)
    put(record, own + 0x14, 0x18, 2)
    put(record, own + 0x18 + 10, flags, 2)
    for number in (1, 2):
        end = 512 * number
        record[0x30 + 2 * number : 0x32 + 2 * number] = record[end - 2 : end]
        record[end - 2 : end] = b"\xa5\xa5"
    volume[4 * 4096 + 3 * 1024 : 4 * 4096 + 4 * 1024] = record
    return volume


@pytest.mark.parametrize("before", [0x60, 510 - 0x38 - 0x18 - 10])  # the second: across a block
def test_ntfs(before: int) -> None:
    assert told(ntfs(0, before), "NTFS") == CLEAN
    assert told(ntfs(1, before), "NTFS") == MARKED
    assert told(ntfs(0x80, before), "NTFS") == CLEAN


@pytest.mark.parametrize("holds", ["ext4", "exFAT", "FAT32", "FAT16", "NTFS", "XFS", ""])
def test_what_cannot_be_told_is_not_said(holds: str) -> None:
    assert told(b"", holds) == ""
    chance = random.Random(holds)
    for _ in range(200):
        assert told(chance.randbytes(2048), holds) in (
            "", CLEAN, MARKED, ERRORS, "in use, or not closed cleanly",
        )  # fmt: skip
    broken = ntfs(1)
    for _ in range(200):
        broken[chance.randrange(0x0B, len(broken))] = chance.randrange(256)
        told(bytes(broken), "NTFS")
