"""Facts as they are read back: JSON of any shape, walked without ever raising."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Row = Mapping[str, Any]
_MOST = 10_000


def row(value: object) -> Row:
    return value if isinstance(value, Mapping) else {}


def rows(value: object) -> list[Row]:
    """The mappings in a list; any other thing has none."""
    found = value[:_MOST] if isinstance(value, list | tuple) else ()
    return [each for each in found if isinstance(each, Mapping)]


def numbered(value: object) -> Iterator[tuple[int, Row]]:
    """The mappings in a list with their places in it."""
    found = value[:_MOST] if isinstance(value, list | tuple) else ()
    for place, each in enumerate(found):
        if isinstance(each, Mapping):
            yield place, each


def text(value: object) -> str:
    return value if isinstance(value, str) else ""


def texts(value: object) -> list[str]:
    found = value[:_MOST] if isinstance(value, list | tuple) else ()
    return [each for each in found if isinstance(each, str)]


def number(value: object) -> int | None:
    """A whole number; a bool is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def all_rows(value: object, path: str = "", depth: int = 6) -> Iterator[tuple[str, Row]]:
    """Every mapping at any depth, with its path ("disks[0].partitions[1]")."""
    if depth < 0:
        return
    if isinstance(value, Mapping):
        yield path, value
        for key, each in value.items():
            yield from all_rows(each, f"{path}.{key}" if path else str(key), depth - 1)
    elif isinstance(value, list | tuple):
        for place, each in enumerate(value[:_MOST]):
            yield from all_rows(each, f"{path}[{place}]", depth - 1)
