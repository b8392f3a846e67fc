"""Use case: from the answers to a Ticket ID; whatever fails in between, nothing is lost."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec

from collector.bundle.manifest import Manifest
from collector.bundle.reader import open_bundle
from collector.core.environment import Environment
from collector.core.errors import InputError, UsageError
from collector.core.progress import Cancel, Progress
from collector.core.secrets import installation_key
from collector.privacy.check import Searcher
from collector.privacy.model import Level
from collector.privacy.name import Namer
from collector.request.form import SupportRequest
from collector.request.options import CollectOptions
from collector.srs.item import BUNDLE as BUNDLE_NAME
from collector.srs.item import BundleRef, Item
from collector.srs.new_ticket import fingerprint, new_ticket
from collector.srs.outbox import Staging
from collector.srs.protocol import Mode, SystemEnvironment
from collector.workflow import kept, leak_check
from collector.workflow.desk import Desk, open_desk
from collector.workflow.gather import (
    Missing,
    Say,
    check_options,
    discard_left_behind,
    gather,
    missing,
)
from collector.workflow.pack import SKIPPED, hidden, pack
from collector.workflow.personal import before
from collector.workflow.privacy_map import remembered
from collector.workflow.send import SendResult, earlier, send
from collector.workflow.summary import build_as_found, machine_summary

COLLECTING_SHARE = 0.6
"""Of the time that is left, collecting may take this much; the rest is for sending."""

_NOT_BELIEVED = (
    "The bundle says that values were kept in it on purpose, but the key of this account did not "
    "make it: it is searched for all that is personal here."
)

_AGAIN = (
    "Leave --bundle out: the evidence is then collected again, and what the form says is hidden "
    "in it."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """What is to be submitted: the form, where it goes, and what goes with it."""

    request: SupportRequest
    options: CollectOptions
    srs_url: str
    mode: Mode
    attachments: tuple[Path, ...] = ()
    bundle: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The moment (monotonic seconds) at which the whole submission must have ended."""

    ends: float
    clock: Callable[[], float] = field(default=time.monotonic)

    def left(self) -> float:
        return max(0.0, self.ends - self.clock())


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """How it ended. `missing` is empty where a finished bundle was given or sent before."""

    sent: SendResult
    missing: tuple[Missing, ...] = ()


def submit(
    submission: Submission,
    environment: Environment,
    *,
    deadline: Deadline,
    progress: Progress,
    cancel: Cancel,
    say: Say,
    queued: Callable[[Item], None] = lambda _item: None,
) -> Submitted:
    """Collect, pack, queue and send; `queued` is told the item as soon as it is safe.

    What the network or the SRS does is in the result (`sent.error`); raises what collecting and
    packing raise. The same `request_id` again goes on where the first run stopped, and answers
    with the same Ticket ID once that is known.
    """
    check_options(submission.options)
    if submission.bundle is not None and submission.attachments:
        raise UsageError(
            "The answers name attachments, and a finished bundle takes no more files. Nothing was "
            "queued.",
            hint="Leave --bundle out, or send them later: `annotate ID --attach FILE`.",
        )
    with open_desk(environment, progress=progress, cancel=cancel, notice=say) as desk:
        made = _Making(submission, environment, desk, deadline, say).queued()
        if isinstance(made, SendResult):
            say("This request_id was submitted before; nothing was sent again.")
            return Submitted(sent=made)
        item, gaps = made
        queued(item)
        return Submitted(sent=send(item, desk, time_limit_s=deadline.left()), missing=gaps)


@dataclass(frozen=True, slots=True)
class _Making:
    """From a submission to a whole item in the outbox."""

    submission: Submission
    environment: Environment
    desk: Desk
    deadline: Deadline
    say: Say

    def queued(self) -> tuple[Item, tuple[Missing, ...]] | SendResult:
        request, outbox = self.submission.request, self.desk.outbox
        with outbox.stage(request.request_id, wait_seconds=self.deadline.left()) as staging:
            before = None
            if request.request_id:
                before = earlier(request, fingerprint(request), self.desk)
            if before is not None:
                discard_left_behind(
                    self.submission.options, self.environment, purpose=_purpose(staging),
                    say=self.say,
                )  # fmt: skip
            if isinstance(before, SendResult):
                return before
            if before is not None:
                self.say("This request_id is queued already; going on with it.")
                return before, ()
            if self.submission.bundle is not None:
                return self._with_given_bundle(staging, self.submission.bundle), ()
            return self._with_own_bundle(staging)

    def _with_given_bundle(self, staging: Staging, bundle: Path) -> Item:
        open_bundle(bundle).close()  # a fault is told by the name that the person knows
        copy = staging.copy_in(bundle)
        with open_bundle(copy) as reader:
            verified = reader.verify(self.desk.progress, self.desk.cancel)
            if not verified.ok:
                raise InputError(
                    f"{bundle} is damaged; nothing was queued.",
                    hint="`paragon-collector inspect` shows what does not match.",
                    faults=tuple(f"{one.path} {one.what}" for one in verified.mismatches),
                )
            manifest = reader.manifest
        self._check_given(copy, manifest)
        with copy.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        reference = BundleRef(filename=BUNDLE_NAME, size=copy.stat().st_size, sha256=digest)
        return self._enqueue(staging, self.submission.request, reference, None, manifest.hidden)

    def _check_given(self, bundle: Path, manifest: Manifest) -> None:
        """It was made without this form, maybe on another machine: what is known here to be
        personal must not be in it, but what this installation itself says was kept."""
        level = manifest.privacy.level
        if level == Level.OFF.value:
            self.say(SKIPPED)
            return
        paths, environ = self.environment.paths, self.environment.environ
        key = installation_key(paths, environ)
        shown = kept.by_token(manifest, key)
        doubted = bool(manifest.privacy.kept) and not shown
        if doubted:
            self.say(_NOT_BELIEVED)
        known = before(
            self.submission.request, remembered(paths, environ),
            file_names=level == Level.STRICT.value, kept=shown, namer=Namer(key),
        )  # fmt: skip
        searcher = Searcher(known, exempt=leak_check.versions(key))
        leaks = leak_check.check_bundle(
            bundle, searcher, progress=self.desk.progress, cancel=self.desk.cancel
        )
        if leaks:
            raise leak_check.stop(
                leaks, kept="Nothing was queued or sent; the bundle stays as it is.",
                hint=(f"{_NOT_BELIEVED} " if doubted else "") + _AGAIN,
            )  # fmt: skip

    def _with_own_bundle(self, staging: Staging) -> tuple[Item, tuple[Missing, ...]]:
        options, desk = self.submission.options, self.desk
        limit = min(options.time_limit_s, self.deadline.left() * COLLECTING_SHARE)
        evidence = gather(
            replace(options, time_limit_s=limit), self.environment, purpose=_purpose(staging),
            attachments=self.submission.attachments, progress=desk.progress, cancel=desk.cancel,
            say=self.say,
        )  # fmt: skip
        try:
            desk.cancel.check()
            request = build_as_found(self.submission.request, evidence)
            info = pack(
                evidence, staging.bundle, request_json=msgspec.json.encode(request),
                paths=self.environment.paths, seconds=max(1.0, self.deadline.left() / 2),
                progress=desk.progress, cancel=desk.cancel,
            )  # fmt: skip
            reference = BundleRef(filename=BUNDLE_NAME, size=info.size, sha256=info.sha256)
            item = self._enqueue(
                staging, request, reference, machine_summary(evidence),
                hidden(evidence),
            )  # fmt: skip
        except BaseException:
            evidence.close()
            raise
        gaps = missing(evidence)
        self.say(
            f"Collected {len(evidence.files)} files with {len(evidence.probes)} probes "
            f"({len(gaps)} items missing); packed and queued as {item.id[:8]}."
        )
        evidence.discard()
        return item, gaps

    def _enqueue(
        self,
        staging: Staging,
        request: SupportRequest,
        bundle: BundleRef,
        machine: SystemEnvironment | None,
        hidden: Mapping[str, int],
    ) -> Item:
        body = new_ticket(
            request, bundle=bundle, environment=machine, mode=self.submission.mode,
            redactions=hidden,
        )  # fmt: skip
        return self.desk.outbox.enqueue(
            staging, body=body, bundle=staging.bundle, srs_url=self.submission.srs_url,
            fingerprint=fingerprint(self.submission.request), now=self.environment.now(),
        )  # fmt: skip


def _purpose(staging: Staging) -> str:
    """What an evidence set is meant for: this very request, and no other."""
    return f"submit:{hashlib.sha256(staging.request_id.encode()).hexdigest()[:32]}"
