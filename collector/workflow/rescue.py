"""Use case: rescue the evidence of a computer that does not start onto a medium that stays."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from collector.bundle import temporary
from collector.bundle.writer import BundleInfo
from collector.core import durable
from collector.core.environment import Environment
from collector.core.errors import MissingInputError, NowhereToWriteError
from collector.core.paths import private
from collector.core.progress import Cancel, Progress
from collector.core.secrets import installation_key
from collector.evidence import questions
from collector.evidence.catalogue import catalogue, in_order, select
from collector.evidence.jobs import Place
from collector.evidence.messages import Parts
from collector.evidence.platforms import open_machine
from collector.evidence.platforms.images import NAME as IMAGE
from collector.evidence.platforms.machine import Machine
from collector.evidence.probe import Probe
from collector.evidence.rescue import private_space
from collector.evidence.rescue.media import Medium, Refusal, medium_of
from collector.evidence.runner import gather as run_probes
from collector.evidence.set import EvidenceSet
from collector.request.options import CollectOptions
from collector.workflow import resume
from collector.workflow.gather import Missing, Say, left_behind, missing, sets_folder
from collector.workflow.pack import default_name, pack
from collector.workflow.read_back import read_back
from collector.workflow.rescue_search import Found, Searched, search, sources_of
from collector.workflow.silent_medium import answered

T = TypeVar("T")
PURPOSE = "rescue"
HARDWARE = (
    "kernel_log", "disks", "volumes", "partitions", "smart", "raid", "memory", "cpu",
    "drivers", "power", "boot", "boot_sectors",
)  # fmt: skip
"""What the recovery system says of the machine; everything else is asked of the Windows."""
_OF_IMAGES = ("partitions", "boot_sectors")
"""These read the images instead, where any are given."""
_BOOT = ("boot_configuration",)
_SEARCH_SHARE = 0.6
_TRIAL_S = 30.0
_MEDIA = "`paragon-collector rescue --list-media` shows where the bundle can be kept."
_TREE = "collector.evidence.platforms.offline_windows:OfflineWindows"
_IMAGES = "collector.evidence.platforms.images:Images"

Choose = Callable[[Sequence[Found]], Sequence[Found]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescue:
    """What is wanted. `images` are whole-disk images in place of this machine's disks; `inside`
    accepts a target on a disk of this computer; `with_key` puts the pseudonym key beside the
    bundle, so that disks can be matched by their serial numbers later."""

    to: Path
    options: CollectOptions = field(default_factory=CollectOptions)
    images: tuple[Path, ...] = ()
    inside: bool = False
    with_key: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rescued:
    """A bundle that was read back; `key` is the file of the pseudonym key, where one was wanted."""

    bundle: BundleInfo
    disks: tuple[Searched, ...]
    windows: tuple[Found, ...]
    missing: tuple[Missing, ...]
    cancelled: bool
    key: Path | None = None


def check_target(rescue: Rescue, machine: Machine) -> Medium:
    """Raises UsageError (an unknown probe), NowhereToWriteError or MissingInputError before
    anything is done."""
    options = rescue.options
    select(options.only, options.skip, include=options.include)
    medium = medium_of(machine, rescue.to, inside=rescue.inside)
    silent = medium.refused is Refusal.SILENT
    if not silent and not rescue.to.is_dir():
        raise MissingInputError(f"The folder {rescue.to} does not exist.", hint=_MEDIA)
    if medium.refused is not None:
        hint = _MEDIA
        if medium.refused is Refusal.TROUBLE:
            hint += " If this disk is healthy, and not the one with the problem: --any-disk."
        raise NowhereToWriteError(
            f"{rescue.to} cannot take the bundle: {medium.why}. Nothing was written.", hint=hint
        )
    _try_writing(rescue.to)
    for image in rescue.images:
        if not image.exists():
            raise MissingInputError(f"The image {image} does not exist.")
    return medium


def _try_writing(folder: Path) -> None:
    try:
        fault = questions.ask(f"{__name__}:trial", os.fspath(folder), seconds=_TRIAL_S)
    except questions.NoAnswerError as error:
        fault = str(error)
    if fault:
        raise NowhereToWriteError(
            f"{folder} cannot be written: {fault}. Nothing was collected yet.", hint=_MEDIA
        )


def trial(folder: str) -> str:
    """Asked of another process: why a file cannot be made and kept there; empty where it can.

    What a kill leaves of it goes when the next bundle is written there, as that of a bundle does.
    """
    try:
        temporary.clean(Path(folder))
        path, file = temporary.create(Path(folder))
        try:
            with file:
                file.write(b"trial\n")
                durable.fsync(file, "rescue.trial")
        finally:
            path.unlink()
    except OSError as error:
        return error.strerror or str(error)
    return ""


def rescue(
    wanted: Rescue, environment: Environment, *, confined: bool, choose: Choose,
    progress: Progress, cancel: Cancel, say: Say,
) -> Rescued:  # fmt: skip
    """Collect from the recovery system and from each Windows that `choose` picks, pack onto the
    medium, read back. `confined`: this process is in a namespace of its own and may mount.

    Raises NowhereToWriteError where the medium fails: the evidence is kept then, and the next
    call (onto another medium) goes on with it.
    """
    over = time.monotonic() + wanted.options.time_limit_s
    machine = open_machine()
    run = _Run(wanted, environment, machine, over, progress, cancel, say)
    evidence, disks, chosen = run.gathered(confined, choose)
    try:
        bundle = run.watched(lambda moved: run.packed(evidence, moved))
    except BaseException:
        evidence.close()
        raise
    gaps, key = missing(evidence), evidence.key
    evidence.discard()
    return Rescued(
        bundle=bundle, disks=disks, windows=chosen, missing=gaps, cancelled=cancel.requested,
        key=run.watched(lambda _: run.key_beside(bundle, key)),
    )  # fmt: skip


@dataclass(slots=True)
class _Run:
    wanted: Rescue
    environment: Environment
    machine: Machine
    over: float
    progress: Progress
    cancel: Cancel
    say: Say

    # collecting ----------------------------------------------------------------------------------

    def gathered(
        self, confined: bool, choose: Choose
    ) -> tuple[EvidenceSet, tuple[Searched, ...], tuple[Found, ...]]:
        folder = sets_folder(self.wanted.options, self.environment)
        key = installation_key(self.environment.paths, self.environment.environ)
        options = self.wanted.options
        purpose = PURPOSE + "".join(f":{image}" for image in self.wanted.images)
        kept = left_behind(options, self.environment, purpose=purpose, say=self.say)
        if kept is not None:
            return kept, (), ()
        evidence = EvidenceSet.create(folder, key=key, options=options, purpose=purpose)
        evidence.more_to_come = True
        try:
            with _mount_points(self.environment, confined) as mounts:
                return evidence, *self._collect(evidence, mounts, choose)
        except BaseException:
            evidence.close()
            raise

    def _collect(
        self, evidence: EvidenceSet, mounts: Path | None, choose: Choose
    ) -> tuple[tuple[Searched, ...], tuple[Found, ...]]:
        self.say("Reading this system: kernel log, disks, partition tables, SMART …")
        self._hardware(evidence, mounts)
        self._probes(evidence, ("system",), Place(prefix="recovery-"))
        disks = search(
            sources_of(self.machine, self.wanted.images), mounts, self.say, busy=self._busy()
        )
        parts = [part for disk in disks for part in disk.partitions if part.at is not None]
        windows = [part for part in parts if part.windows]
        asked = time.monotonic()
        chosen = tuple(choose(windows)) if len(windows) > 1 else tuple(windows)
        self.over += time.monotonic() - asked  # a person who thinks takes no time from the disks
        self._boot(evidence, [part for part in parts if part.boot and not part.windows])
        for number, part in enumerate(chosen, start=1):
            self.say(f"Reading {part.title} …")
            self._windows(evidence, part, number)
        self._files(evidence, disks, chosen, parts)
        durable.checkpoint("rescue.gathered")
        return disks, chosen

    def _hardware(self, evidence: EvidenceSet, memory: Path | None) -> None:
        """`memory`: a folder that can hold links, as a stick with the evidence may not."""
        images = self.wanted.images
        own = [each for each in HARDWARE if not images or each not in _OF_IMAGES]
        self._probes(evidence, own, Place(leading=False))
        if images:
            with tempfile.TemporaryDirectory(dir=memory) as folder:
                for number, image in enumerate(images, start=1):
                    self.say(f"{IMAGE.format(number)} is {image}.")
                    Path(folder, IMAGE.format(number)).symlink_to(image.absolute())
                place = Place(root=folder, leading=False)
                self._probes(evidence, _OF_IMAGES, place, Parts(machine=_IMAGES))

    def _busy(self) -> dict[str, str]:
        """Devices that this system has mounted itself, by their names in /dev."""
        mounts = reversed(self.machine.mounts())
        return {
            os.path.realpath(each.device).removeprefix("/dev/"): each.point
            for each in mounts
            if each.device.startswith("/dev/")
        }

    def _boot(self, evidence: EvidenceSet, parts: Sequence[Found]) -> None:
        for number, part in enumerate(parts, start=1):
            prefix = "" if number == 1 else f"volume-{number}-"
            place = Place(root=str(part.at), prefix=prefix, leading=False)
            self._probes(evidence, _BOOT, place, Parts(machine=_TREE))

    def _windows(self, evidence: EvidenceSet, part: Found, number: int) -> None:
        prefix = "" if number == 1 else f"windows-{number}-"
        ids = [probe.id for probe in catalogue() if probe.id not in HARDWARE]
        if not part.boot:
            ids = [each for each in ids if each not in _BOOT]
        self._probes(
            evidence, ids, Place(root=str(part.at), prefix=prefix, leading=number == 1)
        )  # fmt: skip

    def _probes(
        self, evidence: EvidenceSet, ids: Sequence[str], place: Place, parts: Parts | None = None
    ) -> None:
        """Every place gets a share of the time that is left, so that the next gets its turn."""
        options = self.wanted.options
        asked = {p.id for p in select(options.only, options.skip, include=options.include)}
        wanted = [p for p in _known(ids) if p.id in asked]
        if wanted and not self.cancel.requested:
            run_probes(
                evidence, wanted, place=replace(place, install_dirs=()), parts=parts,
                cancel=self.cancel, progress=self.progress,
                time_limit_s=max(1.0, (self.over - time.monotonic()) * _SEARCH_SHARE),
            )  # fmt: skip

    def _files(
        self, evidence: EvidenceSet, disks: Sequence[Searched], chosen: Sequence[Found],
        parts: Sequence[Found],
    ) -> None:  # fmt: skip
        """The resume file, and copies of documented logs that a person made by hand."""
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / resume.NAME
            made = evidence.created_at.isoformat(timespec="seconds")
            place.write_bytes(resume.resume(evidence.id, made, disks, chosen))
            folders = [self.wanted.to, *(part.at for part in parts if part.at)]
            evidence.more_to_come = False
            run_probes(
                evidence, (),
                given={resume.FOLDER: [(resume.NAME, place)], "saved_logs": _saved(folders)},
                place=Place(leading=False), cancel=Cancel(), progress=self.progress,
                time_limit_s=max(5.0, (self.over - time.monotonic()) / 2),
            )  # fmt: skip

    # packing -------------------------------------------------------------------------------------

    def watched(self, work: Callable[[Progress], T]) -> T:
        """What uses the medium from here on may block for ever."""
        return answered(work, str(self.wanted.to), progress=self.progress, say=self.say)

    def packed(self, evidence: EvidenceSet, progress: Progress) -> BundleInfo:
        name = default_name(evidence.host_pseudonym, self.environment.now())
        self.say(f"Writing {name} to {self.wanted.to} …")
        bundle = pack(
            evidence, self.wanted.to / name, paths=self.environment.paths,
            seconds=max(5.0, (self.over - time.monotonic()) / 2),
            progress=progress, cancel=Cancel(),
        )  # fmt: skip
        durable.checkpoint("rescue.packed")
        self.say("Reading it back …")
        read_back(bundle, progress=progress)
        durable.checkpoint("rescue.verified")
        return bundle

    def key_beside(self, bundle: BundleInfo, key: bytes) -> Path | None:
        if not self.wanted.with_key:
            return None
        from collector.workflow.join_key import write_key

        return write_key(bundle.path, bundle.id, key)


def _known(ids: Sequence[str]) -> tuple[Probe, ...]:
    return in_order(probe for probe in catalogue() if probe.id in ids)


def _saved(folders: Sequence[Path]) -> list[tuple[str, Path]]:
    """Each with its name, those of different places apart."""
    found: list[tuple[str, Path]] = []
    for number, folder in enumerate(folders, start=1):
        try:
            told = questions.ask(
                "collector.workflow.saved_logs:saved", os.fspath(folder), seconds=5.0
            )
        except questions.NoAnswerError:
            continue
        found += [(f"{number}/{Path(each).name}", Path(each)) for each in told]
    return found


@contextmanager
def _mount_points(environment: Environment, confined: bool) -> Iterator[Path | None]:
    """A folder in memory, of this namespace alone, for mount points and device nodes."""
    if not confined:
        yield None
        return
    folder = private(environment.paths.state / "rescue")
    private_space.mount("rescue", folder, "tmpfs", 0, "mode=700,size=4m")
    durable.checkpoint("rescue.confined")
    try:
        yield folder
    finally:
        _unmount_below(folder)
        with suppress(OSError):
            shutil.rmtree(folder, ignore_errors=True)


def _unmount_below(folder: Path) -> None:
    """What cannot be let go now goes with the namespace."""
    import ctypes

    libc = ctypes.CDLL(None)
    with suppress(OSError):
        for at in sorted(folder.iterdir()):
            libc.umount2(os.fsencode(at), 2)
    libc.umount2(os.fsencode(folder), 2)
