"""Disks and partitions as a picture: which piece lies where, drawn from the evidence alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from collector.workflow.summary import HasFacts

MOST_DISKS, MOST_PIECES = 32, 128
_SMALLEST_GAP = 2 << 20  # alignment is no free space
_NOT_A_DISK = ("loop", "dm-", "sr", "fd", "nbd", "zram", "ram")


class Piece(StrEnum):
    """What a stretch of a disk is."""

    PARTITION = "partition"
    FREE = "free"
    VOLUME = "volume"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A stretch of a disk, in bytes. `file_system`, `mounted_at` and `label` are "" where not
    known; `used` is None where it is not known; `encrypted` by the first bytes."""

    piece: Piece
    start: int
    size: int
    name: str = ""
    label: str = ""
    file_system: str = ""
    mounted_at: str = ""
    used: int | None = None
    encrypted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DiskPicture:
    """One disk. `style` is "GPT", "MBR" …, "" where the table could not be read; `problems` are
    sentences about the table; the segments lie in order and fill the disk."""

    name: str
    size: int
    model: str = ""
    bus: str = ""
    removable: bool | None = None
    style: str = ""
    problems: tuple[str, ...] = ()
    segments: tuple[Segment, ...] = ()


def pictures(evidence: HasFacts) -> tuple[DiskPicture, ...]:
    """Every disk that the evidence shows; hostile or half facts give fewer pieces, never an
    error."""
    facts, tables = evidence.facts("disks"), evidence.facts("partitions")
    mounts = _mounts(facts)
    found = []
    for disk in _rows(facts.get("disks"))[:MOST_DISKS]:
        name, size = _text(disk.get("name")), _number(disk.get("size"))
        if size and name and not name.startswith(_NOT_A_DISK):
            table = _row(tables.get(f"table-{name.replace('/', '-')}"))
            found.append(_picture(disk, name, size, table, mounts))
    return tuple(found)


def disk_of(evidence: HasFacts, device_number: str) -> str:
    """The name of the disk on which a file system lies, "" where that is not known.

    `device_number` is `major:minor` of a file on it (Linux), or its drive ("C:", Windows).
    """
    facts = evidence.facts("disks")
    for mount in _rows(facts.get("mounts")):
        known = (_text(mount.get("device_number")), _text(mount.get("device")).rstrip("\\/"))
        if device_number and device_number in known:
            return _disk_named(facts, _text(mount.get("device")))
    return ""


def _disk_named(facts: Mapping[str, Any], device: str) -> str:
    name = device.removeprefix("/dev/")
    for disk in _rows(facts.get("disks")):
        own = _text(disk.get("name"))
        parts = [_text(part.get("name")) for part in _rows(disk.get("partitions"))]
        if own and (name == own or name in parts):
            below = [one for one in disk.get("on_top_of") or () if isinstance(one, str)]
            return below[0] if below else own
    return ""


def _picture(
    disk: Mapping[str, Any],
    name: str,
    size: int,
    table: Mapping[str, Any],
    mounts: Mapping[str, Mapping[str, Any]],
) -> DiskPicture:
    pieces = [*_slots(table, name)] or [*_parts(disk)]
    if not pieces and name in mounts:
        pieces = [Segment(piece=Piece.VOLUME, start=0, size=size, name=name)]
    shown = [_with_mount(one, mounts) for one in pieces if one.size > 0]
    removable = disk.get("removable")
    return DiskPicture(
        name=name, size=size, model=_text(disk.get("model")), bus=_text(disk.get("bus")),
        removable=removable if isinstance(removable, bool) else None,
        style=_text(table.get("style")),
        problems=tuple(one for one in table.get("problems") or () if isinstance(one, str)),
        segments=tuple(_filled(sorted(shown, key=lambda one: one.start), size)),
    )  # fmt: skip


def _slots(table: Mapping[str, Any], disk: str) -> Iterable[Segment]:
    """The pieces of a table that was read; an extended partition only wraps the logical ones."""
    for slot in _rows(table.get("slots"))[:MOST_PIECES]:
        holds, number = _text(slot.get("holds")), _number(slot.get("number"))
        if "extended" in _text(slot.get("type")).casefold():
            continue
        yield Segment(
            piece=Piece.PARTITION,
            start=_number(slot.get("start")),
            size=_number(slot.get("size")),
            name=f"{disk}p{number}" if disk[-1:].isdigit() else f"{disk}{number}",
            label=_text(slot.get("name")),
            file_system=holds or _text(slot.get("type")),
            encrypted=bool(re.search(r"(?i)bitlocker|luks|filevault|crypt", holds)),
        )


def _parts(disk: Mapping[str, Any]) -> Iterable[Segment]:
    for part in _rows(disk.get("partitions"))[:MOST_PIECES]:
        start, size = part.get("start"), part.get("size")
        if isinstance(start, int) and isinstance(size, int):
            name = _text(part.get("name"))
            yield Segment(piece=Piece.PARTITION, start=start, size=size, name=name)


def _with_mount(segment: Segment, mounts: Mapping[str, Mapping[str, Any]]) -> Segment:
    mount = mounts.get(segment.name)
    if mount is None:
        return segment
    total, free = mount.get("total"), mount.get("free")
    used = total - free if isinstance(total, int) and isinstance(free, int) else None
    return replace(
        segment,
        mounted_at=_text(mount.get("point")),
        file_system=_text(mount.get("file_system")) or segment.file_system,
        used=max(0, min(used, segment.size)) if used is not None else None,
    )


def _filled(pieces: list[Segment], size: int) -> Iterable[Segment]:
    """The pieces with what is free between them; what overlaps or lies behind the end is cut."""
    at = 0
    for piece in pieces:
        if piece.start >= size:
            break
        if piece.start - at >= _SMALLEST_GAP:
            yield Segment(piece=Piece.FREE, start=at, size=piece.start - at)
        start = max(at, piece.start)
        end = min(size, piece.start + piece.size)
        if end > start:
            yield replace(piece, start=start, size=end - start)
            at = end
    if size - at >= _SMALLEST_GAP:
        yield Segment(piece=Piece.FREE, start=at, size=size - at)


def _mounts(facts: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The first mount of each device, by its name without /dev/, with its free space."""
    rows = [_row(value) for name, value in facts.items() if name.startswith("free-space-")]
    spaces = {_text(row.get("mount_point")): row for row in rows}
    found: dict[str, Mapping[str, Any]] = {}
    for mount in _rows(facts.get("mounts")):
        name = _text(mount.get("device")).removeprefix("/dev/")
        found.setdefault(name, {**spaces.get(_text(mount.get("point")), {}), **mount})
    return found


def _rows(value: object) -> list[Mapping[str, Any]]:
    return [_row(one) for one in value] if isinstance(value, list | tuple) else []


def _row(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> int:
    return value if isinstance(value, int) and 0 <= value < 1 << 70 else 0
