"""Bundles whose facts and logs are damaged at random: no rule may fail, whatever they hold.

python -m tests.findings_fuzz 10000
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import datetime
from functools import cache
from typing import Any

from collector.bundle.finding import Finding
from collector.evidence.facts_json import plain
from collector.evidence.model import FileRecord, ProbeRecord
from collector.findings.case import Case
from collector.findings.evaluate import BROKEN, evaluate
from collector.findings.machine import machine_lines
from tests.findings_bundles import KNOWN, Machine, healthy
from tests.findings_samples import SAMPLES
from tests.make_bundle import record_of

_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 2**63, 1e308, "", "x", "disk ", "\ud800", "0x42", [], {}, [[]],
    {"": 0}, ["x"], [None, {}], {"a": {"b": []}}, "2026-13-45T99:00:00", "9" * 5000, "GPT",
    "BitLocker: on",
)  # fmt: skip


class MemorySource:
    """A machine as a rule may see it, without a ZIP around it."""

    is_live = False

    platform, time_zone = "windows", "Europe/Berlin"

    def __init__(self, machine: Machine, facts: Mapping[str, Any]) -> None:
        self.created_at: datetime = machine.now
        self.probes: tuple[ProbeRecord, ...] = machine.probes
        self._facts, self._request = facts, machine.request
        self._members = {path: text.encode("utf-8", "replace") for path, text in
                         machine.members.items()}  # fmt: skip
        self.files: tuple[FileRecord, ...] = tuple(
            record_of(path, data) for path, data in self._members.items()
        )

    def facts(self, probe: str) -> Mapping[str, Any]:
        found = self._facts.get(probe, {})
        return found if isinstance(found, dict) else {}

    def pieces(self, path: str) -> Iterator[bytes]:
        yield self._members[path]

    def request(self) -> Mapping[str, Any]:
        return self._request


@cache
def _machines() -> tuple[tuple[Machine, dict[str, Any]], ...]:
    """Each machine that has a finding, with its facts as plain data."""
    found = []
    for hit, _ in SAMPLES.values():
        machine = deepcopy(healthy())
        hit(machine)
        found.append((machine, json.loads(json.dumps(plain(machine.facts)))))
    return tuple(found)


def damaged_case(number: int) -> Case:
    """A machine with one to eight of its facts, and maybe a log, replaced by something else."""
    chance = random.Random(number)
    machine, facts = deepcopy(chance.choice(_machines()))
    for _ in range(chance.randrange(1, 9)):
        _damage(facts, chance)
    if machine.members and chance.random() < 0.5:
        path = chance.choice(sorted(machine.members))
        text = machine.members[path]
        at = chance.randrange(len(text) + 1)
        machine.members[path] = text[:at] + chance.choice("\0\r\n[{<\ufffd9") + text[at + 3 :]
    if chance.random() < 0.2:
        machine.request = {"problem": chance.choice(_VALUES)}
    return Case(MemorySource(machine, facts))


def _damage(value: Any, chance: random.Random) -> None:
    """Walk down at random and put something else there."""
    while isinstance(value, dict | list) and value:
        key = (
            chance.choice(list(value)) if isinstance(value, dict) else chance.randrange(len(value))
        )
        below = value[key]
        if not isinstance(below, dict | list) or not below or chance.random() < 0.15:
            value[key] = deepcopy(chance.choice(_VALUES))
            return
        value = below


def judged(number: int) -> tuple[Finding, ...]:
    """What is found in the damaged machine; its twenty lines are written, too."""
    case = damaged_case(number)
    found = evaluate(case, KNOWN)
    assert len(machine_lines(case)) <= 20
    return found


def main(count: int) -> None:
    for number in range(count):
        for finding in judged(number):
            if finding.id == BROKEN.id:
                raise SystemExit(f"damaged machine {number}: {finding.engineer}")
    print(f"findings: {count} damaged machines survived")


if __name__ == "__main__":
    main(int(sys.argv[1]))
