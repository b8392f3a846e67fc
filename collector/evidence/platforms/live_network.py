"""Where a network drive of the Windows that runs leads; the redirector is asked, not the share."""

from __future__ import annotations

import sys

_LONGEST = 1024

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    def remote_path(drive: str) -> str:
        r"""`\\server\share` behind "Z:"; empty where it is no network drive of this session."""
        ask = ctypes.WinDLL("mpr").WNetGetConnectionW
        ask.argtypes = (wintypes.LPCWSTR, wintypes.LPWSTR, wintypes.LPDWORD)
        ask.restype = wintypes.DWORD
        answer, size = ctypes.create_unicode_buffer(_LONGEST), wintypes.DWORD(_LONGEST)
        return answer.value if ask(drive[:2], answer, ctypes.byref(size)) == 0 else ""

else:

    def remote_path(drive: str) -> str:
        """Only Windows has such drives."""
        return ""
