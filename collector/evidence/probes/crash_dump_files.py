"""The newest small crash dumps as they are: they hold pieces of memory, so on request only."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError, absent
from collector.evidence.platforms.files import listing
from collector.evidence.platforms.found import Record, records
from collector.evidence.platforms.machine import Machine
from collector.evidence.platforms.windows_dumps import DumpPlaces, dump_places, place
from collector.evidence.probe import Context, Cost, Facts, File, Gap, Item, Probe, Tier

_NEWEST = 3
MOST_BYTES = 10_000_000
"""Of one dump: a small one has 256 KiB to a few MiB, and three must pass through a pipe."""
_WINDOWS = ("windows", "offline-windows")


def items(context: Context) -> Iterator[Item]:
    """Which there are, `crash_dumps` has found out by their headers."""
    machine = context.machine
    if machine.platform not in _WINDOWS:
        yield Gap("dumps", Status.NOT_APPLICABLE, "only Windows writes such dumps")
        return
    places = dump_places(machine)
    dumps = records(context.found.get("crash_dumps", {}).get("dumps"))
    if not dumps:
        yield Facts("dumps", partial(_why_none, machine, places))
    for dump in dumps[:_NEWEST]:
        yield _item(machine, places, dump)


def _item(machine: Machine, places: DumpPlaces, dump: Record) -> Item:
    name, size = str(dump.get("name", "")), int(dump.get("size", 0))
    if size > MOST_BYTES:
        reason = f"{size} bytes are too many for a small dump; the limit is {MOST_BYTES}"
        return Gap(name, Status.SKIPPED, reason)
    try:
        path = place(machine, places, f"{places.folder}\\{name}")
    except NotCollectedError as error:
        return Gap(name, error.status, error.reason, error.searched)
    except Exception as error:
        return Gap(name, Status.FAILED, f"it cannot be looked for: {error}")
    return File(name, path, tail=False, text=False)


def _why_none(machine: Machine, places: DumpPlaces) -> object:
    """Raises what stands in the way: no such folder, or no right to look into it."""
    found = listing(place(machine, places, places.folder))
    if any(each.name.lower().endswith(".dmp") for each in found):
        raise NotCollectedError(
            Status.FAILED, "none of the dumps can be read; see the probe crash_dumps"
        )
    raise absent("there is no crash dump", places.folder)


PROBE = Probe(
    id="crash_dump_files",
    title="Crash dumps of Windows, whole",
    reads="The three newest small crash dumps (Minidump), as Windows wrote them, up to 10 MB each. "
    "The large one (MEMORY.DMP) is never read.",
    why="Where the code of a crash is not enough, an engineer sees in the dump which driver was at "
    "work, and in which order.",
    personal="High risk: a dump is a piece of the memory at the moment of the crash. It may hold "
    "anything that was in use then, such as names, parts of documents, or passwords. It is not "
    "text: nothing in it can be hidden.",
    items=items,
    needs=("crash_dumps",),
    admin=True,
    tier=Tier.OPT_IN,
    cost=Cost.NORMAL,
    only_on=_WINDOWS,
)
