"""Opening a whole disk to read it, never to write."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import BinaryIO

from collector.evidence.outcome import refused
from collector.evidence.platforms.files import fault


def raw_disk(device: Path | str) -> BinaryIO:
    """The device, unbuffered. Raises NotCollectedError: refused without admin rights, or where
    not even an administrator may (EPERM, not EACCES: a container keeps devices from root)."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        return open(os.open(device, flags | getattr(os, "O_BINARY", 0)), "rb", buffering=0)
    except PermissionError as error:
        if error.errno == errno.EPERM:
            raise refused(
                "the system lets not even administrators read disks here, as in a container"
            ) from error
        raise refused("reading a disk needs administrator rights") from error
    except OSError as error:
        raise fault(error, "the disk") from error
