"""Deflate in blocks whose ratio has an upper bound, so that no honest bundle looks like a bomb.

A log that was preallocated and never filled is all zeros and shrinks a thousandfold, as a ZIP bomb
does. Where a block shrinks too well, a sixteenth of it is only Huffman-coded (at most 8 to 1),
which keeps it near 115 to 1, under the 200 to 1 that a reader accepts, for one byte in a hundred.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

BLOCK = 1 << 20
MOST = 100
_LEVEL = 6
_SHARE = 16


def deflate(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """A raw deflate stream of `blocks`; each is compressed on its own, memory stays flat."""
    for block in blocks:
        data = _packed(block)
        if len(block) > MOST * len(data):
            head = len(block) // _SHARE + 1
            data = _packed(block[:head], zlib.Z_HUFFMAN_ONLY) + _packed(block[head:])
        yield data
    yield zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS).flush(zlib.Z_FINISH)


def _packed(block: bytes, strategy: int = zlib.Z_DEFAULT_STRATEGY) -> bytes:
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, strategy)
    return packer.compress(block) + packer.flush(zlib.Z_SYNC_FLUSH)
