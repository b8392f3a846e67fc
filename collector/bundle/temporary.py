"""The temporary file that a bundle is written to, and those that a killed run left behind."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import secrets
import stat
from contextlib import suppress
from io import BufferedRandom
from pathlib import Path

_NAME = re.compile(r"\.paragon-bundle-([0-9a-f]{8})-([0-9]{1,10})-([0-9]{1,12})-[0-9a-f]{8}\.tmp")


def create(folder: Path) -> tuple[Path, BufferedRandom]:
    """A new file (0600) in `folder`, named after this process; OSError if that cannot be."""
    name = f".paragon-bundle-{_host()}-{os.getpid()}-{_born(os.getpid())}-{secrets.token_hex(4)}"
    path = folder / f"{name}.tmp"
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return path, open(os.open(path, flags, 0o600), "w+b")


def clean(folder: Path) -> None:
    """Remove what processes of this machine that are dead left in `folder`."""
    with suppress(OSError):
        for entry in os.scandir(folder):
            found = _NAME.fullmatch(entry.name)
            if not found or found[1] != _host():
                continue  # a shared folder: only its own machine knows whether it still works
            with suppress(OSError):
                if not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
                    continue
                if _born(int(found[2])) != int(found[3]):
                    os.unlink(entry.path)


def _host() -> str:
    return hashlib.sha256(platform.node().encode("utf-8", "replace")).hexdigest()[:8]


def _born(pid: int) -> int | None:
    """When the process `pid` started (Unix time in whole seconds), None if there is none.

    A number that was given to another process since does not protect a dead one's file.
    """
    import psutil

    try:
        return int(psutil.Process(pid).create_time())
    except psutil.AccessDenied:
        return None if not psutil.pid_exists(pid) else -1
    except (psutil.Error, OverflowError, ValueError):
        return None
