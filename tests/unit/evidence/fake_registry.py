"""A registry in memory, behind the interface of the real ones; what is denied can be told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from collector.evidence.outcome import absent, refused
from collector.evidence.platforms.registry import Key, Root, Value, View


class FakeKey:
    """One key: its values, and the names of those below it."""

    def __init__(self, path: str, values: Mapping[str, Value], subkeys: tuple[str, ...]) -> None:
        self.path = path
        self.name = path.rpartition("\\")[2]
        self._values, self._subkeys = values, subkeys

    def values(self) -> Mapping[str, Value]:
        return self._values

    def subkeys(self) -> tuple[str, ...]:
        return self._subkeys


class FakeRegistry:
    r"""Keys by their paths: `{r"HKLM\SOFTWARE\X": {"Name": "value"}}`; parents are made.

    In the 32-bit view, `HKLM\SOFTWARE` is `HKLM\SOFTWARE\WOW6432Node`.
    """

    def __init__(
        self, keys: Mapping[str, Mapping[str, Value]], *, denied: Iterable[str] = ()
    ) -> None:
        self._keys: dict[str, tuple[str, Mapping[str, Value]]] = {}
        self._below: dict[str, dict[str, None]] = {}
        self._denied = {path.casefold() for path in denied}
        for path, values in keys.items():
            self._add(path)
            self._keys[path.casefold()] = (path, values)

    def _add(self, path: str) -> None:
        self._keys.setdefault(path.casefold(), (path, {}))
        parent, backslash, name = path.rpartition("\\")
        if backslash:
            self._add(parent)
            self._below.setdefault(parent.casefold(), {})[name] = None

    def open(self, root: Root, path: str, view: View = View.NATIVE) -> Key:
        full = f"{root.value}\\{path}".rstrip("\\")
        if view is View.WOW and full.casefold().startswith("hklm\\software\\"):
            full = "HKLM\\SOFTWARE\\WOW6432Node" + full[len("HKLM\\SOFTWARE") :]
        folded = full.casefold()
        if folded in self._denied:
            raise refused("this account may not read the registry key")
        if folded not in self._keys:
            raise absent("the registry has no such key", full)
        written, values = self._keys[folded]
        return FakeKey(written, values, tuple(self._below.get(folded, {})))

    def users(self) -> tuple[str, ...]:
        return tuple(self._below.get("hku", {}))
