"""What came of an item: outcomes and records, as they stand in the journal and the manifest."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Status(StrEnum):
    """The one outcome of an item; a probe's own status sums up its items."""

    COLLECTED = "collected"
    PARTIAL = "partial"
    ABSENT = "absent"
    REFUSED = "refused"
    TIMED_OUT = "timed_out"
    FAILED = "failed"
    SKIPPED = "skipped"
    NOT_APPLICABLE = "not_applicable"


class EncodingSource(StrEnum):
    """How the encoding of a text file was found, in the order in which it is tried."""

    BOM = "bom"
    PATTERN = "pattern"
    VALID = "valid"
    SYSTEM = "system"
    GIVEN = "given"
    GUESSED = "guessed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRecord:
    """One item of a probe. `seconds` is wall time, `bytes` what it put into the bundle."""

    name: str
    status: Status
    reason: str = ""
    seconds: float = 0.0
    bytes: int = 0
    searched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRecord:
    """One file of the bundle. `sha256` and `size` are those of its bytes in the archive.

    `path` is its POSIX path in the archive, `source` where it was read (redacted), `truncated`
    says in words what was cut ("last 25000000 of 314572800 bytes"), `redactions` counts by kind.
    """

    path: str
    probe: str
    size: int
    sha256: str
    source: str
    encoding: str = ""
    encoding_source: EncodingSource | None = None
    truncated: str = ""
    redactions: dict[str, int] = field(default_factory=dict)
    unredactable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeRecord:
    """A probe and what came of each of its items."""

    id: str
    status: Status
    seconds: float
    bytes: int
    items: tuple[ItemRecord, ...]


_WORST_FIRST = (
    Status.TIMED_OUT,
    Status.FAILED,
    Status.REFUSED,
    Status.PARTIAL,
)


def summed_up(items: tuple[ItemRecord, ...]) -> Status:
    """The status of a probe: collected if all is, partial if some is, else the worst reason."""
    statuses = {item.status for item in items}
    useful = {Status.COLLECTED, Status.PARTIAL}
    bad = [status for status in _WORST_FIRST if status in statuses]
    if not statuses:
        return Status.ABSENT
    if statuses & useful:
        return Status.PARTIAL if bad else Status.COLLECTED
    if bad:
        return bad[0]
    for status in (Status.ABSENT, Status.SKIPPED):
        if status in statuses:
            return status
    return Status.NOT_APPLICABLE
