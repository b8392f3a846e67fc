r"""Where a Windows puts its crash dumps: the registry says so (`CrashControl`), or its defaults."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from collector.evidence.platforms import windows_paths
from collector.evidence.platforms.machine import Machine
from collector.evidence.platforms.registry import Registry, machine_text
from collector.evidence.platforms.windows_system import CONTROL

_CRASH_CONTROL = CONTROL + r"\CrashControl"
_DEFAULTS = {"MinidumpDir": r"%SystemRoot%\Minidump", "DumpFile": r"%SystemRoot%\MEMORY.DMP"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DumpPlaces:
    r"""As that Windows calls them: `folder` of the small dumps (`C:\Windows\Minidump`), and the
    one large `file`; `drive` is the one that it lies on ("C:")."""

    folder: str
    file: str
    drive: str


def dump_places(machine: Machine) -> DumpPlaces:
    """Never raises: where the registry is lost, what Windows does by itself is taken."""
    registry = windows_paths.registry_of(machine)
    root = windows_paths.system_root(machine)
    said = {name: _said(registry, name, root) for name in _DEFAULTS}
    return DumpPlaces(folder=said["MinidumpDir"], file=said["DumpFile"], drive=root[:2])


def _said(registry: Registry | None, name: str, root: str) -> str:
    said = machine_text(registry, _CRASH_CONTROL, name) if registry is not None else ""
    return windows_paths.expanded(said or _DEFAULTS[name], windows_paths.folders_of(root))


def place(machine: Machine, places: DumpPlaces, path: str) -> Path:
    """Where `path` of that Windows lies for us.

    Raises NotCollectedError: a share is not touched, and a tree has one drive only.
    """
    return windows_paths.place(machine, places.drive, path)
