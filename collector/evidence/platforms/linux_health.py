"""What /sys tells of the health of a disk where no smartctl is: enough to know of wear and heat.

Sources: Documentation/driver-api/mmc/mmc-dev-attrs.rst (life_time, pre_eol_info) and
Documentation/hwmon/sysfs-interface.rst of the Linux sources. The temperature of rotating disks
(drivetemp) is left alone: reading it keeps some of them from falling asleep.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError, absent
from collector.evidence.platforms.facts import Disk
from collector.evidence.platforms.files import listing, number, word
from collector.evidence.platforms.health import Asked, DiskHealth, Emmc

TOLD = ("nvme", "mmcblk")
"""Kinds of disks that tell anything here."""
_COLDEST, _HOTTEST = -40_000, 125_000  # thousandths of a degree
_MOST = 16


def health(sys: Path, disk: Disk) -> DiskHealth:
    """Raises NotCollectedError (absent) where the kernel shows nothing of this disk."""
    folder = sys / "block" / disk.name.replace("/", "!") / "device"
    warm, emmc = _temperature(folder), _emmc(folder)
    if warm is None and emmc is None:
        raise absent("the kernel shows nothing of this disk's health", str(folder))
    asked = [("temperature (hwmon)", warm), ("wear (eMMC)", emmc)]
    return DiskHealth(
        disk=disk.name,
        model=disk.model,
        bus=disk.bus,
        temperature=warm,
        emmc=emmc,
        asked=tuple(
            Asked(question=question, status=Status.COLLECTED)
            for question, answer in asked
            if answer is not None
        ),
    )


def _temperature(device: Path) -> int | None:
    """Degrees; kernels differ in where below the disk its sensor lies."""
    for sensor in _sensors(device):
        told = number(sensor / "temp1_input")
        if told is not None and _COLDEST <= told <= _HOTTEST:
            return round(told / 1000)
    return None


def _sensors(device: Path) -> Iterator[Path]:
    for folder in (device, device / "hwmon", device / "device" / "hwmon"):
        try:
            entries = listing(folder)
        except NotCollectedError:
            continue
        yield from (entry.path for entry in entries[:_MOST] if _is_sensor(entry.name))


def _is_sensor(name: str) -> bool:
    return name.startswith("hwmon") and name[5:].isdecimal()


def _emmc(device: Path) -> Emmc | None:
    """Both files hold hexadecimal numbers ("0x02 0x01"); 0 is "not defined"."""
    told = [_hex(each) for each in word(device / "life_time").split()[:2]]
    life = tuple(each for each in told if each)
    pre_eol = _hex(word(device / "pre_eol_info")) or None
    return Emmc(life_time=life, pre_eol=pre_eol) if life or pre_eol else None


def _hex(text: str) -> int:
    try:
        return int(text, 16) if len(text) <= 6 else 0
    except ValueError:
        return 0
