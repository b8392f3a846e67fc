"""Writes that survive a power cut, with every step named so that tests can die exactly there.

A step is a *kill point*: `checkpoint("outbox.state.before-fsync")`. In normal use it does nothing.
With `PARAGON_COLLECTOR_KILL_AT=NAME` (or `NAME#3` for its third passing) the process kills itself
there with SIGKILL; with `PARAGON_COLLECTOR_KILL_LOG=FILE` every passed point is appended to FILE.
Each process counts on its own: a worker logs `NAME#3@worker`, and `NAME#3@worker` or `NAME#3@main`
dies in that kind of process alone.
"""

from __future__ import annotations

import errno
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

KILL_AT = "PARAGON_COLLECTOR_KILL_AT"
KILL_LOG = "PARAGON_COLLECTOR_KILL_LOG"

_passed: dict[str, int] = {}
_dies_with_me: list[int] = []


def also_kill(pid: int) -> None:
    """A worker names its parent, so that a kill point in a worker ends the whole program."""
    _dies_with_me.append(pid)


def checkpoint(name: str) -> None:
    """Pass the kill point `name`; costs two dictionary look-ups when no test asks for more."""
    wanted, log = os.environ.get(KILL_AT), os.environ.get(KILL_LOG)
    if not wanted and not log:
        return
    _passed[name] = _passed.get(name, 0) + 1
    role = "worker" if _dies_with_me else "main"
    if log:
        with open(log, "a", encoding="utf-8") as file:
            file.write(f"{name}#{_passed[name]}{'@worker' if _dies_with_me else ''}\n")
    passing, _, where = (wanted or "").partition("@")
    point, _, nth = passing.partition("#")
    if point == name and _passed[name] == int(nth or 1) and where in ("", role):
        _die()


def _die() -> None:
    kill = getattr(signal, "SIGKILL", signal.SIGTERM)
    for pid in [*_dies_with_me, os.getpid()]:
        with suppress(ProcessLookupError):
            os.kill(pid, kill)


def fsync(file: IO[bytes], point: str) -> None:
    """Flush `file` to the medium, between two kill points named after `point`."""
    file.flush()
    checkpoint(f"{point}.before-fsync")
    os.fsync(file.fileno())
    checkpoint(f"{point}.after-fsync")


def fsync_folder(folder: Path) -> None:
    """Make a rename in `folder` durable; Windows has no such call and needs none."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # some file systems (FUSE, network) refuse to sync a folder
            os.fsync(handle)
    finally:
        os.close(handle)


_PATIENCE_S = (0.01, 0.02, 0.05, 0.1, 0.2, 0.4) if sys.platform == "win32" else ()


def patiently(
    step: Callable[[], None],
    *,
    pauses_s: Sequence[float] = _PATIENCE_S,
    sleep: Callable[[float], None] = time.sleep,
) -> None:
    """Take `step`, again after each pause while it is refused: on Windows a virus scanner or an
    indexer holds a file for a moment after it was written, and nobody may rename it meanwhile."""
    for pause in pauses_s:
        try:
            return step()
        except PermissionError:
            sleep(pause)
    return step()


def rename(source: Path, target: Path, point: str) -> None:
    """Replace `target` by `source` in one step, then sync the folder."""
    checkpoint(f"{point}.before-rename")
    patiently(lambda: os.replace(source, target))
    fsync_folder(target.parent)
    checkpoint(f"{point}.after-rename")


def rename_new(source: Path, target: Path, point: str) -> None:
    """Give `source` the name `target` in one step; FileExistsError if that name is taken.

    A hard link refuses a taken name atomically on POSIX, a rename does so on Windows. File
    systems without links (FAT on a stick) get the check a moment before the rename.
    """
    checkpoint(f"{point}.before-rename")
    if sys.platform == "win32":
        patiently(lambda: os.rename(source, target))
    else:
        try:
            os.link(source, target, follow_symlinks=False)
        except FileExistsError:
            raise
        except OSError:
            if os.path.lexists(target):
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target) from None
            os.replace(source, target)
        else:
            checkpoint(f"{point}.linked")
            source.unlink()
        fsync_folder(target.parent)
    checkpoint(f"{point}.after-rename")


def write_atomic(path: Path, data: bytes, point: str) -> None:
    """Write `data` to `path` (mode 0600): afterwards either the old or the new content is there."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(handle, "wb") as file:
            file.write(data)
            fsync(file, point)
        rename(temporary, path, point)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
