"""Read-only loop devices over a part of a disk or an image, that clear themselves.

A loop device lives as long as somebody has it open: this process, then the mount. Nothing has to
be undone, whatever happens in between.
"""

from __future__ import annotations

import errno
import os
import stat
import struct
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_GET_FREE, _CONFIGURE, _SET_FD, _SET_STATUS, _CLEAR = 0x4C82, 0x4C0A, 0x4C00, 0x4C04, 0x4C01
_READ_ONLY, _AUTOCLEAR = 1, 4
_INFO = struct.Struct("<5Q4I64s64s32s2Q")
_TRIES = 20
_CONTROL, _MAJOR = (10, 237), 7


@contextmanager
def loop_device(source: Path, offset: int, size: int, nodes: Path) -> Iterator[Path]:
    """The device over `size` bytes from `offset` of `source`, held open meanwhile.

    `nodes` is a folder where device nodes may be made, if /dev has none. Raises OSError.
    """
    backing = os.open(source, os.O_RDONLY | os.O_CLOEXEC)
    try:
        path, held = _configured(backing, offset, size, nodes)
    finally:
        os.close(backing)
    try:
        yield path
    finally:
        os.close(held)


def _configured(backing: int, offset: int, size: int, nodes: Path) -> tuple[Path, int]:
    import fcntl

    control = os.open(_node("loop-control", _CONTROL, stat.S_IFCHR, nodes), os.O_RDWR)
    try:
        for _ in range(_TRIES):
            number = fcntl.ioctl(control, _GET_FREE)
            path = _node(f"loop{number}", (_MAJOR, number), stat.S_IFBLK, nodes)
            held = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            try:
                _configure(held, backing, offset, size)
            except OSError as error:
                os.close(held)
                if error.errno != errno.EBUSY:  # another process took it between the two calls
                    raise
            else:
                return path, held
    finally:
        os.close(control)
    raise OSError(errno.EBUSY, "no loop device is free")


def _configure(held: int, backing: int, offset: int, size: int) -> None:
    import fcntl

    info = _INFO.pack(
        0, 0, 0, offset, size, 0, 0, 0, _READ_ONLY | _AUTOCLEAR, b"", b"", b"", 0, 0
    )  # fmt: skip
    whole = struct.pack("<II", backing, 0) + info + bytes(64)
    try:
        fcntl.ioctl(held, _CONFIGURE, whole)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTTY):
            raise
        _configure_old(held, backing, info)


def _configure_old(held: int, backing: int, info: bytes) -> None:
    """Before Linux 5.8, in two steps; `backing` is open for reading, so the device is, too."""
    import fcntl

    fcntl.ioctl(held, _SET_FD, backing)
    try:
        fcntl.ioctl(held, _SET_STATUS, info)
    except OSError:
        with suppress(OSError):
            fcntl.ioctl(held, _CLEAR)
        raise


def _node(name: str, number: tuple[int, int], kind: int, nodes: Path) -> Path:
    """The node in /dev; a bare system may lack it, then one of our own."""
    usual = Path("/dev") / name
    if usual.exists():
        return usual
    own = nodes / name
    with suppress(FileExistsError):
        os.mknod(own, kind | 0o600, os.makedev(*number))
    return own
