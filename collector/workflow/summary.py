"""A few lines about the machine for the ticket itself (rules 44, 46, 47), from the evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Protocol

from collector.request.form import SupportRequest
from collector.srs.protocol import SystemEnvironment

MAX_DISKS = 32


class HasFacts(Protocol):
    """An evidence set, or what is left of it."""

    def facts(self, probe: str) -> Mapping[str, Any]: ...


def machine_summary(evidence: HasFacts) -> SystemEnvironment:
    """What an engineer wants to see before opening the bundle; redacted, like the evidence."""
    system = evidence.facts("system")
    found = _mapping(system.get("os"))
    os = " ".join(filter(None, (str(found.get(key, "")) for key in ("name", "version", "build"))))
    return SystemEnvironment(
        os=os[:200],
        system_summary="\n".join(_system_lines(evidence, system))[:20_000],
        system_configuration="\n".join(_disk_lines(evidence.facts("disks")))[:20_000],
    )


def _system_lines(evidence: HasFacts, system: Mapping[str, Any]) -> Iterator[str]:
    model = _mapping(evidence.facts("cpu").get("model")).get("model")
    if model:
        yield f"CPU: {model}"
    total = _mapping(evidence.facts("memory").get("memory")).get("total")
    if isinstance(total, int):
        yield f"Memory: {total / 2**30:.1f} GiB"
    if mode := _mapping(system.get("firmware")).get("mode"):
        yield f"Firmware: {mode}"
    machine = _mapping(system.get("virtualization"))
    if machine.get("virtual"):
        yield f"Virtual machine: {machine.get('hypervisor') or 'yes'}"
    for product in found_products(evidence):
        parts = (product.get(key) for key in ("name", "edition", "version"))
        yield f"Product: {' '.join(str(part) for part in parts if part)}, build {product['build']}"


def _disk_lines(facts: Mapping[str, Any]) -> Iterator[str]:
    disks = facts.get("disks")
    for disk in map(_mapping, disks[:MAX_DISKS] if isinstance(disks, list | tuple) else ()):
        sectors = f"{disk.get('logical_sector_size')}/{disk.get('physical_sector_size')}"
        parts = disk.get("partitions") or ()
        yield (
            f"{disk.get('name')}: {disk.get('model') or 'model not known'}, "
            f"{_gigabytes(disk.get('size'))}, sectors {sectors}, {len(parts)} partitions"
        )


def _gigabytes(size: object) -> str:
    return f"{size / 1e9:.1f} GB" if isinstance(size, int) else "size not known"


def found_products(evidence: HasFacts) -> tuple[Mapping[str, Any], ...]:
    """Every product in the evidence once, in the order in which the sources were asked."""
    products: dict[str, Mapping[str, Any]] = {}
    for value in evidence.facts("products").values():
        for product in map(_mapping, value if isinstance(value, list | tuple) else ()):
            if product.get("name") and "build" in product:
                products.setdefault(str(product.get("folder")), product)
    return tuple(products.values())


def build_as_found(request: SupportRequest, evidence: HasFacts) -> SupportRequest:
    """The request with the build number that the evidence shows, where the form leaves it empty
    and exactly one build of that product (and version, where known) was found."""
    if request.product.build:
        return request
    builds = {
        str(product["build"])
        for product in found_products(evidence)
        if product["build"] and _same(request, product)
    }
    if len(builds) != 1:
        return request
    return replace(request, product=replace(request.product, build=builds.pop()))


def _same(request: SupportRequest, product: Mapping[str, Any]) -> bool:
    stated, found = request.product.name.casefold(), str(product["name"]).casefold()
    version = str(product.get("version", ""))
    return (stated in found or found in stated) and version in ("", request.product.version)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
