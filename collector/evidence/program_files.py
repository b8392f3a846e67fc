"""Whether an ordinary user could change this program: then it must not run with more rights."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from collector.evidence import posix_acl
from collector.evidence.windows_acl import EXCHANGES, WRITES

Writable = Callable[[str], str]
"""Who but the system may write a path, in words; empty where nobody."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where code is loaded from: with everything below it, or only the folder itself."""

    path: Path
    deep: bool = True


def own_places() -> tuple[Place, ...]:
    """Every file and folder that code of this program is loaded from."""
    package = Path(__file__).resolve().parents[1]
    places = [Place(_real(sys.executable)), Place(package)]
    if getattr(sys, "frozen", False):
        inside = getattr(sys, "_MEIPASS", "")
        places += [Place(_real(folder)) for folder in (os.path.dirname(sys.executable), inside)]
    else:
        # what names the interpreter and its library: the link and the settings of a venv
        places += [Place(Path(sys.executable)), Place(Path(sys.prefix, "pyvenv.cfg"))]
        resources = package.parent / "resources"  # of a checkout; an installed one has its own
        places += [Place(resources)] if resources.is_dir() else []
        entries = (_real(entry) for entry in _isolated_path())
        # of the folder of a checkout only the package is ours
        places += [Place(entry, entry != package.parent) for entry in entries]
    return tuple(place for place in dict.fromkeys(places) if place.path.exists())


def _isolated_path() -> list[str]:
    """The import path without what comes from the caller's folder and environment: the elevated
    pass runs without them (python -I)."""
    if sys.flags.isolated:
        return sys.path
    theirs = {"", os.getcwd(), *os.environ.get("PYTHONPATH", "").split(os.pathsep)}
    return [entry for entry in sys.path if entry not in theirs]


def _real(path: str) -> Path:
    return Path(os.path.realpath(path))


def fault(
    places: tuple[Place, ...] | None = None,
    writable: Writable | None = None,
    *,
    exchangeable: Writable | None = None,
    whole: bool = True,
) -> str:
    """A sentence that names the first place which somebody else can write; empty for none.

    Looks at each of `places`, what is below it, the folder that a file of it lies in, and every
    folder further above, where a name could be exchanged. Raises OSError for what cannot be
    looked at, or passes over it unless `whole`.
    """
    exchangeable = exchangeable or writable or _above_by_system
    writable = writable or _by_system
    seen: set[tuple[str, bool]] = set()
    for place in own_places() if places is None else places:
        for path, own in (*_above(place.path), *_below(place, whole=whole)):
            if (path, own) in seen:
                continue
            seen.add((path, own))
            if who := (writable if own else exchangeable)(path):
                return f"{path} can be changed by {who}"
    return ""


def program_fault(program: str) -> str:
    """As `fault`, of a program of the system that is to be run with more rights: the file, by the
    name that it is called by and by that which it has."""
    return fault((Place(Path(program)), Place(_real(program))))


def _above(place: Path) -> Iterator[tuple[str, bool]]:
    """The place and the folders above it, each with whether code is loaded from it: from the
    folder of a program, too."""
    own = {place} if place.is_dir() else {place, place.parent}
    for folder in reversed((place, *place.parents)):
        yield os.fspath(folder), folder in own


def _below(place: Place, *, whole: bool) -> Iterator[tuple[str, bool]]:
    if not place.deep or not place.path.is_dir():
        return
    for folder, names, files in os.walk(place.path, onerror=_raised if whole else None):
        yield from ((os.path.join(folder, name), True) for name in (*names, *files))


def _raised(error: OSError) -> None:
    raise error


def _by_mode(path: str, *, own: bool) -> str:
    """POSIX: only root owns and writes it, by its mode and by its access list. A sticky folder
    (/tmp) lets nobody exchange the names of others, but add some: code is not loaded from there.
    A link is as good as what it leads to, and the folders above that."""
    status = os.lstat(path)
    if status.st_uid != 0:
        return f"the account with the number {status.st_uid}"
    if stat.S_ISLNK(status.st_mode):
        return _behind(Path(os.path.realpath(path)), own=own) if os.path.exists(path) else ""
    sticky = stat.S_ISDIR(status.st_mode) and status.st_mode & stat.S_ISVTX
    if sticky and not own:
        return ""
    if status.st_mode & stat.S_IWOTH:
        return "everybody"
    if status.st_mode & stat.S_IWGRP and status.st_gid != 0:
        return f"the group with the number {status.st_gid}"
    return ", ".join(posix_acl.writers(path, status, later=own))


def _behind(real: Path, *, own: bool) -> str:
    faults = (_by_mode(os.fspath(each), own=False) for each in real.parents)
    return _by_mode(os.fspath(real), own=own) or next(filter(None, faults), "")


def _by_system(path: str) -> str:
    return _by_mode(path, own=True) if sys.platform != "win32" else _by_dacl(path, WRITES)


def _above_by_system(path: str) -> str:
    return _by_mode(path, own=False) if sys.platform != "win32" else _by_dacl(path, EXCHANGES)


def _by_dacl(path: str, rights: int) -> str:
    if sys.platform == "win32":
        from collector.evidence.windows_security import writers

        return ", ".join(writers(path, rights))
    raise OSError("only Windows has such lists")
