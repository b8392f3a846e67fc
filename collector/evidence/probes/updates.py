"""Updates of the operating system."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms import windows_system, windows_updates
from collector.evidence.platforms.machine import Machine
from collector.evidence.probe import Context, Cost, Facts, File, Gap, Item, Probe

_HISTORIES = ("/var/log/apt/history.log", "/var/log/dnf.rpm.log", "/var/log/zypp/history")


def items(context: Context) -> Iterator[Item]:
    machine = context.machine
    if machine.platform in ("windows", "offline-windows"):
        yield Facts("updates", lambda: windows_updates.updates(machine.registry()))
        yield Facts("release", lambda: windows_system.release(machine.registry()))
    elif machine.platform == "linux":
        yield from map(partial(_history, machine), _HISTORIES)
    else:
        yield Gap("updates", Status.NOT_APPLICABLE, f"not read on {machine.platform}")


def _history(machine: Machine, path: str) -> Item:
    """What the package manager wrote down; a system has one of them."""
    name = path.removeprefix("/var/log/").replace("/", "-")
    try:
        return File(name, machine.path(path))
    except NotCollectedError as error:
        return Gap(name, error.status, error.reason, searched=(path,))
    except Exception as error:
        return Gap(name, Status.FAILED, f"its place cannot be told: {error}")


PROBE = Probe(
    id="updates",
    title="Updates of the system",
    reads="Installed updates of Windows with their state and date, its edition and when it was "
    "installed; on Linux what the package manager wrote down.",
    why="What worked yesterday and fails today has often been updated in between.",
    personal="On Linux the name of the account that started an update. It is replaced by a "
    "pseudonym.",
    items=items,
    cost=Cost.NORMAL,
)
