"""A small writer of Windows executables that hold nothing but headers and a version resource."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from pathlib import Path

_SECTION_AT, _RESOURCES_AT = 0x200, 0x1000  # in the file, in memory


def executable(
    tables: Mapping[str, Mapping[str, str]],
    *,
    fixed: tuple[int, int, int, int] | None = (10, 1, 25, 813),
    languages: tuple[int, ...] = (0x409,),
    x64: bool = True,
) -> bytes:
    """The bytes of an .exe; `tables` is {"040904b0": {"FileVersion": …}}."""
    version = _version(tables, fixed)
    section = _directory(version, languages)
    optional = struct.pack("<HBBIIIIII", 0x20B if x64 else 0x10B, 14, 0, 0, 0, 0, 0x1000, 0x1000, 0)
    optional = optional.ljust(112 if x64 else 96, b"\0")
    optional = optional[:-4] + struct.pack("<I", 16)
    folders = [(0, 0)] * 16
    folders[2] = (_RESOURCES_AT, len(section))
    optional += b"".join(struct.pack("<II", *each) for each in folders)
    machine = 0x8664 if x64 else 0x14C
    head = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x40)
    head += b"PE\0\0" + struct.pack("<HHIIIHH", machine, 1, 0, 0, 0, len(optional), 0x22)
    head += optional
    padded = -(-len(section) // 0x200) * 0x200
    head += b".rsrc\0\0\0" + struct.pack(
        "<IIIIIIHHI", len(section), _RESOURCES_AT, padded, _SECTION_AT, 0, 0, 0, 0, 0x40000040
    )
    return head.ljust(_SECTION_AT, b"\0") + section.ljust(padded, b"\0")


def product(path: Path, name: str, version: str, company: str = "Paragon Software GmbH") -> Path:
    """Write an executable of a product; a version of one to four groups is also its fixed part."""
    groups = [int(group) for group in version.split(".")][:4]
    numbers = [*groups, 0, 0, 0, 0][:4]
    strings = {"CompanyName": company, "FileVersion": version, "ProductName": name}
    path.parent.mkdir(parents=True, exist_ok=True)
    fixed = (numbers[0], numbers[1], numbers[2], numbers[3])
    path.write_bytes(executable({"040904b0": strings}, fixed=fixed))
    return path


def _directory(version: bytes, languages: tuple[int, ...]) -> bytes:
    def folder(entries: list[tuple[int, int]]) -> bytes:
        rows = b"".join(struct.pack("<II", *entry) for entry in entries)
        return struct.pack("<IIHHHH", 0, 0, 0, 0, 0, len(entries)) + rows

    leaf_at = 24 + 24 + 16 + 8 * len(languages)
    data_at = leaf_at + 16 * len(languages)
    top = folder([(16, 0x80000000 | 24)])
    names = folder([(1, 0x80000000 | 48)])
    leaves = folder([(lang, leaf_at + 16 * place) for place, lang in enumerate(languages)])
    where = struct.pack("<IIII", _RESOURCES_AT + data_at, len(version), 0, 0)
    return top + names + leaves + where * len(languages) + version


def _version(
    tables: Mapping[str, Mapping[str, str]], fixed: tuple[int, int, int, int] | None
) -> bytes:
    value = b""
    if fixed:
        packed = (fixed[0] << 16 | fixed[1], fixed[2] << 16 | fixed[3])
        value = struct.pack("<II", 0xFEEF04BD, 0x10000) + struct.pack("<IIII", *packed, *packed)
        value = value.ljust(52, b"\0")
    inner = [
        _block(language, b"", [_text(key, text) for key, text in strings.items()])
        for language, strings in tables.items()
    ]
    return _block("VS_VERSION_INFO", value, [_block("StringFileInfo", b"", inner, 1)], 0)


def _text(key: str, text: str) -> bytes:
    value = text.encode("utf-16-le") + b"\0\0"
    return _block(key, value, [], 1, len(value) // 2)


def _block(
    key: str, value: bytes, children: list[bytes], kind: int = 1, length: int | None = None
) -> bytes:
    head = _pad(b"\0" * 6 + key.encode("utf-16-le") + b"\0\0")
    body = head + value
    for child in children:
        body = _pad(body) + child
    size = len(value) if length is None else length
    return struct.pack("<HHH", len(body), size, kind) + body[6:]


def _pad(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % 4)
