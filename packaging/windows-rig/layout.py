"""Where the rig keeps what it makes, and which Windows it plays."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
HOME = REPOSITORY / ".tools" / os.environ.get("WINDOWS_RIG", "windows")
PYTHON = HOME / "python"
PYTHON_EXE = PYTHON / "python.exe"
SITE = HOME / "site"
LOCALES = HOME / "locales"
STUBS = Path(__file__).with_name("stubs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A system language: what Wine takes it from, and the code pages that it gives."""

    name: str
    locale: str
    ansi: int
    oem: int

    @property
    def prefix(self) -> Path:
        """The Windows installation that speaks it."""
        return HOME / f"prefix-{self.ansi}"


ENGLISH = Language(name="en", locale="en_US.UTF-8", ansi=1252, oem=437)
RUSSIAN = Language(name="ru", locale="ru_RU.UTF-8", ansi=1251, oem=866)
LANGUAGES = {each.name: each for each in (ENGLISH, RUSSIAN)}


def windows(path: Path) -> str:
    """The path as Windows programs see it: drive W: is the folder that holds the repository."""
    return "W:\\" + str(path.relative_to(REPOSITORY.parent)).replace("/", "\\")
