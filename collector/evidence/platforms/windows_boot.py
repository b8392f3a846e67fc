"""What Windows does at its next start, by the registry: BootExecute, renames, fast start-up."""

from __future__ import annotations

from dataclasses import dataclass

from collector.evidence.platforms.registry import (
    Registry,
    Root,
    lookup,
    machine_text,
    number,
    texts,
)
from collector.evidence.platforms.windows_system import CONTROL, has_value

_SESSION = CONTROL + r"\Session Manager"
_SERVICING = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing"
_UPDATE = r"SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update"
_MAX_RENAMES = 200
_KNOWN_EXECUTE = ("autocheck autochk *", "autocheck autochk /q /v *")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """A file that is renamed at the next start; without `target` it is deleted."""

    source: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStart:
    """`boot_execute` are the programs that run before Windows does, `unusual` those of them that
    are not its own disk check: disk tools wait there for the restart. `fast_startup`: a shutdown
    is a hibernation, so that the file systems are not closed. None where it is not said."""

    boot_execute: tuple[str, ...]
    unusual: tuple[str, ...]
    setup_execute: tuple[str, ...]
    renames: tuple[Rename, ...]
    renames_in_all: int
    restart_pending: tuple[str, ...]
    fast_startup: bool | None
    hibernation: bool | None
    page_files: tuple[str, ...]
    crash_dump: int | None
    start_options: str
    boot_device: str
    system_device: str


def next_start(registry: Registry) -> NextStart:
    """Raises NotCollectedError where the key of the session manager cannot be read."""
    session = registry.open(Root.MACHINE, _SESSION)
    power = lookup(registry, CONTROL + r"\Power")
    fast = lookup(registry, _SESSION + r"\Power")
    memory = lookup(registry, _SESSION + r"\Memory Management")
    crash = lookup(registry, CONTROL + r"\CrashControl")
    execute = texts(session, "BootExecute")
    renames = _renames(texts_with_empty(registry))
    return NextStart(
        boot_execute=execute,
        unusual=tuple(each for each in execute if each.strip().lower() not in _KNOWN_EXECUTE),
        setup_execute=texts(session, "SetupExecute"),
        renames=renames[:_MAX_RENAMES],
        renames_in_all=len(renames),
        restart_pending=_pending(registry),
        fast_startup=_flag(number(fast, "HiberbootEnabled") if fast else None),
        hibernation=_flag(number(power, "HibernateEnabled") if power else None),
        page_files=texts(memory, "PagingFiles") if memory else (),
        crash_dump=number(crash, "CrashDumpEnabled") if crash else None,
        start_options=machine_text(registry, CONTROL, "SystemStartOptions"),
        boot_device=machine_text(registry, CONTROL, "FirmwareBootDevice"),
        system_device=machine_text(registry, CONTROL, "SystemBootDevice"),
    )


def texts_with_empty(registry: Registry) -> tuple[str, ...]:
    """PendingFileRenameOperations, whose empty strings mean "delete"."""
    found = registry.open(Root.MACHINE, _SESSION).values().get("PendingFileRenameOperations", ())
    return found if isinstance(found, tuple) else ()


def _renames(pairs: tuple[str, ...]) -> tuple[Rename, ...]:
    return tuple(
        Rename(source=_plain(source), target=_plain(target))
        for source, target in zip(pairs[::2], (*pairs[1::2], ""), strict=False)
        if source
    )


def _plain(path: str) -> str:
    r"""`!\??\C:\x` → `C:\x`: the mark means that the target may exist."""
    return path.removeprefix("!").removeprefix("*1").removeprefix("\\??\\")


def _pending(registry: Registry) -> tuple[str, ...]:
    """Who waits for a restart: keys that exist only while somebody does."""
    found = []
    if lookup(registry, _SERVICING + r"\RebootPending"):
        found.append("servicing of Windows")
    if lookup(registry, _UPDATE + r"\RebootRequired"):
        found.append("Windows Update")
    if has_value(registry, _SESSION, "PendingFileRenameOperations"):
        found.append("renaming of files")
    return tuple(found)


def _flag(value: int | None) -> bool | None:
    return None if value is None else bool(value)
