"""Packages of Linux (dpkg, rpm) by names and makers that are known; the list stays where it is."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from collector.evidence.formats import dpkg_status, product_name
from collector.evidence.model import Status
from collector.evidence.opening import open_regular
from collector.evidence.outcome import NotCollectedError, absent, not_applicable
from collector.evidence.platforms.files import listing
from collector.evidence.platforms.installed import Product
from collector.evidence.platforms.known_products import KnownProducts, known_products, matches
from collector.evidence.platforms.machine import Machine

_DPKG = "/var/lib/dpkg/status"
_RPM = ("/var/lib/rpm", "/usr/lib/sysimage/rpm")
_RPM_FILES = ("rpmdb.sqlite", "packages.db", "packages")
_TAGS = ("NAME", "VERSION", "RELEASE", "VENDOR", "URL", "SUMMARY")
_QUERY = "\\t".join(f"%{{{tag}}}" for tag in _TAGS) + "\\n"
_SECONDS = 30.0
_MAX_LINE = 1 << 16
_MAX_FOUND = 100
_EPOCH = re.compile(r"^\d+:")
_ADDRESS = re.compile(r"\s*<[^<>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """`manager` is "dpkg" or "rpm", with the state of a package that is not whole."""

    name: str
    version: str
    maker: str
    home: str
    summary: str
    manager: str


def packages(machine: Machine) -> Iterator[Package]:
    """Every installed package, for whoever picks those that matter.

    Raises NotCollectedError: absent (neither dpkg nor rpm), refused, failed; not applicable
    where the list is that of rpm and the system does not run.
    """
    if machine.platform != "linux":
        raise not_applicable("only Linux has such packages")
    read = 0
    try:
        for package in _by_dpkg(machine):
            read += 1
            yield package
    except NotCollectedError as error:
        if error.status is not Status.ABSENT:
            raise
    try:
        yield from _by_rpm(machine)
    except NotCollectedError:
        if not read:  # beside dpkg, rpm is a tool with an empty list of its own
            raise


def _by_dpkg(machine: Machine) -> Iterator[Package]:
    path = machine.path(_DPKG)
    with open_regular(path, machine.root) as file:
        reader = io.BufferedReader(file)
        lines = iter(lambda: reader.readline(_MAX_LINE), b"")
        yield from map(_of_dpkg, dpkg_status.paragraphs(_text(line) for line in lines))


def _text(line: bytes) -> str:
    return line.decode("utf-8", "backslashreplace")


def _of_dpkg(row: Mapping[str, str]) -> Package:
    state = row["status"].split()[2]
    return Package(
        name=row["package"],
        version=row.get("version", ""),
        maker=_ADDRESS.sub("", row.get("maintainer", "")),
        home=row.get("homepage", ""),
        summary=row.get("description", ""),
        manager="dpkg" if state == "installed" else f"dpkg, {state}",
    )


def _by_rpm(machine: Machine) -> Iterator[Package]:
    if not any(_has_rpm(machine, folder) for folder in _RPM):
        raise absent("no list of packages of dpkg or rpm", _DPKG, *_RPM)
    if not machine.live:
        raise not_applicable("rpm's list of packages is read of a running system only")
    said = machine.ask(("rpm", "-qa", "--qf", _QUERY), _SECONDS)
    for line in said.decode("utf-8", "backslashreplace").splitlines():
        values = line.split("\t")
        if len(values) == len(_TAGS):
            yield _of_rpm(["" if each == "(none)" else each for each in values])


def _of_rpm(values: list[str]) -> Package:
    name, version, release, maker, home, summary = values
    return Package(
        name=name, version=f"{version}-{release}", maker=maker, home=home, summary=summary,
        manager="rpm",
    )  # fmt: skip


def _has_rpm(machine: Machine, folder: str) -> bool:
    try:
        return any(each.name.lower() in _RPM_FILES for each in listing(machine.path(folder)))
    except NotCollectedError:
        return False


def vendor_packages(machine: Machine) -> tuple[Product, ...]:
    """Those whose maker is the vendor, or whose name is one of its.

    Raises NotCollectedError as `packages` does, and absent where none of them is the vendor's.
    """
    known = known_products()
    found = [_product(each) for each in packages(machine) if _is_vendors(each, known)]
    if not found:
        raise absent("no package of the vendor is installed", _DPKG, *_RPM)
    return tuple(found[:_MAX_FOUND])


def _is_vendors(package: Package, known: KnownProducts) -> bool:
    named = matches(package.name, known.search.packages)
    return named or known.is_vendor(package.maker) or known.is_vendor(package.home)


def _product(package: Package) -> Product:
    """The marketing version stands in the product's name only; the package's own is the build."""
    known = known_products()
    named = package.summary if known.is_vendor(package.summary) else package.name.replace("-", " ")
    name = product_name.parse(named)
    return Product(
        name=name.name, edition=name.edition, version=name.version,
        build=_EPOCH.sub("", package.version), vendor=package.maker, brand="",
        folder=f"{package.manager.partition(',')[0]}:{package.name}", executable="",
        found_by="package", executables=(), logs=(), searched=(), unread=(),
        registered_name=package.name, registered_version=package.version,
        registered_in=package.manager,
    )  # fmt: skip
