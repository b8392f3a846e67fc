"""An installation on disk: its folders, executables and logs, by bounded looks that never walk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from collector.evidence.formats import pe_version, product_name
from collector.evidence.formats.pe_version import NotAnExecutableError
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms.files import Entry, listing, shown
from collector.evidence.platforms.known_products import KnownProducts, matches
from collector.evidence.platforms.machine import Machine
from collector.evidence.platforms.patience import Patience
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
    are texts as found. `brand` is the OEM whose name it carries, if any. `registered_*` is what
    its Uninstall key says, `registered_in` the view of the registry ("64", "32", "user"); of a
    package of Linux its own name, version and manager ("dpkg", "rpm")."""

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
    registered_name: str = ""
    registered_version: str = ""
    registered_in: str = ""
    installed_on: str = ""


@dataclass(frozen=True, slots=True)
class _Look:
    """What one folder of an installation holds."""

    place: str
    path: Path
    entries: tuple[Entry, ...]


def describe(machine: Machine, folder: Path, known: KnownProducts, found_by: str) -> Product:
    """The installation in `folder` (resolved). A folder without an executable is one, too."""
    unread: list[Unread] = []
    patience = Patience.with_(machine)
    looks = list(_looks(machine, folder, patience, unread))
    executables = _executables(looks, patience, unread)
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
        logs=tuple(_logs(machine, looks, known, patience, unread)),
        searched=(*(shown(look.path) for look in looks), *(each.path for each in unread)),
        unread=tuple(unread),
    )


def _looks(
    machine: Machine, folder: Path, patience: Patience, unread: list[Unread]
) -> Iterator[_Look]:
    """The folder itself, then `Win??*` and `Program` in it; each place is looked at once."""
    seen: set[str] = set()
    waiting = [("", folder)]
    while waiting:
        place, path = waiting.pop(0)
        try:
            real, entries = patience.ask(path, partial(_look, machine, path))
        except NotCollectedError as error:
            unread.append(_unread(path, place, error))
            continue
        if real is None or str(real) in seen:
            continue
        seen.add(str(real))
        yield _Look(place, real, entries)
        if not place:
            inner = (each for each in entries if matches(each.name, PROGRAM_FOLDERS))
            waiting = [(each.name, each.path) for each in inner if each.is_folder or each.is_link]


def _look(machine: Machine, path: Path) -> tuple[Path | None, tuple[Entry, ...]]:
    """Where a folder really lies, and its entries; (None, ()) where it is no folder."""
    real = machine.own(path)
    if real.exists() and not real.is_dir():
        return None, ()
    return real, listing(real)


def _unread(path: Path, place: str, error: NotCollectedError) -> Unread:
    return Unread(path=shown(path), place=shown(place), status=error.status, reason=error.reason)


def _executables(looks: list[_Look], patience: Patience, unread: list[Unread]) -> list[Executable]:
    found: list[Executable] = []
    programs = [
        (look.place, entry.path)
        for look in looks
        for entry in look.entries
        if entry.is_file and entry.name.lower().endswith(".exe")
    ]
    for place, path in programs[:_MAX_EXECUTABLES]:
        try:
            found.append(patience.ask(path, partial(_executable, path)))
        except NotAnExecutableError:
            continue
        except NotCollectedError as error:
            if error.status is not Status.ABSENT:  # one without a version tells nothing
                unread.append(_unread(path, f"{place}/{path.name}".strip("/"), error))
    return found


def _executable(path: Path) -> Executable:
    info = pe_version.read(path)
    return Executable(
        path=shown(path),
        file_version=_build(info.first("FileVersion"), info.fixed_file),
        product_version=info.first("ProductVersion") or info.fixed_product,
        product_name=info.first("ProductName") or info.first("FileDescription"),
        company=info.first("CompanyName"),
        size=path.stat().st_size,
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
    machine: Machine,
    looks: list[_Look],
    known: KnownProducts,
    patience: Patience,
    unread: list[Unread],
) -> Iterator[Log]:
    found = [(look, each) for look in looks for each in look.entries if known.is_log(each.name)]
    for look, entry in found[:_MAX_LOGS]:
        try:
            path, same = patience.ask(entry.path, partial(_follow, machine, entry))
        except NotCollectedError as error:
            if error.status is not Status.TIMED_OUT:
                unread.append(_unread(entry.path, f"{look.place}/{entry.name}".strip("/"), error))
                continue
            path, same = entry.path, shown(entry.path)  # reading it will show that, by itself
        yield Log(path=shown(path), place=shown(look.place), name=shown(entry.name), identity=same)


def _follow(machine: Machine, entry: Entry) -> tuple[Path, str]:
    path = machine.own(entry.path) if entry.is_link else entry.path
    return path, identity(path)


def identity(path: Path) -> str:
    """The same text for two names of one file (hard links, other spellings)."""
    try:
        status = os.stat(path)
    except OSError:
        return shown(path)
    return f"{status.st_dev}:{status.st_ino}" if status.st_ino else shown(os.path.realpath(path))
