"""Gathering with the fake parts: what the tests of runner, worker and set share."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from collector.evidence import jobs, runner
from collector.evidence.model import FileRecord, ItemRecord
from collector.evidence.probe import Probe
from collector.evidence.runner import gather
from collector.evidence.set import EvidenceSet
from collector.request.options import CollectOptions
from tests.unit.evidence.fake_parts import PARTS

KEY = bytes(range(32))


class Clock:
    """The runner's clock, which can be put forward: nobody waits for what never comes, and what
    takes long on a busy machine is no matter of the limit."""

    def __init__(self) -> None:
        self._ahead = self._step = self._most = 0.0
        for module in (runner, jobs):
            module.time = self  # type: ignore[attr-defined]

    def monotonic(self) -> float:
        self._ahead = min(self._most, self._ahead + self._step)
        return time.monotonic() + self._ahead

    def forward(self, seconds: float, step: float = 0.0) -> None:
        """By so much at once, or by `step` at each look until it is so much."""
        self._most += seconds
        self._step = step or seconds

    @staticmethod
    def back() -> None:
        for module in (runner, jobs):
            module.time = time  # type: ignore[attr-defined]


@contextmanager
def gathered(folder: Path, *probes: Probe, **more: Any) -> Iterator[EvidenceSet]:
    """A set under `folder` into which `probes` were run; discarded at the end."""
    options = more.pop("options", CollectOptions())
    evidence = EvidenceSet.create(folder, key=KEY, options=options)
    try:
        gather(evidence, probes, **{"time_limit_s": 600, "parts": PARTS, **more})
        yield evidence
    finally:
        evidence.discard()


def items_of(evidence: EvidenceSet, probe: str) -> dict[str, ItemRecord]:
    found = {each.id: each for each in evidence.probes}
    return {item.name: item for item in found[probe].items}


def file_of(evidence: EvidenceSet, path: str) -> FileRecord:
    return {record.path: record for record in evidence.files}[path]


def content(evidence: EvidenceSet, path: str) -> bytes:
    with evidence.open_file(file_of(evidence, path)) as file:
        return file.read()
