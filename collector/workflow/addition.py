"""A comment, files and evidence for a ticket that is there: waits in the outbox, arrives once."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from collector.core.errors import (
    CollectorError,
    InputError,
    MissingInputError,
    NotFinishedError,
    UsageError,
)
from collector.history.model import Record
from collector.srs.item import BundleRef, Item, OldTicket, read_item
from collector.srs.outbox import Staging
from collector.srs.protocol import (
    Attachment,
    AttachmentState,
    Comment,
    NewComment,
    decode,
    encode,
)
from collector.workflow.desk import Desk
from collector.workflow.follow import kind_of, refresh

if TYPE_CHECKING:
    from collector.srs.client import SrsClient

Saved = Callable[[str, int], None]
"""Told the upload's address ("": none is open) and how many bytes the SRS has by now."""
_FOLDER = "added"


def comment_body(text: str) -> bytes:
    """The text as it is queued; UsageError where the SRS would not take it."""
    body = encode(NewComment(text=text))
    try:
        decode(body, NewComment)
    except msgspec.ValidationError as error:
        raise UsageError(
            "The text is empty, or too long for the Support Request System.",
            hint="Shorten it, or attach it as a file.",
        ) from error
    return body


def print_of(record: Record, text: str, files: Sequence[tuple[str, str]]) -> str:
    """What tells two additions apart; `files` are names with what stands for their content."""
    said = msgspec.json.encode((record.srs_url, record.ticket_id, text, files))
    return hashlib.sha256(said).hexdigest()


def queue_files(
    record: Record,
    text: str,
    ready: Sequence[tuple[str, Path]],
    desk: Desk,
    *,
    request_id: str = "",
) -> Item:
    """Put a comment and copies of files (names as they are sent) into the outbox, where they are
    safe. The same again is the same item, waiting or `arrived`; what was changed takes its place.

    Without a `request_id`, saying it again after it has arrived is a second comment. Raises
    UsageError, MissingInputError, NowhereToWriteError, InUseError.
    """
    body = comment_body(text)
    fingerprint = print_of(record, text, [(name, _digest(path)) for name, path in ready])
    with desk.outbox.stage(request_id or fingerprint, wait_seconds=5) as staging:
        before = waiting(staging.request_id, fingerprint, desk)
        if before is None and request_id:
            before = arrived(request_id, fingerprint, desk)
        if before is not None:
            return before
        for number, (_name, path) in enumerate(ready):
            staging.copy_in(path, staging.file(number))
        names = [name for name, _path in ready]
        return enqueued(staging, record, desk, body=body, names=names, fingerprint=fingerprint)


def waiting(request_id: str, fingerprint: str, desk: Desk) -> Item | None:
    """The item that brings exactly this. One of the same request that brings something else has
    not arrived yet and is taken out; ask while the request is held."""
    item = desk.outbox.find(request_id)
    if item is None or item.state.fingerprint == fingerprint:
        return item
    desk.outbox.discard(item)
    return None


def enqueued(
    staging: Staging,
    record: Record,
    desk: Desk,
    *,
    body: bytes,
    names: Sequence[str],
    fingerprint: str,
) -> Item:
    """The whole item, of what lies in `staging`."""
    ticket = OldTicket(
        srs_url=record.srs_url, ticket_id=record.ticket_id, token=record.token,
        subject=record.subject, web_link=record.web_link,
    )  # fmt: skip
    return desk.outbox.enqueue_addition(
        staging, body=body, names=names, ticket=ticket, fingerprint=fingerprint, now=desk.now()
    )


def send(item: Item, body: bytes, client: SrsClient, desk: Desk, saved: Saved) -> Comment:
    """Files first, then the comment that names them. Repeating it adds nothing twice: a file is
    known by its SHA-256, the comment by the item's key. Raises the client's faults."""
    state, before, ids = item.state, 0, list[str]()
    resume = state.upload_url
    for number, one in enumerate(state.files):
        there = _find(client, item, one)
        if there is None:
            there = _uploaded(client, item, number, desk, (resume, before, saved))
            resume = ""
        before += one.size
        saved("", before)
        ids.append(there)
    comment = replace(decode(body, NewComment), attachment_ids=tuple(ids))
    done = client.comment(state.ticket_id, state.ticket_token, comment, state.idempotency_key)
    record = desk.history.find(state.ticket_id, state.srs_url)
    if record is not None:
        with suppress(CollectorError):  # it has arrived; how the ticket stands is seen later
            refresh(desk, client, record)
    return done


def _uploaded(
    client: SrsClient, item: Item, number: int, desk: Desk, told: tuple[str, int, Saved]
) -> str:
    """The attachment's id of a file that is sent now, going on where `told` says."""
    from collector.srs.upload import Limits, Upload

    one, path = item.state.files[number], item.file(number)
    resume, before, saved = told
    if _digest(path) != one.sha256:
        raise InputError(f"{one.filename} was changed after it was queued.")
    limits = client.meta().limits
    job = Upload(
        file=path,
        size=one.size,
        metadata={
            "filename": one.filename[-255:],
            "filetype": mimetypes.guess_type(one.filename)[0] or "application/octet-stream",
            "kind": kind_of(one.filename),
            "sha256": one.sha256,
        },
        token=item.state.ticket_token,
        limits=Limits(chunk_min=limits.chunk_min, chunk_max=limits.chunk_max),
        saved=lambda url, offset: saved(url, before + offset),
        progress=desk.progress,
        cancel=desk.cancel,
        sleep=desk.sleep,
        clock=desk.clock,
    )
    client.upload(item.state.ticket_id, job, resume=resume)
    if there := _find(client, item, one):
        return there
    raise NotFinishedError(
        f"The SRS does not list {one.filename} yet.", hint="Try again in a few minutes."
    )


def _find(client: SrsClient, item: Item, file: BundleRef) -> str | None:
    def is_it(one: Attachment) -> bool:
        return one.sha256 == file.sha256 and one.state is AttachmentState.COMPLETE and bool(one.id)

    listed = client.attachments(item.state.ticket_id, item.state.ticket_token)
    return next((one.id for one in listed if is_it(one)), None)


def file_away(item: Item, desk: Desk) -> Item:
    """Keep that it has arrived, so that a draft which was killed before it knew does not add it
    again; the copies of the files are not kept."""
    for number in range(len(item.state.files)):
        item.file(number).unlink(missing_ok=True)
    return desk.outbox.file_away(item, desk.sent / f"{_FOLDER}-{item.id}")


def arrived(request_id: str, fingerprint: str, desk: Desk) -> Item | None:
    """What this very draft has added before; it lies beside what was sent."""
    for item in _added(desk.sent):
        if (item.state.request_id, item.state.fingerprint) == (request_id, fingerprint):
            return item
    return None


def _added(sent: Path) -> Iterator[Item]:
    for folder in sent.glob(f"{_FOLDER}-*"):
        with suppress(CollectorError):
            yield read_item(folder)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise MissingInputError(
            f"{path} cannot be read: {error.strerror or error}.", hint="Nothing was sent."
        ) from error
