"""Storage Spaces that lack a disk, or may lose one: the next fault may cost the data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from collector.bundle.finding import Cite, Finding, Severity
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text

_ADVICE = (
    "Copy what matters to another disk now. Do not change partitions on the disks of the pool, "
    "and do not remove one, before you know which of them has failed."
)
POOL = Text(
    id="storage-pool-unhealthy",
    severity=Severity.BACK_UP_FIRST,
    customer="The storage pool {pool} is not healthy. Back up your data first, before anything "
    "else.",
    engineer="The pool {pool} is {health} ({states}); read-only: {reason}. Disks that are not "
    "healthy: {disks}.",
    advice=_ADVICE,
)
VIRTUAL = Text(
    id="virtual-disk-unhealthy",
    severity=Severity.BACK_UP_FIRST,
    customer="The virtual disk {disk} of a storage pool is not healthy. Back up your data first, "
    "before anything else.",
    engineer="The virtual disk {disk} ({resiliency}, redundancy {redundancy}) is {health} "
    "({states}); detached: {reason}.",
    advice=_ADVICE,
)
_BAD = ("warning", "unhealthy")


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    for cite, row in case.rows_with("virtual_disks", "health", "states"):
        if _is_bad(row):
            ill = [_named(each) for each in tree.rows(row.get("disks")) if _is_bad(each)]
            yield POOL.finding(
                _at(cite, row),
                pool=tree.text(row.get("name")), health=tree.text(row.get("health")),
                states=_states(row), reason=tree.text(row.get("read_only_reason")) or "no",
                disks="; ".join(ill) or "none is told",
            )  # fmt: skip
    for cite, row in case.rows_with("resiliency", "health", "states"):
        if _is_bad(row):
            yield VIRTUAL.finding(
                _at(cite, row),
                disk=tree.text(row.get("name")), health=tree.text(row.get("health")),
                states=_states(row), resiliency=tree.text(row.get("resiliency")) or "not told",
                redundancy=_or_not_told(tree.number(row.get("redundancy"))),
                reason=tree.text(row.get("detached")) or "no",
            )  # fmt: skip


def _is_bad(row: tree.Row) -> bool:
    return tree.text(row.get("health")) in _BAD


def _at(cite: Cite, row: tree.Row) -> Cite:
    return replace(cite, fact=f"{cite.fact}.health", text=tree.text(row.get("health")))


def _states(row: tree.Row) -> str:
    return ", ".join(tree.texts(row.get("states"))) or "no state is told"


def _named(disk: tree.Row) -> str:
    model, number = tree.text(disk.get("model")), tree.text(disk.get("device"))
    return f"{model} ({f'disk {number}' if number else 'missing'}, {_states(disk)})"


def _or_not_told(number: int | None) -> str:
    return "not told" if number is None else str(number)


RULE = Rule(
    id="storage_pool_unhealthy",
    looks_for="storage pools and virtual disks of Windows that are not healthy",
    texts=(POOL, VIRTUAL),
    look=look,
    reads=("storage_pools",),
)
