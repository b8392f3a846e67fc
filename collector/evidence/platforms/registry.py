"""The Windows registry as a small interface: the live one, hives of a tree, or one made by a test.

Everything that Windows keeps in its registry is read through it, so that one piece of code serves
a Windows that runs and one that does not start any more.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol, TypeAlias

from collector.evidence.outcome import NotCollectedError

Value: TypeAlias = str | int | bytes | tuple[str, ...]
MAX_SUBKEYS = 20_000  # servicing keeps several thousand packages
MAX_VALUES = 2_000


class Root(StrEnum):
    """Where a path begins. `USERS` is followed by what `Registry.users` names."""

    MACHINE = "HKLM"
    USERS = "HKU"


class View(StrEnum):
    """Programs of 32 bits see a SOFTWARE of their own (`Wow6432Node`)."""

    NATIVE = "64"
    WOW = "32"


class Key(Protocol):
    """One key. Reading a damaged one raises NotCollectedError, or gives what is left of it."""

    @property
    def name(self) -> str:
        """Its last component."""
        ...

    @property
    def path(self) -> str:
        """Where it stands, for people: `HKLM\\SOFTWARE\\…`."""
        ...

    def values(self) -> Mapping[str, Value]:
        """Its values by their names as they are written (the default one under ""); strings
        without their final NUL, REG_MULTI_SZ as a tuple, numbers as int, all else as bytes."""
        ...

    def subkeys(self) -> tuple[str, ...]:
        """The names of the keys below it, at most MAX_SUBKEYS."""
        ...


class Registry(Protocol):
    """One Windows' registry, read-only."""

    def open(self, root: Root, path: str, view: View = View.NATIVE) -> Key:
        """The key at `path` (backslashes, no regard to case). `SYSTEM\\CurrentControlSet` is the
        set with which Windows was started last.

        Raises NotCollectedError: absent, refused, or failed (a damaged hive).
        """
        ...

    def users(self) -> tuple[str, ...]:
        """Whose keys there are below `Root.USERS`: SIDs of people, live those who are logged on."""
        ...


def value(key: Key, name: str) -> Value | None:
    """One value of a key, without regard to the case of its name; None where it is not there."""
    wanted = name.casefold()
    return next(
        (each for each_name, each in key.values().items() if each_name.casefold() == wanted), None
    )


def text(key: Key, name: str) -> str:
    """A value as text: empty where it is not there, lists joined by "; ", bytes not shown."""
    found = value(key, name)
    if found is None or isinstance(found, bytes):
        return ""
    return "; ".join(found) if isinstance(found, tuple) else str(found).strip("\0 ")


def texts(key: Key, name: str) -> tuple[str, ...]:
    """A REG_MULTI_SZ, or a single string as a list of one; empty ones left out."""
    found = value(key, name)
    listed = found if isinstance(found, tuple) else (found,) if isinstance(found, str) else ()
    return tuple(each for each in listed if each)


def number(key: Key, name: str) -> int | None:
    """A number, also one that is written as decimal text."""
    found = value(key, name)
    if isinstance(found, int):
        return found
    digits = found.strip() if isinstance(found, str) else ""
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 20 else None


def machine_text(registry: Registry, path: str, name: str) -> str:
    """`text` of a key of the machine; empty where there is no such key."""
    found = lookup(registry, path)
    return text(found, name) if found is not None else ""


def machine_number(registry: Registry, path: str, name: str) -> int | None:
    """`number` of a key of the machine; None where there is no such key."""
    found = lookup(registry, path)
    return number(found, name) if found is not None else None


def lookup(
    registry: Registry, path: str, view: View = View.NATIVE, root: Root = Root.MACHINE
) -> Key | None:
    """The key, or None where it is not there or cannot be read."""
    try:
        return registry.open(root, path, view)
    except NotCollectedError:
        return None
