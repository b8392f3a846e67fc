"""An evidence set as it leaves the machine: without what a person has left out, and saying so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, BinaryIO

from collector.evidence.model import FileRecord, ItemRecord, ProbeRecord, Status, summed_up
from collector.evidence.set import EvidenceSet

LEFT_OUT = "left out by the person who sent this"


class Trimmed:
    """A view of a set for packing; a set from which nothing was left out looks the same."""

    def __init__(self, evidence: EvidenceSet) -> None:
        self._evidence, self._without = evidence, evidence.left_out

    @property
    def files(self) -> tuple[FileRecord, ...]:
        return tuple(one for one in self._evidence.files if one.path not in self._without)

    @property
    def probes(self) -> tuple[ProbeRecord, ...]:
        if not self._without:
            return self._evidence.probes
        return tuple(self._probe(each) for each in self._evidence.probes)

    @property
    def created_at(self) -> datetime:
        return self._evidence.created_at

    @property
    def platform(self) -> str:
        return self._evidence.platform

    @property
    def time_zone(self) -> str:
        return self._evidence.time_zone

    def open_file(self, record: FileRecord) -> BinaryIO:
        return self._evidence.open_file(record)

    def facts(self, probe: str) -> Mapping[str, Any]:
        """The facts of a probe; none where its facts.json was left out."""
        return {} if self._has_no_facts(probe) else self._evidence.facts(probe)

    def _has_no_facts(self, probe: str) -> bool:
        return any(
            one.path in self._without and one.probe == probe and one.path.endswith("/facts.json")
            for one in self._evidence.files
        )

    def _probe(self, probe: ProbeRecord) -> ProbeRecord:
        bare = self._has_no_facts(probe.id)
        items = tuple(self._item(probe.id, item, bare=bare) for item in probe.items)
        if items == probe.items:
            return probe
        return replace(
            probe, items=items, status=summed_up(items), bytes=sum(item.bytes for item in items)
        )

    def _item(self, probe: str, item: ItemRecord, *, bare: bool) -> ItemRecord:
        line = self._evidence.items.get((probe, item.name))
        if line is None:
            return item
        if (line.stored and line.path in self._without) or (line.fragment is not None and bare):
            return replace(item, status=Status.SKIPPED, reason=LEFT_OUT, bytes=0)
        return item
