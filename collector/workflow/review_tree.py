"""Everything that would leave the machine, as a tree: files, sizes, what is not there and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import msgspec

from collector.bundle.manifest import FORMAT, Manifest
from collector.bundle.writer import own_members
from collector.core.version import VERSION
from collector.evidence.catalogue import catalogue
from collector.evidence.model import ItemRecord, Status
from collector.evidence.set import EvidenceSet
from collector.evidence.set_state import ATTACHMENTS
from collector.evidence.trimmed import Trimmed
from collector.request.form import SupportRequest
from collector.workflow import kept, pack, personal
from collector.workflow.deliver import bundle_id
from collector.workflow.summary import build_as_found

OWN = ""
"""The id of the first branch: README, manifest and the form."""
MOST_FOUND = 1000
_CHUNK = 1 << 20


class Shown(StrEnum):
    """How a file can be looked at."""

    TEXT = "text"
    PICTURE = "picture"
    BINARY = "binary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A file of the bundle; `size` in bytes, `hidden` counts what was replaced in it.

    `fixed` ones cannot be left out: without them it is no bundle.
    """

    path: str
    size: int
    hidden: int = 0
    shown: Shown = Shown.TEXT
    left_out: bool = False
    fixed: bool = False
    truncated: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """What one probe read: its files, and what is absent, refused, timed out or failed.

    `title` and `why` are the probe's English texts; the app says them by `probe`.
    """

    probe: str
    title: str
    why: str
    status: Status
    leaves: tuple[Leaf, ...]
    gaps: tuple[ItemRecord, ...]

    @property
    def size(self) -> int:
        return sum(leaf.size for leaf in self.leaves if not leaf.left_out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """`size` is what the files have, `packed` about what the bundle will have (bytes)."""

    branches: tuple[Branch, ...]
    size: int
    packed: int
    hidden: dict[str, int]
    level: str

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        return tuple(leaf for branch in self.branches for leaf in branch.leaves)


def tree(evidence: EvidenceSet, request: SupportRequest | None) -> Tree:
    """The tree of a set that is held; own documents first, then in the order of the probes."""
    own = own_documents(evidence, request)
    branches = [
        Branch(
            probe=OWN, title="", why="", status=Status.COLLECTED, gaps=(),
            leaves=tuple(Leaf(path=name, size=len(data), fixed=True) for name, data in own.items()),
        )
    ]  # fmt: skip
    known = {probe.id: probe for probe in catalogue()}
    leaves = _leaves(evidence)
    for record in evidence.probes:
        probe = known.get(record.id)
        gaps = tuple(item for item in record.items if item.status is not Status.COLLECTED)
        branches.append(
            Branch(
                probe=record.id, title=probe.title if probe else record.id,
                why=probe.why if probe else "", status=record.status,
                leaves=tuple(leaves.get(record.id, ())), gaps=gaps,
            )
        )  # fmt: skip
    return Tree(
        branches=tuple(branches), size=sum(branch.size for branch in branches),
        packed=evidence.stored_bytes, hidden=pack.hidden(evidence),
        level=evidence.options.privacy,
    )  # fmt: skip


def own_documents(evidence: EvidenceSet, request: SupportRequest | None) -> dict[str, bytes]:
    """README.txt, manifest.json and request.json as they will be sent, by their names."""
    view, found = Trimmed(evidence), personal.survey(evidence)
    told = build_as_found(request, view) if request is not None else None
    form = msgspec.json.encode(told) if told is not None else None
    manifest = Manifest(
        format=FORMAT,
        id=bundle_id(evidence, request) if request is not None else evidence.id,
        created_at=evidence.created_at,
        collector=VERSION,
        platform=evidence.platform,
        time_zone=evidence.time_zone,
        privacy=pack.privacy_of(evidence, found),
        findings=pack.findings_of(evidence, found, form, told),
        probes=view.probes,
        files=view.files,
    )
    return own_members(manifest, form, kept.sealed_with(evidence.key))


def places(evidence: EvidenceSet, path: str, wanted: str) -> tuple[int, ...]:
    """Where a text stands in a file as it will be sent (bytes from its beginning), in any case;
    the first thousand. Raises KeyError where there is no such file."""
    if not wanted:
        return ()
    record = next((one for one in evidence.files if one.path == path), None)
    if record is None:
        raise KeyError(path)
    found: list[int] = []
    keep, at, tail = 4 * len(wanted), 0, b""
    with evidence.open_file(record) as file:
        while (piece := file.read(_CHUNK)) and len(found) < MOST_FOUND:
            data = tail + piece
            found += [at - len(tail) + one for one in places_in(data, wanted)]
            at += len(piece)
            tail = data[-keep:]
    return tuple(dict.fromkeys(found))[:MOST_FOUND]


def places_in(data: bytes, wanted: str) -> list[int]:
    """Where a text stands in UTF-8 bytes, in any case; the first thousand."""
    text, needle = data.decode("utf-8", "surrogateescape"), _folded(wanted)
    folded = _folded(text)
    found: list[int] = []
    at = seen = place = 0
    while (at := folded.find(needle, at)) >= 0 and len(found) < MOST_FOUND:
        place += len(text[seen:at].encode("utf-8", "surrogateescape"))
        seen = at
        found.append(place)
        at += 1
    return found


def _folded(text: str) -> str:
    """Of the same length, so that places stay places."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(one.lower() if len(one.lower()) == 1 else one for one in text)


def _leaves(evidence: EvidenceSet) -> dict[str, list[Leaf]]:
    found: dict[str, list[Leaf]] = {}
    for record in sorted(evidence.files, key=lambda one: one.path):
        shown = Shown.TEXT
        if record.unredactable:
            ending = record.path.lower().rpartition(".")[2]
            picture = ending in ("png", "jpg", "jpeg", "bmp", "gif", "webp")
            shown = Shown.PICTURE if picture else Shown.BINARY
        found.setdefault(record.probe, []).append(
            Leaf(
                path=record.path, size=record.size, hidden=sum(record.redactions.values()),
                shown=shown, left_out=record.path in evidence.left_out,
                truncated=record.truncated,
            )
        )  # fmt: skip
    if ATTACHMENTS in found:
        found[ATTACHMENTS].sort(key=lambda leaf: leaf.path)
    return found
