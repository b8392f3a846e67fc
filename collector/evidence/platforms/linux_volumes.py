"""Block devices of Linux that carry a file system, from /sys, /proc and udev's database."""

from __future__ import annotations

import os
from pathlib import Path

from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms.facts import Mount, Piece, Volume
from collector.evidence.platforms.files import listing, number, read_text, word
from collector.evidence.platforms.sysfs import SECTOR

_MAX = 1_000
_SKIPPED = ("ram", "zram", "nbd", "fd")
_ENCRYPTED = {"crypto_LUKS": "LUKS", "BitLocker": "BitLocker"}


def volumes(sys: Path, udev: Path, mounts: tuple[Mount, ...]) -> tuple[Volume, ...]:
    """Disks without partitions, partitions, and what lies on top of them (md, LVM, crypt).

    File systems of what is not mounted are known where udev keeps its database. Raises
    NotCollectedError where there is no /sys/class/block.
    """
    entries = [
        entry
        for entry in listing(sys / "class" / "block", _MAX)
        if not entry.name.startswith(_SKIPPED) and number(entry.path / "size")
    ]
    points: dict[str, list[str]] = {}
    systems: dict[str, Mount] = {}
    for mount in mounts:
        points.setdefault(mount.device_number, []).append(mount.point)
        systems.setdefault(mount.device_number, mount)
    return tuple(
        _volume(entry.path, entry.name, udev, points, systems)
        for entry in entries
        if not _has_partitions(entry.path, entry.name)
    )


def _volume(
    folder: Path, name: str, udev: Path, points: dict[str, list[str]], systems: dict[str, Mount]
) -> Volume:
    device = word(folder / "dev")
    told = _udev(udev / f"b{device}")
    mount = systems.get(device)
    system = mount.file_system if mount else told.get("ID_FS_TYPE", "")
    size, above = number(folder / "size"), _names(folder / "holders")
    return Volume(
        name=name.replace("!", "/"),
        mount_points=tuple(points.get(device, ())),
        kind=_kind(folder, name),
        file_system=system,
        label=told.get("ID_FS_LABEL", ""),
        size=None if size is None else size * SECTOR,
        read_only=bool(number(folder / "ro")),
        encryption=_encryption(folder, told.get("ID_FS_TYPE", ""), above),
        pieces=_pieces(folder, size),
        note=f"used by {', '.join(above)}" if above else "",
    )


def _has_partitions(folder: Path, name: str) -> bool:
    try:
        entries = listing(folder, _MAX)
    except NotCollectedError:
        return False
    inside = (entry for entry in entries if entry.is_folder and entry.name.startswith(name))
    return any(os.path.exists(entry.path / "partition") for entry in inside)


def _kind(folder: Path, name: str) -> str:
    mapped = word(folder / "dm" / "uuid").partition("-")[0].lower()
    if mapped:
        return {"lvm": "logical volume", "crypt": "opened by its key"}.get(mapped, mapped)
    if name.startswith("md"):
        return "RAID"
    return "removable" if number(folder / "removable") else "fixed"


def _encryption(folder: Path, signature: str, above: tuple[str, ...]) -> str:
    """LUKS and BitLocker by their signature; what was opened by a key says so itself."""
    opened = word(folder / "dm" / "uuid")
    if opened.startswith("CRYPT-"):
        return f"{opened.split('-')[1].rstrip('12').upper() or 'encrypted'}: open"
    kind = _ENCRYPTED.get(signature, "")
    return f"{kind}: {'on, open' if above else 'on, locked'}" if kind else ""


def _pieces(folder: Path, size: int | None) -> tuple[Piece, ...]:
    start = number(folder / "start")
    if start is None or size is None:
        return tuple(Piece(disk=name, start=0, size=0) for name in _names(folder / "slaves"))
    disk = os.path.basename(os.path.dirname(os.path.realpath(folder)))
    return (Piece(disk=disk.replace("!", "/"), start=start * SECTOR, size=size * SECTOR),)


def _names(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(entry.name for entry in listing(folder, _MAX))
    except NotCollectedError:
        return ()


def _udev(path: Path) -> dict[str, str]:
    """Properties of a device ("E:ID_FS_TYPE=ext4"); none where udev does not run."""
    try:
        text = read_text(path, 64 << 10)
    except NotCollectedError:
        return {}
    rows = (line[2:].partition("=") for line in text.splitlines() if line.startswith("E:"))
    return {key: value for key, sign, value in rows if sign}
