"""Master boot records and the chain of logical partitions behind an extended one."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from collector.evidence.formats.gpt import ReadAt

PROTECTIVE = 0xEE
EXTENDED = frozenset({0x05, 0x0F, 0x85})
_MAX_LOGICAL = 256
_ENTRY = struct.Struct("<B3sB3sII")


@dataclass(frozen=True, slots=True, kw_only=True)
class MbrEntry:
    """One partition; `first` is a sector of the disk. `logical`: in the extended partition."""

    number: int
    type: int
    active: bool
    first: int
    sectors: int
    logical: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mbr:
    """`signature` is the disk's, by which Windows knows it ("a1b2c3d4"); `chain`: the sectors that
    the logical partitions are described in; `problems` sentences."""

    signature: str
    entries: tuple[MbrEntry, ...]
    problems: tuple[str, ...]
    chain: tuple[int, ...] = ()

    @property
    def protective(self) -> bool:
        return any(entry.type == PROTECTIVE for entry in self.entries)

    @property
    def hybrid(self) -> bool:
        """A protective entry beside others: two tables that may contradict each other."""
        return self.protective and any(entry.type != PROTECTIVE for entry in self.entries)


def parse(read: ReadAt, size: int) -> Mbr | None:
    """The record of a disk with sectors of `size` bytes; None without the signature 55 AA, or
    where the first sector is that of a file system."""
    raw = read(0, 512)
    if len(raw) < 512 or raw[510:] != b"\x55\xaa" or _is_boot_sector(raw):
        return None
    entries: list[MbrEntry] = []
    problems: list[str] = []
    chain: list[int] = []
    for number, (active, kind, first, sectors) in enumerate(_slots(raw), start=1):
        if not kind:
            continue
        entries.append(
            MbrEntry(number=number, type=kind, active=active, first=first, sectors=sectors)
        )
        if kind in EXTENDED:
            entries.extend(_logical(read, size, first, chain, problems))
    return Mbr(
        signature=f"{int.from_bytes(raw[440:444], 'little'):08x}",
        entries=tuple(entries),
        problems=tuple(problems),
        chain=tuple(chain),
    )


def _slots(raw: bytes) -> list[tuple[bool, int, int, int]]:
    rows = (_ENTRY.unpack_from(raw, 446 + 16 * slot) for slot in range(4))
    return [(flag == 0x80, kind, first, sectors) for flag, _, kind, _, first, sectors in rows]


def _is_boot_sector(raw: bytes) -> bool:
    """A file system on the bare disk (a "superfloppy"): where the flags of partitions would
    stand is code, or nothing."""
    known = raw[3:7] in (b"NTFS", b"EXFA", b"-FVE") or raw[54:57] == b"FAT" or raw[82:85] == b"FAT"
    code = any(raw[446 + 16 * slot] not in (0, 0x80) for slot in range(4))
    return known and (code or not any(kind for _, kind, _, _ in _slots(raw)))


def _logical(
    read: ReadAt, size: int, start: int, chain: list[int], problems: list[str]
) -> list[MbrEntry]:
    """Each link holds one partition (relative to itself) and the next link (relative to start)."""
    found: list[MbrEntry] = []
    seen: set[int] = set()
    here = start
    while here not in seen and len(seen) < _MAX_LOGICAL:
        seen.add(here)
        chain.append(here)
        raw = read(here * size, 512)
        if len(raw) < 512 or raw[510:] != b"\x55\xaa":
            problems.append(f"the chain of logical partitions is broken at sector {here}")
            return found
        (active, kind, first, sectors), (_, next_kind, next_first, _) = _slots(raw)[:2]
        if kind and sectors:
            found.append(
                MbrEntry(
                    number=5 + len(found), type=kind, active=active,
                    first=here + first, sectors=sectors, logical=True,
                )
            )  # fmt: skip
        if next_kind not in EXTENDED or not next_first:
            return found
        here = start + next_first
    problems.append("the chain of logical partitions has no end")
    return found
