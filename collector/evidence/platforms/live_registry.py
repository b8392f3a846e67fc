"""The registry of the Windows that runs, through winreg."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from itertools import count

from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError, absent, not_applicable, refused
from collector.evidence.platforms.registry import (
    MAX_SUBKEYS,
    MAX_VALUES,
    Key,
    Registry,
    Root,
    Value,
    View,
)

_NOT_THERE = (2, 3, 161, 1018)  # file, path, bad path name, key marked for deletion
_NO_MORE = 259
_DENIED = 5


if sys.platform == "win32":
    import winreg

    _ROOTS = {Root.MACHINE: winreg.HKEY_LOCAL_MACHINE, Root.USERS: winreg.HKEY_USERS}
    _VIEWS = {View.NATIVE: winreg.KEY_WOW64_64KEY, View.WOW: winreg.KEY_WOW64_32KEY}

    class LiveRegistry:
        """Opens a key for each question: none is held, so that nothing is kept from changing."""

        def open(self, root: Root, path: str, view: View = View.NATIVE) -> Key:
            key = _LiveKey(root, path.strip("\\"), view)
            with key.opened():
                return key

        def users(self) -> tuple[str, ...]:
            known = _LiveKey(Root.USERS, "", View.NATIVE).subkeys()
            people = (sid for sid in known if sid.startswith(("S-1-5-21-", "S-1-12-1-")))
            return tuple(sid for sid in people if not sid.lower().endswith("_classes"))

    class _LiveKey:
        def __init__(self, root: Root, path: str, view: View) -> None:
            self._root, self._path, self._view = root, path, view

        @property
        def name(self) -> str:
            return self._path.rpartition("\\")[2]

        @property
        def path(self) -> str:
            return f"{self._root.value}\\{self._path}"

        def opened(self) -> winreg.HKEYType:
            access = winreg.KEY_READ | _VIEWS[self._view]
            try:
                return winreg.OpenKey(_ROOTS[self._root], self._path, 0, access)
            except OSError as error:
                raise _fault(error, self.path) from error

        def values(self) -> Mapping[str, Value]:
            found: dict[str, Value] = {}
            with self.opened() as handle:
                for place in range(MAX_VALUES):
                    try:
                        name, value, kind = winreg.EnumValue(handle, place)
                    except OSError as error:
                        if error.winerror == _NO_MORE:
                            break
                        raise _fault(error, self.path) from error
                    found[name] = _plain(value, kind)
            return found

        def subkeys(self) -> tuple[str, ...]:
            found: list[str] = []
            with self.opened() as handle:
                for place in count():
                    try:
                        found.append(winreg.EnumKey(handle, place))
                    except OSError as error:
                        if error.winerror == _NO_MORE:
                            break
                        raise _fault(error, self.path) from error
                    if len(found) >= MAX_SUBKEYS:
                        break
            return tuple(found)

    def _plain(value: object, kind: int) -> Value:
        if kind in (winreg.REG_SZ, winreg.REG_EXPAND_SZ):
            return str(value or "").rstrip("\0")
        if kind in (winreg.REG_DWORD, winreg.REG_QWORD, winreg.REG_DWORD_BIG_ENDIAN):
            return value if isinstance(value, int) else 0
        if kind == winreg.REG_MULTI_SZ:
            return tuple(map(str, value)) if isinstance(value, list) else ()
        return value if isinstance(value, bytes) else b""

    def _fault(error: OSError, path: str) -> NotCollectedError:
        if error.winerror in _NOT_THERE:
            return absent("the registry has no such key", path)
        if error.winerror == _DENIED:
            return refused("this account may not read the registry key")
        reason = f"the registry key cannot be read: {error.strerror}"
        return NotCollectedError(Status.FAILED, reason)


def live_registry() -> Registry:
    """Raises NotCollectedError (not applicable) where this system is not Windows."""
    if sys.platform == "win32":
        return LiveRegistry()
    raise not_applicable("only Windows has a registry")
