"""Products by the Uninstall keys: those of the vendor, and OEM brands whose program is his."""

from __future__ import annotations

import ntpath
from dataclasses import replace
from pathlib import Path

from collector.evidence.formats import pe_version, product_name
from collector.evidence.formats.pe_version import NotAnExecutableError
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError, absent
from collector.evidence.platforms.installed import PROGRAM_FOLDERS, Product, Unread, describe
from collector.evidence.platforms.known_products import KnownProducts, known_products, matches
from collector.evidence.platforms.machine import Machine
from collector.evidence.platforms.uninstall import Program, folder_of, programs

FOUND_BY = "uninstall key"
_MAX_PRODUCTS = 50
_MAX_LOOKED_AT = 1_000  # executables of other publishers read for their company


def registered(machine: Machine) -> tuple[Product, ...]:
    """One for each entry of the vendor's, several versions side by side.

    Raises NotCollectedError where there is no registry, or no entry of the vendor.
    """
    known = known_products()
    left = _MAX_LOOKED_AT
    found: list[Product] = []
    for program in programs(machine.registry()):
        if not known.is_vendor(program.publisher):
            left -= 1
            if left < 0 or not _is_vendors(machine, program, known):
                continue
        found.append(_product(machine, program, known))
    if not found:
        raise absent("no Uninstall key names the vendor")
    return tuple(found[:_MAX_PRODUCTS])


def _is_vendors(machine: Machine, program: Program, known: KnownProducts) -> bool:
    """Whether the executable that the entry shows is the vendor's: an OEM brand."""
    if not program.icon.lower().endswith(".exe") or "\\windows\\" in program.icon.lower():
        return False
    try:
        info = pe_version.read(machine.path(program.icon))
    except (NotCollectedError, NotAnExecutableError, OSError):
        return False
    return known.is_vendor(info.first("CompanyName"))


def _product(machine: Machine, program: Program, known: KnownProducts) -> Product:
    """What the executable says, completed by the entry; last of all what its folder is called."""
    product = _on_disk(machine, program, known)
    file = product_name.parse(_called(product))
    entry = product_name.parse(program.name)
    return replace(
        product,
        name=file.name or entry.name or product.name,
        edition=file.edition or entry.edition or product.edition,
        version=file.version or entry.version or product.version,
        build=product.build or program.version,
        vendor=product.vendor or program.publisher,
        brand="" if known.is_vendor(program.publisher) else program.publisher or product.brand,
        registered_name=program.name,
        registered_version=program.version,
        registered_in=program.view,
        installed_on=program.installed_on,
    )


def _called(product: Product) -> str:
    """What its main executable calls itself; empty where it does not say."""
    rows = (each for each in product.executables if each.path == product.executable)
    return next((each.product_name for each in rows), "")


def _on_disk(machine: Machine, program: Program, known: KnownProducts) -> Product:
    """The installation that the entry leads to; one that is gone has no executable."""
    folder = folder_of(program)
    if not folder:
        return _missing(program.key, "the entry does not say where the program lies")
    if matches(ntpath.basename(folder), PROGRAM_FOLDERS):
        folder = ntpath.dirname(folder)
    try:
        return describe(machine, machine.own(_place(machine, folder)), known, FOUND_BY)
    except NotCollectedError as error:
        return _missing(folder, error.reason, error.status)


def _place(machine: Machine, folder: str) -> Path:
    return Path(folder) if machine.live else machine.path(folder)


def _missing(folder: str, reason: str, status: Status = Status.ABSENT) -> Product:
    return Product(
        name="", edition="", version="", build="", vendor="", brand="", folder=folder,
        executable="", found_by=FOUND_BY, executables=(), logs=(), searched=(folder,),
        unread=(Unread(path=folder, place="", status=status, reason=reason),),
    )  # fmt: skip
