"""Use case: the half that was rescued from recovery media joins what is collected under Windows.

One request, one bundle: every file of the rescued bundle lies below `evidence/rescued/`, its
manifest beside its facts, and `match.json` says which of its disks is which disk here. What is
known here to be personal is hidden in it like anywhere else.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from collector.bundle.manifest import MANIFEST, README
from collector.bundle.reader import BundleReader, open_bundle
from collector.core.errors import CollectorError, InputError
from collector.core.progress import Cancel, Progress, silent
from collector.evidence import questions
from collector.evidence.formats.mountinfo import PSEUDO
from collector.evidence.jobs import Place
from collector.evidence.platforms import open_machine
from collector.evidence.platforms.facts import Mount
from collector.evidence.runner import gather as run_probes
from collector.evidence.set import EvidenceSet
from collector.workflow.join_key import read_key
from collector.workflow.match import Match, matches
from collector.workflow.resume import LARGEST, MEMBER, Resume, read_resume

FOLDER = "rescued"
PATTERN = "paragon-support-*.zip"
_SECONDS = 3.0
_MOST = 20
_SYSTEM = ("/", "/boot", "/boot/efi")


@dataclass(frozen=True, slots=True, kw_only=True)
class RescuedBundle:
    """A bundle of a rescue, as a person is shown it. `made_at` is UTC, ISO 8601; `windows` the
    titles of what was rescued; `has_key`: the pseudonym key lies beside it."""

    path: Path
    id: str
    made_at: str
    size: int
    files: int
    disks: tuple[str, ...]
    windows: tuple[str, ...]
    has_key: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What joining gave: how many files, and which disks are the same."""

    bundle: RescuedBundle
    files: int
    matches: tuple[Match, ...] = field(default=())


def find_rescued(places: Iterable[Path] | None = None) -> tuple[RescuedBundle, ...]:
    """Rescued bundles at the top of sticks and other media (or of `places`), newest first. A
    medium that does not answer is passed over after three seconds. Blocking: not for a window's
    own thread."""
    found: dict[str, RescuedBundle] = {}
    for place in places if places is not None else _media():
        try:
            names = questions.ask(f"{__name__}:candidates", str(place), seconds=_SECONDS)
        except questions.NoAnswerError:
            continue
        for name in names:
            try:
                one = describe(Path(name))
            except CollectorError:
                continue  # another bundle, or a damaged one: to be pointed at
            found.setdefault(one.id, one)
    return tuple(sorted(found.values(), key=lambda one: one.made_at, reverse=True))


def candidates(folder: str) -> list[str]:
    """Asked of another process: bundles by their name, newest name first."""
    names = (str(path) for path in Path(folder).glob(PATTERN) if path.is_file())
    return sorted(names, reverse=True)[:_MOST]


def _media() -> list[Path]:
    return [Path(mount.point) for mount in open_machine().mounts() if _may_hold_one(mount)]


def _may_hold_one(mount: Mount) -> bool:
    if mount.file_system in PSEUDO or mount.point in _SYSTEM:
        return False
    return not mount.remote or mount.file_system.startswith("fuse")


def describe(path: Path) -> RescuedBundle:
    """What a bundle is that somebody pointed at.

    Raises InputError where it is not one of a rescue, MissingInputError where it is not there.
    """
    with open_bundle(path) as reader:
        resume = _resume_of(reader, path)
        manifest = reader.manifest
        return RescuedBundle(
            path=path, id=manifest.id, made_at=manifest.created_at.isoformat(timespec="seconds"),
            size=reader.size, files=len(manifest.files),
            disks=tuple(filter(None, (f"{d.model} {d.name}".strip() for d in resume.disks))),
            windows=tuple(
                f"{part.windows} {part.build}".strip()
                for disk in resume.disks for part in disk.partitions if part.rescued
            ),
            has_key=read_key(path, manifest.id) is not None,
        )  # fmt: skip


def _resume_of(reader: BundleReader, path: Path) -> Resume:
    if not any(member.name == MEMBER for member in reader.members):
        raise InputError(
            f"{path} is a bundle, but not one of a rescue.",
            hint="Name the bundle that `paragon-collector rescue` wrote.",
        )
    return read_resume(reader.read_member(MEMBER, LARGEST))


def join(
    evidence: EvidenceSet, path: Path, *, progress: Progress = silent, cancel: Cancel | None = None,
    time_limit_s: float = 120.0,
) -> Joined:  # fmt: skip
    """Put the rescued bundle at `path` beside what `evidence` (held by this process) holds. The
    same one again replaces what was joined before.

    Raises InputError where it is damaged or not one of a rescue; the evidence is then as before.
    """
    bundle = describe(path)
    cancel = cancel or Cancel()
    with tempfile.TemporaryDirectory(dir=evidence.folder) as folder, open_bundle(path) as reader:
        verified = reader.verify(progress, cancel)
        if not verified.ok:
            raise InputError(
                f"{path} is damaged; it was not joined.",
                faults=tuple(f"{one.path} {one.what}" for one in verified.mismatches),
            )
        found = matches(_resume_of(reader, path), evidence, read_key(path, bundle.id))
        files = _unpacked(reader, Path(folder))
        files["match.json"] = Path(folder) / "match.json"
        files["match.json"].write_bytes(msgspec.json.format(msgspec.json.encode(found)))
        evidence.ended.discard(FOLDER)
        for line in [one for one in evidence.items.values() if one.probe == FOLDER]:
            evidence.drop_item(line)
        run_probes(
            evidence, (), given={FOLDER: tuple(files.items())}, place=Place(leading=False),
            progress=progress, cancel=cancel, time_limit_s=time_limit_s,
        )  # fmt: skip
    return Joined(bundle=bundle, files=len(files), matches=found)


def _unpacked(reader: BundleReader, folder: Path) -> dict[str, Path]:
    """Every member by the name it gets, in files of their own: no name of theirs is used."""
    found: dict[str, Path] = {}
    for number, member in enumerate(reader.members):
        if member.name == README:
            continue
        name = member.name.removeprefix("evidence/")
        place = folder / f"{number}"
        with place.open("wb") as file:
            for piece in reader.stream(member.name):
                file.write(piece)
        found["manifest.json" if member.name == MANIFEST else name] = place
    return found
