"""Partition tables are read to the byte, and what is wrong with them is said."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.evidence.formats.partition_table import PartitionTable, Style, read_table
from tests.unit.evidence.disk_writer import LINUX, MIB, gpt, logical, mbr

SIZE = 8 * MIB


def read(disk: bytearray, sector: int | None = None) -> PartitionTable:
    return read_table(io.BytesIO(bytes(disk)), len(disk), sector)


def test_an_mbr_with_three_logical_partitions() -> None:
    disk = mbr(SIZE, [(0x07, 2048, 2048), (0x0F, 4096, 8192)])
    logical(disk, 4096, [(0x83, 0, 1000), (0x82, 2048, 1000), (0x0B, 4096, 1000)])
    found = read(disk)
    assert (found.style, found.disk_id, found.problems) == (Style.MBR, "a1b2c3d4", ())
    assert [(s.number, s.type, s.start // 512, s.size // 512, s.logical) for s in found.slots] == [
        (1, "0x07", 2048, 2048, False),
        (2, "0x0f", 4096, 8192, False),
        (5, "0x83", 4097, 1000, True),
        (6, "0x82", 6145, 1000, True),
        (7, "0x0b", 8193, 1000, True),
    ]
    assert [slot.active for slot in found.slots] == [True, False, False, False, False]
    assert [slot.aligned for slot in found.slots] == [True, True, False, False, False]


def test_a_chain_in_a_circle_and_a_broken_one_end_with_a_word() -> None:
    disk = mbr(SIZE, [(0x05, 4096, 8192)])
    logical(disk, 4096, [(0x83, 0, 10), (0x83, 64, 10)])
    circle = bytearray(disk)
    circle[(4096 + 64) * 512 + 462 : (4096 + 64) * 512 + 478] = circle[
        4096 * 512 + 462 : 4096 * 512 + 478
    ]
    assert read(circle).problems == ("the chain of logical partitions has no end",)
    disk[(4096 + 64) * 512 + 510] = 0
    assert read(disk).problems == ("the chain of logical partitions is broken at sector 4160",)


@pytest.mark.parametrize("sector", [512, 4096])
def test_a_gpt_on_512_and_4096_byte_sectors(sector: int) -> None:
    first = MIB // sector
    disk = gpt(SIZE, [(LINUX, first, 2 * first - 1, "Dätä")], sector)
    for told in (sector, None):
        found = read(disk, told)
        assert (found.style, found.sector_size, found.problems) == (Style.GPT, sector, ())
        (slot,) = found.slots
        assert (slot.start, slot.size, slot.type, slot.name) == (MIB, MIB, LINUX, "Dätä")
        assert slot.aligned


def test_a_damaged_backup_is_told_and_the_primary_used() -> None:
    disk = gpt(SIZE, [(LINUX, 2048, 4095, "a")])
    disk[-512 + 60] ^= 1
    found = read(disk)
    assert found.problems == ("backup GPT: the checksum of the header is wrong",)
    assert len(found.slots) == 1


def test_a_damaged_primary_is_told_and_the_backup_used() -> None:
    disk = gpt(SIZE, [(LINUX, 2048, 4095, "a")])
    disk[1024 + 32] ^= 1
    found = read(disk)
    assert found.problems == ("primary GPT: the checksum of the entries is wrong",)
    assert found.slots[0].start == MIB


def test_a_gpt_without_any_header_left_is_told() -> None:
    disk = gpt(SIZE, [])
    disk[512:520] = disk[-512:-504] = b"\0" * 8
    found = read(disk)
    assert (found.style, found.problems) == (
        Style.MBR,
        ("the MBR announces a GPT, but there is none",),
    )


def test_a_hybrid_shows_both_tables() -> None:
    disk = gpt(SIZE, [(LINUX, 2048, 4095, "a")])
    disk[462:478] = mbr(512, [(0, 0, 0), (0x83, 2048, 2048)])[462:478]
    found = read(disk)
    assert found.style is Style.HYBRID
    assert [slot.type for slot in found.mbr_slots] == ["0xee", "0x83"]
    assert [slot.type for slot in found.slots] == [LINUX]


def test_partitions_that_overlap_or_end_behind_the_disk() -> None:
    found = read(mbr(SIZE, [(0x07, 2048, 4096), (0x83, 4096, 99999)]))
    assert found.problems == (
        "partition 2 ends behind the end of the disk",
        "partitions 1 and 2 overlap",
    )


@pytest.mark.parametrize(
    ("offset", "magic", "name"),
    [
        (3, b"-FVE-FS-", "BitLocker"),
        (3, b"NTFS    ", "NTFS"),
        (0, b"LUKS\xba\xbe\x00\x02", "LUKS"),
        (0x438, b"\x53\xef", "ext2"),
        (0x10040, b"_BHRfS_M", "btrfs"),
        (0, b"nothing", ""),
    ],
)
def test_what_a_partition_holds_is_told_by_its_first_bytes(
    offset: int, magic: bytes, name: str
) -> None:
    disk = mbr(SIZE, [(0x07, 2048, 4096)])
    disk[MIB + offset : MIB + offset + len(magic)] = magic
    assert read(disk).slots[0].holds == name


def test_a_file_system_on_the_bare_disk_is_no_table() -> None:
    disk = bytearray(SIZE)
    disk[3:11], disk[510:512] = b"NTFS    ", b"\x55\xaa"
    found = read(disk)
    assert (found.style, found.bare_volume) == (Style.NONE, "NTFS")
    assert read(bytearray(SIZE)).style is Style.NONE


_EDITS = st.lists(
    st.tuples(
        st.one_of(st.integers(0, 1535), st.integers(SIZE - 2048, SIZE - 1)), st.integers(0, 255)
    ),
    max_size=10,
)


@settings(max_examples=60)
@given(_EDITS, st.sampled_from(["gpt", "mbr"]), st.sampled_from([512, 4096, None]))
def test_no_damage_breaks_it(edits: list[tuple[int, int]], kind: str, sector: int | None) -> None:
    disk = (
        gpt(SIZE, [(LINUX, 2048, 4095, "a")])
        if kind == "gpt"
        else mbr(SIZE, [(0x07, 2048, 2048), (0x0F, 4096, 8192)])
    )
    for place, value in edits:
        disk[place] = value
    found = read(disk, sector)
    assert all(slot.size >= 0 for slot in found.slots)


@given(
    st.lists(st.tuples(st.integers(34, 5000), st.integers(0, 5000)), max_size=20),
)
def test_every_gpt_that_is_written_is_read_back(spans: list[tuple[int, int]]) -> None:
    partitions = [(LINUX, first, first + more, f"p{more}") for first, more in spans]
    found = read(gpt(SIZE, partitions), 512)
    assert [(s.type, s.start, s.size, s.name) for s in found.slots] == [
        (kind, first * 512, (last - first + 1) * 512, name)
        for kind, first, last, name in partitions
    ]
