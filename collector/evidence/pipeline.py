"""One streaming pass over an item: redact, hash, compress, spool; memory stays bounded.

A spool file is written under a temporary name, synced, then renamed; its sidecar first. Until
the journal names it, it is an orphan, removed when the set is opened again.
"""

from __future__ import annotations

import hashlib
import io
import os
import uuid
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, BinaryIO, Protocol

from collector.core import durable
from collector.core.secrets import Seal
from collector.evidence.sidecar import SidecarWriter
from collector.privacy.model import Redacted

DATA, SIDE, TEMPORARY = ".z", ".hits", ".tmp"
LEVEL = 6  # as the ZIP will have it: the spool tells how large the bundle becomes


class Redacts(Protocol):
    """What the pipeline needs of a redactor."""

    def stream(self, chunks: Iterable[bytes]) -> Iterator[Redacted]: ...


class SpoolError(Exception):
    """The spool cannot be written (no space); the item's source is not to blame."""


class OverBudgetError(Exception):
    """The compressed text is larger than what is left of the bundle's size limit."""


@dataclass(frozen=True, slots=True)
class Spool:
    """The folder of a set's spool files; `seal` closes their sidecars."""

    folder: Path
    set_id: str
    seal: Seal

    def data(self, name: str) -> Path:
        return self.folder / (name + DATA)

    def side(self, name: str) -> Path:
        return self.folder / (name + SIDE)

    def about(self, name: str) -> str:
        return f"{self.set_id}/{name}"

    def remove(self, name: str) -> None:
        for path in (self.data(name), self.side(name)):
            with suppress(OSError):
                path.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A whole spool file: its name, what is in it, and what it took."""

    name: str
    size: int
    sha256: str
    stored: int
    hits: int
    redactions: dict[str, int]


def write(
    spool: Spool,
    chunks: Iterable[bytes],
    *,
    redactor: Redacts | None,
    budget: int | None = None,
) -> Written:
    """Spool UTF-8 `chunks`, redacted (or as they are, without a redactor).

    Raises OverBudgetError beyond `budget` compressed bytes, SpoolError where the disk is full;
    either way nothing is left behind.
    """
    redacted = redactor.stream(chunks) if redactor else (Redacted(c, ()) for c in chunks)
    return write_redacted(spool, redacted, budget=budget)


def write_redacted(
    spool: Spool, pieces: Iterable[Redacted], *, budget: int | None = None
) -> Written:
    """Spool what is redacted already, its hits into the sidecar."""
    name = uuid.uuid4().hex
    with ExitStack() as stack:
        one = _Writing(spool, name, stack, budget)
        try:
            for piece in pieces:
                one.add(piece)
            return one.finish()
        except BaseException:
            stack.close()
            one.discard()
            raise


class _Writing:
    def __init__(self, spool: Spool, name: str, stack: ExitStack, budget: int | None) -> None:
        self._spool, self._name, self._budget = spool, name, budget
        self._data = stack.enter_context(_private(spool.data(name)))
        self._side = stack.enter_context(_private(spool.side(name)))
        self._sidecar = SidecarWriter(self._side, spool.seal, spool.about(name))
        self._hash, self._deflate = hashlib.sha256(), zlib.compressobj(LEVEL)
        self._counts: Counter[str] = Counter()
        self._size = self._stored = 0

    def add(self, piece: Redacted) -> None:
        self._hash.update(piece.data)
        self._size += len(piece.data)
        self._write(self._deflate.compress(piece.data))
        if piece.hits:
            self._counts.update(hit.kind.value for hit in piece.hits)
            with _spooling():
                self._sidecar.add(piece.hits)

    def _write(self, data: bytes) -> None:
        self._stored += len(data)
        if self._budget is not None and self._stored > self._budget:
            raise OverBudgetError
        with _spooling():
            self._data.write(data)

    def finish(self) -> Written:
        self._write(self._deflate.flush())
        with _spooling():
            self._sidecar.flush()
            if self._sidecar.count:
                durable.fsync(self._side, "spool.sidecar")
            durable.fsync(self._data, "spool.data")
            self._side.close()
            self._data.close()
            side, data = self._spool.side(self._name), self._spool.data(self._name)
            if self._sidecar.count:
                durable.rename(_temporary(side), side, "spool.sidecar")
            else:
                _temporary(side).unlink()
            durable.rename(_temporary(data), data, "spool.data")
        return Written(
            name=self._name,
            size=self._size,
            sha256=self._hash.hexdigest(),
            stored=self._stored,
            hits=self._sidecar.count,
            redactions=dict(sorted(self._counts.items())),
        )

    def discard(self) -> None:
        for path in (self._spool.data(self._name), self._spool.side(self._name)):
            for each in (path, _temporary(path)):
                with suppress(OSError):
                    each.unlink(missing_ok=True)


class _spooling:  # noqa: N801 - reads as the statement it is
    """Turns an OSError of the spool into SpoolError."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, OSError):
            raise SpoolError(error.strerror or str(error)) from error


def _temporary(path: Path) -> Path:
    return path.with_name(path.name + TEMPORARY)


def _private(path: Path) -> IO[bytes]:
    with _spooling():
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        return open(os.open(_temporary(path), flags, 0o600), "wb")


def read_spooled(path: Path) -> Iterator[bytes]:
    """The redacted bytes of a spool file; raises ValueError where it is damaged."""
    inflate = zlib.decompressobj()
    with path.open("rb") as file:
        while chunk := file.read(64 * 1024):
            try:
                data = inflate.decompress(chunk, 1024 * 1024)
                while data:
                    yield data
                    data = inflate.decompress(inflate.unconsumed_tail, 1024 * 1024)
            except zlib.error as error:
                raise ValueError(f"the spool file {path.name} is damaged") from error
    if not inflate.eof:
        raise ValueError(f"the spool file {path.name} is not whole")


def readable(chunks: Iterator[bytes]) -> BinaryIO:
    """Chunks as a file that is read from; what they raise is raised where it is reached."""
    return io.BufferedReader(_Chunks(chunks), 64 * 1024)


class _Chunks(io.RawIOBase):
    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._rest = chunks, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - the signature of io.RawIOBase
        if not self._rest:
            self._rest = memoryview(next(self._chunks, b""))
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count


def is_whole(spool: Spool, name: str, sha256: str, hits: int) -> bool:
    """True if the spool file has the hash that the journal names, and its sidecar is there."""
    digest = hashlib.sha256()
    try:
        for chunk in read_spooled(spool.data(name)):
            digest.update(chunk)
    except (OSError, ValueError):
        return False
    return digest.hexdigest() == sha256 and (not hits or spool.side(name).is_file())
