"""Who may change something, by a list of rights of Windows; read by `windows_security`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# Rights of winnt.h. FILE_WRITE_DATA, APPEND, WRITE_EA, DELETE_CHILD, WRITE_ATTRIBUTES, DELETE,
# WRITE_DAC, WRITE_OWNER, GENERIC_ALL, GENERIC_WRITE
WRITES = 0x2 | 0x4 | 0x10 | 0x40 | 0x100 | 0x10000 | 0x40000 | 0x80000 | 0x10000000 | 0x40000000
# In a folder further above only a name that is exchanged, or a new file, matters: everybody may
# make folders in the root of the system's drive, and nothing that is there becomes theirs by that.
EXCHANGES = WRITES & ~(0x4 | 0x10 | 0x100)
_TRUSTED = (
    "S-1-5-18",  # the system
    "S-1-5-32-544",  # administrators
    "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464",  # TrustedInstaller
    "S-1-3-0",  # the owner of what is made there: who may make nothing is none
)
GRANTING = (0, 9)  # ACCESS_ALLOWED_ACE_TYPE, and the one with a condition
_INHERIT_ONLY = 8


@dataclass(frozen=True, slots=True)
class Ace:
    """One entry of a list of rights of Windows."""

    kind: int
    flags: int
    mask: int
    sid: str


def strangers(owner: str, entries: Iterable[Ace], rights: int) -> tuple[str, ...]:
    """The SIDs, but for the system's and the administrators', that own it or have any of
    `rights` (a mask)."""
    sids = [owner]
    for entry in entries:
        allows = entry.kind in GRANTING and entry.mask & rights
        if allows and not entry.flags & _INHERIT_ONLY:
            sids.append(entry.sid)
    return tuple(dict.fromkeys(sid for sid in sids if sid not in _TRUSTED))
