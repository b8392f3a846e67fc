"""A form, or any other tree of values, as rows of a name and a text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


def fields(value: object, name: str = "") -> Iterator[tuple[str, str]]:
    """What was filled in, as `contact.email` and its text; nothing is escaped or cut yet."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from fields(each, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list | tuple):
        for number, each in enumerate(value, start=1):
            yield from fields(each, f"{name} {number}")
    elif value not in ("", None):
        yield name, str(value)
