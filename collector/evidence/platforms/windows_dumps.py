r"""Where a Windows puts its crash dumps: the registry says so (`CrashControl`), or its defaults."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from collector.evidence.model import Status
from collector.evidence.platforms.machine import Machine
from collector.evidence.platforms.registry import Registry, machine_text
from collector.evidence.platforms.windows_system import CONTROL
from collector.evidence.probe import NotCollectedError, absent

_CRASH_CONTROL = CONTROL + r"\CrashControl"
_VERSION = r"SOFTWARE\Microsoft\Windows NT\CurrentVersion"
_DEFAULTS = {"MinidumpDir": r"%SystemRoot%\Minidump", "DumpFile": r"%SystemRoot%\MEMORY.DMP"}
_VARIABLE = re.compile(r"%(systemroot|windir|systemdrive)%", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DumpPlaces:
    r"""As that Windows calls them: `folder` of the small dumps (`C:\Windows\Minidump`), and the
    one large `file`; `drive` is the one that it lies on ("C:")."""

    folder: str
    file: str
    drive: str


def dump_places(machine: Machine) -> DumpPlaces:
    """Never raises: where the registry is lost, what Windows does by itself is taken."""
    try:
        registry = machine.registry()
    except (NotCollectedError, OSError, RuntimeError):
        registry = None
    root = _system_root(machine, registry)
    said = {name: _said(registry, name, root) for name in _DEFAULTS}
    return DumpPlaces(folder=said["MinidumpDir"], file=said["DumpFile"], drive=root[:2])


def _system_root(machine: Machine, registry: Registry | None) -> str:
    found = ""
    if machine.live:
        try:
            found = str(machine.system_folder())
        except (NotCollectedError, OSError, RuntimeError):
            found = ""
    elif registry is not None:
        found = machine_text(registry, _VERSION, "SystemRoot")
    return found.rstrip("\\") if found[1:3] == ":\\" else r"C:\Windows"


def _said(registry: Registry | None, name: str, root: str) -> str:
    said = machine_text(registry, _CRASH_CONTROL, name) if registry is not None else ""

    def known(match: re.Match[str]) -> str:
        return root[:2] if match[1].lower() == "systemdrive" else root

    return _VARIABLE.sub(known, said or _DEFAULTS[name]).rstrip("\\")


def place(machine: Machine, places: DumpPlaces, path: str) -> Path:
    """Where `path` of that Windows lies for us.

    Raises NotCollectedError: a share is not touched, and a tree has one drive only.
    """
    if path.startswith(("\\\\", "//")):
        raise NotCollectedError(Status.SKIPPED, "it lies on a network share, which is not touched")
    if not machine.live and path[1:2] == ":" and path[:2].upper() != places.drive.upper():
        raise absent(f"it lies on drive {path[:2]}, which is not a part of this tree", path)
    return machine.path(path)
