"""Bounded, read-only looks at files and folders: never a FIFO, never without end."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from collector.evidence.model import Status
from collector.evidence.opening import open_regular
from collector.evidence.outcome import NotCollectedError, absent, refused

MAX_ENTRIES = 20_000
_PIECE = 65536
_REPARSE_POINT = 0x400
SMALL_FILE = 1 << 20  # bytes: what /etc, /proc and /sys hold


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a folder, as the folder itself tells: the entry is not touched."""

    name: str
    path: Path
    is_folder: bool
    is_link: bool
    is_file: bool


def fault(error: OSError, what: str) -> NotCollectedError:
    """An OSError as the outcome of an item, in words."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return absent(f"{what} does not exist")
    if isinstance(error, PermissionError):
        return refused(f"{what} may not be read by this user")
    return NotCollectedError(
        Status.FAILED, f"{what} cannot be read: {error.strerror or type(error).__name__}"
    )


def listing(folder: Path, limit: int = MAX_ENTRIES) -> tuple[Entry, ...]:
    """The entries of `folder`, sorted by name, at most `limit`; links are not followed.

    Raises NotCollectedError: absent, refused or failed, with the reason.
    """
    found: list[Entry] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                found.append(_entry(entry))
                if len(found) >= limit:
                    break
    except OSError as error:
        raise fault(error, "the folder") from error
    return tuple(sorted(found, key=lambda entry: entry.name))


def _entry(entry: os.DirEntry[str]) -> Entry:
    """Without a `stat` of the entry where the system allows: a dead mount point would block it."""
    try:
        link = entry.is_symlink() or _is_junction(entry)
        folder = not link and entry.is_dir(follow_symlinks=False)
        file = not link and entry.is_file(follow_symlinks=False)
    except OSError:
        link = folder = file = False
    return Entry(entry.name, Path(entry.path), folder, link, file)


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """A junction of Windows is a link, too; its attributes come with the listing."""
    if os.name != "nt":
        return False
    status = entry.stat(follow_symlinks=False)
    return bool(getattr(status, "st_file_attributes", 0) & _REPARSE_POINT)


def read_small(path: Path, limit: int = SMALL_FILE) -> bytes:
    """At most `limit` bytes of a regular file (also of /proc and /sys, whose size reads as 0)."""
    pieces: list[bytes] = []
    left = limit
    try:
        with open_regular(path) as file:
            while left > 0 and (piece := file.read(min(left, 65536))):
                pieces.append(piece)
                left -= len(piece)
    except OSError as error:
        raise fault(error, "the file") from error
    return b"".join(pieces)


def read_text(path: Path, limit: int = SMALL_FILE) -> str:
    """As `read_small`, as text; bytes that are not UTF-8 stay visible, escaped."""
    return read_small(path, limit).decode("utf-8", "backslashreplace")


def word(path: Path) -> str:
    """One short attribute (as in /sys), stripped; empty where it cannot be read."""
    try:
        return read_text(path, 4096).replace("\0", "").strip()
    except NotCollectedError:
        return ""


def number(path: Path) -> int | None:
    """One decimal attribute; None where it is not there or is no number."""
    text = word(path)
    digits = text.removeprefix("-")
    return int(text) if digits.isascii() and digits.isdecimal() and len(digits) < 25 else None


def shown(path: Path | str) -> str:
    """A path as text that can be written anywhere: undecodable bytes stand escaped."""
    return os.fspath(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def unpacked(path: Path) -> Iterator[bytes]:
    """A gzip file piece by piece (64 KiB), in bounded memory.

    Raises NotCollectedError (failed) where it is damaged, after what is readable before.
    """
    decoder = zlib.decompressobj(wbits=31)
    with open_regular(path) as file:
        try:
            while not decoder.eof and (piece := decoder.unconsumed_tail or file.read(_PIECE)):
                if decoded := decoder.decompress(piece, _PIECE):
                    yield decoded
        except (zlib.error, OSError) as error:
            raise NotCollectedError(Status.FAILED, "the compressed copy is damaged") from error
    if not decoder.eof:
        raise NotCollectedError(Status.FAILED, "the compressed copy ends too early")
