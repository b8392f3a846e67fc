"""Where a file is saved unless a person says otherwise."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def proposed(name: str) -> str:
    """`name` in the documents of the account, else in its home; asks the disk, so it blocks."""
    places = QStandardPaths.StandardLocation
    for place in (places.DocumentsLocation, places.HomeLocation):
        folder = QStandardPaths.writableLocation(place)
        if folder and Path(folder).is_dir():
            return str(Path(folder) / name)
    return name
