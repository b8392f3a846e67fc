"""Live Linux: /proc, /sys and /etc first, psutil where it knows more."""

from __future__ import annotations

import os
import platform
import sys
from pathlib import Path

from collector.evidence.formats import mountinfo
from collector.evidence.outcome import NotCollectedError, absent
from collector.evidence.platforms import etc, hardware, linux_health, linux_volumes, sysfs
from collector.evidence.platforms.base import LiveMachine
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
    Virtualization,
    Volume,
)
from collector.evidence.platforms.files import fault, read_small, read_text, word
from collector.evidence.platforms.hardware import Controller, Module, PowerSupply
from collector.evidence.platforms.health import DiskHealth

_SECURE_BOOT = "SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"
_USER_VARIABLES = ("SUDO_USER", "USER", "LOGNAME")


class Linux(LiveMachine):
    """The folders are parameters so that a test can describe another machine."""

    platform = "linux"

    def __init__(
        self,
        proc: Path = Path("/proc"),
        sys: Path = Path("/sys"),
        udev: Path = Path("/run/udev/data"),
    ) -> None:
        self._proc, self._sys, self._udev = proc, sys, udev

    def os(self) -> OperatingSystem:
        try:
            release = etc.os_release(self.path)
        except NotCollectedError:
            release = {}
        uname = platform.uname()
        return OperatingSystem(
            family="linux",
            name=release.get("PRETTY_NAME") or release.get("NAME") or "Linux",
            version=release.get("VERSION_ID", ""),
            build=uname.version,
            kernel=uname.release,
            architecture=uname.machine,
        )

    def locale(self) -> Locale:
        value = os.environ.get("LC_ALL") or os.environ.get("LANG")
        if value:
            language, _, encoding = value.partition(".")
            return Locale(language=language, encoding=encoding)
        return etc.locale(self.path)

    def time_zone(self) -> TimeZone:
        now = super().time_zone()
        name = os.environ.get("TZ", "").lstrip(":") or etc.zone_name(self.path) or now.name
        return TimeZone(name=name, utc_offset_minutes=now.utc_offset_minutes)

    def firmware(self) -> Firmware:
        efi, dmi = self._sys / "firmware" / "efi", self._sys / "class" / "dmi" / "id"
        if not efi.is_dir() and not platform.machine().endswith("86_64") and not dmi.is_dir():
            raise absent("this machine shows neither UEFI nor BIOS", "/sys/firmware/efi")
        return Firmware(
            mode="UEFI" if efi.is_dir() else "BIOS",
            secure_boot=self._secure_boot(efi) if efi.is_dir() else False,
            vendor=word(dmi / "bios_vendor"),
            version=word(dmi / "bios_version"),
            date=word(dmi / "bios_date"),
        )

    def _secure_boot(self, efi: Path) -> bool | None:
        try:
            value = read_small(efi / "efivars" / _SECURE_BOOT, 16)
        except NotCollectedError:
            return None
        return bool(value[4]) if len(value) > 4 else None  # four bytes of attributes come first

    def virtualization(self) -> Virtualization:
        dmi = self._sys / "class" / "dmi" / "id"
        flags = self._cpuinfo("flags") or self._cpuinfo("Features")
        hypervisor = word(self._sys / "hypervisor" / "type")
        return Virtualization(
            virtual="hypervisor" in flags.split() or bool(hypervisor) if flags else None,
            hypervisor=hypervisor,
            container=self._container(),
            manufacturer=word(dmi / "sys_vendor"),
            model=word(dmi / "product_name"),
        )

    def _container(self) -> str:
        named = word(Path("/run/systemd/container"))
        if named:
            return named
        marks = {"docker": "/.dockerenv", "podman": "/run/.containerenv"}
        return next((kind for kind, mark in marks.items() if os.path.exists(mark)), "")

    def processor(self) -> Processor:
        model = self._cpuinfo("model name") or self._cpuinfo("Model") or self._cpuinfo("cpu model")
        return Processor(model=model, architecture=platform.machine())

    def _cpuinfo(self, key: str) -> str:
        for line in read_text(self._proc / "cpuinfo", 256 << 10).splitlines():
            name, _, value = line.partition(":")
            if name.strip() == key:
                return value.strip()
        return ""

    def disks(self) -> tuple[Disk, ...]:
        return sysfs.disks(self._sys)

    def disk_health(self, disk: Disk) -> DiskHealth:
        return linux_health.health(self._sys, disk)

    def device(self, disk: str) -> Path:
        return Path("/dev") / disk

    def volumes(self) -> tuple[Volume, ...]:
        return linux_volumes.volumes(self._sys, self._udev, self.mounts())

    def mounts(self) -> tuple[Mount, ...]:
        return mountinfo.parse(read_text(self._proc / "self" / "mountinfo", 8 << 20))

    def space(self, mount_point: str) -> Space:
        if sys.platform == "win32":  # psutil's answer leaves out what is kept for root
            return super().space(mount_point)
        try:
            found = os.statvfs(mount_point)
        except OSError as error:
            raise fault(error, "the file system") from error
        return Space(
            mount_point=mount_point,
            total=found.f_blocks * found.f_frsize,
            free=found.f_bfree * found.f_frsize,
            available=found.f_bavail * found.f_frsize,
        )

    def controllers(self) -> tuple[Controller, ...]:
        return hardware.controllers(self._sys)

    def modules(self) -> tuple[Module, ...]:
        return hardware.modules(self._proc)

    def power_supplies(self) -> tuple[PowerSupply, ...]:
        return hardware.power_supplies(self._sys)

    def accounts(self) -> tuple[Account, ...]:
        """Never through the name service: a dead LDAP server would block it."""
        also = {os.environ.get(name, "") for name in _USER_VARIABLES}
        return etc.accounts(self._unless_remote, frozenset(also - {"", "root"}))

    def _unless_remote(self, path: str) -> Path:
        if path == "/home" and any(m.point == "/home" and m.remote for m in self.mounts()):
            raise absent("/home is a network share and is not listed")
        return self.path(path)

    def host_names(self) -> tuple[str, ...]:
        full = platform.node()
        names = (full, full.partition(".")[0], *etc.host_names(self.path))
        return tuple(name for name in dict.fromkeys(names) if name and etc.is_telling(name))

    def kernel_messages(self) -> Path:
        return Path("/dev/kmsg")
