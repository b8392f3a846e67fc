"""Packs evidence and request into a bundle: whole or not at all, and the same bytes every time."""

from __future__ import annotations

import errno
import hashlib
import os
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from io import BufferedRandom
from pathlib import Path
from typing import BinaryIO, Protocol

from collector.bundle import temporary
from collector.bundle.deflate import BLOCK
from collector.bundle.errors import UnfitEvidenceError
from collector.bundle.finding import Finding
from collector.bundle.manifest import (
    FORMAT,
    MANIFEST,
    README,
    REQUEST,
    Manifest,
    Privacy,
    encode_manifest,
)
from collector.bundle.readme import readme
from collector.bundle.zip_format import LIMITS
from collector.bundle.zip_writer import ZipWriter
from collector.core import durable
from collector.core.errors import NowhereToWriteError
from collector.core.member_names import clash, fault_of
from collector.core.printable import printable
from collector.core.progress import Cancel, Progress, ProgressEvent, Stage, silent
from collector.core.version import VERSION
from collector.evidence.model import FileRecord, ProbeRecord

POINT = "bundle"
Seal = Callable[[bytes], str]
"""What an installation vouches with for an encoded manifest."""


class Evidence(Protocol):
    """What is packed: the records, and for each file its decompressed bytes."""

    @property
    def probes(self) -> tuple[ProbeRecord, ...]: ...

    @property
    def files(self) -> tuple[FileRecord, ...]: ...

    def open_file(self, record: FileRecord) -> BinaryIO: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleInfo:
    """A finished bundle. `size` in bytes; `sha256` of the whole file, in hex."""

    path: Path
    id: str
    size: int
    sha256: str


def write_bundle(
    out: Path,
    *,
    evidence: Evidence,
    request_json: bytes | None,
    bundle_id: str,
    created_at: datetime,
    platform: str,
    time_zone: str,
    privacy: Privacy,
    findings: Sequence[Finding] = (),
    overwrite: bool = False,
    inspect: Callable[[Path], None] | None = None,
    seal: Seal | None = None,
    progress: Progress = silent,
    cancel: Cancel | None = None,
) -> BundleInfo:
    """Write the bundle `out` (0600); afterwards it is there, whole and on the medium, or it is not.

    Raises NowhereToWriteError (no space, no permission, `out` exists and `overwrite` is not
    given), UnfitEvidenceError (a file is not what its record says), CancelledError. The evidence
    is only read. `inspect` sees the finished file under its temporary name; what it raises leaves
    nothing behind. `seal` vouches for the manifest where it says what was kept.
    """
    manifest = Manifest(
        format=FORMAT,
        id=bundle_id,
        created_at=created_at.astimezone(UTC),
        collector=VERSION,
        platform=platform,
        time_zone=time_zone,
        privacy=privacy,
        probes=evidence.probes,
        files=evidence.files,
        findings=tuple(findings),
    )
    job = _Job(evidence, manifest, request_json, progress, cancel or Cancel(), seal)
    job.check()
    out = out.absolute()
    if not overwrite and os.path.lexists(out):
        raise _taken(out)
    temporary.clean(out.parent)
    try:
        return _write(job, out, overwrite, inspect)
    except FileExistsError as error:
        raise _taken(out) from error
    except OSError as error:
        raise _nowhere(out, error) from error


def _write(
    job: _Job, out: Path, overwrite: bool, inspect: Callable[[Path], None] | None
) -> BundleInfo:
    path, file = temporary.create(out.parent)
    try:
        with file:
            durable.checkpoint(f"{POINT}.created")
            job.write(file)
            durable.fsync(file, POINT)
            size, digest = file.seek(0, os.SEEK_END), _digest(file)
        if inspect is not None:
            inspect(path)
        rename = durable.rename if overwrite else durable.rename_new
        rename(path, out, POINT)
    except BaseException:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise
    return BundleInfo(path=out, id=job.manifest.id, size=size, sha256=digest)


def _digest(file: BufferedRandom) -> str:
    file.seek(0)
    return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(slots=True)
class _Job:
    """One packing: the members in order, each checked against its record while it is streamed."""

    evidence: Evidence
    manifest: Manifest
    request_json: bytes | None
    progress: Progress
    cancel: Cancel
    seal: Seal | None
    done: int = field(default=0, init=False)

    def check(self) -> None:
        """Refuse before the first byte what a reader would refuse."""
        own = [README, MANIFEST] + ([REQUEST] if self.request_json is not None else [])
        names = own + [record.path for record in self.manifest.files]
        faults = [f"the name {printable(n)!r} {fault}" for n in names if (fault := fault_of(n))]
        if pair := clash(names):
            faults.append("{!r} and {!r} cannot lie side by side".format(*map(printable, pair)))
        if faults:
            raise UnfitEvidenceError(f"The bundle was not written: {faults[0]}.")
        if len(names) > LIMITS.members or self.total > LIMITS.total:
            raise UnfitEvidenceError(
                f"The bundle was not written: {len(names)} files with {self.total} bytes are "
                "more than a bundle may hold.",
                hint="Collect less: --max-size, --max-file-size, --only.",
            )

    @property
    def total(self) -> int:
        return sum(record.size for record in self.manifest.files)

    def write(self, file: BinaryIO) -> None:
        archive = ZipWriter(file, self.manifest.created_at)
        records = sorted(self.manifest.files, key=lambda record: record.path)
        inline = own_members(self.manifest, self.request_json, self.seal)
        if len(inline[MANIFEST]) > LIMITS.manifest:
            raise UnfitEvidenceError("The bundle was not written: its manifest is too long.")
        for name, data in inline.items():
            archive.add(name, _blocks(data), len(data))
        for record in records:
            archive.add(record.path, self._checked(record), record.size)
            durable.checkpoint(f"{POINT}.member")
        archive.finish()

    def _checked(self, record: FileRecord) -> Iterator[bytes]:
        """The blocks of a file; raises UnfitEvidenceError where they are not what was recorded."""
        digest, size = hashlib.sha256(), 0
        for block in self._read(record):
            self.cancel.check()
            digest.update(block)
            size += len(block)
            if size > record.size:
                break
            yield block
            self.done += len(block)
            self.progress(
                ProgressEvent(
                    stage=Stage.PACK, subject=record.path, done=self.done, total=self.total
                )
            )
        if size != record.size or digest.hexdigest() != record.sha256:
            raise UnfitEvidenceError(
                f"The bundle was not written: {printable(record.path)} changed in the work folder "
                "after it was collected.",
                hint="Collect again; the disk that holds the work folder may be failing.",
            )

    def _read(self, record: FileRecord) -> Iterator[bytes]:
        try:
            with self.evidence.open_file(record) as source:
                while block := _full_block(source):
                    yield block
        except (OSError, EOFError, ValueError, zlib.error) as error:
            raise UnfitEvidenceError(
                f"The bundle was not written: {printable(record.path)} cannot be read from the "
                f"work folder ({printable(str(error), 200)}).",
                hint="Collect again; the disk that holds the work folder may be failing.",
            ) from error


def own_members(
    manifest: Manifest, request_json: bytes | None, seal: Seal | None = None
) -> dict[str, bytes]:
    """README.txt, manifest.json and request.json of a bundle, in their order in the archive.

    `manifest` names the files of the evidence only.
    """
    records = sorted(manifest.files, key=lambda record: record.path)
    inline = {README: readme(manifest, with_request=request_json is not None), MANIFEST: b""}
    if request_json is not None:
        inline[REQUEST] = request_json
    own = [_record(name, data) for name, data in inline.items() if name != MANIFEST]
    whole = replace(manifest, files=(*own, *records))
    if seal is not None and whole.privacy.kept:
        sealed = seal(encode_manifest(whole))
        whole = replace(whole, privacy=replace(whole.privacy, kept_seal=sealed))
    inline[MANIFEST] = encode_manifest(whole)
    return inline


def _full_block(source: BinaryIO) -> bytes:
    """Exactly BLOCK bytes but at the end: the bytes of the bundle must not hang on short reads."""
    data = source.read(BLOCK)
    if not data or len(data) == BLOCK:
        return data
    parts, size = [data], len(data)
    while size < BLOCK and (more := source.read(BLOCK - size)):
        parts.append(more)
        size += len(more)
    return b"".join(parts)


def _blocks(data: bytes) -> Iterator[bytes]:
    return (data[at : at + BLOCK] for at in range(0, len(data), BLOCK))


def _record(path: str, data: bytes) -> FileRecord:
    return FileRecord(
        path=path, probe="", size=len(data), sha256=hashlib.sha256(data).hexdigest(),
        source="", encoding="utf-8",
    )  # fmt: skip


def _taken(out: Path) -> NowhereToWriteError:
    return NowhereToWriteError(
        f"{printable(str(out))} exists already and was left as it is.",
        hint="Give another name, or replace it with --force. The collected evidence is kept.",
    )


def _nowhere(out: Path, error: OSError) -> NowhereToWriteError:
    reason = error.strerror or str(error)
    hint = "Choose a folder that can be written. The collected evidence is kept."
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        hint = (
            "Free some space there, or choose a folder on another disk (a FAT disk takes no file "
            "over 4 GB). The collected evidence is kept."
        )
    return NowhereToWriteError(
        f"The bundle {printable(str(out))} could not be written: {reason}.", hint=hint
    )
