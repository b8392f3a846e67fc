"""Use case: collect evidence from this machine (or a tree) into an evidence set."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from collector.core.environment import Environment
from collector.core.errors import MissingInputError, NotFinishedError, UsageError
from collector.core.locks import locked
from collector.core.paths import private
from collector.core.progress import Cancel, Progress
from collector.core.secrets import installation_key
from collector.evidence import places
from collector.evidence.catalogue import select
from collector.evidence.model import ItemRecord, Status
from collector.evidence.platforms.confine import EscapeError, inside
from collector.evidence.probe import Probe
from collector.evidence.runner import gather as run_probes
from collector.evidence.set import EvidenceSet
from collector.request.option_problems import option_faults
from collector.request.options import CollectOptions
from collector.workflow import join
from collector.workflow.elevate import elevated, told

Say = Callable[[str], None]
ATTENDED = "collect"
"""The purpose with which somebody sits before it: silent mode never asks."""
STALE = timedelta(hours=24)
"""Evidence of an interrupted run that is older says nothing about the machine of now."""
_LOOK_S, _LEAST_S = 3.0, 0.5
_WANTED = (Status.PARTIAL, Status.ABSENT, Status.REFUSED, Status.TIMED_OUT, Status.FAILED)


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that an engineer would look for and that is not (wholly) in the set."""

    probe: str
    item: ItemRecord

    @property
    def wanted(self) -> bool:
        """False for what was passed over on purpose (a network share, an older log, a pipe): it
        is shown, but is no reason for `--strict`."""
        return self.item.status in _WANTED


def check_options(options: CollectOptions) -> tuple[Probe, ...]:
    """The probes to run; raises UsageError or MissingInputError before anything is collected."""
    probes = select(options.only, options.skip, include=options.include)
    if faults := option_faults(options):
        told = "\n".join(f"{_option(fault.field)}: {fault.sentence}" for fault in faults)
        raise UsageError(told, hint="Nothing was collected.")
    _check_places(options)
    return probes


def _option(field: str) -> str:
    """`collect.max_size_mb` is `--max-size` on the command line."""
    name = field.removeprefix("collect.").removesuffix("_s").removesuffix("_mb")
    return "--" + name.replace("_", "-")


def _check_places(options: CollectOptions) -> None:
    """What does not answer is left to the item that reads it: it may cost only itself."""
    folders = tuple(filter(None, (options.root, *options.install_dir)))
    found = places.kinds((*folders, *options.kernel_log), min(_LOOK_S, options.time_limit_s / 4))
    for name, kind in found.items():
        if kind == places.ABSENT:
            fault = "does not exist"
        elif kind == places.FILE and name in folders:
            fault = "is not a folder"
        elif kind in (places.FOLDER, places.FILE, places.UNKNOWN):
            continue
        else:
            fault = f"cannot be read: {kind}"
        raise MissingInputError(f"{name} {fault}.", hint="Nothing was collected.")
    if options.root and found[options.root] == places.FOLDER:
        _check_inside(options.root, [name for name in found if name != options.root])


def _check_inside(root: str, names: Sequence[str]) -> None:
    for name in names:
        try:
            inside(Path(root), Path(name))
        except EscapeError as error:
            raise UsageError(
                f"{name} does not lie in {root}, and only that tree is read (--root).",
                hint="Nothing was collected.",
            ) from error


def sets_folder(options: CollectOptions, environment: Environment) -> Path:
    """Where the evidence set lies: the state folder, or the work folder that was given."""
    return private(Path(options.work_dir) if options.work_dir else environment.paths.sets)


def gather(
    options: CollectOptions,
    environment: Environment,
    *,
    purpose: str,
    attachments: tuple[Path, ...] = (),
    progress: Progress,
    cancel: Cancel,
    say: Say,
) -> EvidenceSet:
    """Collect what `options` ask for. Cancelling keeps what is there: look at `cancel`.

    A set that a killed run left behind is finished if it is complete and was meant for the same
    purpose, else discarded; `say` tells which.
    """
    over = time.monotonic() + options.time_limit_s
    probes = check_options(options)
    folder = sets_folder(options, environment)
    key = installation_key(environment.paths, environment.environ)
    now = environment.now()
    left = _left_behind(
        folder, key, lambda one: bool(purpose) and _is_continued(one, purpose, options, now), say
    )
    if left is not None:
        return left
    if options.rescued:
        join.describe(Path(options.rescued))  # a fault is told before anything is collected
    more = elevated(
        probes, options, environment, may_ask=purpose == ATTENDED,
        seconds=(over - time.monotonic()) / 2, cancel=cancel, say=say,
    )  # fmt: skip
    evidence = EvidenceSet.create(folder, key=key, options=options, purpose=purpose)
    try:
        if more.fault:
            evidence.note(told(more.fault))
        evidence.more_to_come = bool(options.rescued)
        run_probes(
            evidence, probes, attachments=attachments, progress=progress, cancel=cancel,
            time_limit_s=max(_LEAST_S, over - time.monotonic()), raw=more.raw,
        )  # fmt: skip
        evidence.more_to_come = False
        if options.rescued and cancel.requested:
            evidence.mark_complete()
        elif options.rescued:
            joined = join.join(
                evidence, Path(options.rescued), progress=progress, cancel=cancel,
                time_limit_s=max(_LEAST_S, over - time.monotonic()),
            )  # fmt: skip
            say(
                f"Joined {joined.files} files that were rescued; "
                f"{len(joined.matches)} disks are the same."
            )
    except BaseException:
        evidence.close()
        raise
    return evidence


def left_behind(
    options: CollectOptions, environment: Environment, *, purpose: str, say: Say
) -> EvidenceSet | None:
    """A whole set of that purpose that an earlier run could not pack; others are discarded."""
    folder, now = sets_folder(options, environment), environment.now()
    key = installation_key(environment.paths, environment.environ)
    return _left_behind(folder, key, lambda one: _is_continued(one, purpose, options, now), say)


def _is_continued(left: EvidenceSet, purpose: str, options: CollectOptions, now: datetime) -> bool:
    """Whether a set that was left behind is what is asked for now: meant for the same, of the same
    sources, not of another day, and gathered to its end (what was decided about it since is
    carried out in packing)."""
    then = replace(left.options, time_limit_s=1, strict=False)
    same = then == replace(options, time_limit_s=1, strict=False)
    fresh = now - left.created_at < STALE
    return left.gathered and left.purpose == purpose and same and fresh


def _left_behind(
    folder: Path, key: bytes, is_continued: Callable[[EvidenceSet], bool], say: Say
) -> EvidenceSet | None:
    found: EvidenceSet | None = None
    with locked(folder / "leftovers.lock", wait_seconds=10) as mine:
        if not mine:
            return None
        for place in EvidenceSet.leftovers(folder):
            try:
                left = EvidenceSet.open(place, key=key)
            except NotFinishedError:
                continue  # another process took it between the two looks
            if found is None and is_continued(left):
                say(
                    f"Going on with the evidence that an interrupted run had collected ({left.id})."
                )
                found = left
            else:
                say(f"Discarding what an interrupted run had left behind ({left.id}).")
                left.discard()
    return found


def discard_left_behind(
    options: CollectOptions, environment: Environment, *, purpose: str, say: Say
) -> None:
    """Remove the sets that killed runs of this purpose left behind: it is carried out already."""
    folder = sets_folder(options, environment)
    with locked(folder / "leftovers.lock", wait_seconds=10) as mine:
        for place in EvidenceSet.leftovers(folder) if mine else ():
            key = installation_key(environment.paths, environment.environ)
            try:
                left = EvidenceSet.open(place, key=key)
            except NotFinishedError:
                continue
            if left.purpose != purpose:
                left.close()
                continue
            say(f"Discarding what an interrupted run had left behind ({left.id}).")
            left.discard()


def missing(evidence: EvidenceSet) -> tuple[Missing, ...]:
    """What is not, or not wholly, in the set, in the order of the probes."""
    return tuple(
        Missing(probe.id, item)
        for probe in evidence.probes
        for item in probe.items
        if item.status in (*_WANTED, Status.SKIPPED)
    )
