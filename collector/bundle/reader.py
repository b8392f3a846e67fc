"""Opens a bundle as the hostile file it may be; nothing is ever unpacked to disk."""

from __future__ import annotations

import hashlib
import os
import stat
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from collector.bundle import zip_format as z
from collector.bundle.directory import read_directory
from collector.bundle.errors import (
    BundleError,
    DamagedMemberError,
    ManifestMalformedError,
    ManifestMissingError,
    MemberMissingError,
    UnlistedMemberError,
    WrongSizeError,
)
from collector.bundle.manifest import MANIFEST, Manifest, decode_manifest
from collector.core.errors import MissingInputError
from collector.core.printable import printable
from collector.core.progress import Cancel, Progress, ProgressEvent, Stage, silent
from collector.evidence.model import FileRecord

_CHUNK = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Mismatch:
    """A file that is not what the manifest says; `what` ends a sentence that begins with `path`."""

    path: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Files and bytes that are what the manifest says, and the mismatches."""

    files: int
    bytes: int
    mismatches: tuple[Mismatch, ...]

    @property
    def ok(self) -> bool:
        return not self.mismatches


def open_bundle(path: Path, limits: z.Limits = z.LIMITS) -> BundleReader:
    """Open and check all that can be checked without reading the evidence itself.

    Raises MissingInputError if the file cannot be read, else the BundleError that fits.
    """
    file = _open(path)
    try:
        return BundleReader(path, file, limits)
    except BaseException:
        file.close()
        raise


def _open(path: Path) -> BinaryIO:
    shown = printable(str(path))
    try:
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        if not stat.S_ISREG(path.stat().st_mode):
            raise MissingInputError(f"{shown} is not a file.", hint="Name the ZIP file itself.")
        return open(os.open(path, flags), "rb")  # a pipe put there meanwhile must not block
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise MissingInputError(f"{shown} cannot be read: {reason}.") from error


class BundleReader:
    """An open bundle: its `manifest`, its `members` in the order of the archive."""

    def __init__(self, path: Path, file: BinaryIO, limits: z.Limits) -> None:
        self.path = path
        self._file = file
        self._manifest_limit = limits.manifest
        self.members = read_directory(file, path, limits)
        self._by_name = {member.name: member for member in self.members}
        self.manifest = self._read_manifest()
        self._records = {record.path: record for record in self.manifest.files}
        self._check_listing()

    def __enter__(self) -> BundleReader:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        self._file.close()

    @property
    def size(self) -> int:
        """Bytes of the archive itself."""
        return self._file.seek(0, os.SEEK_END)

    def _read_manifest(self) -> Manifest:
        member = self._by_name.get(MANIFEST)
        if member is None:
            raise ManifestMissingError(self.path, "has no manifest: it is not a bundle")
        if member.size > self._manifest_limit:
            raise ManifestMalformedError(
                self.path, f"has a malformed manifest: {member.size} bytes are too many"
            )
        return decode_manifest(b"".join(self._stream(member)), self.path)

    def _check_listing(self) -> None:
        listed, there = self._records.keys(), self._by_name.keys() - {MANIFEST}
        for name in sorted(there - listed):
            raise UnlistedMemberError(
                self.path, f"holds a file that its manifest does not list: {printable(name, 200)}"
            )
        for name in sorted(listed - there):
            raise MemberMissingError(
                self.path, f"lacks a file that its manifest lists: {printable(name, 200)}"
            )

    def stream(self, name: str) -> Iterator[bytes]:
        """The bytes of a member in pieces, size and CRC checked; KeyError if there is none."""
        return self._stream(self._by_name[name])

    def read_member(self, name: str, limit: int) -> bytes:
        """The whole member; WrongSizeError if it is longer than `limit` bytes, else as `stream`."""
        member = self._by_name[name]
        if member.size > limit:
            raise WrongSizeError(
                self.path,
                f"holds {printable(name, 200)} with {member.size} bytes, expected at most {limit}",
            )
        return b"".join(self._stream(member))

    def verify(self, progress: Progress = silent, cancel: Cancel | None = None) -> Verification:
        """Read every member once and compare size and SHA-256; memory stays flat."""
        cancel = cancel or Cancel()
        total = sum(member.size for member in self.members)
        files = size = done = 0
        mismatches: list[Mismatch] = []
        for path, record in sorted(self._records.items()):
            digest = hashlib.sha256()
            what = self._size_mismatch(record)
            try:
                for piece in self.stream(path) if not what else ():
                    cancel.check()
                    digest.update(piece)
                    done += len(piece)
                    progress(
                        ProgressEvent(stage=Stage.VERIFY, subject=path, done=done, total=total)
                    )
            except BundleError as error:
                what = error.title.removeprefix(f"{printable(str(self.path))} ").rstrip(".")
            if not what and digest.hexdigest() != record.sha256:
                what = f"has the SHA-256 {digest.hexdigest()}, the manifest says {record.sha256}"
            if what:
                mismatches.append(Mismatch(path=path, what=what))
            else:
                files, size = files + 1, size + record.size
        return Verification(files=files, bytes=size, mismatches=tuple(mismatches))

    def _size_mismatch(self, record: FileRecord) -> str:
        size = self._by_name[record.path].size
        if size == record.size:
            return ""
        return f"has {size} bytes, the manifest says {record.size}"

    def _stream(self, member: z.Member) -> Iterator[bytes]:
        crc = size = 0
        for piece in self._decompressed(member):
            size += len(piece)
            if size > member.size:
                raise WrongSizeError(
                    self.path,
                    f"declares {member.size} bytes for {printable(member.name, 200)}, "
                    "which unpacks to more",
                )
            crc = zlib.crc32(piece, crc)
            yield piece
        if size < member.size:
            raise WrongSizeError(
                self.path,
                f"declares {member.size} bytes for {printable(member.name, 200)}, "
                f"which unpacks to {size}",
            )
        if crc != member.crc:
            raise DamagedMemberError(
                self.path, f"holds a damaged member (CRC): {printable(member.name, 200)}"
            )

    def _compressed(self, member: z.Member) -> Iterator[bytes]:
        at = member.data
        while at < member.end:
            self._file.seek(at)
            chunk = self._file.read(min(_CHUNK, member.end - at))
            if not chunk:
                raise DamagedMemberError(
                    self.path, f"ends inside its member {printable(member.name, 200)}"
                )
            at += len(chunk)
            yield chunk

    def _decompressed(self, member: z.Member) -> Iterator[bytes]:
        """At most one chunk at a time, however much a few bytes may unpack to."""
        if member.method == z.STORED:
            yield from self._compressed(member)
            return
        shown = printable(member.name, 200)
        unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            for chunk in self._compressed(member):
                data = chunk
                while data and not unpacker.eof:
                    yield unpacker.decompress(data, _CHUNK)
                    data = unpacker.unconsumed_tail
                if unpacker.unused_data or (data and unpacker.eof):
                    raise WrongSizeError(self.path, f"hides data behind the end of {shown}")
            while not unpacker.eof:
                piece = unpacker.decompress(unpacker.unconsumed_tail, _CHUNK)
                if not piece and not unpacker.eof:
                    break
                yield piece
        except zlib.error as error:
            raise DamagedMemberError(
                self.path, f"holds a damaged member (deflate): {shown}"
            ) from error
        if not unpacker.eof:
            raise DamagedMemberError(self.path, f"holds a member that is cut off: {shown}")
