r"""Windows: the elevated pass behind UAC, and the pipes to it. Thin, and only there.

A process that was started by "runas" has no standard streams. Two pipes, one for each direction
(a synchronous handle cannot read and write at once), carry a nonce in their names; only
administrators and the system may open them, each exists once, and nobody from another machine.
The elevated side lets nobody act in its name (SECURITY_IDENTIFICATION).
"""

from __future__ import annotations

import ctypes
import msvcrt
import os
import re
import secrets
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from ctypes import wintypes
from io import FileIO, RawIOBase

assert sys.platform == "win32"  # noqa: S101 - tells type checkers where this runs

ONLY_ADMINISTRATORS = "D:P(A;;GA;;;BA)(A;;GA;;;SY)"
NONCE = re.compile(r"[0-9a-f]{32}", re.ASCII)
_INBOUND, _OUTBOUND, _FIRST = 1, 2, 0x00080000
_REJECT_REMOTE = 8
_CONNECTED_ALREADY = 535
_READ, _WRITE, _OPEN_EXISTING = 0x80000000, 0x40000000, 3
_IDENTIFICATION = 0x00100000 | 0x00010000  # SECURITY_SQOS_PRESENT | SECURITY_IDENTIFICATION
_NO_CLOSE_PROCESS, _NO_WINDOW = 0x40, 0
_CANCELLED = 1223
_BUFFER = 64 * 1024

_kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
_kernel32.CreateNamedPipeW.restype = wintypes.HANDLE
_kernel32.CreateNamedPipeW.argtypes = (
    wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD, wintypes.DWORD, wintypes.DWORD,
    wintypes.DWORD, wintypes.DWORD, ctypes.c_void_p,
)  # fmt: skip
_kernel32.ConnectNamedPipe.argtypes = (wintypes.HANDLE, ctypes.c_void_p)
_kernel32.CreateFileW.restype = wintypes.HANDLE
_kernel32.CreateFileW.argtypes = (
    wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD, ctypes.c_void_p, wintypes.DWORD,
    wintypes.DWORD, wintypes.HANDLE,
)  # fmt: skip
_kernel32.CloseHandle.argtypes = (wintypes.HANDLE,)
_INVALID = wintypes.HANDLE(-1).value


Launch = Callable[[list[str]], None]
"""Starts the program with these arguments and more rights; raises OSError where refused."""


def names(nonce: str) -> tuple[str, str]:
    """The pipe that the pass reads its request from, and the one that it answers on."""
    start = r"\\.\pipe\paragon-support-collector-" + nonce
    return f"{start}-request", f"{start}-answer"


def start_elevated(
    argv: list[str], launch: Launch | None = None, rights: str = ONLY_ADMINISTRATORS
) -> Piped:
    """The pass (`argv` and a nonce) behind UAC; raises OSError with a sentence where refused."""
    nonce = secrets.token_hex(16)
    client = Piped(nonce, rights)
    try:
        (launch or run_as)([*argv, nonce])
    except OSError:
        client.close()
        raise
    return client


class Piped:
    """Our side: both pipes exist before the pass is started, so nobody else can make them."""

    def __init__(self, nonce: str, rights: str) -> None:
        request, answer = names(nonce)
        self.incoming: RawIOBase = _Lazy(_created(answer, _INBOUND, rights), "rb")
        self.outgoing: RawIOBase = _Lazy(_created(request, _OUTBOUND, rights), "wb")

    def close(self) -> None:
        for pipe in (self.outgoing, self.incoming):
            threading.Thread(target=_closed, args=(pipe,), daemon=True).start()


def _closed(pipe: RawIOBase) -> None:
    with suppress(OSError):
        pipe.close()


class _Lazy(RawIOBase):
    """A pipe of ours that waits for its one client when it is first used."""

    def __init__(self, handle: int, mode: str) -> None:
        self._handle, self._mode = handle, mode
        self._file: FileIO | None = None

    def _open(self) -> FileIO:
        if self._file is None:
            if not _kernel32.ConnectNamedPipe(self._handle, None):
                code = ctypes.get_last_error()
                if code != _CONNECTED_ALREADY:
                    raise ctypes.WinError(code)
            self._file = _file(self._handle, self._mode)
        return self._file

    def readable(self) -> bool:
        return self._mode == "rb"

    def read(self, size: int = -1, /) -> bytes | None:
        try:
            return self._open().read(size)
        except BrokenPipeError:
            return b""

    def write(self, data: object, /) -> int | None:
        return self._open().write(data)  # type: ignore[arg-type]

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        elif not self.closed:
            _kernel32.CloseHandle(self._handle)
        super().close()


def _created(name: str, direction: int, rights: str) -> int:
    from collector.evidence.windows_security import attributes

    handle = _kernel32.CreateNamedPipeW(
        name, direction | _FIRST, _REJECT_REMOTE, 1, _BUFFER, _BUFFER, 0,
        ctypes.byref(attributes(rights)),
    )  # fmt: skip
    if handle == _INVALID:
        raise ctypes.WinError(ctypes.get_last_error())
    return int(handle)


def _file(handle: int, mode: str) -> FileIO:
    flags = os.O_BINARY | (os.O_RDONLY if mode == "rb" else os.O_WRONLY)
    return FileIO(msvcrt.open_osfhandle(handle, flags), mode)


def connect(nonce: str) -> tuple[FileIO, FileIO]:
    """The pass's side: where the request comes from, and where the answers go. Raises OSError."""
    if not NONCE.fullmatch(nonce):
        raise OSError("that is no name that this program gave")
    request, answer = names(nonce)
    return _opened(request, _READ, "rb"), _opened(answer, _WRITE, "wb")


def _opened(name: str, access: int, mode: str) -> FileIO:
    handle = _kernel32.CreateFileW(name, access, 0, None, _OPEN_EXISTING, _IDENTIFICATION, None)
    if handle == _INVALID:
        raise ctypes.WinError(ctypes.get_last_error())
    return _file(int(handle), mode)


class _ExecuteInfo(ctypes.Structure):
    _fields_ = (
        ("cbSize", wintypes.DWORD),
        ("fMask", wintypes.ULONG),
        ("hwnd", wintypes.HWND),
        ("lpVerb", wintypes.LPCWSTR),
        ("lpFile", wintypes.LPCWSTR),
        ("lpParameters", wintypes.LPCWSTR),
        ("lpDirectory", wintypes.LPCWSTR),
        ("nShow", ctypes.c_int),
        ("hInstApp", wintypes.HINSTANCE),
        ("lpIDList", ctypes.c_void_p),
        ("lpClass", wintypes.LPCWSTR),
        ("hkeyClass", wintypes.HKEY),
        ("dwHotKey", wintypes.DWORD),
        ("hIcon", wintypes.HANDLE),
        ("hProcess", wintypes.HANDLE),
    )


def run_as(argv: list[str]) -> None:
    """Ask the person (UAC) and start the program with administrator rights."""
    info = _ExecuteInfo(
        cbSize=ctypes.sizeof(_ExecuteInfo),
        fMask=_NO_CLOSE_PROCESS,
        lpVerb="runas",
        lpFile=argv[0],
        lpParameters=subprocess.list2cmdline(argv[1:]),
        nShow=_NO_WINDOW,
    )
    shell32 = ctypes.WinDLL("shell32", use_last_error=True)
    if not shell32.ShellExecuteExW(ctypes.byref(info)):
        code = ctypes.get_last_error()
        if code == _CANCELLED:
            raise OSError("administrator rights were refused")
        raise ctypes.WinError(code)
    if info.hProcess:
        _kernel32.CloseHandle(info.hProcess)
