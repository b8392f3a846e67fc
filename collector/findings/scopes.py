"""Several machines in one bundle: each Windows of a rescue, and what was rescued and joined later.

Their probes stand in the evidence under a prefix: `evidence/windows-2-products/…`,
`evidence/rescued/products/…`. A scope shows one of them as if it were alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from collector.evidence.model import FileRecord, ProbeRecord
from collector.findings.source import DAMAGED, Source

RESCUED = "rescued/"
_WINDOWS = re.compile(r"windows-\d{1,3}-", re.ASCII)
_MOST = 16
_LIMIT = 32 << 20  # bytes of one JSON member


def prefixes(source: Source) -> tuple[str, ...]:
    """The prefix of each machine, that of the main one ("") first."""
    found = {_prefix_of(record.path) for record in source.files}
    return ("", *sorted(found - {""})[: _MOST - 1])


def _prefix_of(path: str) -> str:
    """Of a member; "" for the main machine and for what belongs to none."""
    inside = path.removeprefix("evidence/")
    if inside == path:
        return ""
    rescued = RESCUED if inside.startswith(RESCUED) else ""
    windows = _WINDOWS.match(inside, len(rescued))
    return rescued + (windows[0] if windows else "")


class _Probes(msgspec.Struct):
    probes: tuple[ProbeRecord, ...] = ()


class Scoped:
    """The machine with this prefix. Paths stay those of the bundle; ids of probes lose it."""

    def __init__(self, source: Source, prefix: str) -> None:
        self._source, self.prefix = source, prefix
        self.created_at, self.platform = source.created_at, source.platform
        self.time_zone, self.is_live = source.time_zone, source.is_live
        self.files: tuple[FileRecord, ...] = tuple(
            record for record in source.files if _prefix_of(record.path) == prefix
        )
        self.probes: tuple[ProbeRecord, ...] = tuple(self._own_probes())

    def _own_probes(self) -> Iterator[ProbeRecord]:
        rescued = self.prefix.startswith(RESCUED)
        plain = self.prefix.removeprefix(RESCUED)
        for probe in self._rescued() if rescued else self._source.probes:
            found = _WINDOWS.match(probe.id)
            if (found[0] if found else "") == plain:
                yield replace(probe, id=probe.id.removeprefix(plain))

    def _rescued(self) -> tuple[ProbeRecord, ...]:
        """Of the rescued half, by its own manifest."""
        try:
            data = self._read(f"evidence/{RESCUED}manifest.json")
            return msgspec.json.decode(data, type=_Probes).probes
        except (*DAMAGED, msgspec.DecodeError, RecursionError, KeyError):
            return ()

    def facts(self, probe: str) -> Mapping[str, Any]:
        if not self.prefix.startswith(RESCUED):
            return self._source.facts(self.prefix + probe)
        try:
            found = json.loads(self._read(f"evidence/{self.prefix}{probe}/facts.json"))
        except (*DAMAGED, RecursionError, KeyError):
            return {}
        return found if isinstance(found, dict) else {}

    def request(self) -> Mapping[str, Any]:
        return self._source.request()

    def pieces(self, path: str) -> Iterator[bytes]:
        return self._source.pieces(path)

    def _read(self, path: str) -> bytes:
        if not any(record.path == path for record in self.files):
            raise KeyError(path)
        data = bytearray()
        for piece in self._source.pieces(path):
            data += piece
            if len(data) > _LIMIT:
                raise ValueError(f"{path} is too long")
        return bytes(data)
