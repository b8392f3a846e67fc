"""Data files that ship with the program: `collector/_resources` in a wheel, `resources/` here."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def resource_path(name: str) -> Path:
    """The file `name`; raises FileNotFoundError when the installation is incomplete."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "_resources", package.parent / "resources"):
        if (folder / name).is_file():
            return folder / name
    raise FileNotFoundError(f"resource {name!r} is missing from this installation")


def read_toml(name: str) -> dict[str, Any]:
    import tomllib  # the first window reads none, and waits for nothing

    with resource_path(name).open("rb") as file:
        return tomllib.load(file)
