"""Installed programs by their Uninstall keys: both views of the machine, and those of its users."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms.registry import Key, Registry, Root, View, lookup, number, text

UNINSTALL = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"
_MAX_PROGRAMS = 5_000
_QUOTED = re.compile(r'^"([^"]+)"')
_PROGRAM = re.compile(r"^(.+?\.(?:exe|ico|dll))(?=$|[\s,\"])", re.IGNORECASE)
_NOT_OF_THE_PRODUCT = ("msiexec", "rundll32", "package cache", "\\windows\\", "\\temp\\")


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One entry. `view` is "64", "32", or "user" for a program of one account; the folder and
    the executables are paths of that Windows, as far as the entry leads to them."""

    key: str
    view: str
    name: str
    version: str
    publisher: str
    folder: str
    icon: str
    uninstaller: str
    installed_on: str
    hidden: bool


def programs(registry: Registry) -> tuple[Program, ...]:
    """Every entry with a name. Raises NotCollectedError where no Uninstall key can be read."""
    found: list[Program] = []
    fault: NotCollectedError | None = None
    for root, path, view, shown in _places(registry):
        try:
            found.extend(_below(registry, root, path, view, shown))
        except NotCollectedError as error:
            fault = fault or error
    if not found and fault is not None:
        raise fault
    return tuple(_once(found)[:_MAX_PROGRAMS])


def _places(registry: Registry) -> Iterator[tuple[Root, str, View, str]]:
    yield Root.MACHINE, UNINSTALL, View.NATIVE, "64"
    yield Root.MACHINE, UNINSTALL, View.WOW, "32"
    try:
        users = registry.users()
    except NotCollectedError:
        users = ()
    for user in users:
        yield Root.USERS, f"{user}\\{UNINSTALL}", View.NATIVE, "user"


def _below(registry: Registry, root: Root, path: str, view: View, shown: str) -> Iterator[Program]:
    for name in registry.open(root, path, view).subkeys():
        key = lookup(registry, f"{path}\\{name}", view, root)
        try:
            program = _program(key, name, shown) if key else None
        except NotCollectedError:
            continue  # one damaged entry of many
        if program is not None:
            yield program


def _program(key: Key, name: str, view: str) -> Program | None:
    shown = text(key, "DisplayName")
    if not shown:
        return None
    return Program(
        key=name,
        view=view,
        name=shown,
        version=text(key, "DisplayVersion"),
        publisher=text(key, "Publisher"),
        folder=text(key, "InstallLocation").strip('"').rstrip("\\"),
        icon=executable(text(key, "DisplayIcon")),
        uninstaller=executable(text(key, "UninstallString")),
        installed_on=text(key, "InstallDate"),
        hidden=number(key, "SystemComponent") == 1,
    )


def _once(found: list[Program]) -> list[Program]:
    """A 32-bit Windows shows the same key in both views."""
    return list({(each.key, each.name, each.version, each.folder): each for each in found}.values())


def executable(command: str) -> str:
    """The file in a command line or an icon's place: `"C:\\x\\y.exe" /u`, `C:\\x\\y.exe,0`."""
    quoted = _QUOTED.match(command.strip())
    plain = quoted[1] if quoted else command.strip()
    found = _PROGRAM.match(plain)
    return found[1] if found else ""


def folder_of(program: Program) -> str:
    """Where the program lies, by what its entry says; empty where it says nothing of use."""
    if program.folder:
        return program.folder
    for file in (program.icon, program.uninstaller):
        folder = file.replace("/", "\\").rpartition("\\")[0]
        if folder and not any(each in file.lower() for each in _NOT_OF_THE_PRODUCT):
            return folder
    return ""
