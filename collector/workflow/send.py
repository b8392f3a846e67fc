"""Sending: the ticket first, the bundle second, and after any death exactly one of each.

The gaps, and what closes them:
    before the answer to the creation is stored   the same key and body create the same ticket
    before the upload's address is stored         another upload; the first one expires, empty
    after the last byte, before its answer        the address is asked, then the list of files
    before `done` is stored                       the list of files is asked before any upload
    before history knows, or the item is moved    the next drain finds it done and finishes that
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
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
)
from collector.history.model import Record
from collector.request.form import SupportRequest
from collector.srs.faults import TryLaterError
from collector.srs.item import BUNDLE, Item, ItemStatus
from collector.srs.outbox import InUseError
from collector.srs.protocol import Comment
from collector.workflow.attempt import Attempt, kept
from collector.workflow.desk import Desk

if TYPE_CHECKING:
    pass

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


class ChangedSinceError(InputError):
    """The same request_id was used for a form (or evidence) with another content."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendResult:
    """How far a request is. `error` says why it is not `done`; times are UTC.

    `ticket_id` is "" while there is none; `bundle` is where the bundle lies now; `addition` says
    that something is added to the ticket, which was there before; `comment` is what came of it.
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
    addition: bool = False
    comment: Comment | None = None

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
        raise ChangedSinceError(
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
            return replace(result, error=kept(error))
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
            results.append(result_of(item, fault))
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
            attempt = Attempt(held, desk, until)
            error = attempt.run()
            return result_of(attempt.item, error)
    except MissingInputError as error:
        record = desk.history.by_item(item.id)
        return _sent_before(record) if record and record.done else result_of(item, error)
    except CollectorError as error:
        return result_of(item, error)


def result_of(item: Item, error: CollectorError | None) -> SendResult:
    """How far `item` is, as it lies on disk."""
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
        addition=state.addition,
        comment=state.comment,
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
