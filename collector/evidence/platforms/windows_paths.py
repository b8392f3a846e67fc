r"""Paths of the Windows under examination: where it lies, and where it keeps what is temporary."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError, absent
from collector.evidence.platforms.machine import Machine
from collector.evidence.platforms.registry import Registry, Root, View, lookup, machine_text, text
from collector.evidence.platforms.windows_system import CONTROL, VERSION

_PROFILES = VERSION + r"\ProfileList"
_ENVIRONMENT = CONTROL + r"\Session Manager\Environment"
_VARIABLE = re.compile(r"%([a-z]{1,20})%", re.IGNORECASE)
_TEMP = (r"AppData\Local\Temp", r"Local Settings\Temp")  # the second in Windows XP
_MAX_FOLDERS = 100


def registry_of(machine: Machine) -> Registry | None:
    """None where it is lost or there is none."""
    try:
        return machine.registry()
    except (NotCollectedError, OSError, RuntimeError):
        return None


def system_root(machine: Machine) -> str:
    r"""`C:\Windows`, as that Windows calls it; never raises: what setup does by itself is taken
    where it does not say."""
    found = ""
    if machine.live:
        try:
            found = str(machine.system_folder())
        except (NotCollectedError, OSError, RuntimeError):
            found = ""
    elif registry := registry_of(machine):
        found = machine_text(registry, VERSION, "SystemRoot")
    return found.rstrip("\\") if found[1:3] == ":\\" else r"C:\Windows"


def expanded(path: str, variables: Mapping[str, str]) -> str:
    """With what stands between percent signs replaced, as far as it is known (lower-case names);
    without a backslash at its end."""
    return _VARIABLE.sub(lambda found: variables.get(found[1].lower(), found[0]), path).rstrip("\\")


def folders_of(root: str) -> dict[str, str]:
    """What variables of the system stand for, where Windows lies in `root`."""
    return {"systemroot": root, "windir": root, "systemdrive": root[:2]}


def place(machine: Machine, root: str, path: str) -> Path:
    """Where `path` of that Windows lies for us; `root` is its own folder.

    Raises NotCollectedError: a share is not touched, and a tree has one drive only.
    """
    if path.startswith(("\\\\", "//")):
        raise NotCollectedError(Status.SKIPPED, "it lies on a network share, which is not touched")
    if path[1:3] != ":\\":
        raise absent("it is no path that begins with a drive", path)
    if not machine.live and path[:2].upper() != root[:2].upper():
        raise absent(f"it lies on drive {path[:2]}, which is not a part of this tree", path)
    return machine.path(path)


def temporary_folders(machine: Machine, root: str) -> tuple[str, ...]:
    """Where programs of the system and of each account put temporary files, as far as it is
    known; some may not exist. Never raises."""
    registry = registry_of(machine)
    found = [rf"{root}\Temp"]
    if registry is not None:
        found.extend(_said(registry, root))
    try:
        profiles = [each.profile for each in machine.accounts()]
    except (NotCollectedError, OSError, RuntimeError):
        profiles = []
    for profile in profiles:
        folder = expanded(profile, folders_of(root))
        found.extend(rf"{folder}\{below}" for below in _TEMP if folder)
    once = {each.casefold(): each for each in reversed(found)}
    return tuple(reversed(once.values()))[:_MAX_FOLDERS]


def _said(registry: Registry, root: str) -> Iterator[str]:
    """What the settings of the system and of each account say, if they say more than usual."""
    known = folders_of(root)
    for name in ("TEMP", "TMP"):
        if said := machine_text(registry, _ENVIRONMENT, name):
            yield expanded(said, known)
    try:
        users = registry.users()
    except NotCollectedError:
        users = ()
    for user in users:
        profile = machine_text(registry, f"{_PROFILES}\\{user}", "ProfileImagePath")
        profile = expanded(profile, known)
        home = {"userprofile": profile, "localappdata": rf"{profile}\AppData\Local"}
        key = lookup(registry, f"{user}\\Environment", View.NATIVE, Root.USERS)
        for name in ("TEMP", "TMP"):
            if profile and key is not None and (said := text(key, name)):
                yield expanded(said, {**known, **home})
