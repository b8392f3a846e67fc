"""What every live machine shares, and what is honest for one that cannot say more yet."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import psutil

from collector.evidence.formats.event_xml import EventQuery
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError, absent, not_applicable
from collector.evidence.platforms.asking import ask, is_admin
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
from collector.evidence.platforms.hardware import Controller, Module, PowerSupply
from collector.evidence.platforms.health import DiskHealth
from collector.evidence.platforms.raw_disk import raw_disk
from collector.evidence.platforms.registry import Registry

_NOT_PERSONAL_ADDRESSES = ("127.", "::1", "0.0.0.0", "fe80:")  # noqa: S104 - compared, not bound


class LiveMachine:
    """This machine by psutil and the standard library; each platform overrides what it can do."""

    platform = "unknown"
    live = True
    root: Path | None = None

    def path(self, absolute: str) -> Path:
        return Path(absolute)

    def own(self, host_path: Path) -> Path:
        try:
            return Path(os.path.realpath(host_path, strict=True))
        except FileNotFoundError as error:
            raise absent("it does not exist", os.fspath(host_path)) from error
        except OSError as error:
            reason = f"it cannot be read: {error.strerror}"
            raise NotCollectedError(Status.FAILED, reason) from error

    def os(self) -> OperatingSystem:
        return OperatingSystem(
            family=self.platform,
            name=platform.system(),
            version=platform.version(),
            kernel=platform.release(),
            architecture=platform.machine(),
        )

    def uptime(self) -> Uptime:
        booted = psutil.boot_time()
        return Uptime(
            booted_at=datetime.fromtimestamp(booted, UTC).isoformat(timespec="seconds"),
            seconds=int(time.time() - booted),
        )

    def locale(self) -> Locale:
        import locale

        language, _ = locale.getlocale()
        return Locale(language=language or "C", encoding=locale.getpreferredencoding(False))

    def time_zone(self) -> TimeZone:
        now = datetime.now().astimezone()
        offset = now.utcoffset()
        minutes = None if offset is None else int(offset.total_seconds() // 60)
        return TimeZone(name=now.tzname() or "", utc_offset_minutes=minutes)

    def firmware(self) -> Firmware:
        raise not_applicable(f"not read on {self.platform} yet")

    def virtualization(self) -> Virtualization:
        raise not_applicable(f"not read on {self.platform} yet")

    def processor(self) -> Processor:
        return Processor(model=platform.processor(), architecture=platform.machine())

    def disks(self) -> tuple[Disk, ...]:
        raise not_applicable(f"physical disks are not read on {self.platform} yet")

    def disk_health(self, disk: Disk) -> DiskHealth:
        raise not_applicable(f"{self.platform} does not tell the health of disk {disk.name}")

    def device(self, disk: str) -> Path:
        raise not_applicable(f"disk {disk} is not read on {self.platform} yet")

    def open_disk(self, disk: Disk) -> BinaryIO:
        return raw_disk(self.device(disk.name))

    def volumes(self) -> tuple[Volume, ...]:
        raise not_applicable(f"volumes are not read on {self.platform} yet")

    def mounts(self) -> tuple[Mount, ...]:
        return tuple(
            Mount(
                point=part.mountpoint,
                device=part.device,
                file_system=part.fstype,
                options=tuple(part.opts.split(",")),
                remote="remote" in part.opts.split(","),
                device_number=part.device,
            )
            for part in psutil.disk_partitions(all=False)
        )

    def space(self, mount_point: str) -> Space:
        usage = psutil.disk_usage(mount_point)
        return Space(
            mount_point=mount_point, total=usage.total, free=usage.free, available=usage.free
        )

    def controllers(self) -> tuple[Controller, ...]:
        raise not_applicable(f"controllers are not read on {self.platform} yet")

    def modules(self) -> tuple[Module, ...]:
        raise not_applicable(f"drivers are not read on {self.platform} yet")

    def power_supplies(self) -> tuple[PowerSupply, ...]:
        battery = psutil.sensors_battery()
        if battery is None:
            return ()
        return (
            PowerSupply(
                name="battery",
                kind="Battery",
                status="",
                capacity=int(battery.percent),
                online=battery.power_plugged,
            ),
        )

    def accounts(self) -> tuple[Account, ...]:
        import getpass

        return (Account(name=getpass.getuser(), profile=os.path.expanduser("~")),)

    def host_names(self) -> tuple[str, ...]:
        return (platform.node(),)

    def addresses(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        macs: set[str] = set()
        ips: set[str] = set()
        for found in psutil.net_if_addrs().values():
            for address in found:
                text = address.address.partition("%")[0]
                if address.family == psutil.AF_LINK:
                    macs.add(text)
                elif not text.startswith(_NOT_PERSONAL_ADDRESSES):
                    ips.add(text)
        return tuple(sorted(mac for mac in macs if mac.strip("0:-"))), tuple(sorted(ips))

    def program_folders(self) -> tuple[Path, ...]:
        return ()

    def data_folders(self) -> tuple[Path, ...]:
        return ()

    def running_executables(self) -> tuple[Path, ...]:
        found: set[str] = set()
        for process in psutil.process_iter():
            try:
                found.add(process.exe())
            except (psutil.Error, OSError):
                continue  # another user's process, or one that has just ended
        return tuple(Path(text) for text in sorted(found) if text)

    def kernel_messages(self) -> Path:
        raise not_applicable("only Linux has a kernel log that is read this way")

    def admin(self) -> bool:
        return is_admin()

    def ask(
        self, argv: tuple[str, ...], seconds: float = 30.0, refusals: Collection[int] = ()
    ) -> bytes:
        return ask(argv, seconds, refusals)

    def system_folder(self) -> Path:
        raise not_applicable("only Windows has such a folder")

    def save_system_information(self, target: Path, seconds: float) -> None:
        raise not_applicable("only Windows has System Information")

    def registry(self) -> Registry:
        raise not_applicable("only Windows has a registry")

    def driver_states(self) -> Mapping[str, str]:
        raise not_applicable("only Windows keeps such a list")

    def code_integrity(self) -> int:
        raise not_applicable("only Windows has such settings")

    def event_records(self, query: EventQuery) -> Iterator[str]:
        raise not_applicable("only Windows has an event log")
