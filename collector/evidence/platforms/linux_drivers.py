"""Kernel modules of Linux that come from the vendor: ufsd, and ntfs3 that he gave to the kernel."""

from __future__ import annotations

import os
from dataclasses import dataclass

from collector.evidence.outcome import absent, not_applicable
from collector.evidence.platforms.files import word
from collector.evidence.platforms.machine import Machine

_MODULES = ("ufsd", "ufsd_driver", "jnl", "ntfs3", "apfs", "hfsplus_ufsd", "refs")


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorModule:
    """`state` is "running" for one that is loaded or built in; `source` the kernel's checksum of
    its source, where it has one."""

    file: str
    state: str
    version: str
    source: str


def vendor_modules(machine: Machine) -> tuple[VendorModule, ...]:
    """Raises NotCollectedError (absent) where none is loaded."""
    if machine.platform != "linux" or not machine.live:
        raise not_applicable("loaded modules can be read on a running Linux only")
    folder = machine.path("/sys/module")
    found = tuple(
        VendorModule(
            file=name,
            state="running",
            version=word(folder / name / "version"),
            source=word(folder / name / "srcversion"),
        )
        for name in _MODULES
        if os.path.isdir(folder / name)
    )
    if not found:
        raise absent("no module of the vendor is loaded", "/sys/module")
    return found
