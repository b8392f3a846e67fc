"""The health that disks report about themselves: by their drivers, and through smartctl."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import partial

from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms.facts import Disk
from collector.evidence.platforms.linux_health import TOLD
from collector.evidence.platforms.machine import Machine
from collector.evidence.probe import Command, Context, Cost, Facts, Gap, Item, Probe

_MAX_DISKS = 64
_NO_HEALTH = ("loop", "dm-", "md", "sr", "fd", "nbd", "vd", "xvd", "zd")
_NO_SMART = ("mmcblk",)  # asked without smartctl only
_NO_DISK = ("virtual", "virtual disk file", "storage spaces", "Disk Image")  # buses
_PLATFORMS = ("linux", "windows", "macos")
# The exit code is a mask of findings about the disk (smartctl(8)); the JSON tells them, too.
_ANY = tuple(range(256))


def items(context: Context) -> Iterator[Item]:
    machine = context.machine
    if not machine.live or machine.platform not in _PLATFORMS:
        yield Gap("health", Status.NOT_APPLICABLE, "read from a running system only")
        return
    disks = _disks(machine)
    if not disks:
        yield Gap("health", Status.ABSENT, "no disk of this machine reports its health")
    for disk in disks:
        name = disk.name.replace("/", "-")
        if machine.platform != "linux" or disk.name.startswith(TOLD):
            yield Facts(f"health-{name}", partial(machine.disk_health, disk))
        if not disk.name.startswith(_NO_SMART):
            yield _by_smartctl(machine, disk.name, f"{name}.json")


def _by_smartctl(machine: Machine, name: str, target: str) -> Item:
    if not _may_ask(machine, name):
        return Gap(target, Status.REFUSED, "asking a disk needs administrator rights")
    # -n standby: a disk that sleeps is left asleep
    argv = ("smartctl", "--json", "-n", "standby", "-x", _named(machine, name))
    return Command(target, argv, ok_exit_codes=_ANY)


def _named(machine: Machine, name: str) -> str:
    """As smartctl calls the disk: on Windows `/dev/pd0` is \\\\.\\PhysicalDrive0."""
    if machine.platform == "windows":
        return f"/dev/pd{name.removeprefix('PhysicalDrive')}"
    if machine.platform == "macos":
        return f"/dev/{name}"
    return os.fspath(machine.device(name))


def _may_ask(machine: Machine, name: str) -> bool:
    if machine.platform == "macos":
        return True  # smartctl asks IOKit there, which anybody may
    try:
        if machine.platform == "windows":
            return machine.admin()
        return os.access(machine.device(name), os.R_OK)
    except (NotCollectedError, OSError, RuntimeError):
        return False


def _disks(machine: Machine) -> list[Disk]:
    try:
        found = machine.disks()
    except NotCollectedError:
        return []
    except Exception:
        return []  # whatever it is, the probe disks says so
    physical = (disk for disk in found if disk.bus not in _NO_DISK)
    return [disk for disk in physical if not disk.name.startswith(_NO_HEALTH)][:_MAX_DISKS]


PROBE = Probe(
    id="smart",
    title="Health of disks",
    reads="What each disk reports about its own health (SMART, NVMe), from its driver, and with "
    "smartctl where that is installed. A disk that is known to sleep is not woken, no test is "
    "started.",
    why="A disk that is failing must be copied before anything else is done to it.",
    personal="Serial numbers of disks. They are replaced by pseudonyms.",
    items=items,
    admin=True,
    cost=Cost.SLOW,
)
