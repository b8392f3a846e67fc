"""Writes Uninstall keys into the registry of this Windows, and takes them away again."""

from __future__ import annotations

import sys
from collections.abc import Mapping

UNINSTALL = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"

if sys.platform != "win32":

    def write(view: str, name: str, values: Mapping[str, str]) -> None:
        raise NotImplementedError

    def remove(view: str, name: str) -> None:
        raise NotImplementedError

else:
    import winreg

    VIEWS = {"64": winreg.KEY_WOW64_64KEY, "32": winreg.KEY_WOW64_32KEY}

    def write(view: str, name: str, values: Mapping[str, str]) -> None:
        access = winreg.KEY_ALL_ACCESS | VIEWS[view]
        path = f"{UNINSTALL}\\{name}"
        with winreg.CreateKeyEx(winreg.HKEY_LOCAL_MACHINE, path, 0, access) as key:
            for title, text in values.items():
                winreg.SetValueEx(key, title, 0, winreg.REG_SZ, text)

    def remove(view: str, name: str) -> None:
        winreg.DeleteKeyEx(winreg.HKEY_LOCAL_MACHINE, f"{UNINSTALL}\\{name}", VIEWS[view], 0)
