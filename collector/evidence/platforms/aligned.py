"""Reading a raw disk of Windows, which gives whole sectors only, as if it were any file."""

from __future__ import annotations

import io
from typing import Any, BinaryIO

_LARGEST = 4 << 20  # bytes of one read of the disk


class AlignedReader(io.RawIOBase):
    """`disk` is opened unbuffered; `sector` is the size of its logical sectors in bytes."""

    def __init__(self, disk: BinaryIO, sector: int) -> None:
        super().__init__()
        self._disk, self._sector, self._place = disk, max(512, sector), 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_CUR:
            offset += self._place
        elif whence != io.SEEK_SET:
            raise io.UnsupportedOperation("a raw disk does not tell where it ends")
        self._place = max(0, offset)
        return self._place

    def tell(self) -> int:
        return self._place

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - a buffer of any kind
        wanted = memoryview(buffer).cast("B")
        first = self._place - self._place % self._sector
        last = min(self._place + len(wanted), first + _LARGEST)
        whole = -(-(last - first) // self._sector) * self._sector
        self._disk.seek(first)
        data = self._disk.read(whole)[self._place - first :][: len(wanted)]
        wanted[: len(data)] = data
        self._place += len(data)
        return len(data)

    def close(self) -> None:
        try:
            self._disk.close()
        finally:
            super().close()
