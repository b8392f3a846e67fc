"""The machine in twenty lines: what an engineer wants to know before the first question."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC

from collector.findings import tree
from collector.findings.case import Case
from collector.findings.disk_health import readings
from collector.findings.parts import Part, disks, products, size, tables
from collector.findings.scopes import RESCUED
from collector.findings.source import DAMAGED

MOST_LINES = 20
_MATCHES = 1 << 20
_MOST_PRODUCTS, _MOST_DISKS, _MOST_VOLUMES, _MOST_LOGS = 3, 4, 3, 2


def machine_lines(case: Case) -> list[tuple[str, str]]:
    """At most twenty pairs of a word and what is known; what is not known has no line."""
    disks = [*_disks(case), *_rescued(case)]
    lines = [*_system(case), *_products(case), *disks, *_volumes(case), *_logs(case)]
    return [(name, text) for name, text in lines if text][:MOST_LINES]


def _system(case: Case) -> Iterator[tuple[str, str]]:
    facts = case.facts("system")
    os, firmware = tree.row(facts.get("os")), tree.row(facts.get("firmware"))
    virtual = tree.row(facts.get("virtualization"))
    build = tree.text(os.get("build"))
    name, version = tree.text(os.get("name")), tree.text(os.get("version"))
    about = (name, "" if version in name.split() else version, f"build {build}" if build else "")
    yield "System", _joined(*about, os.get("architecture")) or case.platform
    boot = firmware.get("secure_boot")
    secure = f"Secure Boot {'on' if boot else 'off'}" if isinstance(boot, bool) else ""
    yield (
        "Firmware",
        ", ".join(
            filter(None, (tree.text(firmware.get("mode")), secure, _joined(*_maker(firmware))))
        ),
    )
    if virtual.get("virtual") is True:
        what = _joined(virtual.get("hypervisor"), virtual.get("manufacturer"), virtual.get("model"))
        yield "Virtual", what or "yes"
    else:
        yield "Machine", _joined(virtual.get("manufacturer"), virtual.get("model"))
    yield "Processor", tree.text(tree.row(case.facts("cpu").get("model")).get("model"))
    memory = tree.row(case.facts("memory").get("memory"))
    total = tree.number(memory.get("total"))
    yield "Memory", f"{total / 2**30:.1f} GiB" if total else ""
    yield "Time", _time(case)
    locale = tree.row(facts.get("locale"))
    pages = " ".join(tree.texts(locale.get("code_pages")))
    yield "Language", _joined(locale.get("language"), pages)


def _maker(firmware: tree.Row) -> tuple[object, ...]:
    return firmware.get("vendor"), firmware.get("version"), firmware.get("date")


def _time(case: Case) -> str:
    booted = f", started {case.booted_at:%Y-%m-%d %H:%M}" if case.booted_at else ""
    zone = f", zone {case.time_zone}" if case.time_zone else ""
    return f"{case.now.astimezone(UTC):%Y-%m-%d %H:%M} UTC{booted}{zone}"


def _products(case: Case) -> Iterator[tuple[str, str]]:
    found = list(products(case))
    for product in found[:_MOST_PRODUCTS]:
        row = product.row
        name = _joined(row.get("name"), row.get("edition"), row.get("version"))
        build = tree.text(row.get("build")) or "not known"
        yield "Product", f"{name}, build {build}, in {tree.text(row.get('folder'))}"
    if more := len(found) - _MOST_PRODUCTS:
        yield "Product", f"and {more} more" if more > 0 else ""


def _disks(case: Case) -> Iterator[tuple[str, str]]:
    by_name = {table.name: table for table in tables(case)}
    found = [disk for disk in disks(case) if not tree.texts(disk.row.get("on_top_of"))]
    seen = {disk.name for disk in disks(case)}
    found += [_image(table) for name, table in by_name.items() if name not in seen]
    health = _health(case)
    for disk in found[:_MOST_DISKS]:
        about = _disk(disk, by_name.get(disk.name))
        yield "Disk", ", ".join(filter(None, (about, health.get(disk.name.replace("/", "-")))))
    if len(found) > _MOST_DISKS:
        yield "Disk", f"and {len(found) - _MOST_DISKS} more"


def _health(case: Case) -> dict[str, str]:
    """What each disk says of itself in some words; what is wrong with it, the findings say."""
    said: dict[str, list[str]] = {}
    for reading in readings(case):
        health = reading.health
        used = health.nvme.percentage_used if health.nvme else None
        verdict = {True: "own verdict passed", False: "own verdict FAILED"}
        words = (
            verdict[health.passed] if health.passed is not None else "",
            f"{health.power_on_hours} hours on" if health.power_on_hours is not None else "",
            f"{health.temperature} °C" if health.temperature is not None else "",
            f"{used} % of its life used" if used is not None else "",
        )
        said[reading.disk] = said.get(reading.disk) or [word for word in words if word]
    return {disk: ", ".join(words) for disk, words in said.items()}


def _rescued(case: Case) -> Iterator[tuple[str, str]]:
    """Which disk of the half that was rescued is which disk here."""
    path = f"evidence/{RESCUED}match.json"
    if not case.has(path):
        return
    try:
        found = tree.rows(json.loads(case.read(path, _MATCHES)))
    except (*DAMAGED, RecursionError):
        return
    pairs = [
        f"{tree.text(row.get('rescued'))} is {tree.text(row.get('here'))} "
        f"(same {', '.join(tree.texts(row.get('by')))})"
        for row in found[:_MOST_DISKS]
        if tree.text(row.get("rescued")) and tree.text(row.get("here"))
    ]
    if (more := len(found) - _MOST_DISKS) > 0:
        pairs.append(f"and {more} more")
    yield "Rescued", "; ".join(pairs) or "no disk of it was recognised among the disks here"


def _image(table: Part) -> Part:
    """A disk that only its table tells of: an image that was given to a rescue."""
    row = {"size": table.row.get("disk_size"), "logical_sector_size": table.row.get("sector_size")}
    return replace(table, row=row)


def _disk(disk: Part, table: Part | None) -> str:
    row = disk.row
    sizes = (row.get("logical_sector_size"), row.get("physical_sector_size"))
    sectors = "/".join(str(each) for each in sizes if each) or "not known"
    parts = [disk.name, tree.text(row.get("model")), size(row.get("size")), f"sectors {sectors}"]
    if table is not None:
        slots = tree.rows(table.row.get("slots"))
        holds = " ".join(tree.text(slot.get("holds")) or "?" for slot in slots[:8])
        parts += [f"{table.row.get('style')} with {len(slots)} partitions", holds]
    else:
        parts.append(f"{len(tree.rows(row.get('partitions')))} partitions")
    return ", ".join(filter(None, parts))


def _volumes(case: Case) -> Iterator[tuple[str, str]]:
    found = []
    for item, value in sorted(case.facts("disks").items()):
        row = tree.row(value)
        total = tree.number(row.get("total"))
        if item.startswith("free-space-") and total:
            free = size(row.get("available"))
            found.append((total, f"{tree.text(row.get('mount_point'))}: {free} of {size(total)}"))
    largest = sorted(found, key=lambda pair: -pair[0])[:_MOST_VOLUMES]
    for _, text in largest:
        yield "Free", text


def _logs(case: Case) -> Iterator[tuple[str, str]]:
    for path, known in [pair for pair in case.logs if pair[1].id != "kernel"][:_MOST_LOGS]:
        digest = case.digest(path)
        counts = ", ".join(f"{kind.value} {count}" for kind, count in sorted(digest.count.items()))
        yield "Log", f"{path.rpartition('/')[2]} ({known.id}): {counts or 'no records'}"


def _joined(*parts: object) -> str:
    return " ".join(str(part) for part in parts if part)
