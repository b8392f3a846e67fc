"""One file per place facts come from, behind the Machine interface."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from collector.core.errors import MissingInputError
from collector.evidence.platforms.machine import Machine


def open_machine(root: Path | None = None) -> Machine:
    """The machine to examine: the tree at `root`, or this one.

    Raises MissingInputError when `root` is not a folder that can be read.
    """
    if root is not None:
        return _tree(root)
    if sys.platform == "win32":
        from collector.evidence.platforms.windows import Windows

        return Windows()
    if sys.platform == "darwin":
        from collector.evidence.platforms.macos import MacOs

        return MacOs()
    from collector.evidence.platforms.linux import Linux

    return Linux()


def _tree(root: Path) -> Machine:
    from collector.evidence.platforms.offline_windows import OfflineWindows
    from collector.evidence.platforms.rooted import LinuxTree, looks_like_windows

    try:
        with os.scandir(root):
            pass
    except OSError as error:
        raise MissingInputError(
            f"The folder given as root cannot be read: {root} ({error.strerror})",
            hint="Name the folder under which the other system is mounted.",
        ) from error
    return OfflineWindows(root) if looks_like_windows(root) else LinuxTree(root)
