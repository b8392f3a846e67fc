"""The part of a file that is kept: its tail (or head) within the limit, cut at a line."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import FileIO

from collector.evidence.decode import SAMPLE, Detector, Encoding, by_mark, by_pattern

CHUNK = 256 * 1024
_LINE = 1024 * 1024  # a longer line is cut within itself


@dataclass(frozen=True, slots=True)
class Window:
    """Bytes `start` to `end` of a file that had `size` bytes when it was opened."""

    start: int
    end: int
    size: int
    tail: bool

    @property
    def cut(self) -> int:
        return self.size - (self.end - self.start)

    @property
    def truncated(self) -> str:
        """As the manifest says it; empty when nothing was cut."""
        if not self.cut:
            return ""
        which = "last" if self.tail else "first"
        return f"{which} {self.end - self.start} of {self.size} bytes"

    @property
    def marker(self) -> bytes:
        return b"[... %d of %d bytes cut ...]\n" % (self.cut, self.size)


def read_at(file: FileIO, offset: int, length: int) -> bytes:
    file.seek(offset)
    return file.read(length)


def unit_encoding(file: FileIO, size: int, start: int) -> Encoding | None:
    """What BOM or zeros tell: before cutting it must be known how wide a character is."""
    if found := by_mark(read_at(file, 0, 4)):
        return found
    head = by_pattern(read_at(file, 0, min(size, SAMPLE)))
    there = by_pattern(read_at(file, start // 2 * 2, SAMPLE)) if start else head
    return there or head


def cut_to(file: FileIO, size: int, limit: int | None, *, tail: bool, unit: Encoding) -> Window:
    """The window within `limit` bytes, its cut end moved inwards to a line."""
    mark = unit.mark
    if limit is None or size - mark <= limit:
        return Window(min(mark, size), size, size, tail)
    if tail:
        return Window(_line_after(file, size - limit, size, unit), size, size, tail)
    return Window(mark, _line_before(file, mark, mark + limit, unit), size, tail)


def _line_after(file: FileIO, start: int, size: int, unit: Encoding) -> int:
    start += -(start - unit.mark) % unit.width
    before = max(unit.mark, start - unit.width)  # the line may begin just here
    at = _aligned(read_at(file, before, min(_LINE, size - before)), unit, last=False)
    if at >= 0:
        return min(before + at + unit.width, size)
    block = read_at(file, start, 4)
    if unit.width == 1:  # not into the middle of a UTF-8 sequence
        while block[:1] and block[0] & 0xC0 == 0x80:
            block, start = block[1:4], start + 1
    return start


def _line_before(file: FileIO, mark: int, end: int, unit: Encoding) -> int:
    end -= (end - mark) % unit.width
    begin = max(mark, end - _LINE)
    begin += (end - begin) % unit.width
    block = read_at(file, begin, end - begin)
    at = _aligned(block, unit, last=True)
    if at >= 0:
        return begin + at + unit.width
    return end - (_begun(block) if unit.width == 1 else 0)


def _begun(block: bytes) -> int:
    """Bytes of a UTF-8 sequence that is cut off at the end of `block`."""
    for back in range(1, min(4, len(block) + 1)):
        byte = block[-back]
        if byte & 0xC0 != 0x80:
            length = 4 if byte >= 0xF0 else 3 if byte >= 0xE0 else 2 if byte >= 0xC0 else 1
            return back if back < length else 0
    return 0


def _aligned(block: bytes, unit: Encoding, *, last: bool) -> int:
    """Where a newline begins that lies on a unit's boundary; -1 where there is none."""
    find = block.rfind if last else block.find
    at = find(unit.newline)
    while at >= 0 and at % unit.width:
        at = block.rfind(unit.newline, 0, at + unit.width - 1) if last else (
            block.find(unit.newline, at + 1)
        )  # fmt: skip
    return at


@dataclass(slots=True, kw_only=True)
class Reading:
    """One pass over a window. `error` says what ended it early, where something did."""

    file: FileIO
    window: Window
    advanced: Callable[[int], None]
    read: int = 0
    error: str = ""

    def chunks(self) -> Iterator[bytes]:
        """The window's bytes, up to where the file became shorter or cannot be read."""
        left = self.window.end - self.window.start
        try:
            self.file.seek(self.window.start)
            while left > 0 and (chunk := self.file.read(min(CHUNK, left))):
                left -= len(chunk)
                self.read += len(chunk)
                self.advanced(len(chunk))
                yield chunk
        except OSError as error:
            place = self.window.start + self.read
            self.error = f"reading stopped at byte {place}: {error.strerror or error}"
        if left and not self.error and self._shrank():
            self.error = "the file became shorter while it was read"

    def _shrank(self) -> bool:
        """False for pseudo files, which claim more than they hold."""
        return os.fstat(self.file.fileno()).st_size < self.window.end


def detect(
    chunks: Iterable[bytes], unit: Encoding | None, code_pages: tuple[str, ...], given: str
) -> Encoding:
    """The encoding: what BOM or zeros told, else judged over all of `chunks`."""
    if unit is not None:
        return unit
    detector = Detector()
    for chunk in chunks:
        detector.feed(chunk)
    return detector.result(code_pages, given)
