"""Saving a bundle where the person wants it; what speaks against the place is said before."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from collector.bundle.writer import BundleInfo
from collector.core.environment import Environment
from collector.core.progress import Cancel, Progress
from collector.core.settings import load_settings
from collector.evidence.set import EvidenceSet
from collector.evidence.trimmed import Trimmed
from collector.request.options import CollectOptions
from collector.workflow.deliver import bundle_id
from collector.workflow.disk_picture import disk_of, pictures
from collector.workflow.draft import Draft, Purpose
from collector.workflow.pack import default_name, pack

_FRAME = 256 * 1024
_MB = 1_000_000
_TEMPORARY = 2.1  # times the bundle, while it is packed


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A folder to save in. Bytes; `free` is None where it could not be asked. `problem_disk` names
    the disk with the problem if the folder lies on it: what is written there may destroy what is
    to be saved. `exists` says that a file of that name is there already."""

    folder: Path
    there: bool
    writable: bool
    free: int | None
    needed: int
    problem_disk: str = ""
    exists: bool = False

    @property
    def fits(self) -> bool:
        return self.free is None or self.free >= self.needed

    @property
    def usable(self) -> bool:
        return self.there and self.writable and self.fits


def proposed_name(evidence: EvidenceSet, environment: Environment) -> str:
    return default_name(evidence.host_pseudonym, environment.now())


def look_at(target: Path, evidence: EvidenceSet, draft: Draft) -> Place:
    """What speaks for and against writing the bundle to `target` (a file); blocks."""
    needed = evidence.stored_bytes + evidence.stored_bytes // 50 + _FRAME
    place = _place(target.parent, needed)
    return Place(
        folder=place.folder, there=place.there, writable=place.writable, free=place.free,
        needed=needed, problem_disk=_problem_disk(place.folder, evidence, draft),
        exists=target.exists(),
    )  # fmt: skip


def room_to_collect(options: CollectOptions, folder: Path) -> Place:
    """Whether the work folder has room for what collecting may need, before it begins."""
    return _place(folder, int((options.max_size_mb or 1000) * _MB * _TEMPORARY))


def room_of_draft(options: CollectOptions, environment: Environment) -> Place:
    """Whether there is room where the evidence of a draft with these options lies, or will lie: in
    its work folder, in the one of the settings, or in the account's own. Nothing is written."""
    work_dir = options.work_dir or load_settings(environment.paths, environment.environ).work_dir
    folder = Path(work_dir) if work_dir else environment.paths.state
    if not work_dir:  # made when it is needed first
        folder = next((each for each in (folder, *folder.parents) if each.is_dir()), folder)
    return room_to_collect(options, folder)


def save(
    draft: Draft,
    evidence: EvidenceSet,
    target: Path,
    environment: Environment,
    *,
    overwrite: bool = False,
    progress: Progress,
    cancel: Cancel,
) -> BundleInfo:
    """Write the bundle to `target`, leak check included; with the form, where one was begun.

    Raises what `pack` raises; the evidence stays.
    """
    with_form = draft.purpose is Purpose.NEW_REQUEST and draft.request.problem.subject.strip()
    return pack(
        evidence, target, overwrite=overwrite, paths=environment.paths,
        request_json=msgspec.json.encode(draft.request) if with_form else None,
        bundle_id=bundle_id(evidence, draft.request), progress=progress, cancel=cancel,
    )  # fmt: skip


def _place(folder: Path, needed: int) -> Place:
    free = None
    with suppress(OSError, ValueError):
        free = shutil.disk_usage(folder).free
    there = folder.is_dir()
    return Place(
        folder=folder, there=there, writable=there and os.access(folder, os.W_OK), free=free,
        needed=needed,
    )  # fmt: skip


def _problem_disk(folder: Path, evidence: EvidenceSet, draft: Draft) -> str:
    """The disk of `folder`, if that is the one with the problem: the one that was pointed at, or
    the only one there is."""
    view = Trimmed(evidence)
    here = disk_of(view, _device(folder)) or disk_of(evidence, _device(folder))
    disks = [one.name for one in pictures(evidence)]
    suspected = draft.problem_disk or (disks[0] if len(disks) == 1 else "")
    return here if here and here == suspected else ""


def _device(folder: Path) -> str:
    if sys.platform == "win32":
        return folder.absolute().drive
    with suppress(OSError):
        number = folder.stat().st_dev
        return f"{os.major(number)}:{os.minor(number)}"
    return ""
