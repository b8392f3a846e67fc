"""From a reviewed draft to the outbox and on to the SRS, with a person watching.

What is queued is safe: pausing, closing the window and a lost connection only put off sending.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from collector.core.environment import Environment
from collector.core.errors import (
    CancelledError,
    CollectorError,
    InputError,
    LeakFoundError,
    NotFinishedError,
)
from collector.evidence.set import EvidenceSet
from collector.evidence.trimmed import Trimmed
from collector.request.form import SupportRequest
from collector.srs.faults import TryLaterError
from collector.srs.item import BUNDLE as BUNDLE_NAME
from collector.srs.item import BundleRef, Item
from collector.srs.new_ticket import fingerprint, new_ticket
from collector.srs.outbox import Staging
from collector.srs.protocol import Mode
from collector.workflow import leak_check
from collector.workflow.chosen import chosen
from collector.workflow.desk import Desk
from collector.workflow.draft import Draft
from collector.workflow.leak_check import Accepted, Leak
from collector.workflow.pack import hidden, pack
from collector.workflow.send import ChangedSinceError, SendResult, earlier, send
from collector.workflow.summary import build_as_found, machine_summary

PATIENCE_S = 120.0
"""So long a lost connection is waited for before the request is left to the outbox."""
_LONGEST_PAUSE_S = 30.0
_READ = (
    "The person who sent this has read what the leak check found in these files, and sent them "
    "all the same: {files}."
)


class LeaksFoundError(LeakFoundError):
    """The leak check stopped it; `leaks` say where, and hold the values in memory only."""

    def __init__(self, leaks: tuple[Leak, ...]) -> None:
        told = leak_check.stop(leaks, hint="Look at the places that are named.")
        super().__init__(told.title, hint=told.hint, faults=told.faults)
        self.leaks = leaks


@dataclass(frozen=True, slots=True, kw_only=True)
class Interruption:
    """The connection was lost (or the SRS asks to wait); it is tried again by itself."""

    error: CollectorError
    retry_in_s: float


def queue(
    draft: Draft,
    evidence: EvidenceSet | None,
    desk: Desk,
    environment: Environment,
    *,
    srs_url: str,
    accepted: Collection[Accepted] = (),
    locale: str = "",
) -> Item | SendResult:
    """Pack the evidence (None: there is none) and put the request into the outbox, where it is
    safe; store `item_id` in the draft then. What a killed run had queued or sent is returned as it
    is.

    Raises LeaksFoundError (nothing was queued), NowhereToWriteError, CancelledError, InputError;
    ChangedSinceError where what was queued is no longer what the person has chosen.
    """
    request, wanted = draft.request, chosen(draft, evidence)
    with desk.outbox.stage(request.request_id, wait_seconds=5) as staging:
        if (before := earlier(request, fingerprint(request), desk)) is not None:
            if isinstance(before, Item) and before.state.chosen not in ("", wanted):
                raise ChangedSinceError(
                    "What waits in the outbox was queued before other evidence was chosen.",
                    hint="Discard it there to send what is chosen now.",
                )
            return before
        desk.cancel.check()
        if evidence is None:
            body = new_ticket(request, bundle=None, mode=Mode.GUI, locale=locale)
            return _Form(staging, request, srs_url, wanted).enqueued(desk, body, None)
        view = Trimmed(evidence)
        told = build_as_found(request, view)
        if accepted:
            evidence.note(_READ.format(files=", ".join(sorted({one[0] for one in accepted}))))
        info = pack(
            evidence, staging.bundle, request_json=msgspec.json.encode(told),
            bundle_id=bundle_id(evidence, request), paths=environment.paths, stop=stop_for_reading,
            accepted=accepted, progress=desk.progress, cancel=desk.cancel,
        )  # fmt: skip
        reference = BundleRef(filename=BUNDLE_NAME, size=info.size, sha256=info.sha256)
        body = new_ticket(
            told, bundle=reference, environment=machine_summary(view), mode=Mode.GUI,
            locale=locale, redactions=hidden(evidence),
        )  # fmt: skip
        return _Form(staging, request, srs_url, wanted).enqueued(desk, body, staging.bundle)


def bundle_id(evidence: EvidenceSet, request: SupportRequest) -> str:
    """One set may serve several requests (rule 34); their bundles are different ones."""
    return str(uuid.uuid5(uuid.UUID(evidence.id), request.request_id))


def stop_for_reading(leaks: Iterable[Leak]) -> LeaksFoundError:
    """The error of a leak check whose places a person will look at."""
    return LeaksFoundError(tuple(leaks))


@dataclass(frozen=True, slots=True)
class _Form:
    """What is enqueued beside the body."""

    staging: Staging
    request: SupportRequest
    srs_url: str
    chosen: str

    def enqueued(self, desk: Desk, body: bytes, bundle: Path | None) -> Item:
        return desk.outbox.enqueue(
            self.staging, body=body, bundle=bundle, srs_url=self.srs_url,
            fingerprint=fingerprint(self.request), now=desk.now(), chosen=self.chosen,
        )  # fmt: skip


def outcome(draft: Draft, desk: Desk) -> Item | SendResult | None:
    """What became of a draft that a killed run had sent, or half sent: an item to go on with, a
    result, or nothing. A draft that was changed since is none of both."""
    try:
        return earlier(draft.request, fingerprint(draft.request), desk)
    except InputError:
        return None


def deliver(
    item: Item,
    desk: Desk,
    *,
    interrupted: Callable[[Interruption], None] = lambda _one: None,
    patience_s: float = PATIENCE_S,
) -> SendResult:
    """Bring an item to the SRS; a lost connection is told and waited for, up to `patience_s`
    without a byte. Cancelling (pausing) keeps what the SRS has; calling it again goes on there.

    Never raises for what the network or the SRS does: `error` of the result says it.
    """
    pause, lost_since = 2.0, None
    while True:
        began = desk.clock()
        result = send(item, desk)
        if not isinstance(result.error, NotFinishedError):
            return result
        now = desk.clock()
        if lost_since is None or now - began > 2 * _LONGEST_PAUSE_S:  # it went well for a while
            lost_since, pause = now, 2.0
        wait = max(pause, _asked(result.error))
        if now + wait - lost_since > patience_s:
            return result
        interrupted(Interruption(error=result.error, retry_in_s=wait))
        try:
            desk.sleep(wait)
        except CancelledError as error:
            return replace(result, error=error)
        pause = min(2 * pause, _LONGEST_PAUSE_S)


def _asked(error: NotFinishedError) -> float:
    return (error.retry_after or 0.0) if isinstance(error, TryLaterError) else 0.0
