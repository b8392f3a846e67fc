"""Too little free space: on any volume, and for what the operation at hand needs."""

from __future__ import annotations

from collections.abc import Iterator

from collector.bundle.finding import Finding, Severity
from collector.findings import tree
from collector.findings.case import Case
from collector.findings.knowledge import Knowledge
from collector.findings.model import Rule, Text
from collector.findings.parts import Part, size

FULL = Text(
    id="space-low",
    severity=Severity.WARNING,
    customer="{volume} is nearly full: {free} are free.",
    engineer="{volume}: {free} of {total} are free ({percent} %).",
    advice="Free some space on it, or choose another place, before you go on.",
)
FOR_OPERATION = Text(
    id="space-for-operation",
    severity=Severity.ERROR,
    customer="{volume} has too little free space for this operation: {free} are free, {need} are "
    "needed.",
    engineer="{volume}: {free} are free, {what} needs {need}.",
    advice="Free some space on this volume, then try again.",
)
_READ_ONLY = frozenset({"squashfs", "iso9660", "udf", "cdfs", "erofs", "vfat", "efivarfs"})
_SMALL = 2 * 10**9  # boot and recovery partitions are full by design


def look(case: Case, known: Knowledge) -> Iterator[Finding]:
    limits = known.thresholds.space
    category = tree.text(tree.row(case.request.get("problem")).get("category"))
    for volume in _volumes(case):
        total = tree.number(volume.row.get("total")) or tree.number(volume.row.get("size")) or 0
        free = _free(volume)
        if free is None or total <= _SMALL:
            continue
        wanted = [one for one in limits.operations if one.category == category]
        short = [one for one in wanted if 0 <= free < one.least]
        for one in short:
            yield FOR_OPERATION.finding(
                volume.cite, volume=volume.name, free=size(free), need=size(one.least),
                what=one.what,
            )  # fmt: skip
        percent = 100 * free / total
        if not short and free < limits.free_bytes and percent < limits.free_percent:
            yield FULL.finding(
                volume.cite, volume=volume.name, free=size(free), total=size(total),
                percent=f"{percent:.1f}",
            )  # fmt: skip


def _volumes(case: Case) -> Iterator[Part]:
    """Where the system can write: not images, discs and the EFI partition."""
    kinds = {
        tree.text(row.get("point")): tree.text(row.get("file_system")).casefold()
        for row in tree.rows(case.facts("disks").get("mounts"))
    }
    for item, value in sorted(case.facts("disks").items()):
        row = tree.row(value)
        point = tree.text(row.get("mount_point"))
        if item.startswith("free-space-") and kinds.get(point) not in _READ_ONLY:
            yield Part(name=point or item, row=row, cite=case.cite("disks", item, point))


def _free(volume: Part) -> int | None:
    free = tree.number(volume.row.get("available"))
    return tree.number(volume.row.get("free")) if free is None else free


RULE = Rule(
    id="space_low",
    looks_for="volumes that are nearly full, and too little space for the operation of the form",
    texts=(FULL, FOR_OPERATION),
    look=look,
    reads=("disks", "product_logs", "system"),
    together=("disks", "product_logs", "system"),
)
