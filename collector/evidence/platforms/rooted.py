"""A tree that `--root` points at: a mounted system, or a fixture. The host is never asked."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, NoReturn

from collector.evidence.formats.event_xml import EventQuery
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError, absent, not_applicable
from collector.evidence.platforms import etc
from collector.evidence.platforms.asking import is_admin
from collector.evidence.platforms.confine import EscapeError, inside, resolve
from collector.evidence.platforms.facts import (
    Account,
    Disk,
    Firmware,
    Locale,
    Mount,
    OperatingSystem,
    Processor,
    Space,
    TimeZone,
    Uptime,
    Virtualization,
    Volume,
)
from collector.evidence.platforms.files import listing, shown
from collector.evidence.platforms.hardware import Controller, Module, PowerSupply
from collector.evidence.platforms.health import DiskHealth
from collector.evidence.platforms.registry import Registry

_NOT_PEOPLE = (
    "all users", "default", "default user", "defaultuser0", "defaultapppool", "public",
    "localservice", "networkservice", "wdagutilityaccount",
)  # fmt: skip
_MAX_PROFILES = 1_000


def looks_like_windows(root: Path) -> bool:
    """Whether the tree holds Windows/System32, in whatever case."""
    try:
        return resolve(root, "/Windows/System32").is_dir()
    except (EscapeError, OSError):
        return False


def _running(what: str) -> NoReturn:
    raise not_applicable(f"{what} can be read only from a running system, not from a tree")


class Tree:
    """What holds for every tree: its paths are confined, and what runs is not to be had."""

    live = False

    def __init__(self, root: Path) -> None:
        self.root: Path | None = root
        self._root = root

    def path(self, absolute: str) -> Path:
        try:
            return resolve(self._root, absolute)
        except (EscapeError, ValueError) as error:
            raise NotCollectedError(Status.SKIPPED, f"not followed: {error}") from error

    def own(self, host_path: Path) -> Path:
        try:
            found = resolve(self._root, inside(self._root, host_path))
        except (EscapeError, ValueError) as error:
            raise NotCollectedError(Status.SKIPPED, f"not followed: {error}") from error
        if not os.path.lexists(found):
            raise absent("it does not exist", shown(host_path))
        return found

    def uptime(self) -> Uptime:
        _running("the uptime")

    def firmware(self) -> Firmware:
        _running("the firmware mode")

    def virtualization(self) -> Virtualization:
        _running("whether the machine is virtual")

    def processor(self) -> Processor:
        _running("the processor")

    def disks(self) -> tuple[Disk, ...]:
        _running("the disks")

    def disk_health(self, disk: Disk) -> DiskHealth:
        _running(f"the health of disk {disk.name}")

    def device(self, disk: str) -> Path:
        _running(f"disk {disk}")

    def open_disk(self, disk: Disk) -> BinaryIO:
        _running(f"disk {disk.name}")

    def volumes(self) -> tuple[Volume, ...]:
        _running("the volumes")

    def mounts(self) -> tuple[Mount, ...]:
        _running("what is mounted")

    def space(self, mount_point: str) -> Space:
        _running(f"the free space of {mount_point}")

    def controllers(self) -> tuple[Controller, ...]:
        _running("the controllers")

    def modules(self) -> tuple[Module, ...]:
        _running("the loaded drivers")

    def power_supplies(self) -> tuple[PowerSupply, ...]:
        _running("the power supply")

    def addresses(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        _running("the network addresses")

    def running_executables(self) -> tuple[Path, ...]:
        _running("the running programs")

    def kernel_messages(self) -> Path:
        _running("the kernel's ring buffer")

    def admin(self) -> bool:
        return is_admin()

    def ask(
        self, argv: tuple[str, ...], seconds: float = 30.0, refusals: Collection[int] = ()
    ) -> bytes:
        _running(f"what {argv[0]} says")

    def system_folder(self) -> Path:
        raise not_applicable("only Windows has such a folder")

    def save_system_information(self, target: Path, seconds: float) -> None:
        _running("System Information")

    def registry(self) -> Registry:
        raise not_applicable("only Windows has a registry")

    def driver_states(self) -> Mapping[str, str]:
        _running("which drivers run")

    def code_integrity(self) -> int:
        _running("which drivers the kernel lets in")

    def event_records(self, query: EventQuery) -> Iterator[str]:
        raise not_applicable("only Windows has an event log")

    def program_folders(self) -> tuple[Path, ...]:
        """`Program Files*` at the top of the tree, whatever its system."""
        return tuple(
            self.path("/" + entry.name)
            for entry in listing(Path(os.path.realpath(self._root)))
            if entry.name.lower().startswith("program files") and (entry.is_folder or entry.is_link)
        )

    def data_folders(self) -> tuple[Path, ...]:
        """`ProgramData`, and where Windows XP kept it."""
        named = ("/ProgramData", "/Documents and Settings/All Users/Application Data")
        return tuple(path for path in map(self.path, named) if path.is_dir())


class LinuxTree(Tree):
    """The tree of a Linux system (or one that does not look like Windows)."""

    platform = "linux"

    def os(self) -> OperatingSystem:
        release = etc.os_release(self.path)
        return OperatingSystem(
            family="linux",
            name=release.get("PRETTY_NAME") or release.get("NAME") or "Linux",
            version=release.get("VERSION_ID", ""),
            kernel=", ".join(self._kernels()),
        )

    def _kernels(self) -> list[str]:
        try:
            entries = listing(self.path("/lib/modules"), 100)
        except NotCollectedError:
            return []
        return [shown(entry.name) for entry in entries if entry.is_folder]

    def locale(self) -> Locale:
        return etc.locale(self.path)

    def time_zone(self) -> TimeZone:
        name = etc.zone_name(self.path)
        if not name:
            raise absent("no time zone is set", "/etc/localtime", "/etc/timezone")
        return TimeZone(name=name)

    def accounts(self) -> tuple[Account, ...]:
        return etc.accounts(self.path)

    def host_names(self) -> tuple[str, ...]:
        return etc.host_names(self.path)


def profile_names(folder: Path) -> list[str]:
    """The folders of people in `C:\\Users`; links (`All Users`) and built-in ones left out."""
    try:
        entries = listing(folder, _MAX_PROFILES)
    except NotCollectedError:
        return []
    return [
        shown(entry.name)
        for entry in entries
        if entry.is_folder and entry.name.casefold() not in _NOT_PEOPLE
    ]
