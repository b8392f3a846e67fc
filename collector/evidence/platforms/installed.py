"""An installation on disk: its folders, executables and logs, by bounded looks that never walk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from collector.evidence.formats import pe_version, product_name
from collector.evidence.formats.pe_version import NotAnExecutableError, VersionInfo
from collector.evidence.model import Status
from collector.evidence.platforms.files import Entry, listing, shown
from collector.evidence.platforms.known_products import KnownProducts, matches
from collector.evidence.platforms.machine import Machine
from collector.evidence.probe import NotCollectedError
from collector.policy.versions import is_build

PROGRAM_FOLDERS = ("program", "win??*")  # policy line 541: the "WinXX" or "Program" subfolder
_MAX_EXECUTABLES = 100
_MAX_LOGS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Executable:
    """Versions as the file states them; `file_version` is the build."""

    path: str
    file_version: str
    product_version: str
    product_name: str
    company: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """A log of the product. `place` is its folder within the installation ("", "Program");
    `identity` is the same for two names of one file."""

    path: str
    place: str
    name: str
    identity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A folder or link that could not be looked into, and why."""

    path: str
    place: str
    status: Status
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One installation. `version` is the marketing version, `build` that of its executable; both
    are texts as found. `brand` is the OEM whose name it carries, if any."""

    name: str
    edition: str
    version: str
    build: str
    vendor: str
    brand: str
    folder: str
    executable: str
    found_by: str
    executables: tuple[Executable, ...]
    logs: tuple[Log, ...]
    searched: tuple[str, ...]
    unread: tuple[Unread, ...]


@dataclass(frozen=True, slots=True)
class _Look:
    """What one folder of an installation holds."""

    place: str
    path: Path
    entries: tuple[Entry, ...]


def describe(machine: Machine, folder: Path, known: KnownProducts, found_by: str) -> Product:
    """The installation in `folder` (resolved). A folder without an executable is one, too."""
    unread: list[Unread] = []
    looks = list(_looks(machine, folder, unread))
    executables = _executables(looks, known, unread)
    main = _main(executables, known)
    named = _named(main, folder)
    vendor = main.company if main else ""
    return Product(
        name=named.name,
        edition=named.edition,
        version=named.version,
        build=main.file_version if main else "",
        vendor=vendor,
        brand="" if not vendor or known.is_vendor(vendor) else vendor,
        folder=shown(folder),
        executable=main.path if main else "",
        found_by=found_by,
        executables=tuple(executables),
        logs=tuple(_logs(machine, looks, known, unread)),
        searched=(*(shown(look.path) for look in looks), *(each.path for each in unread)),
        unread=tuple(unread),
    )


def _looks(machine: Machine, folder: Path, unread: list[Unread]) -> Iterator[_Look]:
    """The folder itself, then `Win??*` and `Program` in it; each place is looked at once."""
    seen: set[str] = set()
    for place, path in _places(machine, folder, unread):
        real = os.path.realpath(path)
        if real in seen:
            continue
        seen.add(real)
        try:
            yield _Look(place, path, listing(path))
        except NotCollectedError as error:
            unread.append(_unread(path, place, error))


def _places(machine: Machine, folder: Path, unread: list[Unread]) -> Iterator[tuple[str, Path]]:
    yield "", folder
    try:
        entries = listing(folder)
    except NotCollectedError:
        return  # told by the look into the folder itself
    for entry in entries:
        if not matches(entry.name, PROGRAM_FOLDERS) or not (entry.is_folder or entry.is_link):
            continue
        try:
            path = machine.own(entry.path)
        except NotCollectedError as error:
            unread.append(_unread(entry.path, entry.name, error))
            continue
        if path.is_dir():
            yield entry.name, path


def _unread(path: Path, place: str, error: NotCollectedError) -> Unread:
    return Unread(path=shown(path), place=shown(place), status=error.status, reason=error.reason)


def _executables(
    looks: list[_Look], known: KnownProducts, unread: list[Unread]
) -> list[Executable]:
    found: list[Executable] = []
    for look in looks:
        for entry in look.entries:
            if not entry.name.lower().endswith(".exe") or entry.size < 0:
                continue
            if len(found) >= _MAX_EXECUTABLES:
                return found
            try:
                found.append(_executable(entry, pe_version.read(entry.path)))
            except NotAnExecutableError:
                continue
            except NotCollectedError as error:
                if error.status is not Status.ABSENT:  # one without a version tells nothing
                    unread.append(_unread(entry.path, look.place, error))
    return found


def _executable(entry: Entry, info: VersionInfo) -> Executable:
    return Executable(
        path=shown(entry.path),
        file_version=_build(info.first("FileVersion"), info.fixed_file),
        product_version=info.first("ProductVersion") or info.fixed_product,
        product_name=info.first("ProductName") or info.first("FileDescription"),
        company=info.first("CompanyName"),
        size=entry.size,
    )


def _build(text: str, fixed: str) -> str:
    """The build as its maker writes it ("18.12.0.0744"), else from the four fixed numbers."""
    plain = text.replace(", ", ".").replace(",", ".").partition(" ")[0]
    return plain if is_build(plain) else fixed or text


def _main(found: list[Executable], known: KnownProducts) -> Executable | None:
    """The program itself: named in products.toml, or the vendor's, the largest of those left."""

    def rank(each: Executable) -> tuple[bool, bool, bool, int, str]:
        name = each.path.replace("\\", "/").rpartition("/")[2]
        return (
            matches(name, known.search.not_the_program),
            not known.is_vendor(each.company),
            not matches(name, known.executables),
            -each.size,
            each.path,
        )

    return min(found, key=rank, default=None)


def _named(main: Executable | None, folder: Path) -> product_name.ProductName:
    """What the executable says; what it leaves out, the name of its folder may say."""
    by_folder = product_name.parse(shown(folder.name))
    if main is None or not main.product_name:
        return by_folder
    said = product_name.parse(main.product_name)
    if said.version:
        return said
    return replace(said, version=by_folder.version, edition=said.edition or by_folder.edition)


def _logs(
    machine: Machine, looks: list[_Look], known: KnownProducts, unread: list[Unread]
) -> Iterator[Log]:
    count = 0
    for look in looks:
        for entry in look.entries:
            if not known.is_log(entry.name) or count >= _MAX_LOGS:
                continue
            count += 1
            try:
                path = machine.own(entry.path) if entry.is_link else entry.path
            except NotCollectedError as error:
                unread.append(_unread(entry.path, f"{look.place}/{entry.name}".strip("/"), error))
                continue
            yield Log(
                path=shown(path),
                place=shown(look.place),
                name=shown(entry.name),
                identity=identity(path),
            )


def identity(path: Path) -> str:
    """The same text for two names of one file (hard links, other spellings)."""
    try:
        status = os.stat(path)
    except OSError:
        return shown(path)
    return f"{status.st_dev}:{status.st_ino}" if status.st_ino else shown(os.path.realpath(path))
