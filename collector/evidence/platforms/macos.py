"""Live macOS, thin: what psutil and the standard library give."""

from __future__ import annotations

import os
import platform
from pathlib import Path

from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms import macos_disks
from collector.evidence.platforms.base import LiveMachine
from collector.evidence.platforms.facts import Account, Disk, OperatingSystem, Volume
from collector.evidence.platforms.files import listing
from collector.evidence.platforms.health import DiskHealth


class MacOs(LiveMachine):
    """Disks by diskutil; firmware and the kernel log are not read."""

    platform = "macos"

    def os(self) -> OperatingSystem:
        version, _, machine = platform.mac_ver()
        return OperatingSystem(
            family="macos",
            name="macOS",
            version=version,
            build=platform.version(),
            kernel=platform.release(),
            architecture=machine or platform.machine(),
        )

    def disks(self) -> tuple[Disk, ...]:
        return macos_disks.disks(self.ask)

    def disk_health(self, disk: Disk) -> DiskHealth:
        return macos_disks.health(self.ask, disk)

    def volumes(self) -> tuple[Volume, ...]:
        return macos_disks.volumes(self.ask)

    def device(self, disk: str) -> Path:
        return Path("/dev") / f"r{disk}"

    def accounts(self) -> tuple[Account, ...]:
        try:
            entries = listing(Path("/Users"), 1_000)
        except NotCollectedError:
            return super().accounts()
        people = {
            entry.name: Account(name=entry.name, profile=os.fspath(entry.path))
            for entry in entries
            if entry.is_folder and entry.name not in ("Shared", "Guest")
        }
        for account in super().accounts():
            people.setdefault(account.name, account)
        return tuple(people.values())

    def program_folders(self) -> tuple[Path, ...]:
        return (Path("/Applications"),)
