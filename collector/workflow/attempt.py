"""One try to bring an item of the outbox to the SRS, with each step on disk before the next."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from collector.core.errors import (
    CancelledError,
    CollectorError,
    InputError,
    NotFinishedError,
    RefusedBySrsError,
)
from collector.core.progress import ProgressEvent, Stage
from collector.srs.faults import TryLaterError, UnreachableError
from collector.srs.item import Item, ItemState, ItemStatus
from collector.srs.protocol import Attachment, AttachmentKind, AttachmentState
from collector.workflow import addition
from collector.workflow.desk import Desk, record_of

if TYPE_CHECKING:
    from collector.srs.client import SrsClient

_SHORTEST_BACKGROUND = timedelta(minutes=15)
_LONGEST_BACKGROUND = timedelta(hours=8)


class Attempt:
    """Sends one item that is held; `item` is always what is on disk."""

    def __init__(self, item: Item, desk: Desk, until: float) -> None:
        self.item, self._desk, self._until = item, desk, until

    def run(self) -> CollectorError | None:
        """Never raises for what the network or the SRS does: it returns why it is not done."""
        try:
            if self.item.state.status is ItemStatus.FAILED_PERMANENT:  # someone asks for it again
                self._store(status=ItemStatus.QUEUED, attempts=0, reason="")
            if self.item.state.status is not ItemStatus.DONE:
                with self._desk.connect(self.item.state.srs_url) as client:
                    client.give_up_when(lambda: self._until - self._desk.clock())
                    if self.item.state.addition:
                        self._add(client)
                    else:
                        self._create(client)
                        self._upload(client)
            self._file_away()
        except CollectorError as error:
            return self._remember(error)
        return None

    def _store(self, **changes: object) -> None:
        state = replace(self.item.state, **changes)  # type: ignore[arg-type]
        self.item = self._desk.outbox.update(self.item, state)

    def _body(self) -> bytes:
        body = self.item.body()
        if hashlib.sha256(body).hexdigest() != self.item.state.body_sha256:
            raise InputError(f"The queued request in {self.item.folder} was changed.")
        return body

    def _add(self, client: SrsClient) -> None:
        """Files first, then the text that names them: an engineer never waits for a file."""
        comment = addition.send(self.item, self._body(), client, self._desk, self._saved)
        self._store(
            status=ItemStatus.DONE, comment=comment, upload_url="", reason="", next_try_at=None
        )

    def _create(self, client: SrsClient) -> None:
        state = self.item.state
        if not state.ticket_id:
            self._desk.progress(ProgressEvent(stage=Stage.CREATE_TICKET, total=1, unit="tickets"))
            ticket = client.create_ticket(self._body(), state.idempotency_key).ticket
            self._store(
                status=ItemStatus.TICKET_CREATED,
                ticket_id=ticket.ticket_id,
                ticket_token=ticket.ticket_token,
                ticket_created_at=ticket.created_at,
                first_response_due=ticket.first_response_due,
                status_label=ticket.status_label,
                web_link=ticket.links.web,
                reason="",
            )
        known = self._desk.history.find(self.item.state.ticket_id, state.srs_url)
        if known is None:
            self._desk.history.keep(record_of(self.item, self._desk.now()))

    def _upload(self, client: SrsClient) -> None:
        state = self.item.state
        if state.bundle is not None and not self._arrived(client, first=not state.upload_url):
            self._check_bundle(state)
            self._send_bundle(client, state)
            if not self._arrived(client):
                raise NotFinishedError(
                    "The SRS does not list the bundle yet.", hint="Try again in a few minutes."
                )
        self._store(status=ItemStatus.DONE, upload_url="", reason="", next_try_at=None)

    def _arrived(self, client: SrsClient, *, first: bool = False) -> bool:
        """Whether the SRS lists our bundle, complete, with our SHA-256."""
        state = self.item.state
        if first or state.bundle is None:
            return False
        self._desk.progress(ProgressEvent(stage=Stage.VERIFY, total=1, unit="files"))
        listed = client.attachments(state.ticket_id, state.ticket_token)
        return any(_is(one, state.bundle.sha256) for one in listed)

    def _check_bundle(self, state: ItemState) -> None:
        """A bundle that rotted on disk is not sent under the hash of the one that was packed."""
        assert state.bundle is not None  # noqa: S101
        try:
            with self.item.bundle.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            raise InputError(
                f"The bundle {self.item.bundle} cannot be read: {error.strerror or error}."
            ) from error
        if digest != state.bundle.sha256:
            raise InputError(f"The bundle {self.item.bundle} was changed after it was packed.")

    def _send_bundle(self, client: SrsClient, state: ItemState) -> None:
        from collector.srs.upload import Limits, Upload

        meta = client.meta()
        limits = meta.limits
        if meta.bundle_retention_days != state.retention_days:
            self._store(retention_days=meta.bundle_retention_days)
            state = self.item.state
        assert state.bundle is not None  # noqa: S101
        job = Upload(
            file=self.item.bundle,
            size=state.bundle.size,
            metadata={
                "filename": state.bundle.filename,
                "filetype": "application/zip",
                "kind": AttachmentKind.BUNDLE,
                "sha256": state.bundle.sha256,
            },
            token=state.ticket_token,
            limits=Limits(chunk_min=limits.chunk_min, chunk_max=limits.chunk_max),
            saved=self._saved,
            progress=self._desk.progress,
            cancel=self._desk.cancel,
            sleep=self._desk.sleep,
            clock=self._desk.clock,
        )
        client.upload(state.ticket_id, job, resume=state.upload_url)

    def _saved(self, url: str, offset: int) -> None:
        self._store(status=ItemStatus.UPLOADING, upload_url=url, offset=offset)

    def _file_away(self) -> None:
        """Tell history where the bundle will lie, then move it there: both can be repeated."""
        state, desk = self.item.state, self._desk
        if state.addition:
            self.item = addition.file_away(self.item, desk)
            return
        target = desk.sent / state.ticket_id
        if target.exists():
            target = desk.sent / f"{state.ticket_id}-{state.id[:8]}"
        record = record_of(Item(folder=target, state=state), desk.now())
        known = desk.history.find(state.ticket_id, state.srs_url)
        if known is not None:
            record = replace(record, status=known.status, status_label=known.status_label)
        desk.history.keep(record)
        self._write_receipt()
        self.item = desk.outbox.file_away(self.item, target)

    def _write_receipt(self) -> None:
        """A receipt that cannot be written must not make a delivered request look undelivered."""
        from collector.workflow.sent_receipt import write_receipt

        try:
            write_receipt(self.item, self._desk.now())
        except Exception as error:
            with suppress(CollectorError):
                self._store(reason=f"the receipt could not be written: {type(error).__name__}")

    def _remember(self, error: CollectorError) -> CollectorError:
        """Note the reason beside the item; what is refused for good is not tried again."""
        with suppress(CollectorError):  # the disk is full: the reason is told, only not kept
            if isinstance(error, (RefusedBySrsError, InputError)):
                self._store(
                    status=ItemStatus.FAILED_PERMANENT, reason=error.title, fault=_kind(error)
                )
            elif isinstance(error, CancelledError):
                return kept(error)
            else:
                attempts = self.item.state.attempts + 1
                self._store(
                    attempts=attempts,
                    unreachable=isinstance(error, UnreachableError),
                    next_try_at=self._desk.now() + _later(attempts, error),
                    reason=error.title,
                    fault=_kind(error),
                )
        return error


def _kind(error: CollectorError) -> str:
    """What the app has words for: every refusal is one kind, whatever the SRS calls it."""
    return (RefusedBySrsError if isinstance(error, RefusedBySrsError) else type(error)).__name__


def _later(attempts: int, error: CollectorError) -> timedelta:
    """When to try again unasked: 15 minutes, doubled each time, at most 8 hours."""
    delay = min(_LONGEST_BACKGROUND, _SHORTEST_BACKGROUND * (1 << min(attempts - 1, 10)))
    asked = error.retry_after if isinstance(error, TryLaterError) else None
    return max(delay, timedelta(seconds=asked or 0))


def kept(error: CancelledError) -> CancelledError:
    """The same, saying that nothing is lost by it."""
    return CancelledError(
        error.title, hint="The request waits in the outbox; `outbox send` goes on with it."
    )


def _is(attachment: Attachment, sha256: str) -> bool:
    return attachment.sha256 == sha256 and attachment.state is AttachmentState.COMPLETE
