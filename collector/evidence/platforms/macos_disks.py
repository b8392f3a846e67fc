"""Disks and volumes of macOS as `diskutil … -plist` describes them."""

from __future__ import annotations

import plistlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from xml.parsers.expat import ExpatError

from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError, not_applicable
from collector.evidence.platforms.facts import Disk, Partition, Piece, Volume
from collector.evidence.platforms.health import Asked, DiskHealth

Ask = Callable[[tuple[str, ...]], bytes]
Row = Mapping[str, Any]
_MAX = 200
_STYLES = {"GUID_partition_scheme": "GPT", "FDisk_partition_scheme": "MBR"}


def disks(ask: Ask) -> tuple[Disk, ...]:
    """Whole disks with their partitions. Raises NotCollectedError where diskutil is silent."""
    return tuple(_disk(ask, row) for row in _listed(ask))


def health(ask: Ask, disk: Disk) -> DiskHealth:
    """The verdict of SMART as diskutil repeats it ("Verified", "Failing", "Not Supported")."""
    said = _text(_about(ask, disk.name), "SMARTStatus")
    failing = {"verified": False, "failing": True}.get(said.casefold())
    if failing is None:
        raise not_applicable(f"diskutil tells no health of this disk{said and f': {said}'}")
    asked = Asked(question="SMART status (diskutil)", status=Status.COLLECTED)
    return DiskHealth(
        disk=disk.name, model=disk.model, bus=disk.bus, failing=failing, asked=(asked,)
    )


def volumes(ask: Ask) -> tuple[Volume, ...]:
    """Partitions and APFS volumes."""
    found: list[Volume] = []
    for row in _listed(ask):
        below = (*_rows(row, "Partitions"), *_rows(row, "APFSVolumes"))
        found.extend(_volume(ask, each, _text(row, "DeviceIdentifier")) for each in below)
    return tuple(found[:_MAX])


def _listed(ask: Ask) -> Iterator[Row]:
    yield from _rows(_plist(ask(("diskutil", "list", "-plist"))), "AllDisksAndPartitions")


def _disk(ask: Ask, row: Row) -> Disk:
    name = _text(row, "DeviceIdentifier")
    about = _about(ask, name)
    solid = about.get("SolidState")
    return Disk(
        name=name,
        size=_number(row, "Size") or 0,
        logical_sector_size=_number(about, "DeviceBlockSize"),
        model=_text(about, "MediaName"),
        bus=_text(about, "BusProtocol"),
        rotational=None if solid is None else not solid,
        removable=_flag(about, "RemovableMedia"),
        style=_STYLES.get(_text(row, "Content"), ""),
        partitions=tuple(
            Partition(
                name=_text(each, "DeviceIdentifier"),
                number=place,
                start=_number(
                    _about(ask, _text(each, "DeviceIdentifier")), "PartitionMapPartitionOffset"
                ),
                size=_number(each, "Size"),
                type=_text(each, "Content"),
                guid=_text(each, "DiskUUID"),
                label=_text(each, "VolumeName"),
            )
            for place, each in enumerate(_rows(row, "Partitions"), start=1)
        ),
    )


def _volume(ask: Ask, row: Row, disk: str) -> Volume:
    name = _text(row, "DeviceIdentifier")
    about = _about(ask, name)
    point = _text(row, "MountPoint")
    locked, encrypted = _flag(about, "Locked"), _flag(about, "FileVault")
    return Volume(
        name=name,
        mount_points=(point,) if point else (),
        kind="removable" if _flag(about, "RemovableMedia") else "fixed",
        file_system=_text(about, "FilesystemType") or _text(row, "Content"),
        label=_text(row, "VolumeName"),
        size=_number(row, "Size"),
        read_only=None if (writable := _flag(about, "Writable")) is None else not writable,
        encryption=f"FileVault: {'on, locked' if locked else 'on'}" if encrypted else "",
        pieces=(Piece(disk=disk, start=0, size=_number(row, "Size") or 0),),
    )


def _about(ask: Ask, name: str) -> Row:
    """What diskutil says of one device; nothing where it does not."""
    try:
        return _plist(ask(("diskutil", "info", "-plist", name)))
    except NotCollectedError:
        return {}


def _plist(data: bytes) -> Row:
    try:
        found = plistlib.loads(data)
    except (plistlib.InvalidFileException, ExpatError, ValueError, LookupError) as error:
        raise NotCollectedError(Status.FAILED, "diskutil printed something else") from error
    return found if isinstance(found, Mapping) else {}


def _rows(row: Row, key: str) -> list[Row]:
    found = row.get(key)
    return (
        [each for each in found[:_MAX] if isinstance(each, Mapping)]
        if isinstance(found, list)
        else []
    )


def _text(row: Row, key: str) -> str:
    value = row.get(key)
    return value if isinstance(value, str) else ""


def _number(row: Row, key: str) -> int | None:
    value = row.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _flag(row: Row, key: str) -> bool | None:
    value = row.get(key)
    return value if isinstance(value, bool) else None
