"""Where the evidence lies: a bundle that somebody sent, or a set that is not packed yet."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Protocol

from collector.core.errors import CollectorError
from collector.evidence.model import FileRecord, ProbeRecord

if TYPE_CHECKING:
    from collector.bundle.reader import BundleReader
    from collector.evidence.set import EvidenceSet
    from collector.evidence.trimmed import Trimmed

_PIECE = 256 * 1024
_FACTS, _REQUEST = 64 << 20, 8 << 20  # bytes that are read of one facts.json, of the form
DAMAGED = (CollectorError, OSError, EOFError, ValueError, zlib.error)
"""What reading a damaged member may raise."""


class Source(Protocol):
    """`created_at` UTC; `time_zone` as the machine names it; `is_live` while it is this program
    that collects."""

    @property
    def is_live(self) -> bool: ...

    @property
    def created_at(self) -> datetime: ...

    @property
    def platform(self) -> str: ...

    @property
    def time_zone(self) -> str: ...

    @property
    def probes(self) -> tuple[ProbeRecord, ...]: ...

    @property
    def files(self) -> tuple[FileRecord, ...]: ...

    def facts(self, probe: str) -> Mapping[str, Any]:
        """{item: value} of a probe; empty where there are none."""
        ...

    def pieces(self, path: str) -> Iterator[bytes]:
        """The bytes of a member; KeyError if there is none."""
        ...

    def request(self) -> Mapping[str, Any]:
        """The form as it was sent; empty where there is none."""
        ...


class BundleSource:
    """An open bundle."""

    is_live = False

    def __init__(self, reader: BundleReader) -> None:
        self._reader = reader
        manifest = reader.manifest
        self.created_at, self.platform = manifest.created_at, manifest.platform
        self.time_zone, self.probes = manifest.time_zone, manifest.probes
        self.files = manifest.files
        self._names = {member.name for member in reader.members}

    def facts(self, probe: str) -> Mapping[str, Any]:
        return self._json(f"evidence/{probe}/facts.json", _FACTS)

    def request(self) -> Mapping[str, Any]:
        return self._json("request.json", _REQUEST)

    def pieces(self, path: str) -> Iterator[bytes]:
        return self._reader.stream(path)

    def _json(self, path: str, limit: int) -> Mapping[str, Any]:
        if path not in self._names:
            return {}
        try:
            found = json.loads(self._reader.read_member(path, limit))
        except (CollectorError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}


class SetSource:
    """An evidence set that this process holds; its facts are redacted already."""

    is_live = True

    def __init__(
        self, evidence: EvidenceSet | Trimmed, request: Mapping[str, Any] | None = None
    ) -> None:
        self._evidence = evidence
        self._request = request or {}
        self.created_at, self.platform = evidence.created_at, evidence.platform
        self.time_zone, self.probes = evidence.time_zone, evidence.probes
        self.files = evidence.files
        self._records = {record.path: record for record in self.files}

    def facts(self, probe: str) -> Mapping[str, Any]:
        return self._evidence.facts(probe)

    def request(self) -> Mapping[str, Any]:
        return self._request

    def pieces(self, path: str) -> Iterator[bytes]:
        with self._evidence.open_file(self._records[path]) as file:
            while piece := file.read(_PIECE):
                yield piece
