"""Crash dumps of Windows: when it stopped, and why, by the header of each."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from collector.evidence.formats import crash_dump
from collector.evidence.formats.crash_dump import CrashDump, NotADumpError
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError, absent
from collector.evidence.platforms.files import Entry, listing, read_small, shown
from collector.evidence.platforms.machine import Machine
from collector.evidence.platforms.windows_dumps import dump_places, place
from collector.evidence.probe import Context, Cost, Facts, Gap, Item, Probe

_MAX_DUMPS = 50
_WINDOWS = ("windows", "offline-windows")


def items(context: Context) -> Iterator[Item]:
    if context.machine.platform not in _WINDOWS:
        yield Gap("dumps", Status.NOT_APPLICABLE, "only Windows writes such dumps")
        return
    yield Facts("dumps", partial(_small, context.machine))
    yield Facts("last-large-dump", partial(_large, context.machine))


def _small(machine: Machine) -> tuple[CrashDump, ...]:
    """The newest first. A dump that cannot be read is passed over, if there are others."""
    places = dump_places(machine)
    found: list[CrashDump] = []
    fault: NotCollectedError | None = None
    for path in _newest(place(machine, places, places.folder)):
        try:
            found.append(_dump(path))
        except NotADumpError as error:
            fault = fault or NotCollectedError(Status.FAILED, str(error))
        except NotCollectedError as error:
            fault = fault or error
    if not found:
        raise fault or absent("there is no crash dump", places.folder)
    return tuple(sorted(found, key=lambda dump: (dump.time, dump.name), reverse=True))


def _newest(folder: Path) -> list[Path]:
    """Those that were written last; their names begin with the month, not the year."""
    dumps = [each for each in listing(folder) if each.is_file and _is_dump(each)]
    return [each.path for each in sorted(dumps, key=_written, reverse=True)[:_MAX_DUMPS]]


def _is_dump(entry: Entry) -> bool:
    return entry.name.lower().endswith(".dmp")


def _written(entry: Entry) -> float:
    try:
        return entry.path.stat().st_mtime
    except OSError:
        return 0.0


def _large(machine: Machine) -> CrashDump:
    places = dump_places(machine)
    try:
        return _dump(place(machine, places, places.file))
    except NotADumpError as error:
        raise NotCollectedError(Status.FAILED, str(error)) from error


def _dump(path: Path) -> CrashDump:
    head = read_small(path, crash_dump.HEADER)
    return crash_dump.parse(shown(path.name), path.stat().st_size, head)


PROBE = Probe(
    id="crash_dumps",
    title="Crashes of Windows",
    reads="The first 4 KiB of the crash dumps of Windows (Minidump and MEMORY.DMP, or where the "
    "registry says that they lie): the code of the fault with its four parameters, and its time. "
    "What the memory held is not read.",
    why="A disk that fails, or a driver that does not fit it, stops Windows with a code that names "
    "the culprit.",
    personal="Nothing.",
    items=items,
    admin=True,
    only_on=_WINDOWS,
    cost=Cost.CHEAP,
)
