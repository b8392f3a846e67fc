"""The partition table of a disk as it is written there, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import BinaryIO

from collector.evidence.formats import gpt, mbr, volume_signature, volume_state
from collector.evidence.formats.gpt import Gpt, GptEntry, ReadAt
from collector.evidence.formats.mbr import Mbr, MbrEntry

MEBIBYTE = 1 << 20


class Style(StrEnum):
    GPT = "GPT"
    MBR = "MBR"
    HYBRID = "hybrid"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One partition; bytes from the start of the disk. `holds` by its first bytes: "NTFS";
    `state`: whether that was closed cleanly, where it tells."""

    number: int
    type: str
    start: int
    size: int
    aligned: bool
    holds: str = ""
    state: str = ""
    guid: str = ""
    name: str = ""
    active: bool = False
    logical: bool = False
    attributes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PartitionTable:
    """`disk_id` is the GUID (GPT) or the signature (MBR). `slots` come from the primary GPT, the
    backup where that is lost, or the MBR; `mbr_slots` of a hybrid stand beside them. `chain`: the
    sectors (EBRs) that describe logical partitions."""

    style: Style
    sector_size: int
    disk_size: int
    disk_id: str
    slots: tuple[Slot, ...]
    mbr_slots: tuple[Slot, ...]
    bare_volume: str
    problems: tuple[str, ...]
    bare_state: str = ""
    chain: tuple[int, ...] = ()


def read_table(disk: BinaryIO, size: int, sector_size: int | None = None) -> PartitionTable:
    """The table of `disk`, which is `size` bytes long and opened unbuffered.

    Without `sector_size` (an image) it is told from where the GPT lies, else 512. Raises OSError
    where the disk cannot be read.
    """

    def read(offset: int, count: int) -> bytes:
        count = min(count, size - offset)
        if offset < 0 or count <= 0:
            return b""
        disk.seek(offset)
        data = b""
        while len(data) < count and (piece := disk.read(count - len(data))):
            data += piece
        return data

    sector = sector_size or _guessed(read)
    record = mbr.parse(read, sector)
    primary, backup, problems = _copies(read, sector, size // sector, record)
    table = primary if primary and not primary.problems else backup or primary
    by_mbr = () if record is None else tuple(_of_mbr(e, read, sector) for e in record.entries)
    if record is not None:
        problems.extend(record.problems)
    by_gpt = () if table is None else tuple(_of_gpt(e, read, sector) for e in table.entries)
    style = _style(record, table)
    bare = "" if style is not Style.NONE else volume_signature.detect(read, 0)
    return PartitionTable(
        style=style,
        sector_size=sector,
        disk_size=size,
        disk_id=table.disk_guid if table else record.signature if record else "",
        slots=by_gpt if table else by_mbr,
        mbr_slots=by_mbr if style is Style.HYBRID else (),
        bare_volume=bare,
        bare_state=volume_state.state(read, 0, bare),
        problems=(*problems, *_beyond(by_gpt if table else by_mbr, size)),
        chain=record.chain if record else (),
    )


def _guessed(read: ReadAt) -> int:
    return next((size for size in (512, 4096) if gpt.has_signature(read, 1, size)), 512)


def _copies(
    read: ReadAt, sector: int, sectors: int, record: Mbr | None
) -> tuple[Gpt | None, Gpt | None, list[str]]:
    """Both copies of the GPT. Without a protective MBR only a whole primary one counts."""
    primary = gpt.parse(read, 1, sector)
    if record is not None and not record.protective and (primary is None or primary.problems):
        return None, None, []  # an MBR disk, maybe with the remains of a GPT
    place = primary.alternate if primary and not primary.problems else sectors - 1
    backup = gpt.parse(read, place, sector)
    if primary is None and backup is None:
        lost = record is not None and record.protective
        return None, None, ["the MBR announces a GPT, but there is none"] if lost else []
    problems = [*_told("primary", primary), *_told("backup", backup)]
    if primary and backup and not problems and primary.entries != backup.entries:
        problems.append("the two copies of the GPT differ")
    if primary and not primary.problems and place != sectors - 1:
        problems.append("the backup GPT does not lie at the end of the disk")
    if record is None or not record.protective:
        problems.append("there is a GPT, but no protective MBR")
    return primary, backup, problems


def _told(which: str, copy: Gpt | None) -> list[str]:
    if copy is None:
        return [f"the {which} GPT is missing"]
    return [f"{which} GPT: {problem}" for problem in copy.problems]


def _style(record: Mbr | None, table: Gpt | None) -> Style:
    if table is not None:
        return Style.HYBRID if record is not None and record.hybrid else Style.GPT
    return Style.NONE if record is None else Style.MBR


def _of_gpt(entry: GptEntry, read: ReadAt, sector: int) -> Slot:
    start = entry.first * sector
    holds = volume_signature.detect(read, start)
    return Slot(
        number=entry.number,
        type=entry.type_guid,
        start=start,
        size=max(0, entry.last - entry.first + 1) * sector,
        aligned=start % MEBIBYTE == 0,
        holds=holds,
        state=volume_state.state(read, start, holds),
        guid=entry.guid,
        name=entry.name,
        attributes=entry.attributes,
    )


def _of_mbr(entry: MbrEntry, read: ReadAt, sector: int) -> Slot:
    start = entry.first * sector
    holder = entry.type in mbr.EXTENDED or entry.type == mbr.PROTECTIVE
    holds = "" if holder else volume_signature.detect(read, start)
    return Slot(
        number=entry.number,
        type=f"0x{entry.type:02x}",
        start=start,
        size=entry.sectors * sector,
        aligned=start % MEBIBYTE == 0,
        holds=holds,
        state=volume_state.state(read, start, holds),
        active=entry.active,
        logical=entry.logical,
    )


def _beyond(slots: tuple[Slot, ...], size: int) -> list[str]:
    """Partitions that end behind the disk, and such that overlap."""
    found = [
        f"partition {slot.number} ends behind the end of the disk"
        for slot in slots
        if slot.start + slot.size > size and slot.type != "0xee"
    ]
    data = sorted((s for s in slots if s.type not in _HOLDERS), key=lambda slot: slot.start)
    for one, other in pairwise(data):
        if one.start + one.size > other.start:
            found.append(f"partitions {one.number} and {other.number} overlap")
    return found


_HOLDERS = frozenset({"0xee", *(f"0x{kind:02x}" for kind in mbr.EXTENDED)})
