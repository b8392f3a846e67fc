"""Where a path of the examined machine lies for us, without ever leaving the root that was given.

Under a root, a path means what it means to the machine whose tree it is: an absolute link is
taken from the root, a component that is not there exactly is looked for without regard to case
(Windows volumes mounted on Linux are case-sensitive), and a link that climbs over the root is an
error, never followed. The result holds no link any more, so that opening it stays inside.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

MAX_LINKS = 40  # as the Linux kernel: more than that is a loop
MAX_ENTRIES = 20_000  # looked through for another spelling of one name


class EscapeError(Exception):
    """The path leads out of the root, or in circles."""


def parts_of(absolute: str) -> list[str]:
    """The components of a path as Linux or Windows writes it; a drive letter is dropped."""
    text = absolute.replace("\\", "/")
    if len(text) >= 2 and text[1] == ":" and text[0].isalpha():
        text = text[2:]
    return [part for part in text.split("/") if part not in ("", ".")]


def resolve(root: Path, absolute: str) -> Path:
    """The place of `absolute` under `root`; it need not exist.

    Raises EscapeError for `..` above the root, a link that leads there, and a loop of links.
    """
    base = Path(os.path.realpath(root))
    waiting = parts_of(absolute)[::-1]
    done: list[str] = []
    links = 0
    while waiting:
        part = waiting.pop()
        if part == "..":
            if not done:
                raise EscapeError("it leads out of the root")
            done.pop()
            continue
        here = base.joinpath(*done)
        part = spelling(here, part)
        target = _link_target(here / part)
        if target is None:
            done.append(part)
            continue
        links += 1
        if links > MAX_LINKS:
            raise EscapeError("its links lead in circles")
        if target.startswith(("/", "\\")) or target[1:2] == ":":
            done.clear()
        waiting.extend(_link_parts(target)[::-1])
    return base.joinpath(*done)


def inside(root: Path, host_path: Path) -> str:
    """A host path below `root` as the machine's own path ("/Program Files/…").

    Raises EscapeError when it does not lie in the root.
    """
    given = Path(os.path.abspath(host_path))
    for base in (Path(os.path.abspath(root)), Path(os.path.realpath(root))):
        if given.is_relative_to(base):
            return "/" + given.relative_to(base).as_posix()
    raise EscapeError("it does not lie in the root that was given")


def spelling(folder: Path, name: str) -> str:
    """`name` as it is spelled in `folder`: exact where that exists, else regardless of case."""
    if os.path.lexists(folder / name):
        return name
    wanted = name.casefold()
    try:
        with os.scandir(folder) as entries:
            for count, entry in enumerate(entries):
                if count >= MAX_ENTRIES:
                    break
                if entry.name.casefold() == wanted:
                    return entry.name
    except OSError:
        pass
    return name


def _link_target(path: Path) -> str | None:
    try:
        if not stat.S_ISLNK(os.lstat(path).st_mode):
            return None
        return os.readlink(path)
    except (OSError, ValueError):
        return None


def _link_parts(target: str) -> list[str]:
    """A link's target; on POSIX a backslash is part of a name unless it is a Windows path."""
    if "/" in target or "\\" not in target:
        return [part for part in target.split("/") if part not in ("", ".")]
    return parts_of(target)
