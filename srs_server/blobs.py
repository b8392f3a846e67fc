"""Where attachments are kept: the blob store's interface, a folder behind it, and the spool."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import IO, Protocol

from collector.core.durable import checkpoint, fsync, fsync_folder, rename
from collector.core.paths import private

_BLOCK = 1024 * 1024


class BlobStore(Protocol):
    """Immutable files under a key. `put` takes a finished file over; done twice it is done once."""

    def put(self, key: str, source: Path) -> None: ...

    def open(self, key: str) -> IO[bytes]: ...

    def size(self, key: str) -> int | None: ...

    def remove(self, key: str) -> None: ...


class FolderBlobs:
    """A folder on the same file system as the spool, so that taking over is one rename."""

    def __init__(self, folder: Path) -> None:
        self._folder = private(folder)

    def put(self, key: str, source: Path) -> None:
        target = self._path(key)
        if not target.parent.exists():
            private(target.parent)
            fsync_folder(self._folder)
        rename(source, target, "srs.link")

    def open(self, key: str) -> IO[bytes]:
        return self._path(key).open("rb")

    def size(self, key: str) -> int | None:
        try:
            return self._path(key).stat().st_size
        except FileNotFoundError:
            return None

    def remove(self, key: str) -> None:
        self._path(key).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key


class Spool:
    """Uploads that are not complete: one file each, whose length is the offset to continue at."""

    def __init__(self, folder: Path) -> None:
        self._folder = private(folder)

    def path(self, key: str) -> Path:
        return self._folder / key

    def start(self, key: str) -> None:
        self.path(key).touch(mode=0o600, exist_ok=False)
        fsync_folder(self._folder)

    def offset(self, key: str) -> int | None:
        """Bytes that are there; None if there is no such file."""
        try:
            return self.path(key).stat().st_size
        except FileNotFoundError:
            return None

    def touched(self, key: str) -> float:
        """When the last byte came, in seconds since the epoch."""
        return self.path(key).stat().st_mtime

    def remove(self, key: str) -> None:
        self.path(key).unlink(missing_ok=True)

    def keys(self) -> set[str]:
        return {path.name for path in self._folder.iterdir()}


class ChunkWriter:
    """Appends at most `room` bytes to a spool file; `finish()` makes them durable.

    `add()` only buffers, so that the event loop never waits for the disk.
    """

    def __init__(self, path: Path, room: int) -> None:
        self._path, self._room = path, room
        self._buffer: list[bytes] = []
        self.buffered = 0
        self.overflown = False
        self._failed = False

    def add(self, data: bytes) -> None:
        """Take `data` as far as it fits; `overflown` says that more came."""
        self.overflown = self.overflown or len(data) > self._room
        data = data[: self._room]
        self._buffer.append(data)
        self.buffered += len(data)
        self._room -= len(data)

    def write(self) -> None:
        """Hand the buffer to the operating system; after a failure nothing may follow the gap."""
        data, self._buffer, self.buffered = b"".join(self._buffer), [], 0
        if self._failed:
            return
        checkpoint("srs.chunk.before-write")
        self._failed = True
        with self._opened() as file:
            file.write(data)
        self._failed = False
        checkpoint("srs.chunk.after-write")

    def finish(self) -> None:
        """Write the rest and bring all of it to the medium."""
        if self.buffered:
            self.write()
        with self._opened() as file:
            fsync(file, "srs.chunk")

    def _opened(self) -> IO[bytes]:
        """The file at its end; one that was ended meanwhile is not made anew."""
        file = self._path.open("r+b")
        file.seek(0, os.SEEK_END)
        return file


def sha256_of(source: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := source.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()
