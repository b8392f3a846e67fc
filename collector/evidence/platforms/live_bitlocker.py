"""Whether BitLocker protects a volume, as Explorer shows it to everybody; never its keys.

The property System.Volume.BitLockerProtection of the shell needs no admin; the documented way
beside it, the WMI class Win32_EncryptableVolume, does.
"""

from __future__ import annotations

import sys

_STATES = {
    1: "on", 2: "off", 3: "being encrypted", 4: "being decrypted", 5: "suspended",
    6: "on, locked", 7: "unknown", 8: "waiting for activation",
}  # fmt: skip


def meaning(value: int) -> str:
    """What a value of the property means."""
    return f"BitLocker: {_STATES.get(value, f'unknown ({value})')}"


if sys.platform == "win32":
    import ctypes
    import uuid
    from ctypes import wintypes
    from typing import Any

    _SHELL_ITEM_2 = uuid.UUID("7e9fb0d3-919f-4307-ab2e-9b1860310c93")
    _PROPERTY = uuid.UUID("2d15a9a1-a556-4189-91ad-027458f11a07")
    _NUMBER = 1717
    _RELEASE, _GET_INT32 = 2, 15  # places in the tables of IUnknown and IShellItem2

    class _Key(ctypes.Structure):
        _fields_ = (("format", ctypes.c_byte * 16), ("number", wintypes.DWORD))

    def protection(place: str) -> str:
        """For a drive or mount point (`C:\\`); empty where Windows does not say."""
        try:
            value = _asked(place)
        except (OSError, AttributeError, ValueError):
            return ""
        return "" if value is None else meaning(value)

    def _asked(place: str) -> int | None:
        ctypes.windll.ole32.CoInitializeEx(None, 2)
        item = ctypes.c_void_p()
        kind = (ctypes.c_byte * 16).from_buffer_copy(_SHELL_ITEM_2.bytes_le)
        if ctypes.windll.shell32.SHCreateItemFromParsingName(
            ctypes.c_wchar_p(place), None, ctypes.byref(kind), ctypes.byref(item)
        ):
            return None
        try:
            key = _Key((ctypes.c_byte * 16).from_buffer_copy(_PROPERTY.bytes_le), _NUMBER)
            value = ctypes.c_int(0)
            get = _method(item, _GET_INT32, ctypes.c_void_p, ctypes.c_void_p)
            failed = get(item, ctypes.byref(key), ctypes.byref(value))
            return None if failed else value.value
        finally:
            _method(item, _RELEASE)(item)

    def _method(item: ctypes.c_void_p, place: int, *kinds: Any) -> Any:  # noqa: ANN401 - a C function
        table = ctypes.cast(item, ctypes.POINTER(ctypes.POINTER(ctypes.c_void_p)))
        address = table[0][place]
        return ctypes.WINFUNCTYPE(ctypes.c_long, ctypes.c_void_p, *kinds)(address or 0)
