"""Controllers, drivers and power supplies from /sys and /proc: nothing is woken or opened."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from collector.evidence.platforms.files import listing, number, read_text, word

_STORAGE_CLASSES = {
    "0x0100": "SCSI", "0x0101": "IDE", "0x0104": "RAID", "0x0105": "ATA", "0x0106": "SATA (AHCI)",
    "0x0107": "SAS", "0x0108": "NVMe", "0x0180": "other", "0x0c03": "USB",
}  # fmt: skip
_MAX = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Controller:
    """A storage or USB controller; vendor and device as PCI numbers ("8086:a282"). What follows
    the driver is known on Windows; `problem` is the code of its device manager, 0 for none."""

    address: str
    kind: str
    pci_id: str
    driver: str
    name: str = ""
    driver_version: str = ""
    driver_date: str = ""
    driver_provider: str = ""
    driver_file: str = ""
    problem: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Module:
    """A loaded kernel module; `bytes` in memory, `taints` as the kernel writes them ("(OE)")."""

    name: str
    bytes: int | None = None
    used_by: tuple[str, ...] = ()
    taints: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PowerSupply:
    """`capacity` in percent; `online` None where the supply does not say."""

    name: str
    kind: str
    status: str
    capacity: int | None
    online: bool | None


def controllers(sys: Path) -> tuple[Controller, ...]:
    """Raises NotCollectedError where this machine shows no PCI bus."""
    found = []
    for entry in listing(sys / "bus" / "pci" / "devices", _MAX):
        kind = _STORAGE_CLASSES.get(word(entry.path / "class")[:6])
        if kind:
            found.append(
                Controller(
                    address=entry.name,
                    kind=kind,
                    pci_id=":".join(
                        word(entry.path / each).removeprefix("0x") for each in ("vendor", "device")
                    ),
                    driver=_link_name(entry.path / "driver"),
                )
            )
    return tuple(found)


def modules(proc: Path) -> tuple[Module, ...]:
    """Raises NotCollectedError where the kernel has no modules (all is built in)."""
    found = []
    for line in read_text(proc / "modules").splitlines()[:_MAX]:
        fields = line.split()
        if len(fields) < 6 or not fields[1].isdecimal():
            continue
        found.append(
            Module(
                name=fields[0],
                bytes=int(fields[1]),
                used_by=tuple(each for each in fields[3].split(",") if each not in ("", "-")),
                taints=fields[6] if len(fields) > 6 else "",
            )
        )
    return tuple(found)


def power_supplies(sys: Path) -> tuple[PowerSupply, ...]:
    """Batteries and mains adapters; empty for a machine without any (a desktop)."""
    found = []
    for entry in listing(sys / "class" / "power_supply", 100):
        online = number(entry.path / "online")
        found.append(
            PowerSupply(
                name=entry.name,
                kind=word(entry.path / "type"),
                status=word(entry.path / "status"),
                capacity=number(entry.path / "capacity"),
                online=None if online is None else bool(online),
            )
        )
    return tuple(found)


def _link_name(path: Path) -> str:
    try:
        return os.path.basename(os.readlink(path))
    except OSError:
        return ""
