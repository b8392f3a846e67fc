"""What the kernel of the Windows that runs says of its drivers and devices, without admin."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError, not_applicable

_STATES = {1: "stopped", 2: "starting", 3: "stopping", 4: "running", 7: "paused"}

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _CONNECT_AND_ENUMERATE, _DRIVERS, _ALL = 0x5, 0xB, 0x3
    _MORE_DATA = 234
    _CODE_INTEGRITY = 103
    _advapi32 = ctypes.WinDLL("advapi32", use_last_error=True)
    _advapi32.OpenSCManagerW.restype = wintypes.SC_HANDLE
    _advapi32.CloseServiceHandle.argtypes = (wintypes.SC_HANDLE,)
    _advapi32.EnumServicesStatusExW.argtypes = (
        wintypes.SC_HANDLE, ctypes.c_int, wintypes.DWORD, wintypes.DWORD, wintypes.LPVOID,
        wintypes.DWORD, wintypes.LPDWORD, wintypes.LPDWORD, wintypes.LPDWORD, wintypes.LPCWSTR,
    )  # fmt: skip

    class _Service(ctypes.Structure):
        _fields_ = (
            ("name", wintypes.LPWSTR),
            ("display_name", wintypes.LPWSTR),
            ("status", wintypes.DWORD * 9),
        )

    def driver_states() -> Mapping[str, str]:
        """Every driver service by its name, with what it does at this moment."""
        manager = _advapi32.OpenSCManagerW(None, None, _CONNECT_AND_ENUMERATE)
        if not manager:
            raise _failed("the services cannot be listed")
        try:
            return _listed(manager)
        finally:
            _advapi32.CloseServiceHandle(manager)

    def _listed(manager: int) -> Mapping[str, str]:
        found: dict[str, str] = {}
        needed, count, resume = wintypes.DWORD(0), wintypes.DWORD(0), wintypes.DWORD(0)
        for _ in range(64):
            room = ctypes.create_string_buffer(max(65536, needed.value))
            done = _advapi32.EnumServicesStatusExW(
                manager, 0, _DRIVERS, _ALL, room, len(room), ctypes.byref(needed),
                ctypes.byref(count), ctypes.byref(resume), None,
            )  # fmt: skip
            if not done and ctypes.get_last_error() != _MORE_DATA:
                raise _failed("the services cannot be listed")
            for row in (_Service * count.value).from_buffer(room):
                found[str(row.name)] = _STATES.get(row.status[1], str(row.status[1]))
            if done:
                return found
        return found

    def code_integrity() -> int:
        """SYSTEM_CODEINTEGRITY_INFORMATION.CodeIntegrityOptions."""
        answer = (wintypes.ULONG * 2)(8, 0)
        query = ctypes.WinDLL("ntdll").NtQuerySystemInformation
        query.restype = ctypes.c_long
        status = query(_CODE_INTEGRITY, answer, 8, None)
        if status != 0:
            reason = f"the kernel does not answer (0x{status & 0xFFFFFFFF:08X})"
            raise NotCollectedError(Status.FAILED, reason)
        return int(answer[1])

    def device_problem(instance: str) -> int | None:
        """The device manager's code for a device, 0 for none; None where it is not attached."""
        cfgmgr = ctypes.WinDLL("cfgmgr32")
        node, status, problem = wintypes.DWORD(0), wintypes.ULONG(0), wintypes.ULONG(0)
        if cfgmgr.CM_Locate_DevNodeW(ctypes.byref(node), ctypes.c_wchar_p(instance), 0) != 0:
            return None
        if cfgmgr.CM_Get_DevNode_Status(ctypes.byref(status), ctypes.byref(problem), node, 0):
            return None
        return int(problem.value)

    def _failed(what: str) -> NotCollectedError:
        text = ctypes.FormatError(ctypes.get_last_error()).strip()
        return NotCollectedError(Status.FAILED, f"{what}: {text}")

else:

    def driver_states() -> Mapping[str, str]:
        raise not_applicable("only Windows keeps such a list")

    def code_integrity() -> int:
        raise not_applicable("only Windows has such settings")

    def device_problem(instance: str) -> int | None:
        raise not_applicable("only Windows has a device manager")
