"""The health that disks report about themselves, asked through smartctl."""

from __future__ import annotations

import os
from collections.abc import Iterator

from collector.evidence.model import Status
from collector.evidence.platforms.machine import Machine
from collector.evidence.probe import (
    Command,
    Context,
    Cost,
    Gap,
    Item,
    NotCollectedError,
    Probe,
)

_MAX_DISKS = 64
_NO_HEALTH = ("loop", "dm-", "md", "sr", "fd", "nbd", "vd", "xvd", "mmcblk")
# The exit code is a mask of findings about the disk (smartctl(8)); the JSON tells them, too.
_ANY = tuple(range(256))


def items(context: Context) -> Iterator[Item]:
    machine = context.machine
    if not machine.live or machine.platform not in ("linux", "windows"):
        reason = "read on a running Linux or Windows only"
        yield Gap("health", Status.NOT_APPLICABLE, reason)
        return
    disks = _disks(machine)
    if not disks:
        yield Gap("health", Status.ABSENT, "no disk of this machine reports its health")
    for name in disks:
        target = f"{name.replace('/', '-')}.json"
        if _may_ask(machine, name):
            # -n standby: a disk that sleeps is left asleep
            argv = ("smartctl", "--json", "-n", "standby", "-x", _named(machine, name))
            yield Command(target, argv, ok_exit_codes=_ANY)
        else:
            yield Gap(target, Status.REFUSED, "asking a disk needs administrator rights")


def _named(machine: Machine, name: str) -> str:
    """As smartctl calls the disk: on Windows `/dev/pd0` is \\\\.\\PhysicalDrive0."""
    if machine.platform == "windows":
        return f"/dev/pd{name.removeprefix('PhysicalDrive')}"
    return os.fspath(machine.device(name))


def _may_ask(machine: Machine, name: str) -> bool:
    if machine.platform != "windows":
        return os.access(machine.device(name), os.R_OK)
    try:
        return machine.admin()
    except (OSError, RuntimeError):
        return False


def _disks(machine: Machine) -> list[str]:
    try:
        names = [disk.name for disk in machine.disks()]
    except NotCollectedError:
        return []
    except Exception:
        return []  # whatever it is, the probe disks says so
    return [name for name in names if not name.startswith(_NO_HEALTH)][:_MAX_DISKS]


PROBE = Probe(
    id="smart",
    title="Health of disks",
    reads="What each disk reports about its own health (SMART, NVMe), with smartctl, where that "
    "is installed. Sleeping disks are not woken, no test is started.",
    why="A disk that is failing must be copied before anything else is done to it.",
    personal="Serial numbers of disks. They are replaced by pseudonyms.",
    items=items,
    admin=True,
    cost=Cost.SLOW,
)
