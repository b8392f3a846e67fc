"""The disks of a machine with their partitions, put together from every probe that saw them.

The tables on the disks (probe `partitions`) know most, but are read as administrator only; what the
operating system shows (probe `disks`, lsblk) fills in.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from collector.findings import tree
from collector.findings.case import Case

MOST_DISKS, MOST_PARTITIONS = 64, 300
_SECTOR = 512  # bytes: the unit of lsblk's START
_LSBLK = "evidence/disks/lsblk.json"
_NO_DISK = ("loop", "zram", "ram", "sr", "fd", "nbd")
_EXTENDED = ("0x05", "0x0f", "0x85")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartitionLayout:
    """`start` and `size` in bytes; `type` "0x07" or a GUID; `used` bytes where known; `notes` such
    as "dirty" and how it is encrypted."""

    number: int
    start: int
    size: int
    type: str = ""
    holds: str = ""
    label: str = ""
    guid: str = ""
    mounted: str = ""
    used: int | None = None
    active: bool = False
    logical: bool = False
    notes: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        return self.start + self.size

    @property
    def extended(self) -> bool:
        """It only holds logical partitions."""
        return self.type in _EXTENDED


@dataclass(frozen=True, slots=True, kw_only=True)
class DiskLayout:
    """`id` is the signature or GUID of the disk, empty where there is none or nobody may read it.
    `bare` names a file system on the whole disk, `problems` what is wrong with the table."""

    name: str
    size: int
    sector: int = 512
    style: str = ""
    id: str = ""
    model: str = ""
    serial: str = ""
    bus: str = ""
    bare: str = ""
    partitions: tuple[PartitionLayout, ...] = ()
    problems: tuple[str, ...] = ()


def disks_of(case: Case) -> tuple[DiskLayout, ...]:
    """Every physical disk, in the order in which the machine names them."""
    seen = [
        row
        for row in tree.rows(case.facts("disks").get("disks"))
        if (name := tree.text(row.get("name"))) and not name.startswith(_NO_DISK)
    ]
    rows = {tree.text(row.get("name")): row for row in seen if not tree.texts(row.get("on_top_of"))}
    devices = {tree.text(each.get("name")): each for each in _lsblk(case)}
    tables = _tables(case)
    mounts, volumes = _mounts(case), _volumes(case)
    for name in tables:
        rows.setdefault(name, {})
    found = [
        _disk(
            name,
            _Seen(
                row=row,
                table=tables.get(name, {}),
                device=devices.get(name, {}),
                volumes=volumes.get(name, {}),
            ),
            mounts,
        )
        for name, row in rows.items()
    ]
    return tuple(disk for disk in found if disk.size > 0)[:MOST_DISKS]


def _mounts(case: Case) -> dict[str, tuple[str, str]]:
    """{device: (where it is mounted, its file system)}; the first mount of a device counts."""
    found: dict[str, tuple[str, str]] = {}
    for row in tree.rows(case.facts("disks").get("mounts")):
        device = tree.text(row.get("device")).removeprefix("/dev/")
        found.setdefault(device, (tree.text(row.get("point")), tree.text(row.get("file_system"))))
    return found


def _tables(case: Case) -> dict[str, tree.Row]:
    """{name of the disk: its table}; the item of a disk is called `table-NAME`."""
    items = case.facts("partitions").items()
    return {
        name.removeprefix("table-"): tree.row(value)
        for name, value in items
        if name.startswith("table-")
    }


def _lsblk(case: Case) -> list[tree.Row]:
    try:
        read = json.loads(case.read(_LSBLK) or b"{}")
    except (ValueError, RecursionError):
        return []
    return tree.rows(tree.row(read).get("blockdevices"))


def _volumes(case: Case) -> dict[str, dict[int, PartitionLayout]]:
    """{disk: {where it begins: what the system says of the volume there}}."""
    found: dict[str, dict[int, PartitionLayout]] = {}
    for row in tree.rows(case.facts("volumes").get("volumes")):
        notes = (tree.text(row.get("encryption")), "dirty" if row.get("dirty") is True else "")
        for piece in tree.rows(row.get("pieces"))[:MOST_PARTITIONS]:
            start = _bytes(piece.get("start"))
            found.setdefault(tree.text(piece.get("disk")), {})[start] = PartitionLayout(
                number=0,
                start=start,
                size=_bytes(piece.get("size")),
                holds=tree.text(row.get("file_system")),
                label=tree.text(row.get("label")),
                mounted=", ".join(tree.texts(row.get("mount_points"))[:5]),
                notes=tuple(note for note in notes if note),
            )
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What each source says of one disk."""

    row: tree.Row
    table: tree.Row
    device: tree.Row
    volumes: Mapping[int, PartitionLayout]


def _disk(name: str, seen: _Seen, mounts: Mapping[str, tuple[str, str]]) -> DiskLayout:
    row, table, device = seen.row, seen.table, seen.device
    numbers = [tree.number(table.get("disk_size")), tree.number(row.get("size"))]
    sector = tree.number(table.get("sector_size")) or tree.number(row.get("logical_sector_size"))
    parts = _merged(_of_table(table), [*_of_system(row, mounts), *_of_lsblk(device)])
    parts = tuple(_filled(part, seen.volumes.get(part.start, part)) for part in parts)
    return DiskLayout(
        name=name,
        size=next((number for number in numbers if number), 0),
        sector=sector if sector and 0 < sector <= 65_536 else 512,
        style=tree.text(table.get("style")) or _style(row, device),
        id=_plain_id(
            tree.text(table.get("disk_id"))
            or tree.text(row.get("disk_id"))
            or tree.text(device.get("ptuuid"))
        ),
        model=tree.text(row.get("model")),
        serial=tree.text(row.get("serial")),
        bus=tree.text(row.get("bus")),
        bare=tree.text(table.get("bare_volume"))
        or tree.text(device.get("fstype"))
        or mounts.get(name, ("", ""))[1],
        partitions=tuple(sorted(parts, key=lambda part: (part.start, part.number))),
        problems=tuple(tree.texts(table.get("problems")))[:50],
    )


def _style(row: tree.Row, device: tree.Row) -> str:
    style = tree.text(row.get("style")) or tree.text(device.get("pttype"))
    return {"dos": "MBR", "gpt": "GPT", "raw": "none"}.get(style.casefold(), style)


def _plain_id(text: str) -> str:
    """Without braces and 0x, in small letters; zeros are no identity."""
    plain = text.strip().strip("{}").casefold().removeprefix("0x")
    return plain if plain.strip("0-") else ""


def _of_table(table: tree.Row) -> list[PartitionLayout]:
    return [
        PartitionLayout(
            number=tree.number(slot.get("number")) or 0,
            start=_bytes(slot.get("start")),
            size=_bytes(slot.get("size")),
            type=tree.text(slot.get("type")).casefold(),
            holds=tree.text(slot.get("holds")),
            label=tree.text(slot.get("name")),
            guid=_plain_id(tree.text(slot.get("guid"))),
            active=slot.get("active") is True,
            logical=slot.get("logical") is True,
        )
        for slot in tree.rows(table.get("slots"))[:MOST_PARTITIONS]
    ]


def _of_system(row: tree.Row, mounts: Mapping[str, tuple[str, str]]) -> Iterator[PartitionLayout]:
    for part in tree.rows(row.get("partitions"))[:MOST_PARTITIONS]:
        point, file_system = mounts.get(tree.text(part.get("name")), ("", ""))
        kind = tree.text(part.get("type")).strip("{}").casefold()
        yield PartitionLayout(
            number=tree.number(part.get("number")) or 0,
            start=_bytes(part.get("start")),
            size=_bytes(part.get("size")),
            type=kind,
            holds=file_system,
            label=tree.text(part.get("label")),
            guid=_plain_id(tree.text(part.get("guid"))),
            mounted=point,
            active=part.get("active") is True,
        )


def _of_lsblk(device: tree.Row) -> Iterator[PartitionLayout]:
    for part in tree.rows(device.get("children"))[:MOST_PARTITIONS]:
        if part.get("type") != "part":
            continue
        yield PartitionLayout(
            number=tree.number(part.get("partn")) or 0,
            start=_bytes(part.get("start")) * _SECTOR,
            size=_bytes(part.get("size")),
            type=tree.text(part.get("parttype")).casefold(),
            holds=tree.text(part.get("fstype")),
            label=tree.text(part.get("label")) or tree.text(part.get("partlabel")),
            guid=_plain_id(tree.text(part.get("partuuid"))),
            mounted=_mounted(part),
            used=_count(part.get("fsused")),
        )


def _mounted(part: Mapping[str, Any]) -> str:
    points = [point for point in tree.texts(part.get("mountpoints")) if point]
    return ", ".join(points) or tree.text(part.get("mountpoint"))


def _bytes(value: object) -> int:
    found = _count(value)
    return 0 if found is None else found


def _count(value: object) -> int | None:
    """A number of bytes; lsblk of old systems writes it as text. Impossible ones are none."""
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 20:
        value = int(value)
    number = tree.number(value)
    return number if number is not None and 0 <= number < 1 << 63 else None


def _merged(
    first: list[PartitionLayout], others: list[PartitionLayout]
) -> tuple[PartitionLayout, ...]:
    """One partition for each place on the disk; what the first source does not know, others tell.

    A table that was read is complete: what only the operating system shows beside it is shown as
    well, since that very difference may be the fault.
    """
    found: dict[int, PartitionLayout] = {}
    for part in (*first, *others):
        if part.size <= 0:
            continue
        known = found.get(part.start)
        if known is None and _is_container(part, first):
            continue
        found[part.start] = part if known is None else _filled(known, part)
    return tuple(found.values())[:MOST_PARTITIONS]


def _is_container(part: PartitionLayout, first: list[PartitionLayout]) -> bool:
    """The kernel shows an extended partition with a size of two sectors."""
    return bool(first) and part.size <= 2 * _SECTOR


def _filled(known: PartitionLayout, other: PartitionLayout) -> PartitionLayout:
    return replace(
        known,
        number=known.number or other.number,
        type=known.type or other.type,
        holds=known.holds or other.holds,
        label=known.label or other.label,
        guid=known.guid or other.guid,
        mounted=known.mounted or other.mounted,
        used=other.used if known.used is None else known.used,
        active=known.active or other.active,
        notes=known.notes or other.notes,
    )
