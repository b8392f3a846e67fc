"""Which sectors of a disk say how it is divided and started, by the table that was read of it.

The table is plain data, and as hostile as the disk: nothing in it is believed beyond a place to
look at. What might be a part of a file is taken only where it looks like what is looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from collector.evidence.formats import mbr
from collector.evidence.formats.gpt import ReadAt, has_signature

FIRST, LAST = 34, 33
"""Sectors of a GPT and its MBR, and of its backup (UEFI Specification 2.10, chapter 5.3)."""
MAX_PIECES = 300
_NO_VOLUME = frozenset({mbr.PROTECTIVE, *mbr.EXTENDED})
_TYPES = {f"0x{kind:02x}" for kind in _NO_VOLUME}
_MOVED = "the backup GPT does not lie at the end of the disk"
_ALTERNATE = slice(32, 40)  # of a GPT's header: the sector of the other one


class Kind(Enum):
    """What a piece must look like to be taken."""

    ANYTHING = 0
    OF_A_GPT = 1
    MOVED_GPT = 2
    BOOT_SECTOR_OF_NTFS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """`first` and `count` in sectors of the disk."""

    name: str
    first: int
    count: int
    kind: Kind = Kind.ANYTHING


class NotThereError(Exception):
    """What the table says is not there; says why."""


class NoneOfItsKindError(Exception):
    """This disk or volume is of another kind, and has no such sectors; says why."""


def pieces(table: Mapping[str, Any], size: int, sector: int) -> tuple[Piece, ...]:
    """What to read of a disk of `size` bytes. `table`: a PartitionTable as plain data; empty where
    it could not be read."""
    if table.get("bare_volume"):  # no table: what follows belongs to a file system
        found = [Piece(name="boot-sector.bin", first=0, count=1)]
        return (*found, _backup("boot-sector-backup.bin", 0, size // sector))
    found = [
        Piece(name=f"first-{FIRST}-sectors.bin", first=0, count=min(FIRST, size // sector)),
        Piece(
            name=f"last-{LAST}-sectors.bin", first=max(0, size // sector - LAST),
            count=min(LAST, size // sector), kind=Kind.OF_A_GPT,
        ),
    ]  # fmt: skip
    if _MOVED in table.get("problems", ()):
        found.append(Piece(name="backup-gpt.bin", first=0, count=LAST, kind=Kind.MOVED_GPT))
    for number, place in enumerate(table.get("chain", ()), start=1):
        found.append(Piece(name=f"ebr-{number}.bin", first=place, count=1))
    for key, prefix in (("slots", ""), ("mbr_slots", "mbr-")):
        for slot in table.get(key, ()):
            if slot["type"] not in _TYPES:
                found.extend(_of_volume(f"{prefix}partition-{slot['number']}", slot, sector))
    return tuple(found[:MAX_PIECES])


def _of_volume(name: str, slot: Mapping[str, Any], sector: int) -> Iterator[Piece]:
    first, count = slot["start"] // sector, slot["size"] // sector
    yield Piece(name=f"{name}.bin", first=first, count=1)
    if slot["holds"] in ("", "NTFS") and count > 1:  # a lost boot sector has a copy there
        yield _backup(f"{name}-backup.bin", first, count)


def _backup(name: str, first: int, count: int) -> Piece:
    return Piece(name=name, first=first + count - 1, count=1, kind=Kind.BOOT_SECTOR_OF_NTFS)


def take(piece: Piece, read: ReadAt, size: int, sector: int) -> bytes:
    """The bytes of a piece; raises NotThereError or NoneOfItsKindError, or OSError where the disk
    cannot be read."""
    if piece.kind is Kind.OF_A_GPT and not _has_gpt(read, size // sector, sector):
        raise NoneOfItsKindError("this disk has no GPT")
    first = piece.first
    if piece.kind is Kind.MOVED_GPT:
        other = int.from_bytes(read(sector, 512)[_ALTERNATE], "little")
        if not has_signature(read, other, sector):
            raise NotThereError(f"the GPT says that its backup lies in sector {other}; it does not")
        first = max(0, other - piece.count + 1)
    data = read(first * sector, piece.count * sector)
    if len(data) < piece.count * sector:
        raise NotThereError("it lies behind the end of the disk")
    if piece.kind is Kind.BOOT_SECTOR_OF_NTFS and data[3:7] != b"NTFS":
        raise NoneOfItsKindError("no backup of a boot sector of NTFS lies there")
    return data


def _has_gpt(read: ReadAt, sectors: int, sector: int) -> bool:
    record = read(0, 512)
    protective = record[510:] == b"\x55\xaa" and any(
        record[446 + 16 * slot + 4] == mbr.PROTECTIVE for slot in range(4)
    )
    return protective or any(has_signature(read, at, sector) for at in (1, sectors - 1))
