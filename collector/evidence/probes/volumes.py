"""Volumes: what carries a file system, whether it is dirty, and whether it is encrypted."""

from __future__ import annotations

from collections.abc import Iterator

from collector.evidence.probe import Context, Cost, Facts, Item, Probe


def items(context: Context) -> Iterator[Item]:
    yield Facts("volumes", context.machine.volumes)


PROBE = Probe(
    id="volumes",
    title="Volumes and encryption",
    reads="Volumes, also those without a drive letter: file system, label, cluster size, on which "
    "disk they lie, whether a check is pending, and whether BitLocker or LUKS protects them. Keys "
    "and their protectors are never asked for.",
    why="A volume that is encrypted or waits for a check must not be resized or moved.",
    personal="Labels, and mount points that hold an account's name. Names are replaced by "
    "pseudonyms.",
    items=items,
    cost=Cost.NORMAL,
)
