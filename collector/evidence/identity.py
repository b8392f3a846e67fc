"""What the operating system itself knows as personal, known before the first file is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from collector.evidence.platforms.machine import Machine
from collector.privacy.model import Kind, Name

_NOT_PERSONAL = frozenset(
    {
        "", "root", "system", "administrator", "guest", "public", "default", "user", "users",
        "localhost", "local", "localdomain", "lan", "home", "workgroup", "unknown", "none",
        "to be filled by o.e.m.", "not specified", "0",
    }
)  # fmt: skip


Found = Iterator[tuple[Kind, str]]


def names_of(machine: Machine) -> tuple[Name, ...]:
    """Accounts, full names, profile folders, host and domain, disk serials, own addresses.

    Each source stands alone: one that fails or does not apply leaves the others as they are.
    Names are true ones, in the order found (the machine's own name is the first host): what is
    too short or too common to be replaced everywhere, the redactor decides.
    """
    found: dict[tuple[Kind, str], Name] = {}
    for source in (_people, _hosts, _serials, _addresses):
        for kind, value in _guarded(source, machine):
            text = value.strip()
            if text.casefold() not in _NOT_PERSONAL:
                found.setdefault((kind, text.casefold()), Name(kind, text))
    return tuple(found.values())


def _guarded(source: Callable[[Machine], Found], machine: Machine) -> list[tuple[Kind, str]]:
    found: list[tuple[Kind, str]] = []
    try:
        found.extend(source(machine))
    except Exception:
        return found  # what a broken source told before it broke is known nevertheless
    return found


def _people(machine: Machine) -> Found:
    for account in machine.accounts():
        yield Kind.USER, account.name
        if account.full_name.casefold() != account.name.casefold():
            yield Kind.USER, account.full_name
        yield Kind.USER, _profile_name(account.profile)


def _profile_name(profile: str) -> str:
    """The folder's own name, where it lies among those of people ("/home/jane")."""
    parts = profile.replace("\\", "/").rstrip("/").split("/")
    above = parts[-2].casefold() if len(parts) > 1 else ""
    return parts[-1] if above in ("home", "users", "documents and settings") else ""


def _hosts(machine: Machine) -> Found:
    for name in machine.host_names():
        yield Kind.HOST, name
        yield Kind.HOST, name.partition(".")[0]


def _serials(machine: Machine) -> Found:
    for disk in machine.disks():
        yield Kind.SERIAL, disk.serial


def _addresses(machine: Machine) -> Found:
    macs, addresses = machine.addresses()
    yield from ((Kind.MAC, mac) for mac in macs)
    yield from ((Kind.IP, address) for address in addresses)
