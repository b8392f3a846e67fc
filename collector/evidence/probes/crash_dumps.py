"""Crash dumps of Windows: when it stopped, and why, by the header of each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from collector.evidence.formats import crash_dump
from collector.evidence.formats.crash_dump import CrashDump, NotADumpError
from collector.evidence.model import Status
from collector.evidence.platforms.files import listing, read_small, shown
from collector.evidence.platforms.machine import Machine
from collector.evidence.probe import (
    Context,
    Cost,
    Facts,
    Gap,
    Item,
    NotCollectedError,
    Probe,
    absent,
)

_MAX_DUMPS = 50
_WINDOWS = ("windows", "offline-windows")


def items(context: Context) -> Iterator[Item]:
    if context.machine.platform not in _WINDOWS:
        yield Gap("dumps", Status.NOT_APPLICABLE, "only Windows writes such dumps")
        return
    yield Facts("dumps", partial(_small, context.machine))
    yield Facts("last-large-dump", partial(_large, context.machine))


def _small(machine: Machine) -> tuple[CrashDump, ...]:
    """The newest ones. A dump that cannot be read is passed over; their names tell the day."""
    folder = machine.path("C:\\Windows\\Minidump")
    names = [each.name for each in listing(folder) if each.name.lower().endswith(".dmp")]
    found = []
    for name in sorted(names, reverse=True)[:_MAX_DUMPS]:
        try:
            found.append(_dump(machine, f"C:\\Windows\\Minidump\\{name}"))
        except (NotADumpError, NotCollectedError):
            continue
    if not found:
        raise absent("there is no crash dump", "C:\\Windows\\Minidump")
    return tuple(found)


def _large(machine: Machine) -> CrashDump:
    try:
        return _dump(machine, "C:\\Windows\\MEMORY.DMP")
    except NotADumpError as error:
        raise NotCollectedError(Status.FAILED, str(error)) from error


def _dump(machine: Machine, place: str) -> CrashDump:
    path = machine.path(place)
    head = read_small(path, crash_dump.HEADER)
    return crash_dump.parse(shown(path.name), path.stat().st_size, head)


PROBE = Probe(
    id="crash_dumps",
    title="Crashes of Windows",
    reads="The first 4 KiB of the crash dumps in Windows\\Minidump and of MEMORY.DMP: the code of "
    "the fault with its four parameters, and its time. What the memory held is not read.",
    why="A disk that fails, or a driver that does not fit it, stops Windows with a code that names "
    "the culprit.",
    personal="Nothing.",
    items=items,
    cost=Cost.CHEAP,
)
