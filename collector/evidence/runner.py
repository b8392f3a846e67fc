"""Runs probes through worker processes into an evidence set; whatever happens costs one item.

The runner only waits with a limit: a worker that misses a deadline is killed, abandoned if it
cannot die, and replaced; its probe is enumerated again, past the items that are done or lost.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from math import ceil
from pathlib import Path
from typing import Any

from collector.core.errors import CollectorError, MissingInputError, NowhereToWriteError
from collector.core.progress import Cancel, Progress, ProgressEvent, Stage, silent
from collector.evidence import generations, messages
from collector.evidence.deadlines import (
    GRACE,
    allowance,
    item_seconds,
    late_pass_until,
    packing_seconds,
    turn,
)
from collector.evidence.handle import LostError, WorkerHandle
from collector.evidence.jobs import Job, Named, Place, Watch
from collector.evidence.model import ItemRecord, Status
from collector.evidence.probe import Cost, Probe
from collector.evidence.process import forget_abandoned
from collector.evidence.set import EvidenceSet
from collector.evidence.shield import versions
from collector.evidence.worker import part
from collector.privacy.model import Kind, Level, Name
from collector.request.options import CollectOptions, span_seconds

LISTING, REST = "(listing)", "(remaining items)"
_TICK = 0.1  # how soon a cancellation is noticed, in seconds
_MB = 1_000_000
_FRAME_BYTES = 128 * 1024  # of a bundle, for manifest, facts, request and the ZIP's own lists


class _StopError(Exception):
    """Nothing more is collected; what is there is kept."""

    def __init__(self, status: Status, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


def gather(
    evidence: EvidenceSet,
    probes: Sequence[Probe],
    *,
    attachments: Sequence[Path] = (),
    progress: Progress = silent,
    cancel: Cancel | None = None,
    time_limit_s: float,
    longest_item_s: float | None = None,
    parts: messages.Parts | None = None,
    place: Place | None = None,
    given: Named | None = None,
    raw: Mapping[str, tuple[messages.RawItem, ...]] | None = None,
) -> None:
    """Run `probes` (in their order), then read the attachments; returns within `time_limit_s`,
    with enough of it left to pack what was collected.

    `place` is another machine than the options name; `given` are further files with their
    names, by the folder in the evidence that they go to; `raw` is what the elevated pass read,
    by probe: it takes the place of what the probe would read itself.

    Cancelling or running out of time keeps what was collected and says what is missing. Raises
    NowhereToWriteError when the set cannot be written, MissingInputError for a root that cannot
    be read; the set is kept either way.
    """
    over = time.monotonic() + time_limit_s
    evidence.reopen()
    run = _Run(
        evidence,
        progress=progress,
        cancel=cancel or Cancel(),
        over=over,
        limit=time_limit_s,
        longest=longest_item_s,
        parts=parts or messages.Parts(),
        place=place or Place(root=evidence.options.root),
        raw=raw or {},
    )
    try:
        run.all(probes, attachments, given or {})
    finally:
        run.close()
    late = max(late_pass_until(over, run.reserved), time.monotonic() + 0.5)
    generations.finish(evidence, part(run.parts.redactor), deadline=late)


class _Run:
    def __init__(
        self,
        evidence: EvidenceSet,
        *,
        progress: Progress,
        cancel: Cancel,
        over: float,
        limit: float,
        longest: float | None,
        parts: messages.Parts,
        place: Place,
        raw: Mapping[str, tuple[messages.RawItem, ...]],
    ) -> None:
        self._evidence, self._progress, self._cancel = evidence, progress, cancel
        self._over, self._limit, self._longest, self.parts = over, limit, longest, parts
        self._worker: WorkerHandle | None = None
        self._place, self._raw = place, raw
        self._find_names = not evidence.generations or place.root != evidence.options.root
        self._found: dict[str, dict[str, Any]] = {}
        self._keep: set[str] = set()
        self._at = (0, 0)
        self.reserved = 0.0

    # all probes ----------------------------------------------------------------------------------

    def all(self, probes: Sequence[Probe], attachments: Sequence[Path], given: Named) -> None:
        prefix = self._place.prefix
        jobs = [Job.of(probe, self._longest, prefix) for probe in self._open(probes)]
        jobs += [Job.given(attachments, self._longest)] if attachments else []
        jobs += [Job.named(files, self._longest, each) for each, files in given.items() if files]
        for number, job in enumerate(jobs):
            self._at = (number, len(jobs))
            self._tell(job.id, *self._at)
            try:
                self._run(job)
            except _StopError as stop:
                self._left_out(job, jobs[number + 1 :], stop)
                break
            self._evidence.end_probe(job.id)
        self._tell("", len(jobs), len(jobs))

    def _open(self, probes: Sequence[Probe]) -> list[Probe]:
        """Those not yet run to their end, and those whose facts they need (facts in clear are
        not kept on the disk, so after a kill they are read again)."""
        ended, prefix = self._evidence.ended, self._place.prefix
        waiting = [probe for probe in probes if prefix + probe.id not in ended]
        needed = {need for probe in waiting for need in probe.needs}
        return [probe for probe in probes if probe in waiting or probe.id in needed]

    def _tell(self, subject: str, done: int, total: int) -> None:
        self._progress(
            ProgressEvent(
                stage=Stage.COLLECT, subject=subject, done=done, total=total, unit="probes"
            )
        )

    def _left_out(self, job: Job, others: list[Job], stop: _StopError) -> None:
        self._drop_worker()
        self._record(job.id, REST, stop.status, stop.reason)
        for other in others:
            self._record(other.id, LISTING, stop.status, stop.reason)

    def close(self) -> None:
        self._drop_worker()
        forget_abandoned()

    # one probe -----------------------------------------------------------------------------------

    def _run(self, job: Job) -> None:
        for line in list(self._evidence.items.values()):
            if line.probe == job.id and line.record.name in (LISTING, REST):
                self._evidence.drop_item(line)  # of an earlier run
        while True:
            worker = self._ready_worker()
            worker.send(self._order(job))
            if self._listen(worker, job):
                return

    def _order(self, job: Job) -> messages.RunProbe:
        lines = [line for line in self._evidence.items.values() if line.probe == job.id]
        maximum = self._evidence.options.max_size_mb * _MB
        room = maximum - min(_FRAME_BYTES + maximum // 100, maximum // 8)
        return messages.RunProbe(
            id=job.probe,
            module=job.module,
            given=job.files,
            raw=self._raw.get(job.id, ()),
            found={need: self._found.get(need, {}) for need in job.needs},
            done=tuple(job.done),
            shown=tuple(line.record.name for line in lines if line.fragment is None),
            seconds=self._left(),
            item_seconds=job.seconds,
            budget=max(0, room - self._evidence.stored_bytes) if maximum else None,
        )

    def _listen(self, worker: WorkerHandle, job: Job) -> bool:
        """Follow one enumeration; True when the probe is at its end, False when the worker was
        lost with an item."""
        watch = Watch(allowance(self._left(), job.seconds), self._generation)
        while True:
            try:
                message = self._receive(worker, watch)
            except LostError as error:
                return self._lost(job, watch, Status.FAILED, str(error))
            match message:
                case None:
                    return self._lost(job, watch, Status.TIMED_OUT, watch.fault)
                case messages.Started():
                    seconds = allowance(self._left(), job.seconds)
                    watch = Watch(seconds, self._generation, message, turn(self._left()))
                    self._tell(f"{job.id}: {message.shown}", *self._at)
                case messages.Advanced():
                    watch.sign_of_life(message.bytes)
                case messages.Done():
                    self._done(job, watch, message)
                    watch = Watch(allowance(self._left(), job.seconds), self._generation)
                case messages.Ended():
                    if message.status is not None:
                        self._record(job.id, LISTING, message.status, message.fault)
                    if message.learned:
                        self._evidence.learn(_names(message.learned))
                    return True
                case _:
                    self._fatal(message)

    def _receive(self, worker: WorkerHandle, watch: Watch) -> messages.FromWorker | None:
        """The next message; None when the current item's time is up. Raises _StopError."""
        while True:
            now = time.monotonic()
            if self._cancel.requested:
                raise _StopError(Status.SKIPPED, "cancelled")
            over = self._over - self.reserved - watch.reserve
            if now >= over:
                kept = ", less the time to pack what is there," if now < self._over else ""
                reason = f"the time limit of {ceil(self._limit)} s{kept} was reached"
                raise _StopError(Status.TIMED_OUT, reason)
            if now >= watch.until + GRACE:
                return None
            message = worker.receive(min(_TICK, over - now, watch.until + GRACE - now))
            if message is not None:
                return message

    def _lost(self, job: Job, watch: Watch, status: Status, reason: str) -> bool:
        self._drop_worker()
        item = watch.item
        if item is None:
            self._record(job.id, LISTING, status, reason, watch.spent)
            return True
        job.done.add(item.name)
        self._record(job.id, item.shown, status, reason, watch.spent)
        return False

    def _fatal(self, message: messages.FromWorker) -> None:
        if not isinstance(message, messages.Fatal):
            raise LostError("its worker process spoke out of turn")
        raise _fatal_error(message, self._evidence.folder)

    # records -------------------------------------------------------------------------------------

    def _done(self, job: Job, watch: Watch, done: messages.Done) -> None:
        job.done.add(done.name)
        if done.learned:
            self._evidence.learn(_names(done.learned))
        if done.clear is not None:
            self._found.setdefault(job.probe, {})[done.name] = done.clear
            self._keep.update(versions(done.clear))
        size = done.stored.size if done.stored else 0
        self.reserved += packing_seconds(size, done.seconds)
        if done.fragment is not None:
            size = len(done.fragment.text.encode())
        record = ItemRecord(
            name=done.shown,
            status=done.status,
            reason=done.reason,
            seconds=done.seconds,
            bytes=size,
            searched=done.searched,
        )
        self._evidence.add_item(
            job.id,
            record,
            generation=watch.generation,
            stored=done.stored,
            fragment=done.fragment,
        )

    def _record(
        self, probe: str, name: str, status: Status, reason: str, seconds: float = 0.0
    ) -> None:
        record = ItemRecord(name=name, status=status, reason=reason, seconds=round(seconds, 3))
        self._evidence.add_item(probe, record, generation=self._generation)

    @property
    def _generation(self) -> int:
        return len(self._evidence.generations)

    def _left(self) -> float:
        return max(0.0, self._over - self.reserved - time.monotonic())

    # workers -------------------------------------------------------------------------------------

    def _drop_worker(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()
            self._evidence.sweep()

    def _ready_worker(self) -> WorkerHandle:
        """The worker, started if there is none. A start that fails is tried once more without
        asking the system for names: that is what may hang."""
        while self._worker is None:
            self._worker = WorkerHandle()
            self._worker.send(self._setup())
            reason = self._greet(self._worker)
            if reason is None:
                break
            self._drop_worker()
            if not self._find_names:
                raise _StopError(Status.FAILED, f"no worker process could be started: {reason}")
            self._find_names = False
            self._evidence.learn(())
            self._no_names(reason)
        return self._worker

    def _no_names(self, reason: str) -> None:
        self._evidence.note(
            "The names of accounts and of this computer could not be found out beforehand "
            f"({reason}); only what looks personal by its form was hidden."
        )

    def _greet(self, worker: WorkerHandle) -> str | None:
        """Wait for Ready and take what it tells; else the reason why it did not come."""
        watch = Watch(allowance(self._left(), item_seconds(Cost.CHEAP)), self._generation)
        try:
            message = self._receive(worker, watch)
        except LostError as error:
            return str(error)
        if message is None:
            return watch.fault
        if not isinstance(message, messages.Ready):
            self._fatal(message)
            return None
        if self._find_names:
            self._evidence.learn(_names(message.names))
            self._find_names = False
            if message.names_fault:
                self._no_names(message.names_fault)
        if self._place.leading and (self._place.root or not self._evidence.platform):
            self._evidence.describe(message.platform, message.time_zone, message.host)
        return None

    def _setup(self) -> messages.Setup:
        evidence, options = self._evidence, self._evidence.options
        since = None
        if options.since:
            since = evidence.created_at - timedelta(seconds=span_seconds(options.since))
        return messages.Setup(
            key=evidence.key,
            level=Level(options.privacy).value,
            names=tuple((name.kind.value, name.value) for name in sorted(evidence.names)),
            keep=tuple(sorted(self._keep)),
            find_names=self._find_names,
            parent=os.getpid(),
            spool=os.path.abspath(evidence.spool.folder),
            set_id=evidence.id,
            root=os.path.abspath(self._place.root) if self._place.root else None,
            install_dirs=tuple(map(os.path.abspath, self._install_dirs())),
            kernel_logs=tuple(map(os.path.abspath, options.kernel_log)),
            since=since,
            code_page=options.code_page,
            max_file_bytes=_limit(options),
            parts=self.parts,
        )

    def _install_dirs(self) -> tuple[str, ...]:
        own = self._place.install_dirs
        return self._evidence.options.install_dir if own is None else own


def _limit(options: CollectOptions) -> int | None:
    return options.max_file_size_mb * _MB or None


def _names(pairs: Sequence[tuple[str, str]]) -> tuple[Name, ...]:
    return tuple(sorted(Name(Kind(kind), value) for kind, value in pairs))


def _fatal_error(message: messages.Fatal, folder: Path) -> CollectorError:
    if message.no_space:
        return NowhereToWriteError(
            f"The collected evidence cannot be kept in {folder}: {message.reason}.",
            hint="Free some space, or name another place with --work-dir DIR.",
        )
    return MissingInputError(message.reason)
