"""Live macOS, thin: what psutil and the standard library give."""

from __future__ import annotations

import os
import platform
from pathlib import Path

from collector.evidence.platforms.base import LiveMachine
from collector.evidence.platforms.facts import Account, OperatingSystem
from collector.evidence.platforms.files import listing
from collector.evidence.probe import NotCollectedError


class MacOs(LiveMachine):
    """Disks, firmware and the kernel log need `diskutil` and `log`, which are not asked yet."""

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
