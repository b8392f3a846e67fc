"""Writes a Windows DLL that holds nothing but exports: each leads on to another DLL's function."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_PAGE, _SECTOR = 0x1000, 0x200
_HEADERS = _SECTOR
_MACHINE_AMD64 = 0x8664
_EXECUTABLE, _LARGE_ADDRESSES, _IS_DLL = 0x0002, 0x0020, 0x2000
_READ_INITIALISED = 0x40000040
_CONSOLE = 3


def forwarding(name: str, exports: Mapping[str, str]) -> bytes:
    """The PE32+ image of `name`: {"ProcessPrng": "ADVAPI32.SystemFunction036"}.

    Format: Microsoft's PE specification, an export whose address lies in the export table itself.
    """
    table = _export_table(name, dict(sorted(exports.items())))
    held = table.ljust(-(-len(table) // _SECTOR) * _SECTOR, b"\0")
    return _headers(len(table), len(held)).ljust(_HEADERS, b"\0") + held


def _export_table(name: str, exports: Mapping[str, str]) -> bytes:
    count = len(exports)
    functions = 40
    names = functions + 4 * count
    ordinals = names + 4 * count
    text = ordinals + 2 * count
    strings = bytearray()

    def placed(word: str) -> int:
        at = _PAGE + text + len(strings)
        strings.extend(word.encode("ascii") + b"\0")
        return at

    own_name = placed(name)
    targets = [placed(target) for target in exports.values()]
    titles = [placed(title) for title in exports]
    directory = struct.pack(
        "<IIHHIIIIIII", 0, 0, 0, 0, own_name, 1, count, count,
        _PAGE + functions, _PAGE + names, _PAGE + ordinals,
    )  # fmt: skip
    numbers = struct.pack(f"<{count}I{count}I{count}H", *targets, *titles, *range(count))
    return directory + numbers + bytes(strings)


def _headers(size: int, held: int) -> bytes:
    dos = b"MZ".ljust(60, b"\0") + struct.pack("<I", 64)
    kind = _EXECUTABLE | _LARGE_ADDRESSES | _IS_DLL
    coff = struct.pack("<4sHHIIIHH", b"PE\0\0", _MACHINE_AMD64, 1, 0, 0, 0, 240, kind)
    optional = struct.pack(
        "<HBBIIIIIQIIHHHHHHIIIIHHQQQQII",
        0x20B, 14, 0, 0, held, 0, 0, _PAGE, 0x180000000, _PAGE, _SECTOR, 6, 0, 0, 0, 6, 0, 0,
        2 * _PAGE, _HEADERS, 0, _CONSOLE, 0x0100, 1 << 20, 1 << 12, 1 << 20, 1 << 12, 0, 16,
    )  # fmt: skip
    directories = struct.pack("<II", _PAGE, size) + bytes(8 * 15)
    section = struct.pack(
        "<8sIIIIIIHHI", b".edata", size, _PAGE, held, _HEADERS, 0, 0, 0, 0, _READ_INITIALISED
    )
    return dos + coff + optional + directories + section
