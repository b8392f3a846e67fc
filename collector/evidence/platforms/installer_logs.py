"""Logs that installations of the vendor's products left in the folders for temporary files."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from collector.evidence.formats.installer_log import PIECE, is_about, may_be_one
from collector.evidence.model import Status
from collector.evidence.opening import open_regular
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms.files import Entry, listing
from collector.evidence.platforms.known_products import known_products
from collector.evidence.platforms.machine import Machine
from collector.evidence.platforms.windows_paths import place, system_root, temporary_folders

KEPT = 5  # the newest ones tell of the installation that is asked about
_LOOKED_INTO = 60  # of all accounts together, the newest
_GONE = (Status.ABSENT, Status.SKIPPED)


@dataclass(frozen=True, slots=True)
class InstallerLogs:
    """The logs, the newest first; the folders that were looked into, and those that may not be."""

    found: tuple[Path, ...]
    searched: tuple[str, ...]
    unread: tuple[str, ...]


def installer_logs(machine: Machine) -> InstallerLogs:
    """Reads the first and last 64 KiB of a bounded number of files; never raises for one."""
    root = system_root(machine)
    folders = temporary_folders(machine, root)
    entries: list[Entry] = []
    unread: list[str] = []
    for folder in folders:
        try:
            entries.extend(listing(place(machine, root, folder)))
        except NotCollectedError as error:
            if error.status not in _GONE:
                unread.append(folder)
    newest = sorted((each for each in entries if _may_be(each)), key=_written, reverse=True)
    found = list(_of_the_vendor(machine, newest[:_LOOKED_INTO]))
    return InstallerLogs(tuple(found[:KEPT]), folders, tuple(unread))


def _may_be(entry: Entry) -> bool:
    return entry.is_file and may_be_one(entry.name)


def _written(entry: Entry) -> float:
    try:
        return entry.path.stat(follow_symlinks=False).st_mtime
    except OSError:
        return 0.0


def _of_the_vendor(machine: Machine, entries: list[Entry]) -> Iterator[Path]:
    makers = known_products().search.companies
    for entry in entries:
        try:
            head, tail = _pieces(entry.path, machine.root)
        except (NotCollectedError, OSError):
            continue  # one that is gone or in use tells nothing of whose it is
        if is_about(head, tail, makers):
            yield entry.path


def _pieces(path: Path, root: Path | None) -> tuple[bytes, bytes]:
    with open_regular(path, root) as file:
        head = file.read(PIECE)
        size = os.fstat(file.fileno()).st_size
        if size <= PIECE:
            return head, b""
        file.seek(max(PIECE, size - PIECE) & ~1)
        return head, file.read(PIECE)
