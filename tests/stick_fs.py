"""A stick for tests: a small FUSE file system that can be full, read-only, failing, or limited.

    with stick(folder, room=1 << 20, largest=100_000) as server: ...   # `folder` is empty
    python tests/stick_fs.py FOLDER ROOM LARGEST FAILING BACKING       # what it starts

What is written lies in a backing folder, so that it can be looked at after the server died. It
has no hard links and keeps no owners, as FAT. `failing`: "read" or "write" answers EIO from then
on; "never" does not answer reads at all, "pulled" is gone in the middle of the first large file.
"""

from __future__ import annotations

import ctypes
import errno
import os
import stat
import struct
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MS_NOSUID, MS_NODEV, MS_RDONLY, MNT_DETACH = 2, 4, 1, 2
_IN, _OUT = struct.Struct("<IIQQIIII"), struct.Struct("<IiQ")
_SILENT = (2, 36, 42)  # forget, interrupt, batch forget: nobody waits for an answer
_TTL = (0, 0, 0)  # nothing is cached: every read comes to us


@contextmanager
def stick(
    folder: Path, backing: Path, *, room: int = 64 << 20, largest: int = 0, failing: str = "",
    read_only: bool = False,
) -> Iterator[subprocess.Popen[bytes]]:  # fmt: skip
    """Mount it at `folder`; yields the server's process. Root only."""
    for each in (folder, backing):
        each.mkdir(exist_ok=True)
    arguments = [str(folder), str(room), str(largest), failing or "-", str(backing)]
    server = subprocess.Popen(
        [sys.executable, __file__, *arguments, "ro" if read_only else "rw"], stdout=subprocess.PIPE
    )
    try:
        assert server.stdout is not None
        assert server.stdout.readline() == b"mounted\n", "the stick could not be mounted"
        os.stat(folder)
        yield server
    finally:
        server.kill()
        if server.stdout:
            server.stdout.close()
        server.wait()
        ctypes.CDLL(None).umount2(os.fsencode(folder), MNT_DETACH)


# the server --------------------------------------------------------------------------------------


_PULLED = 1500


class _Stick:
    def __init__(self, backing: Path, room: int, largest: int, failing: str) -> None:
        self.backing, self.room, self.largest, self.failing = backing, room, largest, failing
        self.paths: dict[int, Path] = {1: backing}
        self.numbers: dict[Path, int] = {backing: 1}
        self.does: dict[int, Callable[[int, bytes], bytes]] = {
            1: self.lookup, 3: self.getattr_, 4: self.setattr_, 9: self.mkdir, 10: self.unlink,
            11: self.unlink, 12: self.rename, 14: self.open, 15: self.read, 16: self.write,
            17: self.statfs, 18: self.nothing, 20: self.fsync, 25: self.nothing, 26: self.init,
            27: self.open, 28: self.readdir, 29: self.nothing, 30: self.nothing, 34: self.nothing,
            35: self.create, 45: self.rename2,
        }  # fmt: skip

    def used(self) -> int:
        return sum(p.stat().st_size for p in self.backing.rglob("*") if p.is_file())

    def number(self, path: Path) -> int:
        if path not in self.numbers:
            self.numbers[path] = len(self.numbers) + 1
            self.paths[self.numbers[path]] = path
        return self.numbers[path]

    def attributes(self, path: Path) -> bytes:
        found = path.stat()
        when = int(found.st_mtime)
        kind = stat.S_IFDIR | 0o755 if stat.S_ISDIR(found.st_mode) else stat.S_IFREG | 0o755
        size = 0 if stat.S_ISDIR(found.st_mode) else found.st_size
        head = struct.pack("<QQQQQQ", self.number(path), size, size // 512, when, when, when)
        return head + struct.pack("<10I", 0, 0, 0, kind, 1, 0, 0, 0, 4096, 0)

    def entry(self, path: Path) -> bytes:
        return struct.pack("<QQQQII", self.number(path), 0, 0, 0, 0, 0) + self.attributes(path)

    def below(self, node: int, body: bytes) -> Path:
        return self.paths[node] / body.split(b"\0")[0].decode()

    def init(self, _node: int, _body: bytes) -> bytes:
        head = struct.pack("<IIIIHHIIHHI", 7, 31, 65536, 0, 12, 10, 131072, 1, 32, 0, 0)
        return head + bytes(64 - len(head))

    def nothing(self, _node: int, _body: bytes) -> bytes:
        return b""

    def lookup(self, node: int, body: bytes) -> bytes:
        return self.entry(self.below(node, body))

    def getattr_(self, node: int, _body: bytes) -> bytes:
        return struct.pack("<QII", *_TTL) + self.attributes(self.paths[node])

    def setattr_(self, node: int, body: bytes) -> bytes:
        valid, _, _, size = struct.unpack_from("<IIQQ", body)
        if valid & 8:
            os.truncate(self.paths[node], size)
        return self.getattr_(node, body)

    def mkdir(self, node: int, body: bytes) -> bytes:
        path = self.below(node, body[8:])
        path.mkdir()
        return self.entry(path)

    def unlink(self, node: int, body: bytes) -> bytes:
        path = self.below(node, body)
        path.rmdir() if path.is_dir() else path.unlink()
        return b""

    def rename(self, node: int, body: bytes, skip: int = 8) -> bytes:
        target = struct.unpack_from("<Q", body)[0]
        old, new = body[skip:].split(b"\0")[:2]
        before, after = self.paths[node] / old.decode(), self.paths[target] / new.decode()
        os.replace(before, after)
        number = self.numbers.pop(before, None)
        if number is not None:
            self.numbers[after], self.paths[number] = number, after
        return b""

    def rename2(self, node: int, body: bytes) -> bytes:
        return self.rename(node, body, 16)

    def open(self, _node: int, _body: bytes) -> bytes:
        return struct.pack("<QII", 1, 0, 0)

    def create(self, node: int, body: bytes) -> bytes:
        path = self.below(node, body[16:])
        if self.failing == "write":
            raise OSError(errno.EIO, "")
        path.touch()
        return self.entry(path) + struct.pack("<QII", 1, 0, 0)

    def read(self, node: int, body: bytes) -> bytes:
        _, offset, count = struct.unpack_from("<QQI", body)
        if self.failing == "read":
            raise OSError(errno.EIO, "")
        with self.paths[node].open("rb") as file:
            file.seek(offset)
            return file.read(count)

    def write(self, node: int, body: bytes) -> bytes:
        _, offset, count = struct.unpack_from("<QQI", body)
        if self.failing == "write":
            raise OSError(errno.EIO, "")
        if self.failing == "pulled" and offset + count > _PULLED:
            os._exit(1)
        if self.largest and offset + count > self.largest:
            raise OSError(errno.EFBIG, "")
        grown = max(0, offset + count - self.paths[node].stat().st_size)
        if self.used() + grown > self.room:
            raise OSError(errno.ENOSPC, "")
        with self.paths[node].open("r+b") as file:
            file.seek(offset)
            file.write(body[40 : 40 + count])
        return struct.pack("<II", count, 0)

    def fsync(self, _node: int, _body: bytes) -> bytes:
        if self.failing == "write":
            raise OSError(errno.EIO, "")
        return b""

    def statfs(self, _node: int, _body: bytes) -> bytes:
        left = max(0, self.room - self.used()) // 4096
        counts = struct.pack("<QQQQQ", self.room // 4096, left, left, 1000, 1000)
        return counts + struct.pack("<IIII", 4096, 255, 4096, 0) + bytes(24)

    def readdir(self, node: int, body: bytes) -> bytes:
        _, offset, count = struct.unpack_from("<QQI", body)
        data = b""
        for place, path in enumerate(sorted(self.paths[node].iterdir()), 1):
            name = path.name.encode()
            row = struct.pack("<QQII", self.number(path), place, len(name), 8) + name
            row = row.ljust(-(-len(row) // 8) * 8, b"\0")
            if place > offset and len(data) + len(row) <= count:
                data += row
        return data


def _serve(device: int, one: _Stick) -> None:
    while True:
        try:
            request = os.read(device, 1 << 18)
        except OSError:
            return  # unmounted
        _, operation, unique, node, *_ = _IN.unpack_from(request)
        if operation in _SILENT or (operation == 15 and one.failing == "never"):
            continue
        error, body = 0, b""
        try:
            body = one.does[operation](node, request[_IN.size :])
        except KeyError:
            error = -errno.ENOSYS
        except OSError as fault:
            error = -(fault.errno or errno.EIO)
        with suppress(OSError):  # whoever asked is gone
            os.write(device, _OUT.pack(_OUT.size + len(body), error, unique) + body)


def main() -> None:
    folder, room, largest, failing, backing, mode = sys.argv[1:]
    device = os.open("/dev/fuse", os.O_RDWR)
    options = f"fd={device},rootmode={stat.S_IFDIR:o},user_id=0,group_id=0,allow_other"
    libc = ctypes.CDLL(None, use_errno=True)
    flags = MS_NOSUID | MS_NODEV | (MS_RDONLY if mode == "ro" else 0)
    if libc.mount(
        b"stick", os.fsencode(folder), b"fuse.stick", ctypes.c_ulong(flags), options.encode()
    ):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    print("mounted", flush=True)
    _serve(device, _Stick(Path(backing), int(room), int(largest), failing))


if __name__ == "__main__":
    main()
