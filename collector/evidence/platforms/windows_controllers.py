"""Storage and USB controllers with their drivers, as the registry of a Windows lists devices."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from collector.evidence.outcome import NotCollectedError, absent
from collector.evidence.platforms.hardware import Controller
from collector.evidence.platforms.registry import Key, Registry, Root, lookup, text
from collector.evidence.platforms.windows_system import CONTROL

_ENUM = r"SYSTEM\CurrentControlSet\Enum"
_BUSES = ("PCI", "ACPI", "ROOT", "VMBUS", "SCSI", "USB", "XENPCI", "XENBUS")
_KINDS = {
    "{4d36e96a-e325-11ce-bfc1-08002be10318}": "IDE or SATA",
    "{4d36e97b-e325-11ce-bfc1-08002be10318}": "storage",
    "{36fc9e60-c465-11cf-8056-444553540000}": "USB",
}
_PCI = re.compile(r"VEN_([0-9A-F]{4})&DEV_([0-9A-F]{4})", re.IGNORECASE)
_MAX_DEVICES = 5_000
Problem = Callable[[str], int | None]


def controllers(registry: Registry, problem: Problem | None = None) -> tuple[Controller, ...]:
    """Those that `problem` knows as attached; all that were ever, without it.

    Raises NotCollectedError where devices may not be listed, or none is a controller.
    """
    registry.open(Root.MACHINE, _ENUM)
    found = [
        controller
        for path, key in _devices(registry)
        if (controller := _controller(registry, path, key, problem)) is not None
    ]
    if not found:
        raise absent("no device is a storage or USB controller", "HKLM\\" + _ENUM)
    return tuple(found)


def _devices(registry: Registry) -> Iterator[tuple[str, Key]]:
    left = _MAX_DEVICES
    for bus in _BUSES:
        for device in _below(registry, f"{_ENUM}\\{bus}"):
            for instance in _below(registry, f"{_ENUM}\\{bus}\\{device}"):
                path = f"{bus}\\{device}\\{instance}"
                key = lookup(registry, f"{_ENUM}\\{path}")
                left -= 1
                if key is not None and left >= 0:
                    yield path, key


def _below(registry: Registry, path: str) -> tuple[str, ...]:
    key = lookup(registry, path)
    try:
        return key.subkeys() if key is not None else ()
    except NotCollectedError:
        return ()


def _controller(
    registry: Registry, path: str, key: Key, problem: Problem | None
) -> Controller | None:
    try:
        kind = _KINDS.get(text(key, "ClassGUID").lower())
        if kind is None or "ROOT_HUB" in path.upper():
            return None
    except NotCollectedError:
        return None  # one damaged key of many
    state = problem(path) if problem else None
    if problem and state is None:
        return None  # it was attached once
    driver = lookup(registry, f"{CONTROL}\\Class\\{text(key, 'Driver')}")
    pci = _PCI.search(path)
    return Controller(
        address=path.partition("\\")[0],
        kind=kind,
        pci_id=f"{pci[1]}:{pci[2]}".lower() if pci else "",
        driver=text(key, "Service"),
        name=_plain(text(key, "FriendlyName") or text(key, "DeviceDesc")),
        driver_version=text(driver, "DriverVersion") if driver else "",
        driver_date=text(driver, "DriverDate") if driver else "",
        driver_provider=_plain(text(driver, "ProviderName")) if driver else "",
        driver_file=text(driver, "InfPath") if driver else "",
        problem=state,
    )


def _plain(name: str) -> str:
    """`@mshdc.inf,%pci…%;Standard SATA AHCI Controller` → what follows the semicolon."""
    return name.rpartition(";")[2] if name.startswith("@") else name
