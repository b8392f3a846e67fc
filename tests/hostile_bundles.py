"""Hostile bundles: each a valid bundle with one fault, and the words that must name that fault.

`HOSTILE` maps a short name to a `Hostile`; `hostile.write(path)` makes the file. Where the fault
lies in the ZIP itself, it is written byte by byte: no ZIP library would make it.
"""

from __future__ import annotations

import hashlib
import io
import json
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from tests.make_bundle import make_bundle

LOG = "evidence/product_logs/stubact.log"


@dataclass(frozen=True, kw_only=True)
class Raw:
    """A member with every header field open to lies; None means the truth."""

    name: bytes
    data: bytes = b""
    method: int = zipfile.ZIP_DEFLATED
    flags: int = 0x800
    mode: int = 0o100600
    dos: int = 0
    packed: bytes | None = None
    central_size: int | None = None
    local_size: int | None = None
    local_name: bytes | None = None
    central_packed: int | None = None
    crc: int | None = None
    extra: bytes = b""
    offset: int | None = None
    gap: bytes = b""
    mark: bytes = b"PK\x03\x04"


@dataclass(kw_only=True)
class Archive:
    """Members and what surrounds them; `to_bytes` writes a ZIP that says exactly this."""

    members: list[Raw] = field(default_factory=list)
    before: bytes = b""
    after: bytes = b""
    comment: bytes = b""
    count: int | None = None
    disk: int = 0
    shift: int = 0
    end64: Callable[[int, int, int], bytes] | None = None

    def to_bytes(self) -> bytes:
        out = io.BytesIO()
        out.write(self.before)
        entries = []
        for member in self.members:
            out.write(member.gap)
            at = out.tell() if member.offset is None else member.offset
            packed = _packed(member) if member.packed is None else member.packed
            crc = zlib.crc32(member.data) if member.crc is None else member.crc
            name = member.name if member.local_name is None else member.local_name
            local, central = member.local_size, member.central_size
            length = len(packed) if member.central_packed is None else member.central_packed
            size = len(member.data)
            if member.offset is None:
                out.write(struct.pack(
                    "<4s5H3L2H", member.mark, 20, member.flags, member.method, 0, 0x21, crc,
                    length, size if local is None else local, len(name), len(member.extra),
                ))  # fmt: skip
                out.write(name + member.extra + packed)
            entries.append(struct.pack(
                "<4s6H3L5H2L", b"PK\x01\x02", 0x314, 20, member.flags, member.method, 0, 0x21, crc,
                length, size if central is None else central, len(member.name),
                len(member.extra), 0, 0, 0, member.mode << 16 | member.dos, at + self.shift,
            ) + member.name + member.extra)  # fmt: skip
        begin, listing = out.tell(), b"".join(entries)
        count = len(entries) if self.count is None else self.count
        out.write(listing)
        if self.end64:
            out.write(self.end64(count, len(listing), begin))
        out.write(struct.pack(
            "<4s4H2LH", b"PK\x05\x06", self.disk, self.disk, count, count, len(listing),
            begin + self.shift, len(self.comment),
        ))  # fmt: skip
        return out.getvalue() + self.comment + self.after


def _packed(member: Raw) -> bytes:
    if member.method != zipfile.ZIP_DEFLATED:
        return member.data
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(member.data) + packer.flush()


def valid(path: Path) -> dict[str, bytes]:
    """The members of a valid bundle, made by the real writer beside `path` and removed again."""
    seed = path.with_name(path.name + ".seed")
    make_bundle(seed)
    with zipfile.ZipFile(seed) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    seed.unlink()
    return members


def raw(members: dict[str, bytes]) -> list[Raw]:
    return [Raw(name=name.encode(), data=data) for name, data in members.items()]


def with_manifest(members: dict[str, bytes], change: Callable[[Any], None]) -> dict[str, bytes]:
    manifest = json.loads(members["manifest.json"])
    change(manifest)
    return {**members, "manifest.json": json.dumps(manifest).encode()}


def listed(members: dict[str, bytes], name: str, data: bytes, size: int | None = None) -> Any:
    """`members` with one more file that the manifest lists truthfully."""

    def add(manifest: Any) -> None:
        record = dict(manifest["files"][0])
        record.update(path=name, sha256=hashlib.sha256(data).hexdigest())
        record["size"] = len(data) if size is None else size
        manifest["files"].append(record)

    return with_manifest(members, add)


@dataclass(frozen=True)
class Hostile:
    """`says` stands in the message; `build` gives the bytes."""

    says: str
    build: Callable[[Path], bytes]

    def write(self, path: Path) -> Path:
        path.write_bytes(self.build(path))
        return path


def named(name: bytes, says: str, **fields: Any) -> Hostile:
    """One more member with this name, listed in the manifest where that is possible."""

    def build(path: Path) -> bytes:
        members = listed(valid(path), name.decode("utf-8", "replace"), b"owned")
        return Archive(members=[*raw(members), Raw(name=name, data=b"owned", **fields)]).to_bytes()

    return Hostile(says, build)


def changed(says: str, **fields: Any) -> Hostile:
    """The log of a valid bundle with other header fields."""

    def build(path: Path) -> bytes:
        members = raw(valid(path))
        return Archive(
            members=[replace(m, **fields) if m.name == LOG.encode() else m for m in members]
        ).to_bytes()

    return Hostile(says, build)


def surrounded(says: str, **fields: Any) -> Hostile:
    return Hostile(says, lambda path: Archive(members=raw(valid(path)), **fields).to_bytes())


def manifest(says: str, change: Callable[[Any], None]) -> Hostile:
    return Hostile(
        says, lambda path: Archive(members=raw(with_manifest(valid(path), change))).to_bytes()
    )


def manifest_bytes(says: str, data: bytes) -> Hostile:
    return Hostile(
        says,
        lambda path: Archive(members=raw({**valid(path), "manifest.json": data})).to_bytes(),
    )


def cut(says: str, keep: Callable[[bytes], bytes]) -> Hostile:
    return Hostile(says, lambda path: keep(Archive(members=raw(valid(path))).to_bytes()))


def _too_many(path: Path) -> bytes:
    many = [Raw(name=b"evidence/p/%d" % number, method=0) for number in range(10_001)]
    return Archive(members=[*raw(valid(path)), *many]).to_bytes()


def _bomb(path: Path) -> bytes:
    data = bytes(20_000_000)
    return Archive(members=raw({**listed(valid(path), "evidence/p/b", data), "evidence/p/b": data})
    ).to_bytes()  # fmt: skip


def _huge_by_total(path: Path) -> bytes:
    """Seventeen members that say they are stored in 4 GB each: 68 GB, and no ratio betrays it."""
    size = 0xFFFFFFF0
    huge = [
        Raw(name=b"evidence/p/%d" % n, method=0, central_size=size, central_packed=size)
        for n in range(17)
    ]
    return Archive(members=[*raw(valid(path)), *huge]).to_bytes()


def _end64(count: int, size: int, begin: int) -> bytes:
    record = struct.pack(
        "<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, begin
    )  # fmt: skip
    return record + struct.pack("<4sLQL", b"PK\x06\x07", 0, begin + size, 1)


def _overlapping(path: Path) -> bytes:
    """Two names for the same bytes, as bombs do that no ratio betrays."""
    everything = raw(listed(valid(path), "evidence/p/again", b""))
    at = Archive(members=everything[:3]).to_bytes().index(b"PK\x01\x02")
    again = replace(everything[3], name=b"evidence/p/again", offset=at)
    return Archive(members=[*everything, again]).to_bytes()


def _changed_log(path: Path) -> bytes:
    members = valid(path)
    return Archive(members=raw({**members, LOG: members[LOG].replace(b"hdm", b"HDM")})).to_bytes()


def _other_size(path: Path) -> bytes:
    return Archive(members=raw({**valid(path), LOG: b"short"})).to_bytes()


def _deep(path: Path) -> bytes:
    text = b'{"format":"paragon-support-bundle/1","x":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    return Archive(members=raw({**valid(path), "manifest.json": text})).to_bytes()


def _lying_manifest(path: Path) -> bytes:
    members = raw(valid(path))
    return Archive(
        members=[
            replace(m, central_size=10, local_size=10) if m.name == b"manifest.json" else m
            for m in members
        ]
    ).to_bytes()


def _larger_than_it_is(path: Path) -> bytes:
    """Archive and manifest agree on a size that the data does not have."""

    def claim(manifest: Any) -> None:
        next(file for file in manifest["files"] if file["path"] == LOG)["size"] = 5000

    members = raw(with_manifest(valid(path), claim))
    return Archive(
        members=[
            replace(m, central_size=5000, local_size=5000) if m.name == LOG.encode() else m
            for m in members
        ]
    ).to_bytes()


def _without(name: str) -> Callable[[Path], bytes]:
    def build(path: Path) -> bytes:
        members = valid(path)
        del members[name]
        return Archive(members=raw(members)).to_bytes()

    return build


def _set(key: str, value: object) -> Callable[[Any], None]:
    return lambda manifest: manifest.update({key: value})


def _file(**fields: object) -> Callable[[Any], None]:
    return lambda manifest: manifest["files"][-1].update(fields)


_LIE = _packed(Raw(name=b"", data=bytes(range(256)) * 4000))

HOSTILE: dict[str, Hostile] = {
    # names
    "traversal": named(b"../../.bashrc", "leads out of the bundle"),
    "traversal-inside": named(b"evidence/../../x", "leads out of the bundle"),
    "traversal-backslash": named(b"evidence\\..\\..\\x", "leads out of the bundle"),
    "absolute": named(b"/etc/cron.d/x", "is an absolute path"),
    "drive": named(b"C:/Windows/x.dll", "has a drive letter"),
    "drive-relative": named(b"c:x.dll", "has a drive letter"),
    "unc": named(b"\\\\server\\share\\x", "is a network (UNC) path"),
    "unc-slashes": named(b"//server/share/x", "is a network (UNC) path"),
    "backslash": named(b"evidence\\x", "contains a backslash"),
    "stream": named(b"evidence/a.log:evil", "Windows forbids"),
    "device": named(b"evidence/NUL.log", "name of a device"),
    "trailing-dot": named(b"evidence/x.", "ends with a dot"),
    "control": named(b"evidence/\x1b]0;owned\x07", "control or invisible"),
    "nul": named(b"evidence/x\0.log", "control or invisible"),
    "right-to-left": named("evidence/\u202egpj.exe".encode(), "control or invisible"),
    "empty-name": named(b"", "name is empty"),
    "dot": named(b"evidence/./x", "has an empty part"),
    "long-name": named(b"evidence/" + b"x" * 300, "is too long"),
    "not-utf8": named(b"evidence/\xff\xfe", "name is not UTF-8"),
    "code-page-name": named("evidence/ж".encode(), "name is not UTF-8", flags=0),
    "second-name": named(b"evidence/x", "second name", extra=struct.pack("<2H", 0x7075, 1) + b"\1"),
    "duplicate": named(LOG.encode(), "two members for the same place"),
    "duplicate-case": named(LOG.upper().encode(), "two members for the same place"),
    "duplicate-unicode": named(
        unicodedata.normalize("NFD", "evidence/product_logs/журнал.TXT").encode(),
        "two members for the same place"),
    "file-as-folder": named(LOG.encode() + b"/x", "two members for the same place"),
    # kinds
    "symlink": named(b"evidence/link", "symbolic link", mode=0o120777),
    "fifo": named(b"evidence/pipe", "not a regular file", mode=0o010600),
    "device-node": named(b"evidence/sda", "not a regular file", mode=0o060600),
    "folder": named(b"evidence/folder/", "names a folder", method=0),
    "dos-folder": named(b"evidence/folder", "not a regular file", dos=0x10),
    "encrypted": changed("encrypted member", flags=0x801),
    "strongly-encrypted": changed("encrypted member", flags=0x841),
    "masked": changed("encrypted member", flags=0x2801),
    "compression": changed("unsupported compression (12)", method=12),
    # numbers
    "too-many": Hostile("10000 is the most", _too_many),
    "count-lies": surrounded("says it has 3 members and lists 4", count=3),
    "bomb-ratio": Hostile("more than 200 to 1: a ZIP bomb", _bomb),
    "bomb-total": Hostile("the most that is accepted", _huge_by_total),
    "overlap": Hostile("overlaps others", _overlapping),
    "header-size-differs": changed("contradicts itself", local_size=5),
    "header-name-differs": changed("under two names", local_name=b"x" * len(LOG)),
    "size-too-small": changed("unpacks to more", packed=_LIE, central_size=1440, local_size=1440),
    "size-too-large": Hostile("which unpacks to 1440", _larger_than_it_is),
    "manifest-size-lies": Hostile("which unpacks to more", _lying_manifest),
    "stored-size-lies": changed("two different sizes", method=0, central_size=9, local_size=9),
    "packed-too-long": changed("overlaps others", central_packed=1 << 24),
    "hidden-tail": changed("hides data behind the end", packed=_packed(
        Raw(name=b"", data=b"17.10.2026 12:00:01 hdm.exe started\n" * 40)) + b"hidden"),
    "broken-deflate": changed("is not what its manifest says", packed=b"\xff" * 40),
    "wrong-crc": changed("damaged member (CRC)", crc=1),
    # the file as a whole
    "empty": cut("is empty", lambda data: b""),
    "text": cut("is not a ZIP file", lambda data: b"Dear support, please find attached\n" * 9),
    "short": cut("is not a ZIP file", lambda data: b"GIF8"),
    "truncated": cut("is cut off", lambda data: data[: len(data) // 2]),
    "truncated-by-one": cut("is cut off", lambda data: data[:-1]),
    "middle-missing": cut("before its first member", lambda data: data[:600] + data[900:]),
    "prepended": surrounded("before its first member", before=b"#!/bin/sh\n", shift=-10),
    "prepended-adjusted": surrounded("belongs to no member", before=b"MZ" * 40),
    "appended": surrounded("after its end", after=b"<script>"),
    "comment": surrounded("after its end", comment=b"hello"),
    "gap": changed("belongs to no member", gap=b"hidden"),
    "volumes": surrounded("several volumes", disk=1),
    "two-ends": surrounded("contradict each other", end64=lambda c, s, b: _end64(c + 1, s, b)),
    "no-header": changed("a member that is not there", mark=b"XXXX"),
    "no-members": Hostile("has no manifest", lambda path: Archive().to_bytes()),
    # manifest
    "no-manifest": Hostile("has no manifest", _without("manifest.json")),
    "manifest-not-json": manifest_bytes("malformed manifest", b"{"),
    "manifest-not-utf8": manifest_bytes("malformed manifest", b'{"format":"\xff"}'),
    "manifest-list": manifest_bytes("malformed manifest", b"[]"),
    "manifest-deep": Hostile("malformed manifest", _deep),
    "manifest-no-id": manifest("`id`", lambda m: m.pop("id")),
    "manifest-bad-id": manifest("not a UUID", _set("id", "../../x")),
    "manifest-bad-type": manifest("malformed manifest", _set("files", 7)),
    "manifest-bad-status": manifest(
        "Invalid enum value", lambda m: m["probes"][0].update(status="x")),
    "manifest-bad-finding": manifest(
        "malformed manifest", _set("findings", [{"id": "x", "severity": "fatal", "customer": ""}])
    ),
    "manifest-no-zone": manifest("time zone", _set("created_at", "2026-11-22T09:30:15")),
    "manifest-bad-path": manifest("leads out of the bundle", _file(path="../x")),
    "manifest-bad-hash": manifest("has no SHA-256", _file(sha256="abc")),
    "manifest-negative": manifest("impossible numbers", _file(size=-1)),
    "manifest-twice": manifest("is listed twice", lambda m: m["files"].append(m["files"][0])),
    "manifest-newer": manifest(
        "newer than this program", _set("format", "paragon-support-bundle/2")),
    "manifest-foreign": manifest("not a Paragon support bundle", _set("format", "sos/1")),
    "unlisted": Hostile("does not list: evidence/extra", lambda path: Archive(
        members=[*raw(valid(path)), Raw(name=b"evidence/extra", data=b"x")]).to_bytes()),
    "missing-member": Hostile(f"its manifest lists: {LOG}", _without(LOG)),
    # content
    "changed": Hostile("has the SHA-256", _changed_log),
    "other-size": Hostile("the manifest says 1440", _other_size),
}  # fmt: skip
