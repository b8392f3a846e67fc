"""What differs between the systems that the tests run on, said once."""

from __future__ import annotations

import functools
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import psutil

T = TypeVar("T")
WINDOWS = sys.platform == "win32"
LEISURE = 4 if WINDOWS else 1
"""How many times longer than on Linux starting a process may take: a scanner looks at it first."""
PATIENCE_S = 120.0
"""How long a test waits for what must come to pass; a machine that is busy takes its time."""
# TerminateProcess gives the process the number that os.kill was asked for.
KILLED: int = signal.SIGTERM if sys.platform == "win32" else -signal.SIGKILL


def kill(pid: int) -> None:
    """End a process at once; it cannot do anything about it."""
    os.kill(pid, abs(KILLED))


def give_way() -> None:
    """Give the rest of the machine its turn."""
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.Sleep(1)
    else:
        time.sleep(0.001)  # sched_yield() would keep a processor busy that the other one needs


def until(condition: Callable[[], object], seconds: float = PATIENCE_S) -> None:
    """Wait until `condition` is true; fails after `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"it did not come to pass within {seconds:.0f} s"
        give_way()


def some(all_of_them: Sequence[T]) -> Sequence[T]:
    """Each third on Windows, where every process costs seconds; elsewhere all."""
    return all_of_them[::3] if WINDOWS else all_of_them


def living_children(but: Collection[psutil.Process] = ()) -> list[psutil.Process]:
    """Processes that this one started and that do not end, `but` for those; nobody is reaped."""
    deadline = time.monotonic() + PATIENCE_S
    while (found := _living(but)) and time.monotonic() < deadline:
        give_way()
    return found


def _living(but: Collection[psutil.Process]) -> list[psutil.Process]:
    children = psutil.Process().children(recursive=True)
    return [each for each in children if each not in but and lives(each)]


@contextmanager
def short_folder() -> Iterator[Path]:
    """A folder for sockets, whose paths may have a hundred bytes; pytest's may be longer."""
    place = "/tmp" if not WINDOWS and os.path.isdir("/tmp") else None
    with tempfile.TemporaryDirectory(dir=place, ignore_cleanup_errors=True) as name:
        yield Path(name)


def lives(process: psutil.Process) -> bool:
    """Whether it runs; what only waits to be reaped does not."""
    try:
        return process.is_running() and bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def demand_private(path: Path) -> None:
    """Nobody but its owner may read it. Windows has no mode bits: there the profile's access list
    is what a file inherits."""
    if not WINDOWS:
        assert path.stat().st_mode & 0o077 == 0, path


@functools.cache
def wine() -> bool:
    """Whether this Windows is Wine's."""
    if sys.platform != "win32":
        return False
    import ctypes

    return hasattr(ctypes.windll.ntdll, "wine_get_version")


@functools.cache
def links_work() -> bool:
    """Whether this account can make symbolic links, and they lead somewhere."""
    with tempfile.TemporaryDirectory() as name:
        target, link = Path(name, "target"), Path(name, "link")
        target.write_text("x", "utf-8")
        try:
            link.symlink_to("target")
            return link.is_symlink() and link.read_text("utf-8") == "x"
        except OSError:
            return False
