"""Which disk and which partition of one bundle is which of another."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

from collector.findings.layout import DiskLayout, PartitionLayout

T = TypeVar("T")
Key = Callable[[T], Hashable | None]


def pairs(
    old: Sequence[T], new: Sequence[T], rounds: Sequence[tuple[str, Key[T]]]
) -> tuple[list[tuple[T, T, str]], list[T], list[T]]:
    """(old, new, round) of those that belong together, then the old and the new ones alone.

    Each round pairs what has a key that is the only one of its kind on both sides among those that
    are left: a key that two share tells nothing.
    """
    left, right = list(old), list(new)
    found: list[tuple[T, T, str]] = []
    for name, key in rounds:
        olds, news = _unique(left, key), _unique(right, key)
        both = [(olds[each], news[each]) for each in olds if each in news]
        found += [(left[one], right[other], name) for one, other in both]
        gone, come = {one for one, _ in both}, {other for _, other in both}
        left = [each for place, each in enumerate(left) if place not in gone]
        right = [each for place, each in enumerate(right) if place not in come]
    order = {id(each): place for place, each in enumerate(new)}
    return sorted(found, key=lambda pair: order[id(pair[1])]), left, right


def _unique(items: Sequence[T], key: Key[T]) -> dict[Hashable, int]:
    places: dict[Hashable, list[int]] = {}
    for place, item in enumerate(items):
        if (value := key(item)) is not None:
            places.setdefault(value, []).append(place)
    return {value: found[0] for value, found in places.items() if len(found) == 1}


def _known(*values: Hashable) -> Hashable | None:
    """All of the values, or nothing if one of them is not known."""
    return values if all(values) else None


DISK_ROUNDS: tuple[tuple[str, Key[DiskLayout]], ...] = (
    ("signature", lambda disk: _known(disk.id)),
    ("signature and size", lambda disk: _known(disk.id, disk.size)),
    ("serial number", lambda disk: _known(disk.serial)),
    ("model and size", lambda disk: _known(disk.model, disk.size)),
    ("name and size", lambda disk: _known(disk.name, disk.size)),
)
"""A signature first: a serial's pseudonym depends on the installation that made it, and a Recovery
CD is another one."""

PARTITION_ROUNDS: tuple[tuple[str, Key[PartitionLayout]], ...] = (
    ("GUID", lambda part: _known(part.guid)),
    ("number and place", lambda part: (part.number, part.start)),
    ("place and size", lambda part: (part.start, part.size)),
    ("number", lambda part: _known(part.number, "logical" if part.logical else "primary")),
    ("place", lambda part: part.start),
)
