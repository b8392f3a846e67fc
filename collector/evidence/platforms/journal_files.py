"""Whether the journal of systemd can be asked on this machine: it keeps silent to who may not."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError, absent, refused
from collector.evidence.platforms.files import listing
from collector.evidence.platforms.machine import Machine

PLACES = ("/var/log/journal", "/run/log/journal")
_MAX = 1_000
_OPTIONS = ("--quiet", "--no-pager", "--output=short-iso", "--priority=warning", "--lines=5000")


def asked(since: datetime) -> tuple[str, ...]:
    """The command that prints the newest warnings and errors of the kernel, of every start."""
    return ("journalctl", *_OPTIONS, "_TRANSPORT=kernel", f"--since=@{int(since.timestamp())}")


def check(machine: Machine) -> None:
    """Raises NotCollectedError: absent where none is kept, refused where its files are closed."""
    files = [each for place in PLACES for each in _of_the_system(machine.path(place))]
    if not files:
        raise absent("this system keeps no journal", *PLACES)
    if not any(os.access(each, os.R_OK) for each in files):
        raise refused("the journal of the system is shown to administrators only")


def _of_the_system(folder: Path) -> list[Path]:
    """`system.journal` and older ones of each machine that has written there."""
    try:
        machines = [entry.path for entry in listing(folder, _MAX) if entry.is_folder]
        found = [entry for each in machines for entry in listing(each, _MAX)]
    except NotCollectedError as error:
        if error.status is Status.ABSENT:
            return []
        raise
    return [e.path for e in found if e.name.startswith("system") and ".journal" in e.name]
