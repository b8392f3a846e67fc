"""Reads the list of members of a hostile ZIP strictly, before a single byte is decompressed.

Every reader of ZIP files sees the same members in what passes here: one directory, at the end,
that agrees with every member's own header; nothing before, between or after; nothing shared.
"""

from __future__ import annotations

import stat
import struct
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from collector.bundle import zip_format as z
from collector.bundle.errors import (
    BombError,
    DirectoryError,
    DuplicateNameError,
    EncryptedMemberError,
    ForeignDataError,
    NotAZipError,
    OverlapError,
    SpecialMemberError,
    TooManyMembersError,
    TruncatedBundleError,
    UnsafeNameError,
    UnsupportedCompressionError,
)
from collector.core.member_names import clash, fault_of
from collector.core.printable import printable


@dataclass(frozen=True, slots=True)
class _End:
    count: int
    size: int
    offset: int
    position: int


def read_directory(
    file: BinaryIO, where: Path, limits: z.Limits = z.LIMITS
) -> tuple[z.Member, ...]:
    """The members of the ZIP `file`, checked; raises a BundleError that names the fault."""
    return _Scan(file, where, limits).members()


class _Scan:
    def __init__(self, file: BinaryIO, where: Path, limits: z.Limits) -> None:
        self._file, self._where, self._limits = file, where, limits
        self._size = file.seek(0, 2)

    def members(self) -> tuple[z.Member, ...]:
        end = self._end()
        if end.count > self._limits.members or end.size > self._limits.directory:
            raise TooManyMembersError(
                self._where,
                f"lists {end.count} members; {self._limits.members} is the most that is accepted",
            )
        if end.offset + end.size != end.position:
            raise ForeignDataError(
                self._where, "holds data before its first member or around its list of members"
            )
        members = self._entries(end)
        self._check_distinct(members)
        self._check_sizes(members)
        return self._with_headers(members, end.offset)

    def _read(self, offset: int, size: int) -> bytes:
        self._file.seek(offset)
        return self._file.read(size)

    def _end(self) -> _End:
        position = self._size - z.END.size
        last = self._read(max(0, position), z.END.size)
        if position < 0 or last[:4] != z.END_MARK or last[-2:] != b"\0\0":
            raise self._without_end()
        _, disk, first_disk, here, count, size, offset, _ = z.END.unpack(last)
        end = self._end64(_End(count, size, offset, position))
        if disk or first_disk or here != count:
            raise DirectoryError(self._where, "is a part of a ZIP in several volumes")
        return end

    def _without_end(self) -> NotAZipError | TruncatedBundleError | ForeignDataError:
        tail = self._read(max(0, self._size - z.END.size - z.MAX16), z.END.size + z.MAX16)
        begin = self._read(0, 4)
        if not begin:
            return NotAZipError(self._where, "is empty")
        at = tail.rfind(z.END_MARK)
        if 0 <= at <= len(tail) - z.END.size:
            return ForeignDataError(self._where, "has data or a comment after its end")
        if begin == z.LOCAL_MARK[: len(begin)]:
            return TruncatedBundleError(self._where, "is cut off: its end is missing")
        return NotAZipError(self._where, "is not a ZIP file")

    def _end64(self, end: _End) -> _End:
        """The 64-bit record, where there is one, must say the same wherever both can say it."""
        place = end.position - z.LOCATOR64.size
        locator = self._read(place, z.LOCATOR64.size) if place >= 0 else b""
        if locator[:4] != z.LOCATOR64_MARK:
            return end
        _, _, position, disks = z.LOCATOR64.unpack(locator)
        record = self._read(position, z.END64.size) if position + z.END64.size == place else b""
        if record[:4] != z.END64_MARK or disks > 1:
            raise DirectoryError(self._where, "has a broken 64-bit end record")
        _, _, _, _, disk, first, here, count, size, offset = z.END64.unpack(record)
        pairs = (
            (end.count, count, z.MAX16), (end.size, size, z.MAX32), (end.offset, offset, z.MAX32),
        )  # fmt: skip
        if disk or first or here != count or any(a not in (b, top) for a, b, top in pairs):
            raise DirectoryError(self._where, "has two end records that contradict each other")
        return _End(count, size, offset, position)

    def _entries(self, end: _End) -> list[z.Member]:
        data = self._read(end.offset, end.size)
        members: list[z.Member] = []
        at = 0
        while at < len(data) and len(members) <= end.count:
            if data[at : at + 4] != z.CENTRAL_MARK or at + z.CENTRAL.size > len(data):
                raise DirectoryError(self._where, "has a damaged list of members")
            fields = z.CENTRAL.unpack_from(data, at)
            begin = at + z.CENTRAL.size
            at = begin + fields[10] + fields[11] + fields[12]
            if at > len(data):
                raise DirectoryError(self._where, "has a damaged list of members")
            name = data[begin : begin + fields[10]]
            extra = data[begin + fields[10] : begin + fields[10] + fields[11]]
            members.append(self._entry(fields, name, extra))
        if len(members) != end.count:
            raise DirectoryError(
                self._where, f"says it has {end.count} members and lists {len(members)}"
            )
        return members

    def _entry(self, fields: tuple[int, ...], raw: bytes, extra: bytes) -> z.Member:
        flags, method, crc = fields[3], fields[4], fields[7]
        compressed, size, disk, attributes, header = (fields[i] for i in (8, 9, 13, 15, 16))
        name = self._name(raw, flags, extra)
        shown = printable(name, 200)
        if flags & z.FLAG_ENCRYPTED:
            raise EncryptedMemberError(self._where, f"holds an encrypted member: {shown}")
        kind = stat.S_IFMT(attributes >> 16)
        if kind == stat.S_IFLNK:
            raise SpecialMemberError(self._where, f"holds a symbolic link: {shown}")
        if kind not in (0, stat.S_IFREG) or attributes & 0x418:
            raise SpecialMemberError(
                self._where, f"holds something that is not a regular file: {shown}"
            )
        if method not in (z.STORED, z.DEFLATED):
            raise UnsupportedCompressionError(
                self._where, f"holds a member with an unsupported compression ({method}): {shown}"
            )
        if disk:
            raise DirectoryError(self._where, "is a part of a ZIP in several volumes")
        size, compressed, header = self._wide(extra, (size, compressed, header), shown)
        return z.Member(
            name=name, method=method, crc=crc, compressed=compressed, size=size, flags=flags,
            header=header,
        )  # fmt: skip

    def _name(self, raw: bytes, flags: int, extra: bytes) -> str:
        try:
            name = raw.decode("utf-8" if flags & z.FLAG_UTF8 else "ascii")
        except UnicodeDecodeError as error:
            shown = printable(raw.decode("latin-1"), 200)
            raise UnsafeNameError(
                self._where, f"holds a member whose name is not UTF-8: {shown}"
            ) from error
        if fault := fault_of(name):
            raise UnsafeNameError(
                self._where, f"holds a member whose name {fault}: {printable(name, 200)!r}"
            )
        if z.EXTRA_UNICODE_NAME in self._extras(extra, name):
            raise UnsafeNameError(
                self._where, f"holds a member with a second name: {printable(name, 200)}"
            )
        return name

    def _extras(self, extra: bytes, name: str) -> dict[int, bytes]:
        found: dict[int, bytes] = {}
        at = 0
        while at < len(extra):
            if at + z.EXTRA.size > len(extra):
                break
            tag, size = z.EXTRA.unpack_from(extra, at)
            value = extra[at + 4 : at + 4 + size]
            if len(value) != size or tag in found:
                break
            found[tag] = value
            at += 4 + size
        if at != len(extra):
            shown = printable(name, 200)
            raise DirectoryError(self._where, f"has damaged additional fields for {shown}")
        return found

    def _wide(self, extra: bytes, narrow: tuple[int, int, int], name: str) -> tuple[int, int, int]:
        """Size, compressed size and offset; those that do not fit 32 bits stand in `extra`."""
        value = self._extras(extra, name).get(z.EXTRA_ZIP64, b"")
        if len(value) < 8 * narrow.count(z.MAX32):
            raise DirectoryError(self._where, f"does not give the size of {name}")
        spelled = iter(struct.unpack_from(f"<{narrow.count(z.MAX32)}Q", value))
        size, compressed, header = (next(spelled) if n == z.MAX32 else n for n in narrow)
        return size, compressed, header

    def _check_distinct(self, members: list[z.Member]) -> None:
        if pair := clash(member.name for member in members):
            one, other = (printable(name, 200) for name in pair)
            raise DuplicateNameError(
                self._where, f"holds two members for the same place: {one} and {other}"
            )

    def _check_sizes(self, members: list[z.Member]) -> None:
        limits = self._limits
        for member in members:
            shown = printable(member.name, 200)
            if member.size > limits.ratio_from and member.size > limits.ratio * member.compressed:
                raise BombError(
                    self._where,
                    f"would unpack {shown} to {member.size} bytes from {member.compressed}, "
                    f"more than {limits.ratio} to 1: a ZIP bomb",
                )
            if member.method == z.STORED and member.size != member.compressed:
                raise DirectoryError(self._where, f"gives two different sizes for {shown}")
        total = sum(member.size for member in members)
        if total > limits.total:
            raise BombError(
                self._where,
                f"would unpack to {total} bytes; {limits.total} is the most that is accepted",
            )

    def _with_headers(self, members: list[z.Member], end: int) -> tuple[z.Member, ...]:
        """Each member with the place of its data; from byte 0 to `end` without gap or overlap."""
        placed: dict[str, z.Member] = {}
        expected, loose = 0, False
        for member in sorted(members, key=lambda one: one.header):
            self._check_gap(member.header - expected, loose, member.name)
            found = self._with_header(member)
            if found.end > end:
                raise OverlapError(
                    self._where, f"has a member that overlaps others: {printable(found.name, 200)}"
                )
            placed[found.name] = found
            expected, loose = found.end, bool(found.flags & z.FLAG_DESCRIPTOR)
        self._check_gap(end - expected, loose, "the list of members")
        return tuple(placed[member.name] for member in members)

    def _check_gap(self, gap: int, loose: bool, name: str) -> None:
        if gap < 0:
            raise OverlapError(
                self._where, f"has a member that overlaps others: {printable(name, 200)}"
            )
        if gap and not (loose and gap in z.DESCRIPTOR_SIZES):
            raise ForeignDataError(
                self._where, f"holds data that belongs to no member, before {printable(name, 200)}"
            )

    def _with_header(self, member: z.Member) -> z.Member:
        shown = printable(member.name, 200)
        head = self._read(member.header, z.LOCAL.size)
        if len(head) < z.LOCAL.size or head[:4] != z.LOCAL_MARK:
            raise DirectoryError(self._where, f"lists a member that is not there: {shown}")
        _, _, flags, method, _, _, crc, compressed, size, name_size, extra_size = z.LOCAL.unpack(
            head
        )
        rest = self._read(member.header + z.LOCAL.size, name_size + extra_size)
        name, extra = rest[:name_size], rest[name_size:]
        if name != member.name.encode() or z.EXTRA_UNICODE_NAME in self._extras(extra, shown):
            raise DirectoryError(self._where, f"has a member under two names: {shown}")
        size, compressed, _ = self._wide(extra, (size, compressed, 0), shown)
        said = (flags, method, crc, compressed, size)
        if flags & z.FLAG_DESCRIPTOR and not (crc or compressed or size):
            said = (flags, method, member.crc, member.compressed, member.size)
        if said != (member.flags, member.method, member.crc, member.compressed, member.size):
            raise DirectoryError(self._where, f"contradicts itself about size or kind of {shown}")
        data = member.header + z.LOCAL.size + name_size + extra_size
        return replace(member, data=data)
