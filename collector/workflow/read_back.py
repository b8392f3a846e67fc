"""Reading a finished bundle back from its medium, not from memory, and comparing every hash."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

from collector.bundle.reader import open_bundle
from collector.bundle.writer import BundleInfo
from collector.core.errors import CollectorError, NowhereToWriteError
from collector.core.progress import Cancel, Progress

_BLOCK = 1 << 20


def read_back(bundle: BundleInfo, *, progress: Progress) -> None:
    """Raises NowhereToWriteError where the medium does not give back what was written."""
    try:
        forget(bundle.path)
        digest = _digest(bundle.path)
        forget(bundle.path)
        with open_bundle(bundle.path) as reader:
            whole = digest == bundle.sha256 and reader.verify(progress, Cancel()).ok
    except OSError as error:
        raise _failed(bundle.path, error.strerror or str(error)) from error
    except CollectorError as error:
        raise _failed(bundle.path, error.title) from error
    if not whole:
        raise _failed(bundle.path, "what was read differs from what was written")


def forget(path: Path) -> None:
    """Ask the system to drop what it holds of the file in memory, so that the medium is read."""
    if sys.platform.startswith("linux"):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(handle)


def _digest(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def _failed(path: Path, reason: str) -> NowhereToWriteError:
    return NowhereToWriteError(
        f"The bundle on {path.parent} could not be read back: {reason}. Do not rely on it.",
        hint="Do not restart yet. Try another medium: the collected evidence is kept until then.",
    )
