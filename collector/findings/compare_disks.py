"""What changed on the disks: there or not, moved, grown, retyped; counters that rose."""

from __future__ import annotations

from collections.abc import Iterator

from collector.evidence.formats import partition_types
from collector.findings.change import Area, Change
from collector.findings.layout import DiskLayout, PartitionLayout
from collector.findings.matching import DISK_ROUNDS, PARTITION_ROUNDS, pairs
from collector.findings.sizes import sized
from collector.findings.smart_counters import SPARE

Counters = dict[str, dict[str, int]]


def disks(
    old: tuple[DiskLayout, ...], new: tuple[DiskLayout, ...]
) -> tuple[list[tuple[DiskLayout, DiskLayout, str]], list[Change]]:
    """Which disk is which (and how that was told), and every change of them."""
    both, gone, come = pairs(old, new, DISK_ROUNDS)
    changes = [
        *(_disk(one, f"is gone: {_about(one)}", worse=True) for one in gone),
        *(_disk(one, f"is new: {_about(one)}") for one in come),
    ]
    for before, after, _ in both:
        changes += _changed(before, after)
    return both, changes


def _about(disk: DiskLayout) -> str:
    return ", ".join(part for part in (disk.model, sized(disk.size), disk.style) if part)


def _disk(
    disk: DiskLayout, text: str, *, worse: bool = False, old: str = "", new: str = ""
) -> Change:
    return Change(
        area=Area.DISKS, subject=f"disk {disk.name}", text=text, worse=worse, old=old, new=new
    )


def _changed(old: DiskLayout, new: DiskLayout) -> Iterator[Change]:
    rows = (
        ("is called otherwise", old.name, new.name), ("its style", old.style, new.style),
        ("its signature", old.id, new.id), ("its file system", old.bare, new.bare),
    )  # fmt: skip
    for what, before, after in rows:
        if before and after and before != after:
            yield _disk(new, f"{what}: {before} → {after}", old=before, new=after)
    if old.size != new.size:
        before, after = sized(old.size), sized(new.size)
        text = f"its size: {before} → {after}"
        yield _disk(new, text, worse=new.size < old.size, old=before, new=after)
    for problem in new.problems:
        if problem not in old.problems:
            yield _disk(new, f"new fault of its table: {problem}", worse=True, new=problem)
    for problem in old.problems:
        if problem not in new.problems:
            yield _disk(new, f"fault of its table is gone: {problem}", old=problem)
    yield from _partitions(old, new)


def _partitions(old: DiskLayout, new: DiskLayout) -> Iterator[Change]:
    both, gone, come = pairs(old.partitions, new.partitions, PARTITION_ROUNDS)
    for before, after, _ in both:
        if texts := list(_differences(before, after, new.sector)):
            yield _part(new, after, ", ".join(texts), old=_said(before), new=_said(after))
    for part in gone:
        yield _part(new, part, f"is gone: {_said(part)}", worse=True, old=_said(part))
    for part in come:
        yield _part(new, part, f"is new: {_said(part)}", new=_said(part))


def _part(
    disk: DiskLayout,
    part: PartitionLayout,
    text: str,
    *,
    worse: bool = False,
    old: str = "",
    new: str = "",
) -> Change:
    return Change(
        area=Area.PARTITIONS, subject=f"disk {disk.name}, partition {part.number}", text=text,
        worse=worse, old=old, new=new,
    )  # fmt: skip


def _said(part: PartitionLayout) -> str:
    kind = partition_types.short(part.type) if part.type else ""
    what = (f"type {kind}" if kind else "", part.holds, part.label and f"“{part.label}”")
    return ", ".join([*(each for each in what if each), f"{sized(part.size)} at byte {part.start}"])


def _differences(old: PartitionLayout, new: PartitionLayout, sector: int) -> Iterator[str]:
    if old.number != new.number:
        yield f"was partition {old.number}"
    if moved := new.start - old.start:
        yield f"starts {_distance(moved, sector)} {'later' if moved > 0 else 'earlier'}"
    if grown := new.size - old.size:
        word = "grew" if grown > 0 else "shrank"
        yield f"{word} by {_distance(grown, sector)} ({sized(old.size)} → {sized(new.size)})"
    if old.type and new.type and old.type != new.type:
        yield f"type {partition_types.short(old.type)} → {partition_types.short(new.type)}"
    for what, before, after in (
        ("file system", old.holds, new.holds), ("name", old.label, new.label),
        ("GUID", old.guid, new.guid),
    ):  # fmt: skip
        if before and after and before != after:
            yield f"{what} {before} → {after}"
    if old.active != new.active:
        yield "now active" if new.active else "no longer active"


def _distance(count: int, sector: int) -> str:
    """In sectors where it is a whole number of them: that is how tables count."""
    count = abs(count)
    if count % sector:
        return f"{count} bytes"
    sectors = count // sector
    return f"{sectors} sector{'' if sectors == 1 else 's'}"


def health(
    both: list[tuple[DiskLayout, DiskLayout, str]], old: Counters, new: Counters
) -> Iterator[Change]:
    """Counters that rose between the bundles, of each disk that is in both."""
    for before, after, _ in both:
        was, now = old.get(_member(before.name), {}), new.get(_member(after.name), {})
        for name, value in now.items():
            known = was.get(name)
            if known is None or known == value:
                continue
            worse = value < known if name == SPARE else value > known
            text = f"{name} {'rose' if value > known else 'fell'}: {known} → {value}"
            yield Change(
                area=Area.HEALTH, subject=f"disk {after.name}", text=text, worse=worse,
                old=str(known), new=str(value),
            )  # fmt: skip


def _member(name: str) -> str:
    """As the probe `smart` names the answer of a disk."""
    return name.replace("/", "-")
