"""Live Windows, thin: psutil, the registry and a few harmless calls, without admin rights."""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from pathlib import Path

from collector.evidence.platforms.base import LiveMachine
from collector.evidence.platforms.facts import (
    Account,
    Firmware,
    Locale,
    Mount,
    OperatingSystem,
    Processor,
    TimeZone,
    Virtualization,
)
from collector.evidence.platforms.live_registry import live_registry
from collector.evidence.platforms.registry import Registry
from collector.evidence.platforms.rooted import profile_names
from collector.evidence.probe import absent, not_applicable

_VERSION_KEY = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion"
_CPU_KEY = r"HARDWARE\DESCRIPTION\System\CentralProcessor\0"
_BIOS_KEY = r"HARDWARE\DESCRIPTION\System\BIOS"
_ZONE_KEY = r"SYSTEM\CurrentControlSet\Control\TimeZoneInformation"
_PAGE_KEY = r"SYSTEM\CurrentControlSet\Control\Nls\CodePage"
_SECURE_BOOT_KEY = r"SYSTEM\CurrentControlSet\Control\SecureBoot\State"
_DOMAIN_KEY = r"SYSTEM\CurrentControlSet\Services\Tcpip\Parameters"
_VIRTUAL_MAKERS = ("vmware", "innotek", "qemu", "xen", "parallels", "virtualbox", "kvm", "bochs")
_PROGRAM_VARIABLES = ("ProgramW6432", "ProgramFiles", "ProgramFiles(x86)")


def registry(key: str, name: str) -> object:
    """One value of HKEY_LOCAL_MACHINE, in the 64-bit view; None where it is not there."""
    if sys.platform != "win32":
        raise not_applicable("there is no registry on this system")
    import winreg

    access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, key, 0, access) as handle:
            return winreg.QueryValueEx(handle, name)[0]
    except OSError:
        return None


def _text(key: str, name: str) -> str:
    value = registry(key, name)
    return "" if value is None else str(value).strip("\0 ")


class Windows(LiveMachine):
    """Physical disks, the event log and VSS are read by later probes."""

    platform = "windows"

    def os(self) -> OperatingSystem:
        build, revision = _text(_VERSION_KEY, "CurrentBuild"), _text(_VERSION_KEY, "UBR")
        return OperatingSystem(
            family="windows",
            name=_text(_VERSION_KEY, "ProductName") or "Windows",
            version=_text(_VERSION_KEY, "DisplayVersion") or _text(_VERSION_KEY, "ReleaseId"),
            build=".".join(part for part in (build, revision) if part) or platform.version(),
            kernel=platform.version(),
            architecture=os.environ.get("PROCESSOR_ARCHITEW6432") or platform.machine(),
        )

    def locale(self) -> Locale:
        plain = super().locale()
        pages = [_text(_PAGE_KEY, name) for name in ("ACP", "OEMCP")]
        return Locale(
            language=plain.language,
            encoding=plain.encoding,
            code_pages=tuple(f"cp{page}" for page in pages if page.isdecimal()),
        )

    def time_zone(self) -> TimeZone:
        now = super().time_zone()
        name = _text(_ZONE_KEY, "TimeZoneKeyName").partition("\0")[0]
        return TimeZone(name=name or now.name, utc_offset_minutes=now.utc_offset_minutes)

    def firmware(self) -> Firmware:
        secure = registry(_SECURE_BOOT_KEY, "UEFISecureBootEnabled")
        return Firmware(
            mode=_firmware_mode(),
            secure_boot=None if secure is None else bool(secure),
            vendor=_text(_BIOS_KEY, "BIOSVendor"),
            version=_text(_BIOS_KEY, "BIOSVersion"),
            date=_text(_BIOS_KEY, "BIOSReleaseDate"),
        )

    def virtualization(self) -> Virtualization:
        maker = _text(_BIOS_KEY, "SystemManufacturer")
        model = _text(_BIOS_KEY, "SystemProductName")
        if not maker and not model:
            raise absent("the firmware names no manufacturer", "HKLM\\" + _BIOS_KEY)
        said = f"{maker} {model}".lower()
        virtual = any(word in said for word in (*_VIRTUAL_MAKERS, "virtual machine"))
        return Virtualization(virtual=virtual, manufacturer=maker, model=model)

    def processor(self) -> Processor:
        model = _text(_CPU_KEY, "ProcessorNameString") or platform.processor()
        return Processor(model=model, architecture=platform.machine())

    def mounts(self) -> tuple[Mount, ...]:
        return tuple(mount for mount in super().mounts() if "cdrom" not in mount.options)

    def accounts(self) -> tuple[Account, ...]:
        people = {account.name: account for account in super().accounts()}
        users = Path(os.environ.get("SYSTEMDRIVE", "C:") + "\\Users")
        for name in profile_names(users):
            people.setdefault(name, Account(name=name, profile=f"{users}\\{name}"))
        system = ("system", "local service", "network service")
        return tuple(who for who in people.values() if who.name.lower() not in system)

    def host_names(self) -> tuple[str, ...]:
        domain = _text(_DOMAIN_KEY, "Domain") or _text(_DOMAIN_KEY, "DhcpDomain")
        names = (platform.node(), os.environ.get("COMPUTERNAME", ""), domain)
        return tuple(name for name in dict.fromkeys(names) if name)

    def system_folder(self) -> Path:
        return Path(os.environ.get("SYSTEMROOT", "C:\\Windows"))

    def registry(self) -> Registry:
        return live_registry()

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
    kind = ctypes.c_uint(0)
    if not ctypes.windll.kernel32.GetFirmwareType(ctypes.byref(kind)):
        raise absent("Windows does not say whether it was started by UEFI or BIOS")
    return {1: "BIOS", 2: "UEFI"}.get(kind.value, f"unknown ({kind.value})")
