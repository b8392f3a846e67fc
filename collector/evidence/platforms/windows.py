"""Live Windows: its registry, its drivers' own answers and psutil, without admin where it can."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from collector.evidence.formats.event_xml import EventQuery
from collector.evidence.outcome import NotCollectedError, absent, not_applicable
from collector.evidence.platforms import (
    live_events,
    live_kernel,
    live_msinfo,
    live_volumes,
    windows_controllers,
    windows_health,
    windows_system,
)
from collector.evidence.platforms.aligned import AlignedReader
from collector.evidence.platforms.base import LiveMachine
from collector.evidence.platforms.facts import (
    Account,
    Disk,
    Firmware,
    Locale,
    Mount,
    OperatingSystem,
    Processor,
    TimeZone,
    Virtualization,
    Volume,
)
from collector.evidence.platforms.hardware import Controller, Module
from collector.evidence.platforms.health import DiskHealth
from collector.evidence.platforms.live_device import asking, powered
from collector.evidence.platforms.live_registry import live_registry
from collector.evidence.platforms.raw_disk import raw_disk
from collector.evidence.platforms.registry import Registry, machine_text
from collector.evidence.platforms.rooted import profile_names
from collector.evidence.platforms.windows_disks import disk

_CPU_KEY = r"HARDWARE\DESCRIPTION\System\CentralProcessor\0"
_BIOS_KEY = r"HARDWARE\DESCRIPTION\System\BIOS"
_VIRTUAL_MAKERS = ("vmware", "innotek", "qemu", "xen", "parallels", "virtualbox", "kvm", "bochs")
_PROGRAM_VARIABLES = ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)")
_MAX_DISKS = 64
_SERVICES = ("system", "local service", "network service")


class Windows(LiveMachine):
    """The registry is a parameter so that a test can describe another machine."""

    platform = "windows"

    def __init__(self, registry: Registry | None = None) -> None:
        self._registry = registry

    def registry(self) -> Registry:
        if self._registry is None:
            self._registry = live_registry()
        return self._registry

    def _text(self, key: str, name: str) -> str:
        return machine_text(self.registry(), key, name)

    def os(self) -> OperatingSystem:
        return windows_system.os(self.registry())

    def locale(self) -> Locale:
        """The language of the account that runs us; the code pages of the system."""
        plain = super().locale()
        pages = windows_system.code_pages(self.registry())
        return Locale(language=plain.language, encoding=plain.encoding, code_pages=pages)

    def time_zone(self) -> TimeZone:
        now = super().time_zone()
        name = windows_system.time_zone_name(self.registry())
        return TimeZone(name=name or now.name, utc_offset_minutes=now.utc_offset_minutes)

    def firmware(self) -> Firmware:
        return Firmware(
            mode=_firmware_mode(),
            secure_boot=windows_system.secure_boot(self.registry()),
            vendor=self._text(_BIOS_KEY, "BIOSVendor"),
            version=self._text(_BIOS_KEY, "BIOSVersion"),
            date=self._text(_BIOS_KEY, "BIOSReleaseDate"),
        )

    def virtualization(self) -> Virtualization:
        maker = self._text(_BIOS_KEY, "SystemManufacturer")
        model = self._text(_BIOS_KEY, "SystemProductName")
        if not maker and not model:
            raise absent("the firmware names no manufacturer", "HKLM\\" + _BIOS_KEY)
        said = f"{maker} {model}".lower()
        virtual = any(word in said for word in (*_VIRTUAL_MAKERS, "virtual machine"))
        return Virtualization(virtual=virtual, manufacturer=maker, model=model)

    def processor(self) -> Processor:
        model = self._text(_CPU_KEY, "ProcessorNameString") or platform.processor()
        return Processor(model=model, architecture=platform.machine())

    def disks(self) -> tuple[Disk, ...]:
        found, fault = [], None
        for number in range(_MAX_DISKS):
            name = f"PhysicalDrive{number}"
            try:
                with asking(f"\\\\.\\{name}") as ask:
                    found.append(disk(name, ask))
            except NotCollectedError as error:
                fault = fault or error
        if not found and fault is not None:
            raise fault
        return tuple(found)

    def disk_health(self, disk: Disk) -> DiskHealth:
        path = f"\\\\.\\{disk.name}"
        door = windows_health.Door(
            open=partial(asking, path),
            command=partial(asking, path, commands=True) if self.admin() else None,
            powered=partial(powered, path),
        )
        return windows_health.health(disk, door)

    def device(self, disk: str) -> Path:
        raise not_applicable("Windows has no device files")

    def open_disk(self, disk: Disk) -> BinaryIO:
        handle = raw_disk(f"\\\\.\\{disk.name}")
        return cast(BinaryIO, AlignedReader(handle, disk.logical_sector_size or 4096))

    def volumes(self) -> tuple[Volume, ...]:
        return live_volumes.volumes()

    def mounts(self) -> tuple[Mount, ...]:
        return tuple(mount for mount in super().mounts() if "cdrom" not in mount.options)

    def controllers(self) -> tuple[Controller, ...]:
        return windows_controllers.controllers(self.registry(), live_kernel.device_problem)

    def modules(self) -> tuple[Module, ...]:
        states = self.driver_states()
        return tuple(Module(name=name) for name, state in states.items() if state == "running")

    def driver_states(self) -> Mapping[str, str]:
        return live_kernel.driver_states()

    def code_integrity(self) -> int:
        return live_kernel.code_integrity()

    def event_records(self, query: EventQuery) -> Iterator[str]:
        return live_events.event_records(query)

    def accounts(self) -> tuple[Account, ...]:
        """Those with a profile, by the registry, by folder, and the one that runs us."""
        people = {each.name: each for each in windows_system.accounts(self.registry())}
        for account in super().accounts():
            people.setdefault(account.name, account)
        users = Path(os.environ.get("SYSTEMDRIVE", "C:") + "\\Users")
        for name in profile_names(users):
            people.setdefault(name, Account(name=name, profile=f"{users}\\{name}"))
        return tuple(who for who in people.values() if who.name.lower() not in _SERVICES)

    def host_names(self) -> tuple[str, ...]:
        told = windows_system.host_names(self.registry())
        names = (platform.node(), os.environ.get("COMPUTERNAME", ""), *told)
        return tuple(name for name in dict.fromkeys(names) if name)

    def save_system_information(self, target: Path, seconds: float) -> None:
        live_msinfo.save(target, seconds)

    def system_folder(self) -> Path:
        return Path(os.environ.get("SYSTEMROOT", "C:\\Windows"))

    def program_folders(self) -> tuple[Path, ...]:
        named = (os.environ.get(name, "") for name in _PROGRAM_VARIABLES)
        return tuple(Path(text) for text in dict.fromkeys(named) if text)

    def data_folders(self) -> tuple[Path, ...]:
        named = os.environ.get("PROGRAMDATA", "")
        return (Path(named),) if named else ()


def _firmware_mode() -> str:
    """GetFirmwareType of kernel32: 1 is BIOS, 2 is UEFI."""
    if sys.platform != "win32":
        raise not_applicable("only Windows can be asked for its firmware type")
    import ctypes

    kind = ctypes.c_uint(0)
    ask = getattr(ctypes.windll.kernel32, "GetFirmwareType", None)  # since Windows 8
    if ask is None or not ask(ctypes.byref(kind)):
        raise absent("Windows does not say whether it was started by UEFI or BIOS")
    return {1: "BIOS", 2: "UEFI"}.get(kind.value, f"unknown ({kind.value})")
