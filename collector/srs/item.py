"""One item of the outbox: what its state file says, and the files beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from collector.core.durable import write_atomic
from collector.core.errors import InputError, MissingInputError, NowhereToWriteError
from collector.srs.protocol import Comment

FORMAT: Final = 1
REQUEST, BUNDLE, STATE = "request.json", "bundle.zip", "state.json"
LARGEST_STATE: Final = 256 * 1024
_ID = re.compile(r"\A[0-9a-f]{32}\Z")


class ItemStatus(StrEnum):
    """`queued → ticket_created → uploading → done`, or one of the two that are not sent."""

    QUEUED = "queued"
    TICKET_CREATED = "ticket_created"
    UPLOADING = "uploading"
    DONE = "done"
    FAILED_PERMANENT = "failed_permanent"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleRef:
    """The bundle as the ticket announces it, or a file that is added; `size` in bytes, `sha256` in
    hexadecimal."""

    filename: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OldTicket:
    """The ticket that something is added to; `web_link` is its view link."""

    srs_url: str
    ticket_id: str
    token: str = field(repr=False)
    subject: str
    web_link: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemState:
    """`state.json`. Times are UTC; `offset` counts the bytes that the SRS acknowledged;
    `retention_days` is how long the SRS said it keeps bundles, None where it does not say;
    `chosen` stands for what a person wanted to send with the form; `reason` says why the last try
    failed, `fault` by which kind of error (its class's name); `unreachable` that it was for want of
    any answer. An `addition` brings a comment and `files` to the ticket `ticket_id`, which is there
    before the item is; `comment` is what the SRS made of it."""

    format: int = FORMAT
    id: str
    status: ItemStatus
    request_id: str
    fingerprint: str
    idempotency_key: str
    srs_url: str
    subject: str
    created_at: datetime
    body_sha256: str
    bundle: BundleRef | None = None
    ticket_id: str = ""
    ticket_token: str = field(default="", repr=False)
    ticket_created_at: datetime | None = None
    first_response_due: datetime | None = None
    status_label: str = ""
    web_link: str = field(default="", repr=False)
    upload_url: str = ""
    offset: int = 0
    retention_days: int | None = None
    attempts: int = 0
    next_try_at: datetime | None = None
    reason: str = ""
    fault: str = ""
    chosen: str = ""
    unreachable: bool = False
    addition: bool = False
    files: tuple[BundleRef, ...] = ()
    comment: Comment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """An item on disk. Change it through the outbox, while it is held."""

    folder: Path
    state: ItemState

    @property
    def id(self) -> str:
        return self.state.id

    @property
    def bundle(self) -> Path:
        return self.folder / BUNDLE

    def file(self, number: int) -> Path:
        """The `number`th of `state.files`."""
        return file_in(self.folder, number)

    @property
    def size(self) -> int:
        """Bytes of what is sent beside the text."""
        bundle = (self.state.bundle,) if self.state.bundle else ()
        return sum(one.size for one in (*bundle, *self.state.files))

    @property
    def waiting(self) -> bool:
        """Whether an attempt to send it is still to be made."""
        return self.state.status not in (ItemStatus.FAILED_PERMANENT, ItemStatus.CANCELLED)

    def body(self) -> bytes:
        """The NewTicket (of an addition: the NewComment), byte for byte as it was queued."""
        return (self.folder / REQUEST).read_bytes()


def file_in(folder: Path, number: int) -> Path:
    """Where an item keeps a file that it adds: its name is a stranger's, and stays in the state."""
    return folder / f"file-{number}"


def new_id_is_valid(text: str) -> bool:
    return bool(_ID.match(text))


def read_item(folder: Path) -> Item:
    """The item in `folder`; MissingInputError if it is gone, InputError if it is damaged."""
    file = folder / STATE
    try:
        with file.open("rb") as source:
            data = source.read(LARGEST_STATE + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise MissingInputError(f"The outbox item {folder.name} is no longer there.") from error
    except OSError as error:
        raise MissingInputError(f"{file} cannot be read: {error.strerror or error}.") from error
    try:
        state = msgspec.json.decode(data, type=ItemState)
        if state.format != FORMAT or not _ID.match(state.id):
            raise ValueError(f"format {state.format} is not known")
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError, RecursionError) as error:
        raise InputError(
            f"The state of the outbox item {folder.name} is damaged; it is left alone.",
            hint=f"Its request and bundle are kept in {folder}.",
            faults=(str(error),),
        ) from error
    return Item(folder=folder, state=state)


def write_state(folder: Path, state: ItemState) -> Item:
    """Store the state durably (kill points `outbox.state.*`)."""
    guarded(
        folder, lambda: write_atomic(folder / STATE, msgspec.json.encode(state), "outbox.state")
    )
    return Item(folder=folder, state=state)


def guarded(place: Path, write: Callable[[], object]) -> None:
    """Run a write; a full or read-only disk becomes NowhereToWriteError."""
    try:
        write()
    except OSError as error:
        raise NowhereToWriteError(
            f"The outbox {place} cannot be written: {error.strerror or error}.",
            hint="Free some space and try again; nothing that was queued before is lost.",
        ) from error
