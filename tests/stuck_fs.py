"""A file on a file system that can go dead: a tiny FUSE server over /dev/fuse, for tests only.

with stuck_file(path, size=4096, answers_reads=False):  # `path` is an existing regular file
    ...            # a read of it blocks for ever, deaf to SIGKILL once the server took it
with stuck_file(path, stopped=True):
    ...            # the server got SIGSTOP: whatever asks it waits

The mount covers the one file. At the end the server is killed (which ends every waiting request)
and the mount is gone, whatever happened in between.
"""

from __future__ import annotations

import array
import ctypes
import os
import signal
import socket
import stat
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MS_NOSUID, MS_NODEV, MNT_DETACH = 2, 4, 2
_IN, _OUT = struct.Struct("<IIQQIIII"), struct.Struct("<IiQ")
_GETATTR, _OPEN, _READ, _STATFS, _RELEASE, _FLUSH, _INIT = 3, 14, 15, 17, 18, 25, 26
_SILENT = (2, 36, 42)  # forget, interrupt, batch forget: nobody waits for an answer
_ENOSYS = 38


def why_not() -> str:
    """Why no FUSE file can be made here; "" if it can."""
    if not sys.platform.startswith("linux"):
        return "FUSE is tried on Linux"
    if not os.path.exists("/dev/fuse"):
        return "there is no /dev/fuse"
    return ""


@contextmanager
def stuck_file(
    path: Path, *, size: int = 4096, answers_reads: bool = True, stopped: bool = False
) -> Iterator[int]:
    """Cover `path` with a FUSE file of `size` bytes; yields the server's process id."""
    arguments = [str(path), str(size), "answer" if answers_reads else "silent"]
    server = subprocess.Popen(
        [sys.executable, __file__, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        assert server.stdout is not None
        assert server.stdout.readline() == b"mounted\n", "the FUSE file could not be made"
        os.stat(path)  # the server is through its greeting
        if stopped:
            os.kill(server.pid, signal.SIGSTOP)
            os.waitid(os.P_PID, server.pid, os.WSTOPPED)
        yield server.pid
    finally:
        server.kill()  # closes /dev/fuse: every request that waits fails
        for pipe in (server.stdin, server.stdout):
            if pipe:
                pipe.close()
        server.wait()
        _unmount(path)


def _unmount(path: Path) -> None:
    if os.geteuid() == 0:
        ctypes.CDLL(None).umount2(os.fsencode(path), MNT_DETACH)
    else:
        subprocess.run(["fusermount3", "-u", "-z", str(path)], check=False, capture_output=True)


# the server --------------------------------------------------------------------------------------


def _mounted(path: str) -> int:
    """/dev/fuse, mounted over `path`: by mount(2) as root, by fusermount3 for anybody else."""
    if os.geteuid() == 0:
        device = os.open("/dev/fuse", os.O_RDWR)
        options = f"fd={device},rootmode={stat.S_IFREG:o},user_id=0,group_id=0,allow_other"
        libc = ctypes.CDLL(None, use_errno=True)
        flags = ctypes.c_ulong(MS_NOSUID | MS_NODEV)
        if libc.mount(b"stuck", os.fsencode(path), b"fuse.stuck", flags, options.encode()):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        return device
    ours, theirs = socket.socketpair()
    environ = {**os.environ, "_FUSE_COMMFD": str(theirs.fileno())}
    subprocess.run(
        ["fusermount3", "-o", "fsname=stuck", "--", path],
        env=environ, pass_fds=[theirs.fileno()], check=True,
    )  # fmt: skip
    handles = array.array("i")
    _, ancillary, _, _ = ours.recvmsg(1, socket.CMSG_SPACE(handles.itemsize))
    handles.frombytes(ancillary[0][2][: handles.itemsize])
    return handles[0]


def _attributes(size: int) -> bytes:
    now = int(time.time())
    times = struct.pack("<QQQQQQ", 1, size, (size + 511) // 512, now, now, now)
    owner = struct.pack("<IIIIII", 0, 0, 0, stat.S_IFREG | 0o644, 1, os.getuid())
    return times + owner + struct.pack("<IIII", os.getgid(), 0, 4096, 0)


def _answer(operation: int, body: bytes, size: int) -> bytes | None:
    """The answer's body; None for "not implemented"."""
    if operation == _INIT:
        head = struct.pack("<IIIIHHIIHHI", 7, 31, 65536, 0, 12, 10, 65536, 1, 0, 0, 0)
        return head + bytes(64 - len(head))
    if operation == _READ:
        offset, count = struct.unpack_from("<QI", body, 8)
        length: int = max(0, min(count, size - offset))
        return b"x" * length
    simple: dict[int, bytes] = {
        _GETATTR: struct.pack("<QII", 0, 0, 0) + _attributes(size),  # never cached
        _OPEN: struct.pack("<QII", 1, 0, 0),
        _STATFS: struct.pack("<QQQQQIIII", 1, 0, 0, 1, 0, 4096, 255, 4096, 0) + bytes(24),
        _RELEASE: b"",
        _FLUSH: b"",
    }
    return simple.get(operation)


def _serve(device: int, size: int, answers_reads: bool) -> None:
    while True:
        try:
            request = os.read(device, 1 << 18)
        except OSError:
            return  # unmounted
        _, operation, unique, *_ = _IN.unpack_from(request)
        if operation in _SILENT or (operation == _READ and not answers_reads):
            continue  # taken, and never answered
        body = _answer(operation, request[_IN.size :], size)
        error, body = (-_ENOSYS, b"") if body is None else (0, body)
        with suppress(OSError):  # whoever asked is gone
            os.write(device, _OUT.pack(_OUT.size + len(body), error, unique) + body)


def main() -> None:
    path, size, mode = sys.argv[1:]
    device = _mounted(path)
    print("mounted", flush=True)
    _serve(device, int(size), mode == "answer")


if __name__ == "__main__":
    main()
