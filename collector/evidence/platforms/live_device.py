"""A device of the Windows that runs, asked without the right to read it where that is enough."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError, absent, not_applicable, refused
from collector.evidence.platforms.windows_disks import Ask

_ABSENT, _DENIED, _UNABLE, _NOT_READY = (2, 3, 15, 55), (5, 1314), (1, 50, 87), (21, 1112, 1167)


def device_fault(code: int, text: str) -> NotCollectedError:
    """A Windows error number as the outcome of an item."""
    if code in _ABSENT:
        return absent("there is no such device")
    if code in _DENIED:
        return refused("asking the device needs administrator rights")
    if code in _UNABLE:
        return not_applicable("the driver of the device does not answer this")
    if code in _NOT_READY:
        return absent("the device holds no medium")
    return NotCollectedError(Status.FAILED, f"the device cannot be asked: {text} ({code})")


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _SHARE_ALL, _OPEN_EXISTING, _READ_WRITE = 0x7, 3, 0xC0000000
    _UNTOLD = -1
    _kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel32.CreateFileW.restype = wintypes.HANDLE
    _kernel32.CreateFileW.argtypes = (
        wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD, wintypes.LPVOID,
        wintypes.DWORD, wintypes.DWORD, wintypes.HANDLE,
    )  # fmt: skip
    _kernel32.CloseHandle.argtypes = (wintypes.HANDLE,)
    _kernel32.DeviceIoControl.argtypes = (
        wintypes.HANDLE, wintypes.DWORD, wintypes.LPVOID, wintypes.DWORD, wintypes.LPVOID,
        wintypes.DWORD, wintypes.LPDWORD, wintypes.LPVOID,
    )  # fmt: skip
    _kernel32.GetDevicePowerState.argtypes = (wintypes.HANDLE, wintypes.LPBOOL)

    @contextmanager
    def asking(path: str, *, commands: bool = False) -> Iterator[Ask]:
        r"""Who asks `path` (`\\.\PhysicalDrive0`), opened with access 0. NotCollectedError.

        `commands`: opened so that drivers pass commands on to the disk (administrators only);
        they demand the right to write, which nothing here uses.
        """
        with _opened(path, _READ_WRITE if commands else 0) as handle:
            yield partial(_ask, handle)

    @contextmanager
    def _opened(path: str, access: int) -> Iterator[int]:
        handle = _kernel32.CreateFileW(path, access, _SHARE_ALL, None, _OPEN_EXISTING, 0, None)
        if handle is None or handle == wintypes.HANDLE(-1).value:
            raise _last_fault()
        try:
            yield handle
        finally:
            _kernel32.CloseHandle(handle)

    def _ask(handle: int, code: int, given: bytes, size: int) -> bytes:
        answer, written = ctypes.create_string_buffer(size), wintypes.DWORD(0)
        if not _kernel32.DeviceIoControl(
            handle, code, given or None, len(given), answer, size, ctypes.byref(written), None
        ):
            raise _last_fault()
        return answer.raw[: written.value]

    def powered(path: str) -> bool | None:
        """Whether Windows has the device in its working state, without waking it; None where it
        does not say (GetDevicePowerState). Raises NotCollectedError where it is not there."""
        working = wintypes.BOOL(_UNTOLD)  # Wine reports success and tells nothing
        with _opened(path, 0) as handle:
            told = _kernel32.GetDevicePowerState(handle, ctypes.byref(working))
        return None if not told or working.value == _UNTOLD else bool(working.value)

    def _last_fault() -> NotCollectedError:
        code = ctypes.get_last_error()
        return device_fault(code, ctypes.FormatError(code).strip())

else:

    @contextmanager
    def asking(path: str, *, commands: bool = False) -> Iterator[Ask]:
        raise not_applicable("only Windows has such devices")
        yield  # a generator, as on Windows

    def powered(path: str) -> bool | None:
        raise not_applicable("only Windows has such devices")
