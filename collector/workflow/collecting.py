"""The evidence of a draft while the person types: begun on consent, extended, resumed, trimmed."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from collector.bundle.finding import Finding
from collector.core.durable import fsync_folder, rename
from collector.core.environment import Environment
from collector.core.errors import MissingInputError, NotFinishedError
from collector.core.paths import private
from collector.core.progress import Cancel, Progress, ProgressEvent
from collector.core.secrets import installation_key
from collector.evidence.catalogue import on_request
from collector.evidence.deadlines import needed
from collector.evidence.elevation import Start
from collector.evidence.model import ProbeRecord
from collector.evidence.probe import Probe
from collector.evidence.runner import gather as run_probes
from collector.evidence.set import EvidenceSet
from collector.evidence.set_state import ATTACHMENTS
from collector.request.options import CollectOptions
from collector.srs.item import guarded
from collector.workflow import join, rights
from collector.workflow.draft import Draft
from collector.workflow.early import Early
from collector.workflow.found_products import FoundProduct, found
from collector.workflow.gather import check_options

PURPOSE = "draft"
_FOLDER = "Support Collector evidence"
_BY_FOLDER = ("products", "product_logs")
_BY_COPY = ("kernel_log",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What there is at a moment. `stored_bytes` are compressed; `left` are the ids of probes that
    are still to come, while collecting goes on. `urgent` are the severe findings, each there as
    soon as the probes that it rests on have ended. `joined` is the path of the rescued bundle whose
    files are in it."""

    set_id: str = ""
    probes: tuple[ProbeRecord, ...] = ()
    products: tuple[FoundProduct, ...] = ()
    stored_bytes: int = 0
    left: tuple[str, ...] = ()
    running: bool = False
    urgent: tuple[Finding, ...] = ()
    joined: str = ""


def sets_folder(options: CollectOptions, environment: Environment) -> Path:
    """Where the evidence of drafts lies: apart from what the command line collects, which tidies
    up what it finds. `work_dir` names another place, such as a stick."""
    if options.work_dir:
        return private(private(Path(options.work_dir)) / _FOLDER)
    return private(environment.paths.state / "draft-sets")


class Collecting:
    """One evidence set, held by this process. Methods block and may be called from any thread;
    `now` alone never waits. While `run` works, the others wait for its end."""

    def __init__(self, evidence: EvidenceSet, environment: Environment) -> None:
        self._evidence, self._environment = evidence, environment
        self._lock = threading.RLock()
        self._read: tuple[tuple[str, int], ...] | None = None if self._attached else ()
        self._moved_from: Path | None = None
        self._early, self._category = Early(), ""
        self._urgent = self._judged() if evidence.ended else ()
        self._look()

    # opening and closing ------------------------------------------------------------------------

    @classmethod
    def open(cls, draft: Draft, environment: Environment) -> Collecting:
        """The set of `draft`, as a kill left it, or a new one: store `set_id` in the draft then.

        Raises NotFinishedError where another window holds it, NowhereToWriteError, UsageError.
        """
        check_options(draft.options)
        folder = sets_folder(draft.options, environment)
        key = installation_key(environment.paths, environment.environ)
        if draft.set_id and (folder / draft.set_id).is_dir():
            left = EvidenceSet.open(folder / draft.set_id, key=key)
            if left.purpose == PURPOSE and _same_source(left.options, draft.options):
                return cls(left, environment)
            left.discard()
        fresh = EvidenceSet.create(folder, key=key, options=draft.options, purpose=PURPOSE)
        return cls(fresh, environment)

    def close(self) -> None:
        """Let go of it; it stays on disk."""
        with self._lock:
            self._evidence.close()

    def discard(self) -> None:
        with self._lock:
            self._evidence.discard()

    @property
    def set_id(self) -> str:
        return self._evidence.id

    @property
    def now(self) -> Gathered:
        """What there is, as last seen; never waits."""
        return self._now

    @contextmanager
    def working(self) -> Iterator[EvidenceSet]:
        """The set itself, for one at a time; waits until collecting has ended."""
        with self._lock:
            yield self._evidence

    # collecting ---------------------------------------------------------------------------------

    def run(
        self,
        draft: Draft,
        files: Iterable[Path] = (),
        *,
        progress: Progress,
        cancel: Cancel,
        time_limit_s: float | None = None,
    ) -> Gathered:
        """Collect what the draft asks for and is not there yet; returns at once if all is.

        New folders or copies of kernel logs run the probes that read them again; what they had
        collected stays. `files` are the copies of the attachments: those that are gone from the
        draft are taken out, new ones are read. A rescued bundle that the draft names is joined
        once, also when its stick is gone later; InputError says that it cannot be, and all else
        is there then. Cancelling keeps what is there, and says so.
        """
        with self._lock:
            self.told_about(draft)
            probes, copies = check_options(draft.options), tuple(files)
            self._fit(draft)
            again = self._changed(draft.options)
            attach = self._read != _described(copies)
            waiting = [one.id for one in probes if one.id not in self._evidence.ended]
            rescued = self._rescued_waits(draft.options)
            taken_back = self._taken_back(probes)
            if not (again or attach or waiting or rescued or taken_back) and (
                self._evidence.gathered
            ):
                return self._look()
            self._evidence.reopen()
            for each in taken_back:
                self._evidence.forget_probe(each)
            if rescued:
                self._forget_rescued()
            self._evidence.options = draft.options
            self._forget_gaps(again)
            left_out = self._forget_attachments() if attach else frozenset()
            self._look(running=True, left=(*waiting, *again))
            named = [each for each in probes if each.id in waiting]
            try:
                run_probes(
                    self._evidence, probes, attachments=copies if attach else (),
                    progress=self._telling(progress), cancel=cancel,
                    time_limit_s=time_limit_s or max(draft.options.time_limit_s, needed(named)),
                )  # fmt: skip
                self._read = None if cancel.requested else _described(copies)
                self._join(draft.options, progress, cancel)
                for path in left_out & {one.path for one in self._evidence.files}:
                    self._evidence.leave_out(path)
            finally:
                self._urgent = self._judged()
                self._look()
            return self._now

    def told_about(self, draft: Draft) -> None:
        """What the form is about now: what is judged from now on is judged for that. Never waits;
        `judge` says at once what it means for what is there."""
        self._category = draft.request.problem.category.value

    def judge(self) -> Gathered:
        """Say what is severe for what the form is about now; collects nothing."""
        with self._lock:
            self._urgent = self._judged()
            return self._look()

    def needs(self, draft: Draft, files: Iterable[Path] = ()) -> bool:
        """Whether `run` would collect anything."""
        with self._lock:
            probes = {one.id for one in check_options(draft.options)}
            return bool(
                not self._evidence.gathered
                or not _same_source(self._evidence.options, draft.options)
                or self._changed(draft.options)
                or probes - self._evidence.ended
                or self._taken_back(check_options(draft.options))
                or self._rescued_waits(draft.options)
                or self._read != _described(tuple(files))
            )

    def read_with_rights(
        self, *, progress: Progress, cancel: Cancel, start: Start | None = None
    ) -> rights.Gained:
        """Ask for administrator rights and read again what was refused without them; `start`
        begins the pass, as this system does by default. Refused, all stays as it was."""
        with self._lock:
            left = rights.refused(self._evidence)
            self._look(running=True, left=tuple(probe.id for probe in left))
            try:
                return rights.gain(
                    self._evidence, self._environment, start=start, cancel=cancel,
                    progress=self._telling(progress),
                )  # fmt: skip
            finally:
                self._urgent = self._judged()
                self._look()

    def leave_out(self, path: str, *, left_out: bool = True) -> None:
        """Decide that a file is not sent, or is after all; MissingInputError if it is gone."""
        with self._lock:
            try:
                self._evidence.leave_out(path, left_out=left_out)
            except KeyError as error:
                raise MissingInputError(f"The evidence holds no file {path!r}.") from error

    def move_to(self, draft: Draft, work_dir: str) -> Draft:
        """Move the evidence to another folder, such as a stick; the draft that says so must be
        stored before `drop_moved` is called. NowhereToWriteError leaves all as it was."""
        with self._lock:
            moved = replace(draft, options=replace(draft.options, work_dir=work_dir))
            target = sets_folder(moved.options, self._environment) / self.set_id
            if target == self._evidence.folder:
                return draft
            partial = target.with_name(f".{target.name}.part")
            self._evidence.close()
            try:
                shutil.rmtree(partial, ignore_errors=True)
                guarded(target.parent, lambda: _copy_folder(self._evidence.folder, partial))
                guarded(target.parent, lambda: rename(partial, target, "draft.set"))
            except BaseException:
                shutil.rmtree(partial, ignore_errors=True)
                self._evidence = EvidenceSet.open(self._evidence.folder, key=self._evidence.key)
                raise
            self._moved_from = self._evidence.folder
            self._evidence = EvidenceSet.open(target, key=self._evidence.key)
            self._evidence.options = moved.options
            return moved

    def drop_moved(self) -> None:
        """Remove what `move_to` left at the old place."""
        with self._lock:
            if self._moved_from is not None:
                shutil.rmtree(self._moved_from, ignore_errors=True)
                self._moved_from = None

    def _fit(self, draft: Draft) -> None:
        """Evidence of another tree, level or limit is of no use: begin anew."""
        if _same_source(self._evidence.options, draft.options):
            return
        self._evidence.discard()
        folder = sets_folder(draft.options, self._environment)
        self._evidence = EvidenceSet.create(
            folder, key=self._evidence.key, options=draft.options, purpose=PURPOSE
        )
        self._read = None

    def _changed(self, options: CollectOptions) -> tuple[str, ...]:
        """Probes that read a folder or a copy that was named since: the options of the set become
        those of the draft only when all is collected, so that a kill in between asks again."""
        old = self._evidence.options
        changed = _BY_FOLDER if old.install_dir != options.install_dir else ()
        return changed + (_BY_COPY if old.kernel_log != options.kernel_log else ())

    def _taken_back(self, wanted: Iterable[Probe]) -> tuple[str, ...]:
        """Probes that ran on request, and are not wanted any more."""
        ids = {probe.id for probe in wanted}
        there = self._evidence.ended | {line.probe for line in self._evidence.items.values()}
        return tuple(each.id for each in on_request() if each.id in there - ids)

    def _forget_gaps(self, again: tuple[str, ...]) -> None:
        """What a probe did not find it may find now; the files that it found stay."""
        for line in list(self._evidence.items.values()):
            if line.probe in again and line.stored is None:
                self._evidence.drop_item(line)
        self._evidence.ended -= set(again)

    def _forget_attachments(self) -> frozenset[str]:
        """Attachments are few: when one comes or goes, all are read again. What was left out."""
        left_out = self._evidence.left_out
        for line in list(self._evidence.items.values()):
            if line.probe == ATTACHMENTS:
                self._evidence.drop_item(line)
        return left_out

    def _rescued_waits(self, options: CollectOptions) -> bool:
        """Whether another rescued bundle is named than is joined, or none any more."""
        return options.rescued != self._joined

    def _forget_rescued(self) -> None:
        for line in list(self._evidence.items.values()):
            if line.probe == join.FOLDER:
                self._evidence.drop_item(line)
        self._evidence.ended.discard(join.FOLDER)

    def _join(self, options: CollectOptions, progress: Progress, cancel: Cancel) -> None:
        if self._rescued_waits(options) and not cancel.requested:
            join.join(self._evidence, Path(options.rescued), progress=progress, cancel=cancel)

    @property
    def _attached(self) -> bool:
        return any(line.probe == ATTACHMENTS for line in self._evidence.items.values())

    # looking ------------------------------------------------------------------------------------

    def _telling(self, progress: Progress) -> Progress:
        last = ""

        def tell(event: ProgressEvent) -> None:
            nonlocal last
            probe = event.subject.partition(":")[0]
            if probe != last:
                last = probe
                waiting = tuple(one for one in self._now.left if one not in self._evidence.ended)
                self._urgent = self._judged(waiting)
                self._look(running=True, left=waiting)
            progress(event)

        return tell

    def _judged(self, waiting: tuple[str, ...] = ()) -> tuple[Finding, ...]:
        return self._early.judge(self._evidence, category=self._category, waiting=waiting)

    @property
    def _joined(self) -> str:
        has = join.FOLDER in self._evidence.ended
        return self._evidence.options.rescued if has else ""

    def _look(self, *, running: bool = False, left: tuple[str, ...] = ()) -> Gathered:
        self._now = Gathered(
            set_id=self._evidence.id, probes=self._evidence.probes,
            products=found(self._evidence), stored_bytes=self._evidence.stored_bytes,
            left=left, running=running, urgent=self._urgent,
            joined=self._joined,
        )  # fmt: skip
        return self._now


def _described(files: tuple[Path, ...]) -> tuple[tuple[str, int], ...]:
    """Copies in a draft's folder never change: name and size tell them apart."""
    found = []
    for path in files:
        with suppress(OSError):
            found.append((str(path), path.stat().st_size))
    return tuple(found)


def _same_source(one: CollectOptions, other: CollectOptions) -> bool:
    """Whether two options read the same things in the same way, but for what can be added."""
    free: dict[str, object] = {
        "install_dir": (), "kernel_log": (), "rescued": "", "work_dir": "", "time_limit_s": 1,
        "strict": False, "elevate": False, "include": (),
    }  # fmt: skip
    return replace(one, **free) == replace(other, **free)  # type: ignore[arg-type]


def _copy_folder(source: Path, target: Path) -> None:
    """A copy that is on the medium when this returns."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("lock"))
    for path in target.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
    fsync_folder(target)


def sweep(
    environment: Environment, in_use: frozenset[str], work_dirs: Iterable[str] = ()
) -> tuple[str, ...]:
    """Discard the sets that no draft refers to any more (of drafts that were sent or discarded
    when the program was killed); returns their ids. Sets that another window holds stay.

    `work_dirs` are looked into beside the account's own folder; one that is gone is passed over.
    """
    key = installation_key(environment.paths, environment.environ)
    gone: list[str] = []
    for work_dir in dict.fromkeys(("", *work_dirs)):
        if work_dir and not (Path(work_dir) / _FOLDER).is_dir():
            continue
        folder = sets_folder(CollectOptions(work_dir=work_dir), environment)
        for place in EvidenceSet.leftovers(folder):
            if place.name not in in_use:
                with suppress(NotFinishedError):
                    EvidenceSet.open(place, key=key).discard()
                    gone.append(place.name)
    return tuple(gone)
