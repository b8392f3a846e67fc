"""Which servers backups of this machine go to: by what is mounted, network drives, jobs and logs.

Only names are read: no share is opened here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from collector.evidence.decode import by_mark, by_pattern
from collector.evidence.formats.network_names import Server, of_mount, servers
from collector.evidence.opening import open_regular
from collector.evidence.outcome import NotCollectedError, absent
from collector.evidence.platforms.files import Entry, listing
from collector.evidence.platforms.found import Record, installations, records
from collector.evidence.platforms.known_products import known_products, matches
from collector.evidence.platforms.live_network import remote_path
from collector.evidence.platforms.machine import Machine
from collector.evidence.platforms.patience import Patience
from collector.evidence.platforms.registry import Root, lookup, text

MOST = 8
_END = 2 << 20  # bytes of a log that are searched, from its end
_JOB = 1 << 20  # bytes of a job
_MAX_LOGS, _MAX_JOBS, _MAX_FOLDERS = 20, 100, 20
_JOBS = ("storage", "jdb")
Named = Iterator[tuple[Server, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """`target` is an address such as smb://server/, `service` what is spoken there;
    `sources` say where it is named."""

    target: str
    service: str
    sources: tuple[str, ...]


def targets(
    machine: Machine, found: Mapping[str, Any], given: int = 0
) -> tuple[tuple[Server, Target], ...]:
    """At most MOST, what is mounted first. `found`: the facts of the probe `products`; `given`: how
    many folders were named.

    Raises NotCollectedError: absent where nothing names a server.
    """
    sources: tuple[Callable[[], Named], ...] = (
        partial(_mounted, machine),
        partial(_network_drives, machine),
        partial(_jobs, machine),
        partial(_logs, machine, found, given),
    )
    named: dict[Server, dict[str, None]] = {}
    for source in sources:
        with suppress(NotCollectedError, OSError, RuntimeError):
            for server, where in source():
                named.setdefault(server, {})[where] = None
    if not named:
        raise absent("nothing that is mounted, and no job or log of a product, names a server")
    return tuple(
        (server, Target(target=server.url, service=server.service, sources=tuple(where)))
        for server, where in list(named.items())[:MOST]
    )


def _mounted(machine: Machine) -> Named:
    for mount in machine.mounts():
        if mount.remote:
            drive = mount.device[1:2] == ":"
            device = remote_path(mount.device) if drive else mount.device
            for server in of_mount(device, mount.file_system):
                yield server, "what is mounted"


def _network_drives(machine: Machine) -> Named:
    r"""`HKCU\Network\Z` holds where the drive Z: of an account leads, connected or not."""
    registry = machine.registry()
    for sid in registry.users():
        above = lookup(registry, rf"{sid}\Network", root=Root.USERS)
        for letter in above.subkeys()[:26] if above is not None else ():
            key = lookup(registry, rf"{sid}\Network\{letter}", root=Root.USERS)
            for server in servers(text(key, "RemotePath")) if key is not None else ():
                yield server, "a network drive"


def _jobs(machine: Machine) -> Named:
    r"""`ProgramData\Paragon Software\PRODUCT\storage\jdb`: the jobs of newer products."""
    vendors = known_products().search.vendor_folders
    for data in machine.data_folders():
        for vendor in _folders(data, *vendors):
            for product in _folders(vendor, "*"):
                for storage in _folders(product, _JOBS[0]):
                    for jobs in _folders(storage, _JOBS[1]):
                        for entry in _files(jobs):
                            for server in _in_both(_part(machine, entry.path, _JOB)):
                                yield server, "a backup job"


def _folders(above: Path, *names: str) -> list[Path]:
    with suppress(NotCollectedError):
        found = [each for each in listing(above) if each.is_folder and matches(each.name, names)]
        return [each.path for each in found[:_MAX_FOLDERS]]
    return []


def _files(folder: Path) -> list[Entry]:
    with suppress(NotCollectedError):
        return [each for each in listing(folder) if each.is_file][:_MAX_JOBS]
    return []


def _logs(machine: Machine, found: Mapping[str, Any], given: int) -> Named:
    names = [f"given-{number}" for number in range(1, given + 1)]
    rows: list[Record] = []
    for product, _ in installations(found, names):
        rows += records(product.get("logs"))
    rows += records(found.get("program-data"))
    patience = Patience.with_(machine)
    for log in rows[:_MAX_LOGS]:
        path = Path(str(log.get("path")))
        with suppress(NotCollectedError, OSError):
            data = patience.ask(path, partial(_part, machine, path, _END))
            for server in servers(_text(data)):
                yield server, str(log.get("name", ""))


def _part(machine: Machine, path: Path, most: int) -> bytes:
    """The end of a regular file; nothing of one that cannot be read."""
    pieces: list[bytes] = []
    with suppress(NotCollectedError, OSError), open_regular(path, machine.root) as file:
        file.seek(max(0, file.seek(0, 2) - most) & ~1)
        while most > 0 and (piece := file.read(min(most, 65536))):
            pieces.append(piece)
            most -= len(piece)
    return b"".join(pieces)


def _text(data: bytes) -> str:
    encoding = by_mark(data) or by_pattern(data)
    return data.decode(encoding.name if encoding else "utf-8", "replace")


def _in_both(data: bytes) -> Iterable[Server]:
    """Of a job, whose form is not known: as bytes of one and of two for a letter."""
    yield from servers(data.decode("utf-8", "replace"))
    for start in (0, 1):
        yield from servers(data[start:].decode("utf-16-le", "replace"))
