"""Whether an ordinary user could change this program: then it must not run with more rights."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

Writable = Callable[[str], str]
"""Who but the system may write a path, in words; empty where nobody."""


def own_places() -> tuple[Path, ...]:
    """Every file and folder that code of this program is loaded from."""
    places = [Path(sys.executable), Path(__file__).parents[1]]
    if not getattr(sys, "frozen", False):
        places += [Path(entry) for entry in sys.path if entry]
    real = (Path(os.path.realpath(place)) for place in (*places, Path(sys.executable).absolute()))
    return tuple(place for place in dict.fromkeys(real) if place.exists())


def fault(places: tuple[Path, ...] | None = None, writable: Writable | None = None) -> str:
    """A sentence that names the first place which somebody else can write; empty for none.

    Looks at each of `places`, everything below it and every folder above it, where a name could
    be exchanged. What cannot be looked at counts as writable.
    """
    writable = writable or (_by_dacl if sys.platform == "win32" else _by_mode)
    seen: set[str] = set()
    for place in own_places() if places is None else places:
        for path in (*_above(place), *_below(place)):
            if path in seen:
                continue
            seen.add(path)
            if who := writable(path):
                return f"{path} can be changed by {who}"
    return ""


def _above(place: Path) -> Iterator[str]:
    for folder in reversed((place, *place.parents)):
        yield os.fspath(folder)


def _below(place: Path) -> Iterator[str]:
    for folder, names, files in os.walk(place, onerror=_raised):
        yield from (os.path.join(folder, name) for name in (*names, *files))


def _raised(error: OSError) -> None:
    raise error


def _by_mode(path: str) -> str:
    """POSIX: only root owns and writes it. A sticky folder (/tmp) lets nobody exchange the names
    of others; what a link points to is looked at where it lies, if it is loaded."""
    status = os.lstat(path)
    if stat.S_ISLNK(status.st_mode):
        return _by_mode(os.path.realpath(path)) if os.path.exists(path) else ""
    if status.st_uid != 0:
        return f"the account with the number {status.st_uid}"
    shared = stat.S_ISDIR(status.st_mode) and status.st_mode & stat.S_ISVTX
    if status.st_mode & stat.S_IWOTH and not shared:
        return "everybody"
    if status.st_mode & stat.S_IWGRP and status.st_gid != 0 and not shared:
        return f"the group with the number {status.st_gid}"
    return ""


def _by_dacl(path: str) -> str:
    if sys.platform == "win32":
        from collector.evidence.windows_security import writers

        return ", ".join(writers(path))
    raise NotImplementedError
