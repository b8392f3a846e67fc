"""Installed updates of Windows, by the packages that its servicing keeps in the registry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from collector.evidence.outcome import NotCollectedError, absent
from collector.evidence.platforms.registry import Registry, Root, lookup, number

_PACKAGES = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\Packages"
_PACKAGE = re.compile(
    r"Package(?:_\d+)?_for_(KB\d{6,8}|RollupFix|ServicingStack_\d+|DotNetRollup\w*)~.*~([\d.]+)",
    re.I,
)
_STATES = {32: "waiting for a restart", 80: "superseded", 96: "being installed", 112: "installed"}
_FIRST = datetime(1601, 1, 1, tzinfo=UTC)
_MAX_UPDATES = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """`name` is a number of the knowledge base or a rollup; `installed_at` UTC, ISO 8601."""

    name: str
    version: str
    state: str
    installed_at: str


def updates(registry: Registry) -> tuple[Update, ...]:
    """Newest first, each once.

    Raises NotCollectedError where the packages may not be listed, or none is an update.
    """
    found: dict[tuple[str, str], Update] = {}
    for package in registry.open(Root.MACHINE, _PACKAGES).subkeys():
        match = _PACKAGE.fullmatch(package)
        if match is None or len(found) >= _MAX_UPDATES:
            continue
        update = _update(registry, package, match[1], match[2])
        found.setdefault((update.name.upper(), update.version), update)
    if not found:
        raise absent("servicing lists no update", "HKLM\\" + _PACKAGES)
    return tuple(sorted(found.values(), key=lambda each: each.installed_at, reverse=True))


def _update(registry: Registry, package: str, name: str, version: str) -> Update:
    key = lookup(registry, f"{_PACKAGES}\\{package}")
    try:
        state = number(key, "CurrentState") if key else None
        high = number(key, "InstallTimeHigh") if key else None
        low = number(key, "InstallTimeLow") if key else None
    except NotCollectedError:
        state = high = low = None
    return Update(
        name=name,
        version=version,
        state=_STATES.get(
            -1 if state is None else state, "unknown" if state is None else str(state)
        ),
        installed_at=_time((high or 0) << 32 | (low or 0)),
    )


def _time(ticks: int) -> str:
    """FILETIME (100 ns since 1601) as UTC."""
    if not 0 < ticks < 2**58:
        return ""
    return (_FIRST + timedelta(microseconds=ticks // 10)).isoformat(timespec="seconds")
