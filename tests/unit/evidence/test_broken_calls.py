"""Whichever single call of the platform fails: every item still ends, named, with a reason."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from collector.core.secrets import Seal
from collector.evidence.catalogue import catalogue
from collector.evidence.execution import Executor
from collector.evidence.messages import Parts
from collector.evidence.model import Status
from collector.evidence.pipeline import Spool
from collector.evidence.platforms import open_machine
from collector.evidence.platforms.machine import Machine
from collector.evidence.probe import Command, Context, File, Item, Probe
from collector.evidence.probes import system
from collector.evidence.shield import Shield
from collector.privacy.model import Level
from collector.privacy.redactor import Redactor
from tests.systems import until
from tests.unit.evidence.gathering import KEY, gathered

METHODS = sorted(
    name for name in vars(Machine) if not name.startswith("_") and callable(vars(Machine)[name])
)
TELL_WHICH_ITEMS_THERE_ARE = {"disks", "mounts", "path", "registry"}
CALLED_BEFORE_ANY_PROBE = ("accounts", "addresses", "host_names", "locale", "time_zone", "disks")
PROBES = [probe for probe in catalogue() if probe.id != "cpu_details"]  # asks no platform, slowly


def fail(*_: Any, **__: Any) -> Any:
    raise OSError(5, "the call was made to fail")


def broken_machine(root: Path | None) -> Machine:
    """What a worker of the last test examines."""
    machine = open_machine(root)
    setattr(machine, os.environ["BROKEN_CALL"], fail)
    return machine


@pytest.fixture(scope="module")
def executor(tmp_path_factory: pytest.TempPathFactory) -> Executor:
    return Executor(
        spool=Spool(tmp_path_factory.mktemp("spool"), "set", Seal(KEY, "sidecar")),
        shield=Shield(Redactor, KEY, (), Level.STANDARD, ()),
        root=None, since=None, code_page="", max_file_bytes=10_000,
        advanced=lambda _count: None,
    )  # fmt: skip


@pytest.fixture(scope="module")
def whole() -> dict[str, set[str]]:
    return {probe.id: set(names(probe, open_machine())) for probe in PROBES}


def names(probe: Probe, machine: Machine) -> Iterator[str]:
    for item in probe.items(Context(machine=machine)):
        yield item.name


def asked(probe: Probe, machine: Machine) -> Iterator[Item]:
    """Files and commands ask the system, not the platform's interface."""
    for item in probe.items(Context(machine=machine)):
        if not isinstance(item, File | Command):
            yield item


@pytest.mark.parametrize("broken", METHODS)
def test_every_item_ends_and_says_how(
    broken: str, executor: Executor, whole: dict[str, set[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    machine, healthy = open_machine(), open_machine()
    monkeypatch.setattr(machine, broken, fail)
    for probe in PROBES:
        for item in asked(probe, machine):
            outcome = executor.execute(item)
            good = outcome.status in (Status.COLLECTED, Status.PARTIAL)
            assert good or outcome.reason, (probe.id, item.name, outcome)
        steady = broken not in TELL_WHICH_ITEMS_THERE_ARE
        if steady and set(names(probe, machine)) != whole[probe.id]:
            until(partial(_same_items, probe, machine, healthy))


def _same_items(probe: Probe, machine: Machine, healthy: Machine) -> bool:
    """Asked again: other tests attach disks and mount sticks on this machine meanwhile."""
    return set(names(probe, machine)) == set(names(probe, healthy))


@pytest.mark.parametrize("broken", CALLED_BEFORE_ANY_PROBE)
def test_a_run_goes_on_without_what_it_asks_before_all_probes(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROKEN_CALL", broken)
    parts = Parts(machine=f"{__name__}:broken_machine")
    with gathered(tmp_path, system.PROBE, parts=parts) as evidence:
        (probe,) = [each for each in evidence.probes if each.id == system.PROBE.id]
        assert evidence.complete
        assert {item.name for item in probe.items} == set(names(system.PROBE, open_machine()))
        assert any(item.status is Status.COLLECTED for item in probe.items)
        assert all(item.reason for item in probe.items if item.status is not Status.COLLECTED)
