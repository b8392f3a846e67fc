"""Windows over a stream: cut at a line end where there is one, else where nothing is torn.

Where windows begin and end depends on the text alone, never on how it arrives in chunks.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from collector.privacy.rules.secrets import PEM_REACH
from collector.privacy.rules.view import BACK

SIZE = 1 << 20
"""Bytes in a window."""

_MARGIN = PEM_REACH + 1024  # of a line without an end: what a rule may still read
_CONTEXT = 256  # of it that the next window sees before its own beginning
_CONTINUED = 4096  # how far lines that end in a backslash hold a registry value together
assert _CONTEXT > BACK  # noqa: S101


class Window(NamedTuple):
    """`data` from `begin` on is new; triggers at or after `limit` belong to the next window."""

    data: bytes
    begin: int
    limit: int


class Windows:
    """Cuts chunks into windows; `next` and `done` take turns until `next` answers None."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = (
            bytes(chunk[at : at + SIZE]) for chunk in chunks for at in range(0, len(chunk), SIZE)
        )
        self._buffer = b""
        self._begin = 0
        self._over = False

    def next(self) -> Window | None:
        """The next window, or None at the end of the stream."""
        self._fill()
        full = self._begin + SIZE
        if len(self._buffer) < full:
            if len(self._buffer) == self._begin:
                return None
            return Window(self._buffer, self._begin, len(self._buffer))
        cut = _line_end(self._buffer, self._begin, full)
        if cut > self._begin:
            return Window(self._buffer[:cut], self._begin, cut)
        return Window(
            self._buffer[:full], self._begin, _whole_character(self._buffer, full - _MARGIN)
        )

    def done(self, stop: int) -> None:
        """The last window has been dealt with up to `stop`."""
        if self._buffer[stop - 1 : stop] == b"\n":
            self._buffer, self._begin = self._buffer[stop:], 0
            return
        keep = max(0, stop - _CONTEXT)
        self._buffer, self._begin = self._buffer[keep:], stop - keep

    def _fill(self) -> None:
        parts, length = [self._buffer], len(self._buffer)
        while length < self._begin + SIZE and not self._over:
            chunk = next(self._chunks, None)
            if chunk is None:
                self._over = True
                break
            parts.append(chunk)
            length += len(chunk)
        self._buffer = b"".join(parts)


def _line_end(data: bytes, begin: int, full: int) -> int:
    """After the last line end at which neither a private key nor a registry value is torn."""
    cut = data.rfind(b"\n", begin, full) + 1
    opened = data.rfind(b"-----BEGIN ", max(begin, cut - PEM_REACH), cut)
    if opened >= 0 and data.find(b"-----END ", opened, cut) < 0:
        cut = data.rfind(b"\n", begin, opened) + 1 or cut
    joined = cut
    while joined > max(begin, cut - _CONTINUED) and data[max(0, joined - 3) : joined].rstrip(
        b"\r\n"
    ).endswith(b"\\"):
        joined = data.rfind(b"\n", begin, joined - 1) + 1
    return joined if joined > begin else cut


def _whole_character(data: bytes, at: int) -> int:
    while at > 0 and 0x80 <= data[at] < 0xC0:
        at -= 1
    return at
