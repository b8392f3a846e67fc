"""The manifest of a bundle, format 1: what is inside, what is not, and why."""

from __future__ import annotations

import math
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from collector.bundle.errors import ManifestMalformedError, NewerFormatError
from collector.bundle.finding import Finding
from collector.core.member_names import fault_of, same_place
from collector.core.printable import printable
from collector.evidence.model import FileRecord, ProbeRecord

FORMAT = "paragon-support-bundle/1"
README, MANIFEST, REQUEST = "README.txt", "manifest.json", "request.json"

_FORMAT = re.compile(r"paragon-support-bundle/([1-9][0-9]{0,8})")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LARGEST = 1 << 62


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A value that a person chose to show; it stands in the files as well."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Privacy:
    """How the text was redacted: level and how many distinct values, by kind.

    `kept_seal` (hex) is over the encoded manifest without it, by a key that only the installation
    has that made the bundle; empty where nothing was kept.
    """

    level: str
    distinct: dict[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()
    kept_seal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`manifest.json`. `id` is a UUID, `created_at` UTC, `time_zone` that of the machine.

    `files` names every member of the archive but the manifest itself; README.txt and
    request.json belong to no probe.
    """

    format: str
    id: str
    created_at: datetime
    collector: str
    platform: str
    time_zone: str
    privacy: Privacy
    probes: tuple[ProbeRecord, ...]
    files: tuple[FileRecord, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def hidden(self) -> dict[str, int]:
        """Redactions in all files, by kind, sorted."""
        counts: dict[str, int] = {}
        for file in self.files:
            for kind, count in file.redactions.items():
                counts[kind] = counts.get(kind, 0) + count
        return dict(sorted(counts.items()))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Head:
    format: str


def encode_manifest(manifest: Manifest) -> bytes:
    """The one spelling of a manifest: probes and files sorted, UTF-8, indented, LF at the end."""
    import msgspec

    ordered = replace(
        manifest,
        created_at=manifest.created_at.astimezone(UTC),
        probes=tuple(sorted(manifest.probes, key=lambda probe: probe.id)),
        files=tuple(sorted(manifest.files, key=lambda file: file.path)),
    )
    whole = msgspec.convert(_whole_text(msgspec.to_builtins(ordered)), Manifest)
    data = msgspec.json.encode(whole, order="deterministic")
    return msgspec.json.format(data, indent=1) + b"\n"


def _whole_text(value: object) -> object:
    """File names on Linux may hold bytes that are no text: they are kept visible, escaped."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode()
    if isinstance(value, dict):
        return {_whole_text(key): _whole_text(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_whole_text(one) for one in value]
    return value


def decode_manifest(data: bytes, where: Path) -> Manifest:
    """The manifest of the bundle `where`; ManifestMalformedError or NewerFormatError."""
    import msgspec

    try:
        head = msgspec.json.decode(data, type=_Head)
        _check_format(head.format, where)
        manifest = msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise ManifestMalformedError(
            where, f"has a malformed manifest: {printable(str(error), 300)}"
        ) from error
    for fault in _faults(manifest):
        raise ManifestMalformedError(where, f"has a malformed manifest: {fault}")
    return manifest


def _check_format(text: str, where: Path) -> None:
    found = _FORMAT.fullmatch(text)
    if not found:
        raise ManifestMalformedError(
            where, f"is not a Paragon support bundle; its format is {printable(text, 100)!r}"
        )
    if int(found[1]) > 1:
        raise NewerFormatError(
            where, f"has the format {text}, which is newer than this program ({FORMAT})"
        )


def _faults(manifest: Manifest) -> Iterator[str]:
    """What the types alone do not forbid, one sentence each."""
    try:
        if str(uuid.UUID(manifest.id)) != manifest.id:
            yield "the id is not a UUID in its usual spelling"
    except ValueError:
        yield "the id is not a UUID"
    try:
        if manifest.created_at.tzinfo is None:
            yield "created_at has no time zone"
        manifest.created_at.astimezone(UTC)
    except OverflowError:
        yield "created_at is out of range"
    places: set[str] = {same_place(MANIFEST)}
    for file in manifest.files:
        if fault := fault_of(file.path) or _file_fault(file, places):
            yield f"the file {printable(file.path, 200)!r} {fault}"
        places.add(same_place(file.path))
    for probe in manifest.probes:
        seconds = [probe.seconds, *(item.seconds for item in probe.items)]
        sizes = [probe.bytes, *(item.bytes for item in probe.items)]
        if not all(map(math.isfinite, seconds)) or not all(0 <= n < _LARGEST for n in sizes):
            yield f"the probe {printable(probe.id, 200)!r} has impossible numbers"


def _file_fault(file: FileRecord, places: set[str]) -> str | None:
    if same_place(file.path) in places:
        return "is listed twice"
    if not _SHA256.fullmatch(file.sha256):
        return "has no SHA-256"
    if not 0 <= file.size < _LARGEST or any(n < 0 for n in file.redactions.values()):
        return "has impossible numbers"
    return None
