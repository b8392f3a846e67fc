"""What differs between the systems that the tests run on, said once."""

from __future__ import annotations

import functools
import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

import psutil

T = TypeVar("T")
WINDOWS = sys.platform == "win32"
LEISURE = 4 if WINDOWS else 1
"""How many times longer than on Linux starting a process may take: a scanner looks at it first."""
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
        os.sched_yield()


def some(all_of_them: Sequence[T]) -> Sequence[T]:
    """Each third on Windows, where every process costs seconds; elsewhere all."""
    return all_of_them[::3] if WINDOWS else all_of_them


def living_children() -> list[psutil.Process]:
    """Processes that this one started and that did not end; those that end now are waited for."""
    found = psutil.Process().children(recursive=True)
    alive = psutil.wait_procs(found, timeout=1 * LEISURE)[1] if WINDOWS else found
    return [each for each in alive if each.status() != psutil.STATUS_ZOMBIE]


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
