"""Every probe says in sentences what it reads, why, and what is personal in it."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from collector.evidence import probes
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms import open_machine
from collector.evidence.platforms.machine import Machine
from collector.evidence.probe import Context, Facts, Probe
from collector.evidence.probes import cpu, memory
from tests.unit.evidence.running import steady

MODULES = sorted(module.name for module in pkgutil.iter_modules(probes.__path__))


def probe_of(name: str) -> Probe:
    found = importlib.import_module(f"collector.evidence.probes.{name}").PROBE
    assert isinstance(found, Probe)
    return found


@pytest.mark.parametrize("name", MODULES)
def test_a_probe_explains_itself(name: str) -> None:
    probe = probe_of(name)
    assert probe.id == name
    for text in (probe.reads, probe.why, probe.personal):
        assert text.endswith(".")
        assert text[0].isupper() or text.startswith("stubact")
    assert set(probe.needs) <= set(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_a_probe_is_one_short_file(name: str) -> None:
    path = Path(probes.__path__[0]) / f"{name}.py"
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 120


@pytest.mark.parametrize("name", MODULES)
def test_enumerating_is_repeatable_on_this_machine_and_on_a_tree(name: str, tmp_path: Path) -> None:
    for root in (None, tmp_path):
        context = Context(machine=steady(open_machine(root)))
        first, again = ([item.name for item in probe_of(name).items(context)] for _ in "12")
        assert first == again
        assert len({each.casefold() for each in first}) == len(first) > 0


@pytest.mark.parametrize(
    ("probe", "broken"),
    [
        (cpu.PROBE, "cpu_count"),
        (cpu.PROBE, "cpu_freq"),
        pytest.param(cpu.PROBE, "getloadavg", marks=pytest.mark.posix("load averages")),
        (memory.PROBE, "virtual_memory"),
        pytest.param(
            memory.PROBE, "swap_memory", marks=pytest.mark.beyond_wine("performance counters")
        ),
    ],
)
def test_one_broken_call_costs_one_item(
    probe: Probe, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise RuntimeError("performance counters may be disabled")

    reads = [item.read for item in _facts(probe)]
    before = sum(_works(read) for read in reads)
    monkeypatch.setattr(psutil, broken, fail)
    assert sum(_works(read) for read in reads) == before - 1


METHODS = sorted(
    name for name in vars(Machine) if not name.startswith("_") and callable(vars(Machine)[name])
)


@pytest.mark.parametrize("error", [RuntimeError("broken"), OSError(5, "broken")])
@pytest.mark.parametrize("broken", METHODS)
def test_one_broken_call_of_the_platform_never_stops_a_probe_from_naming_its_items(
    broken: str, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise error

    machine = steady(open_machine())
    whole = {name: _names(machine, name) for name in MODULES}
    monkeypatch.setattr(machine, broken, fail)
    for name in MODULES:
        left = _names(machine, name)
        assert left
        if broken not in ("mounts", "disks", "path"):  # those tell which items there are
            assert left == whole[name]


def _names(machine: Machine, name: str) -> list[str]:
    return [item.name for item in probe_of(name).items(Context(machine=machine))]


def _facts(probe: Probe) -> Iterator[Facts]:
    for item in probe.items(Context(machine=open_machine())):
        if isinstance(item, Facts):
            yield item


def _works(read: Callable[[], object]) -> bool:
    try:
        return read() is not None
    except (RuntimeError, NotCollectedError):
        return False
