"""Where installations are looked for: vendor folders, a folder given, running programs, OEMs'."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from collector.evidence.formats import pe_version
from collector.evidence.formats.pe_version import NotAnExecutableError
from collector.evidence.outcome import NotCollectedError, absent, not_applicable
from collector.evidence.platforms.files import Entry, listing, shown
from collector.evidence.platforms.installed import (
    PROGRAM_FOLDERS,
    Log,
    Product,
    describe,
    identity,
)
from collector.evidence.platforms.known_products import KnownProducts, known_products, matches
from collector.evidence.platforms.machine import Machine

_MAX_PRODUCTS = 50
_MAX_FOLDERS = 500  # looked into for OEM brands, or for logs in ProgramData
_MAX_LOOKED_AT = 1_000  # executables read for their company
_DATA_DEPTH = 4
_MAX_DATA_LOGS = 100


def given(machine: Machine, folder: Path) -> tuple[Product, ...]:
    """The installation that a person named: its folder, its `Program`, its executable, or the
    folder of the vendor, which may hold several.

    Raises NotCollectedError where it is not there. One that may not be listed is a product whose
    `unread` says so.
    """
    known = known_products()
    place = machine.own(folder)
    if place.is_file():
        place = place.parent
    if matches(place.name, PROGRAM_FOLDERS):
        place = _parent(machine, place)
    elif matches(place.name, known.search.vendor_folders):
        inside = [entry.path for entry in _listed(place) if entry.is_folder][:_MAX_PRODUCTS]
        if inside:
            return tuple(describe(machine, each, known, "given") for each in inside)
    return (describe(machine, place, known, "given"),)


def _parent(machine: Machine, place: Path) -> Path:
    """The installation above a `Program` that was named; the folder itself if that is the root."""
    try:
        return machine.own(place.parent)
    except NotCollectedError:
        return place


def in_vendor_folders(machine: Machine) -> tuple[Product, ...]:
    """Every folder in `Program Files*\\Paragon Software`.

    Raises NotCollectedError (absent) with the folders searched where there is none.
    """
    known = known_products()
    found = [
        describe(machine, entry.path, known, "vendor folder")
        for vendor in _vendor_folders(machine, machine.program_folders(), known)
        for entry in listing(vendor)
        if entry.is_folder
    ][:_MAX_PRODUCTS]
    if not found:
        raise absent("no installation of the vendor", *_searched(machine, known))
    return tuple(found)


def _vendor_folders(
    machine: Machine, above: tuple[Path, ...], known: KnownProducts
) -> Iterator[Path]:
    for folder in above:
        for entry in _listed(folder):
            if matches(entry.name, known.search.vendor_folders):
                try:
                    yield machine.own(entry.path)
                except NotCollectedError:
                    continue


def _searched(machine: Machine, known: KnownProducts) -> list[str]:
    above = machine.program_folders() or (Path("Program Files"), Path("Program Files (x86)"))
    return [shown(each / name) for each in above for name in known.search.vendor_folders]


def elsewhere(machine: Machine) -> tuple[Product, ...]:
    """Installations under an OEM's name: known by the publisher in their executables.

    Looks two folders deep below `Program Files*`, at a bounded number of files.
    """
    known = known_products()
    found = []
    for folder, brand in _foreign_folders(machine, known):
        if any(_is_vendors(entry, known) for entry in _program_files(machine, folder)):
            product = describe(machine, folder, known, "publisher")
            found.append(product if product.brand else replace(product, brand=brand))
    if not found:
        raise absent("no program of the vendor under another name")
    return tuple(found[:_MAX_PRODUCTS])


def _foreign_folders(machine: Machine, known: KnownProducts) -> Iterator[tuple[Path, str]]:
    left = _MAX_FOLDERS
    for above in machine.program_folders():
        for entry in _listed(above):
            if not entry.is_folder or matches(entry.name, known.search.vendor_folders):
                continue
            children = [each for each in _listed(entry.path) if each.is_folder]
            for folder in (entry, *children):
                left -= 1
                if left < 0:
                    return
                if not matches(folder.name, PROGRAM_FOLDERS):
                    yield folder.path, shown(entry.name)


def _program_files(machine: Machine, folder: Path) -> list[Entry]:
    """The executables in a folder and in its `Program` and `Win??`."""
    here = _listed(folder)
    below = [
        entry
        for child in here
        if child.is_folder and matches(child.name, PROGRAM_FOLDERS)
        for entry in _listed(child.path)
    ]
    programs = [each for each in (*here, *below) if each.name.lower().endswith(".exe")]
    return [each for each in programs if each.is_file][:20]


def _is_vendors(entry: Entry, known: KnownProducts) -> bool:
    return known.is_vendor(_company(entry.path))


def _company(path: Path) -> str:
    try:
        return pe_version.read(path).first("CompanyName")
    except (NotCollectedError, NotAnExecutableError):
        return ""


def running(machine: Machine) -> tuple[Product, ...]:
    """Installations whose executables run at this moment."""
    if machine.platform != "windows":
        raise not_applicable("only programs of a running Windows are looked at")
    known = known_products()
    folders: dict[Path, None] = {}
    for path in machine.running_executables()[:_MAX_LOOKED_AT]:
        if known.is_vendor(_company(path)):
            inner = matches(path.parent.name, PROGRAM_FOLDERS)
            folders[path.parent.parent if inner else path.parent] = None
    if not folders:
        raise absent("no program of the vendor is running")
    return tuple(describe(machine, each, known, "running program") for each in folders)


def data_logs(machine: Machine) -> tuple[Log, ...]:
    """Logs that newer products keep in `ProgramData\\Paragon Software`."""
    known = known_products()
    found: list[Log] = []
    left = _MAX_FOLDERS
    waiting = [
        (vendor, "", 0) for vendor in _vendor_folders(machine, machine.data_folders(), known)
    ]
    if not waiting:
        raise absent("the vendor keeps no data for all users here")
    while waiting and left > 0 and len(found) < _MAX_DATA_LOGS:
        folder, place, depth = waiting.pop(0)
        left -= 1
        for entry in _listed(folder):
            if entry.is_folder and depth < _DATA_DEPTH:
                waiting.append((entry.path, f"{place}/{shown(entry.name)}".strip("/"), depth + 1))
            elif not entry.is_link and known.is_log(entry.name):
                found.append(_log(entry, place))
    return tuple(found[:_MAX_DATA_LOGS])


def _log(entry: Entry, place: str) -> Log:
    return Log(
        path=shown(entry.path), place=place, name=shown(entry.name), identity=identity(entry.path)
    )


def _listed(folder: Path) -> tuple[Entry, ...]:
    try:
        return listing(folder)
    except NotCollectedError:
        return ()
