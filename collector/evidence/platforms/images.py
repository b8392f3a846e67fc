"""Images of whole disks, read in the place of this machine's own."""

from __future__ import annotations

import os
from pathlib import Path

from collector.core.errors import MissingInputError
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms.facts import Disk
from collector.evidence.platforms.linux import Linux
from collector.evidence.platforms.raw_disk import raw_disk

NAME = "image-{}"


class Images(Linux):
    """This Linux, but its disks are what lies in a folder: links to images, in the order of their
    numbers. They are named by these: the name of a file may be that of a person."""

    def __init__(self, root: Path | None) -> None:
        super().__init__()
        if root is None:
            raise MissingInputError("No folder with images was named.")
        self._folder = root

    def disks(self) -> tuple[Disk, ...]:
        names = sorted(os.listdir(self._folder), key=lambda name: (len(name), name))
        return tuple(Disk(name=name, size=_size(self._folder / name)) for name in names)

    def device(self, disk: str) -> Path:
        return self._folder / disk


def _size(image: Path) -> int:
    """Also of a device, which tells it only when it is open; 0 where it cannot be opened."""
    try:
        with raw_disk(image) as file:
            return file.seek(0, os.SEEK_END)
    except (NotCollectedError, OSError):
        return 0  # reading it says why
