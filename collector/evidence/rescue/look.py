"""What another process is asked about a disk or a mounted volume, since it may never answer."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from collector.evidence.formats.partition_table import PartitionTable, read_table
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms.offline_registry import BCD_PLACES
from collector.evidence.platforms.offline_windows import OfflineWindows
from collector.evidence.platforms.rooted import looks_like_windows


@dataclass(frozen=True, slots=True, kw_only=True)
class Holds:
    """What a mounted volume holds: `windows` its name (empty: none), `boot` whether a boot
    configuration lies there."""

    windows: str = ""
    build: str = ""
    boot: bool = False


def table(disk: str, size: str, sector: str) -> PartitionTable:
    """The partition table of a disk or an image; sizes in bytes, "0" to be found out."""
    with open(os.open(disk, os.O_RDONLY | os.O_CLOEXEC), "rb", buffering=0) as file:
        whole = int(size) or file.seek(0, os.SEEK_END)
        return read_table(file, whole, int(sector) or None)


def volume(mounted: str) -> Holds:
    """One look at a mounted volume; never walks it."""
    root = Path(mounted)
    tree = OfflineWindows(root)
    boot = _has_boot(tree)
    if not looks_like_windows(root):
        return Holds(boot=boot)
    try:
        system = tree.os()
    except Exception:
        return Holds(windows="Windows", boot=boot)  # the probes say why it is not known
    return Holds(windows=system.name, build=system.build, boot=boot)


def _has_boot(tree: OfflineWindows) -> bool:
    try:
        return any(tree.path(place).is_file() for place in BCD_PLACES)
    except (NotCollectedError, OSError):
        return False
