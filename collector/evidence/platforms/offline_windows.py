"""A Windows that does not run: the tree of its volume, its hives and its event logs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from collector.evidence.formats import pe_version
from collector.evidence.formats.event_xml import EventQuery
from collector.evidence.outcome import NotCollectedError, absent
from collector.evidence.platforms import windows_system, windows_traces
from collector.evidence.platforms.event_file import records
from collector.evidence.platforms.facts import Account, Firmware, Locale, OperatingSystem, TimeZone
from collector.evidence.platforms.offline_registry import OfflineRegistry
from collector.evidence.platforms.registry import Registry
from collector.evidence.platforms.rooted import Tree, profile_names

T = TypeVar("T")
_LOGS = "/Windows/System32/winevt/Logs"


class OfflineWindows(Tree):
    """The registry is opened when it is first asked for; where it is lost, files tell what they
    can (the build by the kernel's version resource, accounts by the folders in `Users`)."""

    platform = "offline-windows"

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self._registry: OfflineRegistry | None = None

    def system_folder(self) -> Path:
        return self.path("/Windows")

    def registry(self) -> Registry:
        return self.hives()

    def hives(self) -> OfflineRegistry:
        if self._registry is None:
            real = Path(os.path.realpath(self._root))
            self._registry = OfflineRegistry(Tree(self._root).path, real)  # no circle with us
        return self._registry

    def os(self) -> OperatingSystem:
        with suppress(NotCollectedError):
            return windows_system.os(self.registry())
        version = pe_version.read(self.path("/Windows/System32/ntoskrnl.exe"))
        return OperatingSystem(
            family="windows",
            name="Windows",
            version=".".join(version.fixed_product.split(".")[:2]),
            build=version.fixed_file,
            kernel=version.first("FileVersion"),
            architecture=version.architecture,
        )

    def locale(self) -> Locale:
        return windows_system.locale(self.registry())

    def time_zone(self) -> TimeZone:
        name = windows_system.time_zone_name(self.registry())
        minutes = windows_system.time_zone_offset(self.registry())
        if not name and minutes is None:
            raise absent("the registry names no time zone")
        return TimeZone(name=name, utc_offset_minutes=minutes)

    def firmware(self) -> Firmware:
        return windows_traces.firmware(self.registry())

    def accounts(self) -> tuple[Account, ...]:
        known = {each.name.casefold(): each for each in self._told(windows_system.accounts)}
        for folder in ("Users", "Documents and Settings"):
            for name in profile_names(self.path("/" + folder)):
                known.setdefault(
                    name.casefold(), Account(name=name, profile=f"C:\\{folder}\\{name}")
                )
        return tuple(known.values())

    def host_names(self) -> tuple[str, ...]:
        return self._told(windows_system.host_names)

    def addresses(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return (), self._told(windows_traces.addresses)

    def _told(self, source: Callable[[Registry], tuple[T, ...]]) -> tuple[T, ...]:
        """Nothing where the hives are lost: the probe `hives` says why."""
        with suppress(NotCollectedError):
            return source(self.registry())
        return ()

    def event_records(self, query: EventQuery) -> Iterator[str]:
        name = query.channel.replace("/", "%4") + ".evtx"
        yield from records(self.path(f"{_LOGS}/{name}"), Path(os.path.realpath(self._root)))
