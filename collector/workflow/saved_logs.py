"""Copies of dmesg and of the documented logs that a person made by hand (policy rules 52-55)."""

from __future__ import annotations

from pathlib import Path

from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms.files import listing, read_small
from collector.workflow.draft import FileKind
from collector.workflow.recognise import HEAD, recognise

KINDS = (FileKind.DOCUMENTED_LOG, FileKind.KERNEL_LOG)
_MOST, _LOOKED = 20, 500
_LIKELY = (".log", ".txt", ".old", ".bak", "")


def saved(folder: str) -> tuple[str, ...]:
    """Those at the top of a folder (a stick, a volume), by name or by their first lines; files
    that are no text are not opened unless they are called as a log is."""
    try:
        entries = listing(Path(folder), _LOOKED)
    except NotCollectedError:
        return ()
    found: list[str] = []
    for entry in entries:
        if not entry.is_file or entry.path.suffix.lower() not in _LIKELY or len(found) >= _MOST:
            continue
        try:
            kind = recognise(entry.name, read_small(entry.path, HEAD)).kind
        except NotCollectedError:
            continue
        if kind in KINDS:
            found.append(str(entry.path))
    return tuple(found)
