"""Opening a file to read, and only a regular one: never a FIFO, a device, a socket or a folder.

Under a root every component is opened on its own without following links; a link is resolved
inside the root, so that nothing leads out of it, even if it is changed at that moment.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from io import FileIO
from pathlib import Path

from collector.core.paths import extended
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError, absent, refused

MAX_LINKS = 40
_IN_USE = (32, 33)  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a FIFO"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a block device"),
    (stat.S_ISSOCK, "a socket"),
)


def open_regular(path: Path, root: Path | None = None) -> FileIO:
    """The open file; raises NotCollectedError (absent, refused, skipped, failed)."""
    try:
        return _open_inside(path, root) if root is not None else _open_anywhere(path)
    except OSError as error:
        raise not_opened(error, path) from error
    except ValueError as error:  # a NUL in the name
        raise absent("the name is not one of a file", str(path)) from error


def not_opened(error: OSError, path: Path) -> NotCollectedError:
    """What a failed open, stat or read means for the item."""
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return absent("not there", str(path))
    if getattr(error, "winerror", None) in _IN_USE:
        return NotCollectedError(Status.FAILED, "in use: another program lets nobody else read it")
    if error.errno in (errno.EACCES, errno.EPERM):
        return refused("the system refuses to let this account read it")
    if error.errno in (errno.ENXIO, errno.ENODEV):
        return _skipped("it is not a regular file")
    return NotCollectedError(Status.FAILED, f"it cannot be read: {error.strerror or error}")


def _skipped(reason: str) -> NotCollectedError:
    return NotCollectedError(Status.SKIPPED, reason)


def _demand_regular(mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    kind = next((name for is_kind, name in _KINDS if is_kind(mode)), "not a regular file")
    raise _skipped(f"it is {kind}, not a regular file; it was not opened")


def _checked(handle: int) -> FileIO:
    """The handle as a file, once it has shown to be regular (it may have been exchanged)."""
    try:
        _demand_regular(os.fstat(handle).st_mode)
        return FileIO(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

    _GENERIC_READ, _SHARE_ALL, _OPEN_EXISTING = 0x80000000, 0x7, 3
    _FILE_TYPE_DISK = 1

    def _open_anywhere(path: Path) -> FileIO:
        """With all share modes: a plain open would stop a product from rotating its own log."""
        path = extended(path)
        _demand_regular(os.stat(path).st_mode)
        kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel32.CreateFileW.restype = wintypes.HANDLE
        kernel32.GetFileType.argtypes = (wintypes.HANDLE,)
        kernel32.CloseHandle.argtypes = (wintypes.HANDLE,)
        kernel32.CreateFileW.argtypes = (
            wintypes.LPCWSTR, wintypes.DWORD, wintypes.DWORD, ctypes.c_void_p, wintypes.DWORD,
            wintypes.DWORD, wintypes.HANDLE,
        )  # fmt: skip
        handle = kernel32.CreateFileW(
            str(path), _GENERIC_READ, _SHARE_ALL, None, _OPEN_EXISTING, 0, None
        )
        if handle is None or handle == wintypes.HANDLE(-1).value:
            raise ctypes.WinError(ctypes.get_last_error())
        if kernel32.GetFileType(handle) != _FILE_TYPE_DISK:
            kernel32.CloseHandle(handle)
            raise _skipped("it is a device, not a regular file")
        return FileIO(msvcrt.open_osfhandle(handle, os.O_RDONLY), "rb")

    def _open_inside(path: Path, root: Path) -> FileIO:
        real = os.path.realpath(path)
        if not Path(real).is_relative_to(os.path.realpath(root)):
            raise _skipped("it leads out of the root that was given")
        return _open_anywhere(Path(real))

else:
    _FLAGS = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
    _FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC

    def _open_anywhere(path: Path) -> FileIO:
        _demand_regular(os.stat(path).st_mode)  # opening a device may already do something
        return _checked(os.open(path, _FLAGS))

    def _open_inside(path: Path, root: Path) -> FileIO:
        base = os.path.realpath(root)
        walk = _Walk(base)
        try:
            return walk.open(_parts_below(path, root, base))
        finally:
            walk.close()

    def _parts_below(path: Path, root: Path, base: str) -> list[str]:
        """The components of `path` below the root, its last folders' links not yet followed."""
        given = Path(os.path.abspath(path))
        for top in (Path(base), Path(os.path.abspath(root))):
            if given.is_relative_to(top):
                return list(given.relative_to(top).parts)
        raise _skipped("it does not lie in the root that was given")

    class _Walk:
        """A path walked folder by folder; `folders` are the open ones, the root first."""

        def __init__(self, base: str) -> None:
            self._folders = [os.open(base, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)]
            self._links = 0

        def close(self) -> None:
            for handle in self._folders:
                os.close(handle)
            self._folders = []

        def open(self, parts: list[str]) -> FileIO:
            waiting = parts[::-1]
            while waiting:
                part = waiting.pop()
                if part == "..":
                    self._up()
                    continue
                here = self._folders[-1]
                mode = os.lstat(part, dir_fd=here).st_mode
                if stat.S_ISLNK(mode):
                    waiting.extend(self._link(part)[::-1])
                elif waiting:
                    self._folders.append(os.open(part, _FOLDER, dir_fd=here))
                else:
                    _demand_regular(mode)
                    return _checked(os.open(part, _FLAGS | os.O_NOFOLLOW, dir_fd=here))
            raise _skipped("it is a folder, not a regular file; it was not opened")

        def _up(self) -> None:
            if len(self._folders) == 1:
                raise _skipped("it leads out of the root that was given")
            os.close(self._folders.pop())

        def _link(self, part: str) -> list[str]:
            self._links += 1
            if self._links > MAX_LINKS:
                raise _skipped("its links lead in circles")
            target = os.readlink(part, dir_fd=self._folders[-1])
            if target.startswith("/"):
                while len(self._folders) > 1:
                    os.close(self._folders.pop())
            return [piece for piece in target.split("/") if piece not in ("", ".")]
