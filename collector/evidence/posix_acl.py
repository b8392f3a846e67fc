"""Access lists of POSIX, as Linux keeps them in extended attributes: who else may write."""

from __future__ import annotations

import errno
import os
import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass

ACCESS = "system.posix_acl_access"
DEFAULT = "system.posix_acl_default"  # of a folder: what is made in it later gets this list
# linux/posix_acl_xattr.h: a version, then entries of a tag, rights and a number
_VERSION = 2
_HEAD = struct.Struct("<I")
_ENTRY = struct.Struct("<HHI")
_USER, _GROUP, _MASK, _OTHER = 0x02, 0x08, 0x10, 0x20
_OWNER, _OWNING_GROUP = 0x01, 0x04
_WRITE = 2
_NONE = (errno.ENODATA, errno.EOPNOTSUPP, errno.ENOSYS)
UNREADABLE = "an access list that cannot be understood"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry; `number` is that of the account or the group, where the tag names one."""

    tag: int
    rights: int
    number: int


class NotAnAccessListError(ValueError):
    """The bytes are no access list of a version that is known."""


def parse(data: bytes) -> tuple[Entry, ...]:
    """Raises NotAnAccessListError: who may write is then not known."""
    if len(data) < _HEAD.size or (len(data) - _HEAD.size) % _ENTRY.size:
        raise NotAnAccessListError("it has not the length of a list")
    if _HEAD.unpack_from(data)[0] != _VERSION:
        raise NotAnAccessListError("its version is not known")
    return tuple(Entry(*each) for each in _ENTRY.iter_unpack(data[_HEAD.size :]))


def strangers(entries: tuple[Entry, ...], owning_group: int) -> tuple[str, ...]:
    """Who but root may write by this list, in words. The mask bounds all but owner and others."""
    mask = next((each.rights for each in entries if each.tag == _MASK), 7)
    return tuple(dict.fromkeys(_strangers(entries, mask, owning_group)))


def _strangers(entries: tuple[Entry, ...], mask: int, owning_group: int) -> Iterator[str]:
    for each in entries:
        if each.tag == _OTHER and each.rights & _WRITE:
            yield "everybody"
        elif not each.rights & mask & _WRITE or each.tag in (_MASK, _OWNER, _OTHER):
            continue
        elif each.tag == _USER and each.number:
            yield f"the account with the number {each.number}"
        elif each.tag in (_GROUP, _OWNING_GROUP):
            if group := each.number if each.tag == _GROUP else owning_group:
                yield f"the group with the number {group}"
        elif each.tag not in (_USER, _GROUP):
            yield UNREADABLE


def writers(path: str, status: os.stat_result, *, later: bool) -> tuple[str, ...]:
    """Who but root may write `path` by its access list; with `later` also who may write what is
    made in that folder from now on. Empty where the system or the file system has no such lists.

    Raises OSError where the list is there but cannot be read.
    """
    names = [ACCESS, DEFAULT] if later and stat.S_ISDIR(status.st_mode) else [ACCESS]
    found: list[str] = []
    for name in names:
        if not (data := _attribute(path, name)):
            continue
        try:
            found += strangers(parse(data), status.st_gid)
        except NotAnAccessListError:
            found.append(UNREADABLE)
    return tuple(dict.fromkeys(found))


def _attribute(path: str, name: str) -> bytes:
    read = getattr(os, "getxattr", None)  # Linux only
    if read is None:
        return b""
    try:
        return bytes(read(path, name, follow_symlinks=False))
    except OSError as error:
        if error.errno in _NONE:
            return b""
        raise
