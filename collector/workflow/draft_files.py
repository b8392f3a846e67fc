"""Attaching to a draft: every file is copied into its folder, within limits that are told first."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from io import FileIO
from pathlib import Path

from collector.core.durable import fsync, rename
from collector.core.errors import InputError, MissingInputError
from collector.core.progress import Cancel, Progress, ProgressEvent, Stage, silent
from collector.evidence.opening import open_regular
from collector.evidence.outcome import NotCollectedError
from collector.evidence.safe_names import safe_component, unique
from collector.request.limits import MAX_ATTACHMENTS
from collector.srs.item import guarded
from collector.workflow.draft import Draft, DraftFile, FileSource
from collector.workflow.draft_store import DraftStore
from collector.workflow.recognise import HEAD, recognise

_CHUNK = 256 * 1024
_MB = 1_000_000
_EVIDENCE_SHARE = 4  # a quarter of the bundle is kept for what is collected


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """How much is attached and how much may be: files, and bytes."""

    files_used: int
    files_allowed: int
    bytes_used: int
    bytes_allowed: int

    @property
    def bytes_left(self) -> int:
        return max(0, self.bytes_allowed - self.bytes_used)

    @property
    def files_left(self) -> int:
        return max(0, self.files_allowed - self.files_used)


class OverLimitError(InputError):
    """A file that does not fit. `size` is what it has (bytes), `room` what there is."""

    def __init__(self, name: str, size: int, room: Room) -> None:
        self.name, self.size, self.room = name, size, room
        if room.files_left == 0:
            title = f"{name} was not attached: {room.files_allowed} files are the most."
            hint = "Take another file out, or put several into one ZIP file."
        else:
            title = (
                f"{name} was not attached: it has {size / _MB:.1f} MB, and "
                f"{room.bytes_left / _MB:.1f} MB are left."
            )
            hint = "Attach a smaller part of it, or take another file out."
        super().__init__(title, hint=hint)


def room(draft: Draft, *, evidence_bytes: int = 0, server_limit: int | None = None) -> Room:
    """What may be attached; `evidence_bytes` is what was collected so far (compressed),
    `server_limit` the largest bundle that the SRS takes, where that is known."""
    whole = draft.options.max_size_mb * _MB or (1 << 62)
    if server_limit is not None:
        whole = min(whole, server_limit)
    reserved = max(evidence_bytes, min(whole // _EVIDENCE_SHARE, 50 * _MB))
    return Room(
        files_used=len(draft.attachments), files_allowed=MAX_ATTACHMENTS,
        bytes_used=sum(one.size for one in draft.attachments),
        bytes_allowed=max(0, whole - reserved),
    )  # fmt: skip


def attach_file(
    store: DraftStore,
    draft: Draft,
    path: Path,
    *,
    limits: Room | None = None,
    progress: Progress = silent,
    cancel: Cancel | None = None,
) -> Draft:
    """Copy `path` into the draft, which is stored then; raises what `copy_file` raises."""
    new = copy_file(store, draft, path, limits=limits, progress=progress, cancel=cancel)
    return store.save(replace(draft, attachments=(*draft.attachments, new)))


def copy_file(
    store: DraftStore,
    draft: Draft,
    path: Path,
    *,
    limits: Room | None = None,
    progress: Progress = silent,
    cancel: Cancel | None = None,
) -> DraftFile:
    """Copy `path` into the draft's folder; whoever calls names it in the draft and stores that.

    Raises OverLimitError before a byte is copied, MissingInputError for what is no readable file,
    NowhereToWriteError where there is no space.
    """
    cancel = cancel or Cancel()
    limits = limits or room(draft)
    try:
        with closing(open_regular(path)) as file:
            size = os.fstat(file.fileno()).st_size
            _check(path.name, size, limits)

            def chunks() -> Iterator[bytes]:
                done = 0
                while piece := _read(file, path):
                    cancel.check()
                    done += len(piece)
                    _check(path.name, done, limits)  # a log that grows while it is copied
                    progress(ProgressEvent(
                        stage=Stage.COLLECT, subject=path.name, done=done, total=max(size, done)
                    ))  # fmt: skip
                    yield piece

            return _added(store, draft, path.name, chunks(), FileSource.FILE)
    except NotCollectedError as error:
        raise MissingInputError(
            f"{path} cannot be attached: {error.reason}.", hint="Nothing was attached."
        ) from error


def attach_bytes(
    store: DraftStore,
    draft: Draft,
    name: str,
    data: bytes,
    *,
    source: FileSource = FileSource.PASTED,
    limits: Room | None = None,
) -> Draft:
    """Attach what was pasted or drawn (a picture as PNG); raises what `attach_file` raises."""
    new = copy_bytes(store, draft, name, data, source=source, limits=limits)
    return store.save(replace(draft, attachments=(*draft.attachments, new)))


def copy_bytes(
    store: DraftStore,
    draft: Draft,
    name: str,
    data: bytes,
    *,
    source: FileSource = FileSource.PASTED,
    limits: Room | None = None,
) -> DraftFile:
    """As `copy_file`, of what is in memory."""
    _check(name, len(data), limits or room(draft))
    return _added(store, draft, name, iter([data]), source)


def detach(store: DraftStore, draft: Draft, name: str) -> Draft:
    """Take a file out; its copy is removed once the draft is stored without it."""
    kept = tuple(one for one in draft.attachments if one.name != name)
    stored = store.save(replace(draft, attachments=kept))
    remove_copy(store, stored, name)
    return stored


def remove_copy(store: DraftStore, draft: Draft, name: str) -> None:
    """Remove the copy of a file that the stored draft names no more."""
    with suppress(OSError):
        (store.files_folder(draft) / name).unlink(missing_ok=True)


def _read(file: FileIO, path: Path) -> bytes:
    """An error of the source must not look like one of the draft's folder."""
    try:
        return file.read(_CHUNK)
    except OSError as error:
        raise MissingInputError(
            f"{path} cannot be read: {error.strerror or error}.", hint="Nothing was attached."
        ) from error


def _check(name: str, size: int, limits: Room) -> None:
    if limits.files_left == 0 or size > limits.bytes_left:
        raise OverLimitError(name, size, limits)


def _added(
    store: DraftStore, draft: Draft, name: str, chunks: Iterator[bytes], source: FileSource
) -> DraftFile:
    folder = store.files_folder(draft)
    taken = {one.name.casefold() for one in draft.attachments}
    given = safe_component(name.rpartition("/")[2].rpartition("\\")[2]) or "file"
    clean = unique(given, taken)
    partial = folder / f".{os.getpid()}.part"
    try:
        head, size = _written(folder, partial, chunks)
        guarded(folder, lambda: rename(partial, folder / clean, "draft.file"))
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    known = recognise(given, head)  # the second stubact.log is one, too
    return DraftFile(name=clean, size=size, kind=known.kind, source=source, known_as=known.known_as)


def _written(folder: Path, partial: Path, chunks: Iterator[bytes]) -> tuple[bytes, int]:
    """The first bytes and the size of what was written; an error of the source stays its own."""
    head, size = b"", 0
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
    with open(os.open(partial, flags, 0o600), "wb") as target:
        for piece in chunks:
            guarded(folder, functools.partial(target.write, piece))
            size += len(piece)
            head += piece[: max(0, HEAD - len(head))]
        guarded(folder, lambda: fsync(target, "draft.file"))
    return head, size
