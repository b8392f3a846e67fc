"""The disks as drawings: which box stands where, what is written into it, what the table says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from collector.evidence.formats import partition_types
from collector.findings.layout import DiskLayout, PartitionLayout
from collector.findings.sizes import sized
from collector.report.geometry import Box, Span, boxes
from collector.report.visible import plain

WIDTH, ROW, PAD = 1000.0, 62.0, 6.0
_LETTER = 7.2  # width of a letter in the drawing's units, at 12 units of size
_FAMILIES = (
    ("windows", ("ntfs", "refs", "exfat", "basic data", "storage spaces")),
    ("fat", ("fat", "efi system", "vfat")),
    ("linux", ("ext", "linux", "xfs", "btrfs", "swap", "lvm")),
    ("locked", ("bitlocker", "luks", "crypto", "-fve")),
    ("apple", ("hfs", "apfs", "apple")),
    ("system", ("reserved", "recovery", "bios boot", "extended", "ldm", "dynamic")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One box: `kind` names its colour, `lines` fit into it, `title` says it whole."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    lines: tuple[str, ...]
    title: str
    beyond: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of the table below the drawing."""

    number: str
    kind: str
    holds: str
    start: str
    size: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DiskMap:
    title: str
    about: str
    problems: tuple[str, ...]
    height: float
    boxes: tuple[Drawn, ...]
    rows: tuple[Row, ...]
    left_out: int = 0


MOST_DRAWN = 128


def disk_map(disk: DiskLayout) -> DiskMap:
    """The drawing of one disk, `WIDTH` units wide, and its table."""
    parts = disk.partitions[:MOST_DRAWN]
    spans = [
        Span(key=place, start=part.start, size=part.size, outer=part.extended)
        for place, part in enumerate(parts)
    ]
    found = boxes(disk.size, spans, width=WIDTH)
    rows = 1 + max((box.row for box in found), default=0)
    facts = (
        disk.model, sized(disk.size),
        disk.style not in ("", "none") and f"{disk.style} table", disk.bus,
        f"{disk.sector} bytes per sector", disk.id and f"id {disk.id}", disk.serial,
    )  # fmt: skip
    return DiskMap(
        title=plain(disk.name, 80),
        about=" · ".join(plain(fact, 120) for fact in facts if isinstance(fact, str) and fact),
        problems=tuple(plain(problem) for problem in disk.problems),
        height=rows * ROW + 2 * PAD,
        boxes=tuple(_drawn(box, parts, disk) for box in sorted(found, key=_frames_last)),
        rows=tuple(_row(part, disk) for part in parts),
        left_out=len(disk.partitions) - len(parts),
    )


def _frames_last(box: Box) -> bool:
    return box.outer


def _drawn(box: Box, parts: Sequence[PartitionLayout], disk: DiskLayout) -> Drawn:
    part = None if box.key is None else parts[box.key]
    words = _words(part, disk, box.size)
    inset = 0.0 if box.outer else PAD
    return Drawn(
        x=round(box.x, 2),
        y=box.row * ROW + inset,
        width=round(box.width, 2),
        height=ROW + 2 * PAD - 2 * inset,
        kind="frame" if box.outer else "beyond" if box.beyond else _kind(part, disk),
        lines=() if box.outer else _fitting(words, box.width),
        title=", ".join(word for word in words if word),
        beyond=box.beyond,
    )


def _words(part: PartitionLayout | None, disk: DiskLayout, size: int) -> tuple[str, ...]:
    if part is None:
        return (plain(_unpartitioned(disk), 60), sized(size))
    name = part.mounted or part.label
    what = part.holds or partition_types.name_of(part.type) or part.type
    return (f"{part.number} {plain(name, 60)}".strip(), plain(what, 60), sized(size))


def _unpartitioned(disk: DiskLayout) -> str:
    """Space that is no partition; where nobody could read the table, nobody knows what it is."""
    if disk.partitions or disk.style in ("MBR", "GPT", "hybrid"):
        return "unallocated"
    return disk.bare or ("no partition table" if disk.style == "none" else "not known")


def _fitting(words: Sequence[str], width: float) -> tuple[str, ...]:
    """What can be read in a box of this width; nothing rather than a letter or two."""
    most = int((width - 8) / _LETTER)
    found = [word if len(word) <= most else word[: most - 1] + "…" for word in words if word]
    if most >= 3:
        return tuple(found)
    number = words[0].split(" ")[0]
    return (number,) if number.isdecimal() and len(number) <= most else ()


def _kind(part: PartitionLayout | None, disk: DiskLayout) -> str:
    if part is None and not (disk.bare and not disk.partitions):
        return "free"
    said = disk.bare
    if part is not None:
        said = " ".join((part.holds, partition_types.name_of(part.type), *part.notes))
    holds = said.casefold()
    for kind in ("locked", *(name for name, _ in _FAMILIES)):
        if any(word in holds for word in dict(_FAMILIES)[kind]):
            return kind
    return "other"


def _row(part: PartitionLayout, disk: DiskLayout) -> Row:
    first, rest = divmod(part.start, disk.sector)
    last = (part.end // disk.sector) - 1
    flags = (
        part.active and "active", part.logical and "logical",
        part.end > disk.size and "ends beyond the disk",
        part.start % (1 << 20) != 0 and not part.extended and "not aligned to 1 MiB",
        part.used is not None and f"{sized(part.used or 0)} used",
        *part.notes, part.mounted and f"mounted as {part.mounted}",
        part.label and f"named “{part.label}”",
    )  # fmt: skip
    return Row(
        number=str(part.number),
        kind=_type(part.type),
        holds=plain(part.holds, 60) or ("logical ones" if part.extended else "not known"),
        start=f"{first} – {last}" if not rest else f"byte {part.start}",
        size=f"{sized(part.size)} ({part.size})",
        about=", ".join(plain(flag) for flag in flags if isinstance(flag, str) and flag),
    )


def _type(kind: str) -> str:
    name = partition_types.name_of(kind)
    short = partition_types.short(kind) if kind.startswith("0x") else ""
    return " ".join(word for word in (short, name or plain(kind, 60)) if word) or "not known"
