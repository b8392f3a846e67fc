"""Sending: the ticket first, the bundle second, and after any death exactly one of each.

The gaps, and what closes them:
    before the answer to the creation is stored   the same key and body create the same ticket
    before the upload's address is stored         another upload; the first one expires, empty
    after the last byte, before its answer        the address is asked, then the list of files
    before `done` is stored                       the list of files is asked before any upload
    before history knows, or the item is moved    the next drain finds it done and finishes that
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from collector.core.errors import (
    CancelledError,
    CollectorError,
    ConfigurationError,
    ExitCode,
    InputError,
    MissingInputError,
    NotFinishedError,
    RefusedBySrsError,
)
from collector.core.progress import ProgressEvent, Stage
from collector.history.model import Record
from collector.request.form import SupportRequest
from collector.srs.faults import TryLaterError, UnreachableError
from collector.srs.item import BUNDLE, Item, ItemState, ItemStatus
from collector.srs.outbox import InUseError
from collector.srs.protocol import Attachment, AttachmentKind, AttachmentState
from collector.workflow.desk import Desk, record_of

if TYPE_CHECKING:
    from collector.srs.client import SrsClient

_SHORTEST_BACKGROUND = timedelta(minutes=15)
_LONGEST_BACKGROUND = timedelta(hours=8)
_SEVERITY = (
    ExitCode.DONE,
    ExitCode.CANCELLED,
    ExitCode.NOT_FINISHED,
    ExitCode.CONFIGURATION,
    ExitCode.NOWHERE_TO_WRITE,
    ExitCode.MISSING_INPUT,
    ExitCode.INPUT,
    ExitCode.REFUSED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SendResult:
    """How far a request is. `error` says why it is not `done`; times are UTC.

    `ticket_id` is "" while there is none; `bundle` is where the bundle lies now.
    """

    item_id: str
    request_id: str
    srs_url: str
    subject: str
    done: bool
    ticket_id: str = ""
    first_response_due: datetime | None = None
    web_link: str = field(default="", repr=False)
    bundle: Path | None = None
    bundle_sha256: str = ""
    next_try_at: datetime | None = None
    error: CollectorError | None = None

    @property
    def receipt(self) -> Path | None:
        """What was sent, why and to whom, beside the sent bundle; None where there is no such page
        (not sent yet, or there was no space for it)."""
        from collector.workflow.sent_receipt import RECEIPT

        page = self.bundle.with_name(RECEIPT) if self.done and self.bundle else None
        return page if page is not None and page.is_file() else None

    @property
    def exit_code(self) -> ExitCode:
        return self.error.exit_code if self.error else ExitCode.DONE


def worst(results: Iterable[SendResult]) -> ExitCode:
    """The exit code of several: a refusal is worse than a delay."""
    codes = [result.exit_code for result in results]
    return max(codes, key=_rank, default=ExitCode.DONE)


def _rank(code: ExitCode) -> int:
    return _SEVERITY.index(code) if code in _SEVERITY else len(_SEVERITY)


def earlier(request: SupportRequest, fingerprint: str, desk: Desk) -> Item | SendResult | None:
    """What an earlier run made of this request_id: an item to go on with, a result, or nothing.

    Raises InputError if the same request_id was used for a form with another content.
    """
    item = desk.outbox.find(request.request_id)
    record = None if item else desk.history.by_request(request.request_id)
    found = item.state.fingerprint if item else record.fingerprint if record else fingerprint
    if found != fingerprint:
        raise InputError(
            f"The request_id {request.request_id!r} was used before, for another request.",
            hint="Give the new request a request_id of its own, or leave it out.",
            faults=("request_id: already used for a request with another content",),
        )
    return item or (_sent_before(record) if record else None)


def send(item: Item, desk: Desk, *, time_limit_s: float | None = None) -> SendResult:
    """Bring one item to the SRS; None: one try, else tries with growing pauses for so long.

    Never raises for what the network or the SRS does: that is in the result, and on disk. Where
    no time is left, nothing is tried and the item waits.
    """
    until = float("inf") if time_limit_s is None else desk.clock() + time_limit_s
    for attempt in itertools.count():
        result = _attempt(item, desk, until)
        if time_limit_s is None or not isinstance(result.error, NotFinishedError):
            return result
        pause = _pause(attempt, result.error, desk)
        if desk.clock() + pause >= until:
            return result
        try:
            desk.cancel.check()
            desk.sleep(pause)
        except CancelledError as error:
            return replace(result, error=_kept(error))
    raise AssertionError("unreachable")


def drain(
    desk: Desk, *, items: Iterable[Item] | None = None, respect_delays: bool = False
) -> list[SendResult]:
    """One attempt for each waiting item (or for `items`), oldest first.

    After a failure that another item would meet as well (network, certificate, rate limit) the
    rest for the same SRS is left for later.
    """
    results: list[SendResult] = []
    stopped: dict[str, CollectorError] = {}
    for item in desk.outbox.items() if items is None else items:
        if items is None and not item.waiting:
            continue
        if respect_delays and (item.state.next_try_at or desk.now()) > desk.now():
            continue
        if fault := stopped.get(item.state.srs_url):
            results.append(_result(item, fault))
            continue
        result = _attempt(item, desk)
        results.append(result)
        if isinstance(result.error, CancelledError):
            break
        general = isinstance(result.error, (NotFinishedError, ConfigurationError))
        if result.error and general and not isinstance(result.error, InUseError):
            stopped[item.state.srs_url] = result.error
    return results


def _pause(attempt: int, error: NotFinishedError, desk: Desk) -> float:
    wanted = error.retry_after if isinstance(error, TryLaterError) else None
    backoff = min(60.0, 2.0 * (1 << min(attempt, 10))) * (0.5 + 0.5 * desk.chance())
    return max(wanted or 0.0, backoff)


def _attempt(item: Item, desk: Desk, until: float = float("inf")) -> SendResult:
    """One try, with everything that can be known afterwards on disk."""
    try:
        with desk.outbox.hold(item) as held:
            return _Attempt(held, desk, until).run()
    except MissingInputError as error:
        record = desk.history.by_item(item.id)
        return _sent_before(record) if record and record.done else _result(item, error)
    except CollectorError as error:
        return _result(item, error)


class _Attempt:
    """Sends one item that is held; `item` is always what is on disk."""

    def __init__(self, item: Item, desk: Desk, until: float) -> None:
        self.item, self._desk, self._until = item, desk, until

    def run(self) -> SendResult:
        try:
            if self.item.state.status is ItemStatus.FAILED_PERMANENT:  # someone asks for it again
                self._store(status=ItemStatus.QUEUED, attempts=0, reason="")
            if self.item.state.status is not ItemStatus.DONE:
                with self._desk.connect(self.item.state.srs_url) as client:
                    client.give_up_when(lambda: self._until - self._desk.clock())
                    self._create(client)
                    self._upload(client)
            return self._file_away()
        except CollectorError as error:
            return _result(self.item, self._remember(error))

    def _store(self, **changes: object) -> None:
        state = replace(self.item.state, **changes)  # type: ignore[arg-type]
        self.item = self._desk.outbox.update(self.item, state)

    def _create(self, client: SrsClient) -> None:
        state = self.item.state
        if not state.ticket_id:
            self._desk.progress(ProgressEvent(stage=Stage.CREATE_TICKET, total=1, unit="tickets"))
            body = self.item.body()
            if hashlib.sha256(body).hexdigest() != state.body_sha256:
                raise InputError(f"The queued request in {self.item.folder} was changed.")
            ticket = client.create_ticket(body, state.idempotency_key).ticket
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

    def _file_away(self) -> SendResult:
        """Tell history where the bundle will lie, then move it there: both can be repeated."""
        state, desk = self.item.state, self._desk
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
        return _result(self.item, None)

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
                self._store(status=ItemStatus.FAILED_PERMANENT, reason=error.title)
            elif isinstance(error, CancelledError):
                return _kept(error)
            else:
                attempts = self.item.state.attempts + 1
                self._store(
                    attempts=attempts,
                    unreachable=isinstance(error, UnreachableError),
                    next_try_at=self._desk.now() + _later(attempts, error),
                    reason=error.title,
                )
        return error


def _later(attempts: int, error: CollectorError) -> timedelta:
    """When to try again unasked: 15 minutes, doubled each time, at most 8 hours."""
    delay = min(_LONGEST_BACKGROUND, _SHORTEST_BACKGROUND * (1 << min(attempts - 1, 10)))
    asked = error.retry_after if isinstance(error, TryLaterError) else None
    return max(delay, timedelta(seconds=asked or 0))


def _kept(error: CancelledError) -> CancelledError:
    return CancelledError(
        error.title, hint="The request waits in the outbox; `outbox send` goes on with it."
    )


def _is(attachment: Attachment, sha256: str) -> bool:
    return attachment.sha256 == sha256 and attachment.state is AttachmentState.COMPLETE


def _result(item: Item, error: CollectorError | None) -> SendResult:
    state = item.state
    return SendResult(
        item_id=state.id,
        request_id=state.request_id,
        srs_url=state.srs_url,
        subject=state.subject,
        done=error is None and state.status is ItemStatus.DONE,
        ticket_id=state.ticket_id,
        first_response_due=state.first_response_due,
        web_link=state.web_link,
        bundle=item.folder / BUNDLE if state.bundle else None,
        bundle_sha256=state.bundle.sha256 if state.bundle else "",
        next_try_at=state.next_try_at,
        error=error,
    )


def _sent_before(record: Record) -> SendResult:
    if not record.done:
        raise InputError(
            f"This request became ticket {record.ticket_id}, and its bundle was discarded from "
            "the outbox.",
            hint=f"`annotate {record.ticket_id} --attach FILE` adds files to it.",
        )
    return SendResult(
        item_id=record.item_id,
        request_id=record.request_id,
        srs_url=record.srs_url,
        subject=record.subject,
        done=record.done,
        ticket_id=record.ticket_id,
        first_response_due=record.first_response_due,
        web_link=record.web_link,
        bundle=Path(record.bundle_path) if record.bundle_path else None,
        bundle_sha256=record.bundle_sha256,
    )
