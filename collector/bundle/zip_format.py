"""The ZIP structures that a bundle uses, and how far a reader follows them (APPNOTE 6.3.10)."""

from __future__ import annotations

from dataclasses import dataclass
from struct import Struct

LOCAL = Struct("<4s5H3L2H")
CENTRAL = Struct("<4s6H3L5H2L")
END = Struct("<4s4H2LH")
END64 = Struct("<4sQ2H2L4Q")
LOCATOR64 = Struct("<4sLQL")
EXTRA = Struct("<2H")

LOCAL_MARK = b"PK\x03\x04"
CENTRAL_MARK = b"PK\x01\x02"
END_MARK = b"PK\x05\x06"
END64_MARK = b"PK\x06\x06"
LOCATOR64_MARK = b"PK\x06\x07"

STORED, DEFLATED = 0, 8
FLAG_ENCRYPTED = 0x0001 | 0x0040 | 0x2000
FLAG_DESCRIPTOR = 0x0008
FLAG_UTF8 = 0x0800
EXTRA_ZIP64 = 0x0001
EXTRA_UNICODE_NAME = 0x7075
DESCRIPTOR_SIZES = (12, 16, 20, 24)
MAX16, MAX32 = 0xFFFF, 0xFFFFFFFF
MIB = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a reader accepts; sizes in bytes. A writer stays below them by construction."""

    members: int = 10_000
    directory: int = 32 * MIB
    total: int = 64 * 1024 * MIB
    manifest: int = 32 * MIB
    ratio: int = 200
    ratio_from: int = MIB


LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member, as the archive declares it. `data` is where its compressed bytes begin."""

    name: str
    method: int
    crc: int
    compressed: int
    size: int
    flags: int
    header: int
    data: int = 0

    @property
    def end(self) -> int:
        return self.data + self.compressed
