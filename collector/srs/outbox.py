"""What waits to be sent, on disk: whole items only, one process at a time on each of them.

outbox/<id>/request.json   the NewTicket, byte for byte as it is (and will be) POSTed
           /bundle.zip     moved in, never copied
           /file-<n>       of an addition to a ticket, whose request.json is a NewComment
           /state.json     how far it is, and what the other two must be: without them it is no item
outbox/.staging-<id>/      an item in the making; appears as <id> in one rename
outbox/.locks/             one lock per item and per request, outside what is renamed
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO

import msgspec

from collector.core.durable import fsync, fsync_folder, rename, write_atomic
from collector.core.errors import (
    CollectorError,
    InputError,
    MissingInputError,
    NotFinishedError,
)
from collector.core.locks import locked
from collector.core.paths import private
from collector.srs.item import (
    BUNDLE,
    REQUEST,
    BundleRef,
    Item,
    ItemState,
    ItemStatus,
    OldTicket,
    file_in,
    guarded,
    new_id_is_valid,
    read_item,
    write_state,
)
from collector.srs.protocol import AttachmentKind, NewComment, NewTicket, decode

_STAGING, _TRASH = ".staging-", ".trash-"


class InUseError(NotFinishedError):
    """Another process works on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staging:
    """A private folder in which an item is made; write the bundle there as `bundle`."""

    id: str
    folder: Path
    request_id: str

    @property
    def bundle(self) -> Path:
        return self.folder / BUNDLE

    def file(self, number: int) -> Path:
        """Where the `number`th file of an addition is to be written."""
        return file_in(self.folder, number)

    def copy_in(self, source: Path, target: Path | None = None) -> Path:
        """Copy a bundle (or, with `target`, another file) that is its owner's to keep; returns the
        copy."""
        copy = target or self.bundle
        try:
            read = source.open("rb")
        except OSError as error:
            raise MissingInputError(
                f"The bundle {source} cannot be read: {error.strerror or error}."
            ) from error
        with read:
            guarded(self.folder.parent, lambda: _copy(read, copy))
        return copy


class Outbox:
    """The outbox in `folder`; `notice` is told, in sentences, what a dead process left behind."""

    def __init__(self, folder: Path, *, notice: Callable[[str], None] = lambda _text: None) -> None:
        self.folder = private(folder)
        self._notice = notice

    # -- making ---------------------------------------------------------------------------------
    @contextmanager
    def stage(self, request_id: str = "", *, wait_seconds: float = 0) -> Iterator[Staging]:
        """A folder for a new item; what is not enqueued inside the `with` is removed.

        Holds the request: another process with the same `request_id` gets InUseError. Whether it
        was queued or sent before is to be asked inside the `with`: outside, the answer can age.
        """
        self.recover()
        staging_id = uuid.uuid4().hex
        request_id = request_id or str(uuid.uuid4())
        request = f"request-{hashlib.sha256(request_id.encode()).hexdigest()[:32]}"
        with (
            self._locked(request, "This request", wait_seconds),
            self._locked(staging_id, "This item", 0),
        ):
            folder = private(self.folder / f"{_STAGING}{staging_id}")
            try:
                yield Staging(id=staging_id, folder=folder, request_id=request_id)
            finally:
                if _whole(folder, staging_id) is None:  # else `recover` finishes it
                    shutil.rmtree(folder, ignore_errors=True)

    def enqueue(
        self,
        staging: Staging,
        *,
        body: bytes,
        bundle: Path | None,
        srs_url: str,
        fingerprint: str,
        now: datetime,
        chosen: str = "",
    ) -> Item:
        """Make the item appear, whole; raises InputError if body and bundle do not fit together.

        `body` is a NewTicket; its expected attachment of the kind `bundle` describes `bundle`,
        which is moved in. `fingerprint` tells two forms with the same request_id apart,
        `chosen` what goes with them.
        """
        ticket = _ticket(body)
        state = ItemState(
            id=staging.id,
            status=ItemStatus.QUEUED,
            request_id=staging.request_id,
            fingerprint=fingerprint,
            idempotency_key=str(uuid.uuid4()),
            srs_url=srs_url,
            subject=ticket.subject,
            created_at=now,
            body_sha256=hashlib.sha256(body).hexdigest(),
            bundle=_announced(ticket, bundle),
            chosen=chosen,
        )
        guarded(
            self.folder,
            lambda: write_atomic(staging.folder / REQUEST, body, "outbox.request"),
        )
        write_state(staging.folder, state)
        if bundle is not None:
            guarded(self.folder, lambda: _move_in(bundle, staging.bundle))
        return self._appear(staging.folder, staging.id)

    def enqueue_addition(
        self,
        staging: Staging,
        *,
        body: bytes,
        names: Sequence[str],
        ticket: OldTicket,
        fingerprint: str,
        now: datetime,
    ) -> Item:
        """Make an item appear that adds to a ticket: `body` is a NewComment, `names` are those of
        the files that were put at `staging.file(0)` and on."""
        decode(body, NewComment)
        state = ItemState(
            id=staging.id,
            status=ItemStatus.QUEUED,
            request_id=staging.request_id,
            fingerprint=fingerprint,
            idempotency_key=str(uuid.uuid4()),
            srs_url=ticket.srs_url,
            subject=ticket.subject,
            created_at=now,
            body_sha256=hashlib.sha256(body).hexdigest(),
            ticket_id=ticket.ticket_id,
            ticket_token=ticket.token,
            web_link=ticket.web_link,
            addition=True,
            files=tuple(_described(staging.file(n), name) for n, name in enumerate(names)),
        )
        guarded(
            self.folder,
            lambda: write_atomic(staging.folder / REQUEST, body, "outbox.request"),
        )
        write_state(staging.folder, state)
        return self._appear(staging.folder, staging.id)

    def _appear(self, staging: Path, item_id: str) -> Item:
        target = self.folder / item_id
        fsync_folder(staging)
        guarded(self.folder, lambda: rename(staging, target, "outbox.item"))
        return read_item(target)

    # -- finding --------------------------------------------------------------------------------
    def items(self) -> list[Item]:
        """All whole items, oldest first; a damaged one is told to `notice` and left alone."""
        self.recover()
        found = []
        for folder in self.folder.iterdir():
            if not new_id_is_valid(folder.name):
                continue
            try:
                found.append(read_item(folder))
            except InputError as error:
                self._notice(error.title)
            except MissingInputError:
                continue  # sent by another process at this moment
        return sorted(found, key=lambda item: (item.state.created_at, item.id))

    def find(self, request_id: str) -> Item | None:
        """The item of a request that is queued, in work or kept after a refusal."""
        wanted = [item for item in self.items() if item.state.request_id == request_id]
        return wanted[0] if request_id and wanted else None

    def get(self, prefix: str) -> Item:
        """The one item whose id begins with `prefix`; MissingInputError if none or several do."""
        wanted = [item for item in self.items() if item.id.startswith(prefix.strip().lower())]
        if len(wanted) != 1 or not prefix.strip():
            what = "several items" if wanted else "no item"
            raise MissingInputError(
                f"The outbox has {what} whose id begins with {prefix!r}.",
                hint="`outbox list` shows them.",
            )
        return wanted[0]

    # -- working on one -------------------------------------------------------------------------
    @contextmanager
    def hold(self, item: Item, *, wait_seconds: float = 0) -> Iterator[Item]:
        """The item as it is now, for this process alone; InUseError, MissingInputError (gone)."""
        with self._locked(item.id, "This item", wait_seconds):
            yield read_item(item.folder)

    def update(self, item: Item, state: ItemState) -> Item:
        """Store a new state of an item that is held."""
        return write_state(item.folder, state)

    def file_away(self, item: Item, target: Path) -> Item:
        """Move a finished item to `target` (a path that does not exist yet)."""
        private(target.parent)
        guarded(self.folder, lambda: rename(item.folder, target, "outbox.sent"))
        fsync_folder(self.folder)
        return Item(folder=target, state=item.state)

    def discard(self, item: Item) -> None:
        """Remove an item for good; InUseError if another process sends it."""
        with self.hold(item) as held:
            self.update(held, replace(held.state, status=ItemStatus.CANCELLED))
            self._remove(held.folder)

    def _remove(self, folder: Path) -> None:
        trash = self.folder / f"{_TRASH}{uuid.uuid4().hex}"
        guarded(self.folder, lambda: rename(folder, trash, "outbox.discard"))
        shutil.rmtree(trash, ignore_errors=True)

    # -- after a death --------------------------------------------------------------------------
    def recover(self) -> None:
        """Finish or discard what dead processes left half made, saying so."""
        for folder in sorted(self.folder.iterdir()):
            if folder.name.startswith(_TRASH):
                shutil.rmtree(folder, ignore_errors=True)
            elif folder.name.startswith(_STAGING):
                self._recover(folder, folder.name.removeprefix(_STAGING))

    def _recover(self, folder: Path, item_id: str) -> None:
        with locked(self._lock(item_id)) as mine:
            if not mine or not folder.is_dir():
                return
            state = _whole(folder, item_id)
            if state is None:
                shutil.rmtree(folder, ignore_errors=True)
                self._notice("A request that was never completely queued was discarded.")
                return
            self._appear(folder, item_id)
            self._notice(f"The request “{state.subject}” was found ready and is queued now.")

    def _lock(self, name: str) -> Path:
        return self.folder / ".locks" / f"{name}.lock"

    @contextmanager
    def _locked(self, name: str, what: str, wait_seconds: float) -> Iterator[None]:
        with locked(self._lock(name), wait_seconds=wait_seconds) as mine:
            if not mine:
                raise InUseError(
                    f"{what} is being sent by another process.",
                    hint="Wait for it, or look with `outbox list`.",
                )
            yield


def _ticket(body: bytes) -> NewTicket:
    try:
        return decode(body, NewTicket)
    except msgspec.DecodeError as error:
        raise InputError(
            "The request does not fit the contract of the SRS.", faults=(str(error),)
        ) from error


def _described(file: Path, name: str) -> BundleRef:
    """What is said of a file that was put into an item in the making."""
    with file.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
        return BundleRef(filename=name, size=source.tell(), sha256=digest)


def _announced(ticket: NewTicket, bundle: Path | None) -> BundleRef | None:
    """What the request says about its bundle; InputError if the file is not that."""
    expected = [one for one in ticket.expected_attachments if one.kind is AttachmentKind.BUNDLE]
    size = bundle.stat().st_size if bundle else None
    if [one.size for one in expected] != ([] if size is None else [size]):
        raise InputError("The request announces another bundle than the one that is there.")
    if not expected:
        return None
    return BundleRef(
        filename=expected[0].filename, size=expected[0].size, sha256=expected[0].sha256
    )


def _move_in(source: Path, target: Path) -> None:
    """Move a file; across file systems: copy, make the copy durable, then remove the source."""
    if source == target:
        return
    try:
        rename(source, target, "outbox.bundle")
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        with source.open("rb") as read:
            _copy(read, target)
        os.unlink(source)


def _copy(read: IO[bytes], target: Path) -> None:
    handle = os.open(
        target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600
    )
    with open(handle, "wb") as write:
        shutil.copyfileobj(read, write, 1024 * 1024)
        fsync(write, "outbox.bundle")


def _whole(folder: Path, item_id: str) -> ItemState | None:
    """The state of a staging folder in which nothing is missing but the last rename."""
    try:
        state = read_item(folder).state
        body = (folder / REQUEST).read_bytes()
        size = (folder / BUNDLE).stat().st_size if state.bundle else 0
        files = [file_in(folder, n).stat().st_size for n in range(len(state.files))]
    except (CollectorError, OSError):
        return None
    fits = hashlib.sha256(body).hexdigest() == state.body_sha256 and state.id == item_id
    wanted = (state.bundle.size if state.bundle else 0, [one.size for one in state.files])
    return state if fits and (size, files) == wanted else None
