"""The sealed record of what was replaced where, beside each spooled file.

Frames of sealed msgpack, each a batch of hits in ascending order of offset, compressed: a log with
an address in every line has as many bytes of hits as of text. Each frame is bound to its set, its
spool file and its place in the row: frames can neither be moved nor left out.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

import msgspec

from collector.core.secrets import Seal
from collector.privacy.model import Hit, Kind

PURPOSE = "evidence-sidecar"
BATCH = 512
MAX_FRAME = 4 * 1024 * 1024
_LENGTH = struct.Struct(">I")
_Row = tuple[int, str, str, str]
_DECODER = msgspec.msgpack.Decoder(list[_Row])


def _row(hit: Hit) -> _Row:
    original = "" if hit.kind is Kind.SECRET else hit.original  # secrets are never kept
    return (hit.offset, hit.kind.value, hit.token, original)


def _packed(rows: list[_Row]) -> bytes:
    """Distances instead of offsets: lines that are alike become rows that are alike."""
    before, near = 0, []
    for offset, *rest in rows:
        near.append((offset - before, *rest))
        before = offset
    return zlib.compress(msgspec.msgpack.encode(near))


def _unpacked(data: bytes) -> Iterator[Hit]:
    """Sealed by us: how much it unpacks to is what we put in."""
    offset = 0
    for distance, kind, token, original in _DECODER.decode(zlib.decompress(data)):
        offset += distance
        yield Hit(offset, Kind(kind), token, original)


def seal_hits(seal: Seal, hits: Iterable[Hit], about: str) -> bytes:
    """A short row of hits as one sealed text; empty for none."""
    rows = [_row(hit) for hit in hits]
    return seal.close(_packed(rows), about) if rows else b""


def open_hits(seal: Seal, sealed: bytes, about: str) -> tuple[Hit, ...]:
    """The hits again; raises ValueError if they were changed."""
    if not sealed:
        return ()
    return tuple(_unpacked(seal.open(sealed, about)))


class SidecarWriter:
    """Writes hits as they come; memory holds one batch."""

    def __init__(self, file: IO[bytes], seal: Seal, about: str) -> None:
        self._file, self._seal, self._about = file, seal, about
        self._rows: list[_Row] = []
        self._frames = 0
        self.count = 0

    def add(self, hits: Iterable[Hit]) -> None:
        for hit in hits:
            self._rows.append(_row(hit))
            self.count += 1
            if len(self._rows) >= BATCH:
                self.flush()

    def flush(self) -> None:
        if not self._rows:
            return
        sealed = self._seal.close(_packed(self._rows), self._about_frame())
        self._file.write(_LENGTH.pack(len(sealed)) + sealed)
        self._rows = []
        self._frames += 1

    def _about_frame(self) -> str:
        return f"{self._about}#{self._frames}"


def read_sidecar(path: Path, seal: Seal, about: str, count: int) -> Iterator[Hit]:
    """Its hits, streaming; raises ValueError if frames were changed or fewer than `count`."""
    found, frames = 0, 0
    with path.open("rb") as file:
        while head := file.read(_LENGTH.size):
            length = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else MAX_FRAME + 1
            if length > MAX_FRAME:
                raise ValueError(f"the sidecar {path.name} is damaged")
            hits = [*_unpacked(seal.open(file.read(length), f"{about}#{frames}"))]
            frames += 1
            found += len(hits)
            yield from hits
    if found != count:
        raise ValueError(f"the sidecar {path.name} is not whole")
