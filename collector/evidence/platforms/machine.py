"""The interface behind which every platform stands. A probe asks it, never `sys.platform`."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class Machine(Protocol):
    """The machine under examination: this one, or a tree that `--root` points at.

    Methods that read facts raise `NotCollectedError` (see `evidence.probe`) with a reason when the
    source is absent, refused or not applicable; probes let it through.
    """

    @property
    def platform(self) -> str:
        """`linux`, `windows`, `macos` or `offline-windows`."""
        ...

    @property
    def live(self) -> bool:
        """False where a root is given: then nothing of the host may be reported."""
        ...

    @property
    def root(self) -> Path | None: ...

    def path(self, absolute: str) -> Path:
        """Where the machine's own absolute path (`/var/log/dmesg`) lies for us.

        Under a root each component is resolved case-insensitively where the exact name is not
        there, and a symbolic link never leads out of the root (NotCollectedError if it would).
        """
        ...
