"""Kernel drivers of a Windows: their services, files, versions, hashes and makers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from collector.evidence.formats import pe_version
from collector.evidence.formats.pe_version import NotAnExecutableError, VersionInfo
from collector.evidence.model import Status
from collector.evidence.opening import open_regular
from collector.evidence.outcome import NotCollectedError, absent
from collector.evidence.platforms.files import fault, listing, shown
from collector.evidence.platforms.known_products import known_products
from collector.evidence.platforms.machine import Machine
from collector.evidence.platforms.registry import Key, Registry, Root, lookup, number, text
from collector.evidence.platforms.windows_filters import SERVICES, start_of

_KERNEL, _FILE_SYSTEM = 1, 2
_DRIVERS = r"System32\drivers"
_MAX_DRIVERS, _MAX_FILES = 5_000, 5_000
_MAX_HASHED = 64 << 20  # bytes; drivers have a few megabytes at most


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverService:
    """A driver as the registry knows it; `image` is its file as a path of that Windows."""

    name: str
    start: str
    group: str
    image: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorDriver:
    """A driver whose version resource names the vendor. `service` is empty for a file that no
    service uses; `state` is "running" or "stopped", empty where it cannot be told."""

    file: str
    service: str
    start: str
    state: str
    version: str
    product: str
    product_version: str
    company: str
    description: str
    architecture: str
    size: int
    sha256: str


def services(registry: Registry) -> tuple[DriverService, ...]:
    """Kernel and file system drivers. Raises NotCollectedError where no service is listed."""
    found = []
    for name in registry.open(Root.MACHINE, SERVICES).subkeys()[:_MAX_DRIVERS]:
        key = lookup(registry, f"{SERVICES}\\{name}")
        try:
            if key is not None and number(key, "Type") in (_KERNEL, _FILE_SYSTEM):
                found.append(_service(key, name))
        except NotCollectedError:
            continue  # one damaged key of many
    return tuple(found)


def _service(key: Key, name: str) -> DriverService:
    return DriverService(
        name=name,
        start=start_of(number(key, "Start")),
        group=text(key, "Group"),
        image=image_path(text(key, "ImagePath"), name),
    )


def image_path(text_: str, service: str) -> str:
    r"""Below the folder of Windows where it lies there ("System32\drivers\x.sys"), else whole."""
    plain = text_.strip().strip('"').removeprefix("\\??\\")
    lower = plain.lower()
    if not plain:
        return f"{_DRIVERS}\\{service}.sys"
    for start in ("\\systemroot\\", "%systemroot%\\", "\\windows\\", "c:\\windows\\"):
        if lower.startswith(start):
            return plain[len(start) :]
    return plain


def vendor_drivers(machine: Machine) -> tuple[VendorDriver, ...]:
    """Those of services, wherever they lie, then files in System32\\drivers that none uses.

    Raises NotCollectedError: absent where there is none, or as the registry does.
    """
    states = _states(machine)
    seen: set[str] = set()
    found: list[VendorDriver] = []
    for service in services(machine.registry()):
        path = place(machine, service.image)
        seen.add(str(path).casefold())
        found.extend(_vendors(path, service, states.get(service.name.casefold(), "")))
    for path in _files(machine):
        if str(path).casefold() not in seen:
            found.extend(_vendors(path, None, ""))
    if not found:
        raise absent("no kernel driver names the vendor", _DRIVERS)
    return tuple(found)


def place(machine: Machine, image: str) -> Path:
    """Where a driver's file lies for us."""
    if image[1:2] == ":" or image.startswith("\\"):
        return machine.path(image)
    folder = machine.system_folder()
    if machine.live:
        return folder.joinpath(*image.split("\\"))
    return machine.path("/Windows/" + image.replace("\\", "/"))


def _states(machine: Machine) -> Mapping[str, str]:
    try:
        return {name.casefold(): state for name, state in machine.driver_states().items()}
    except (NotCollectedError, OSError, RuntimeError):
        return {}


def _files(machine: Machine) -> Iterator[Path]:
    try:
        folder = place(machine, _DRIVERS)
        for entry in listing(folder, _MAX_FILES):
            if entry.is_file and entry.name.lower().endswith(".sys"):
                yield entry.path
    except NotCollectedError:
        return


def _vendors(path: Path, service: DriverService | None, state: str) -> Iterator[VendorDriver]:
    """The driver, if it is the vendor's; one that cannot be read is only told if it is known."""
    try:
        info = pe_version.read(path)
    except (NotCollectedError, NotAnExecutableError):
        return
    company = info.first("CompanyName")
    if known_products().is_vendor(company):
        yield _driver(path, service, state, info)


def _driver(
    path: Path, service: DriverService | None, state: str, info: VersionInfo
) -> VendorDriver:
    size, digest = _hash(path)
    return VendorDriver(
        file=shown(path),
        service=service.name if service else "",
        start=service.start if service else "",
        state=state,
        version=info.fixed_file or info.first("FileVersion"),
        product=info.first("ProductName"),
        product_version=info.first("ProductVersion"),
        company=info.first("CompanyName"),
        description=info.first("FileDescription"),
        architecture=info.architecture,
        size=size,
        sha256=digest,
    )


def _hash(path: Path) -> tuple[int, str]:
    """Size and SHA-256 of the whole file; without a hash where it cannot be read to its end."""
    digest, size = hashlib.sha256(), 0
    try:
        with open_regular(path) as file:
            while size < _MAX_HASHED and (piece := file.read(1 << 20)):
                digest.update(piece)
                size += len(piece)
    except OSError as error:
        raise fault(error, "the driver") from error
    except NotCollectedError as error:
        if error.status is Status.REFUSED:
            return size, ""
        raise
    return size, digest.hexdigest() if size < _MAX_HASHED else ""
