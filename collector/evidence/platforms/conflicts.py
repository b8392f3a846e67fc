"""Programs and drivers of others that are known to stand in a disk tool's way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import msgspec

from collector.core.resources import read_toml
from collector.evidence.outcome import NotCollectedError, absent
from collector.evidence.platforms.known_products import known_products, matches
from collector.evidence.platforms.linux_packages import packages
from collector.evidence.platforms.machine import Machine
from collector.evidence.platforms.registry import Registry, lookup, number, text
from collector.evidence.platforms.uninstall import programs
from collector.evidence.platforms.windows_drivers import services

_PROVIDERS = r"SOFTWARE\Microsoft\Security Center\Provider\Av"
_ON = 0x1000  # of productState, as antivirus programs report themselves


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One kind of program in `resources/conflicts.toml`."""

    id: str
    why: str
    names: tuple[str, ...]
    drivers: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """`found_as` "program", "package", "driver" or "registered antivirus"; `state` of a driver its
    start ("boot", "disabled"), of an antivirus "on" or "off"."""

    kind: str
    name: str
    publisher: str
    version: str
    found_as: str
    state: str
    why: str


@cache
def kinds() -> tuple[Kind, ...]:
    """Raises msgspec.ValidationError when support has broken the file."""
    return msgspec.convert(read_toml("conflicts.toml")["kinds"], tuple[Kind, ...])


def conflicts(registry: Registry) -> tuple[Conflict, ...]:
    """Raises NotCollectedError: absent where none is known, or as the registry does."""
    fault: NotCollectedError | None = None
    found: list[Conflict] = []
    for look in (_programs, _drivers, _antivirus):
        try:
            found.extend(look(registry))
        except NotCollectedError as error:
            fault = fault or error
    if not found:
        raise fault or absent("no program is known to stand in the way")
    return tuple(found)


def conflicting_packages(machine: Machine) -> tuple[Conflict, ...]:
    """Of Linux. Raises NotCollectedError: absent where none is known, or as their list does."""
    found = tuple(
        Conflict(
            kind=kind.id, name=package.name, publisher=package.maker, version=package.version,
            found_as="package", state="", why=kind.why,
        )
        for package in packages(machine)
        if (kind := next((each for each in kinds() if matches(package.name, each.packages)), None))
    )  # fmt: skip
    if not found:
        raise absent("no package is known to stand in the way")
    return found


def _programs(registry: Registry) -> Iterator[Conflict]:
    known = known_products()
    for program in programs(registry):
        if program.hidden or known.is_vendor(program.publisher):
            continue
        for kind in kinds():
            if matches(program.name, kind.names):
                yield Conflict(
                    kind=kind.id,
                    name=program.name,
                    publisher=program.publisher,
                    version=program.version,
                    found_as="program",
                    state="",
                    why=kind.why,
                )
                break


def _drivers(registry: Registry) -> Iterator[Conflict]:
    for service in services(registry):
        for kind in kinds():
            if matches(service.name, kind.drivers):
                yield Conflict(
                    kind=kind.id,
                    name=service.name,
                    publisher="",
                    version="",
                    found_as="driver",
                    state=service.start,
                    why=kind.why,
                )
                break


def _antivirus(registry: Registry) -> Iterator[Conflict]:
    """Those that Windows itself knows of, its own among them."""
    providers = lookup(registry, _PROVIDERS)
    why = next((kind.why for kind in kinds() if kind.id == "antivirus"), "")
    for name in providers.subkeys() if providers else ():
        key = lookup(registry, f"{_PROVIDERS}\\{name}")
        if key is not None and (shown := text(key, "DISPLAYNAME")):
            state = number(key, "STATE")
            yield Conflict(
                kind="antivirus",
                name=shown,
                publisher="",
                version="",
                found_as="registered antivirus",
                state="" if state is None else "on" if state & _ON else "off",
                why=why,
            )
