"""What changed in software: the products, their drivers, the system that they run on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from collector.findings import tree
from collector.findings.case import Case
from collector.findings.change import Area, Change

_PRODUCT_ITEMS = ("registered", "packages", "installed", "running", "other-brands")
_SYSTEM = {
    ("system", "os", "name"): "operating system",
    ("system", "os", "version"): "version of the system",
    ("system", "os", "build"): "build of the system",
    ("system", "os", "kernel"): "kernel",
    ("system", "time_zone", "name"): "time zone",
    ("system", "firmware", "mode"): "firmware mode",
    ("system", "firmware", "secure_boot"): "Secure Boot",
    ("system", "firmware", "version"): "firmware version",
    ("system", "virtualization", "hypervisor"): "hypervisor",
}
_MOST_DRIVERS = 5_000


def products(old: Case, new: Case) -> Iterator[Change]:
    """Installations by their folders; what moved into another folder is the same by its name."""
    before, after = _products(old), _products(new)
    by_name = {name: key for key, (name, _) in before.items() if key not in after}
    for key, (name, version) in after.items():
        was = before.get(key) or before.get(by_name.get(name, ""))
        if was is None:
            yield _product(f"{name} {version}", "is new", new=version)
        elif was != (name, version):
            text = (
                f"{was[0]} {was[1]} → {name} {version}"
                if was[0] != name
                else f"{was[1]} → {version}"
            )
            yield _product(name, text, old=was[1], new=version)
    still = {name for name, _ in after.values()}
    for key, (name, version) in before.items():
        if key not in after and name not in still:
            yield _product(f"{name} {version}", "is gone", old=version)


def _product(subject: str, text: str, old: str = "", new: str = "") -> Change:
    return Change(area=Area.PRODUCTS, subject=subject.strip(), text=text, old=old, new=new)


def _products(case: Case) -> dict[str, tuple[str, str]]:
    """{folder: (name with edition, version and build)}."""
    facts = case.facts("products")
    given = [name for name in facts if name.startswith("given-")]
    found: dict[str, tuple[str, str]] = {}
    for item in (*given, *_PRODUCT_ITEMS):
        for row in tree.rows(facts.get(item)):
            name = _joined(row, "name", "edition")
            folder = tree.text(row.get("folder")) or name
            version = _version(row)
            if name:
                found.setdefault(folder.casefold(), (name, version))
    return found


def _joined(row: Mapping[str, Any], *keys: str) -> str:
    return " ".join(text for key in keys if (text := tree.text(row.get(key))))


def _version(row: Mapping[str, Any]) -> str:
    version, build = tree.text(row.get("version")), tree.text(row.get("build"))
    return " ".join(part for part in (version, build and f"(build {build})") if part)


def drivers(old: Case, new: Case) -> Iterator[Change]:
    """Drivers by their file names, wherever a probe listed one with its version."""
    before, after = _drivers(old), _drivers(new)
    if not before or not after:
        return  # one of the bundles knows none: that tells nothing about the machine
    for name in sorted(before.keys() | after.keys()):
        was, now = before.get(name), after.get(name)
        if was == now:
            continue
        if was is None or now is None:
            text = f"is new: {now}" if was is None else "is gone"
        else:
            text = f"{was} → {now}"
        yield Change(area=Area.DRIVERS, subject=name, text=text, old=was or "", new=now or "")


def _drivers(case: Case) -> dict[str, str]:
    found: dict[str, str] = {}
    for probe in sorted(record.id for record in case.probes):
        for _, row in tree.all_rows(case.facts(probe)):
            path = (
                tree.text(row.get("path"))
                or tree.text(row.get("file"))
                or tree.text(row.get("name"))
            )
            name = path.replace("\\", "/").rpartition("/")[2].casefold()
            version = tree.text(row.get("version")) or tree.text(row.get("file_version"))
            if version and name.endswith(".sys") and len(found) < _MOST_DRIVERS:
                found.setdefault(name, version)
    return found


def system(old: Case, new: Case) -> Iterator[Change]:
    """What the machine runs, and how it starts; what only one bundle knows is no change."""
    for (probe, item, key), words in _SYSTEM.items():
        was = tree.row(old.facts(probe).get(item)).get(key)
        now = tree.row(new.facts(probe).get(item)).get(key)
        if was not in (None, "") and now not in (None, "") and was != now:
            yield Change(
                area=Area.SYSTEM, subject=words, text=f"{was} → {now}", old=str(was), new=str(now)
            )
    yield from _controllers(old, new)


def _controllers(old: Case, new: Case) -> Iterator[Change]:
    """A storage controller with another driver: a mode that was switched, a recovery medium."""
    before, after = (_by_id(case) for case in (old, new))
    for pci, driver in after.items():
        was = before.get(pci)
        if was is not None and was != driver:
            text = f"driver {was or 'none'} → {driver or 'none'}"
            yield Change(
                area=Area.SYSTEM, subject=f"controller {pci}", text=text, worse=not driver,
                old=was, new=driver,
            )  # fmt: skip


def _by_id(case: Case) -> dict[str, str]:
    rows = tree.rows(case.facts("drivers").get("controllers"))
    return {
        f"{tree.text(row.get('kind'))} {tree.text(row.get('pci_id'))}": tree.text(row.get("driver"))
        for row in rows
        if row.get("pci_id")
    }
