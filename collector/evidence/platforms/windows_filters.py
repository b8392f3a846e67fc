"""Drivers that sit between Windows and its disks: class filters, and filters of file systems."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from collector.evidence.outcome import NotCollectedError, absent
from collector.evidence.platforms.registry import Registry, Root, lookup, number, text, texts
from collector.evidence.platforms.windows_system import CONTROL

SERVICES = r"SYSTEM\CurrentControlSet\Services"
CLASSES = {
    "{4d36e967-e325-11ce-bfc1-08002be10318}": "disk drives",
    "{71a27cdd-812a-11d0-bec7-08002be2092f}": "volumes",
    "{533c5b84-ec70-11d2-9505-00c04f79deaf}": "shadow copies of volumes",
    "{4d36e965-e325-11ce-bfc1-08002be10318}": "CD and DVD drives",
    "{4d36e96a-e325-11ce-bfc1-08002be10318}": "IDE and SATA controllers",
    "{4d36e97b-e325-11ce-bfc1-08002be10318}": "storage controllers",
    "{36fc9e60-c465-11cf-8056-444553540000}": "USB controllers",
    "{eec5ad98-8080-425f-922a-dabf3de3f69a}": "portable devices",
}
_START = {0: "boot", 1: "system", 2: "automatic", 3: "manual", 4: "disabled"}
_FILE_SYSTEM_GROUP = "fsfilter"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassFilter:
    """A driver above ("upper") or below ("lower") every device of one class, in its place."""

    devices: str
    position: str
    place: int
    driver: str
    start: str
    image: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSystemFilter:
    """A minifilter; `group` names its purpose ("FSFilter Anti-Virus"), `altitude` its place."""

    driver: str
    group: str
    altitude: str
    start: str
    image: str


def class_filters(registry: Registry) -> tuple[ClassFilter, ...]:
    """Raises NotCollectedError (absent) where there is no class of devices at all."""
    registry.open(Root.MACHINE, CONTROL + r"\Class")
    return tuple(_class_filters(registry))


def _class_filters(registry: Registry) -> Iterator[ClassFilter]:
    for guid, devices in CLASSES.items():
        key = lookup(registry, f"{CONTROL}\\Class\\{guid}")
        for position in ("upper", "lower") if key else ():
            names = texts(key, f"{position.title()}Filters") if key else ()
            for place, driver in enumerate(names, start=1):
                start, image = service(registry, driver)
                yield ClassFilter(
                    devices=devices,
                    position=position,
                    place=place,
                    driver=driver,
                    start=start,
                    image=image,
                )


def service(registry: Registry, name: str) -> tuple[str, str]:
    """How a driver is started, and its file as the registry names it; "missing" if it is not."""
    key = lookup(registry, f"{SERVICES}\\{name}")
    if key is None:
        return "missing", ""
    return start_of(number(key, "Start")), text(key, "ImagePath")


def start_of(value: int | None) -> str:
    return _START.get(-1 if value is None else value, "unknown")


def file_system_filters(registry: Registry) -> tuple[FileSystemFilter, ...]:
    """Raises NotCollectedError (absent) where the registry names no services."""
    found = []
    for name in registry.open(Root.MACHINE, SERVICES).subkeys():
        key = lookup(registry, f"{SERVICES}\\{name}")
        if key is None:
            continue
        try:
            group = text(key, "Group")
            if not group.lower().startswith(_FILE_SYSTEM_GROUP):
                continue
            found.append(
                FileSystemFilter(
                    driver=name,
                    group=group,
                    altitude=_altitude(registry, name),
                    start=start_of(number(key, "Start")),
                    image=text(key, "ImagePath"),
                )
            )
        except NotCollectedError:
            continue  # one damaged key of many
    if not found:
        raise absent("no service belongs to a group of file system filters", SERVICES)
    return tuple(found)


def _altitude(registry: Registry, name: str) -> str:
    for below in ("Instances", r"Parameters\Instances"):
        path = f"{SERVICES}\\{name}\\{below}"
        key = lookup(registry, path)
        default = text(key, "DefaultInstance") if key else ""
        instance = lookup(registry, f"{path}\\{default}") if default else None
        if instance is not None:
            return text(instance, "Altitude")
    return ""
