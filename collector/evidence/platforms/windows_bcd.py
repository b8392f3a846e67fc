"""The boot configuration of Windows (BCD), as its hive holds it.

Object types and element numbers are those of Microsoft's BCD WMI provider; the layout of a device
is that of `BCD_DEVICE` in its boot loader: a partition by disk signature and offset (MBR), or by
the GUIDs of disk and partition (GPT).
"""

from __future__ import annotations

import struct
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms.registry import Key, Registry, Root, Value, lookup, number, value

STORE = "BCD00000000"
_MAX_OBJECTS = 200
_KINDS = {
    0x10100001: "firmware boot manager", 0x10100002: "Windows boot manager",
    0x10200003: "Windows boot loader", 0x10200004: "resume from hibernation",
    0x10200005: "memory test", 0x10300006: "legacy loader", 0x30000000: "device",
}  # fmt: skip
_NAMES = {
    0x11000001: "device", 0x12000002: "path", 0x12000004: "description",
    0x14000006: "inherits", 0x14000008: "recovery sequence", 0x16000009: "recovery enabled",
    0x16000040: "advanced options", 0x16000049: "test signing", 0x21000001: "OS device",
    0x22000002: "system root", 0x23000003: "default", 0x24000001: "display order",
    0x24000002: "boot sequence", 0x25000004: "timeout", 0x25000020: "NX",
    0x250000C2: "boot menu policy", 0x250000E0: "boot status policy",
    0x25000080: "safe boot", 0x26000022: "WinPE",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One element by its name, or by its number where that is not known ("0x26000010")."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BootEntry:
    """One object of the store; `id` is its GUID."""

    id: str
    kind: str
    settings: tuple[Setting, ...]


def entries(registry: Registry) -> tuple[BootEntry, ...]:
    """Raises NotCollectedError (absent, refused, failed) where the store cannot be opened."""
    path = f"{STORE}\\Objects"
    objects = registry.open(Root.MACHINE, path)
    found = []
    for guid in objects.subkeys()[:_MAX_OBJECTS]:
        about = lookup(registry, f"{path}\\{guid}\\Description")
        kind = number(about, "Type") if about is not None else None
        found.append(
            BootEntry(
                id=guid,
                kind=_KINDS.get(kind or 0, f"0x{kind or 0:08x}"),
                settings=tuple(_settings(registry, f"{path}\\{guid}\\Elements")),
            )
        )
    return tuple(found)


def _settings(registry: Registry, path: str) -> Iterator[Setting]:
    elements = lookup(registry, path)
    for each in elements.subkeys() if elements is not None else ():
        try:
            yield _setting(each, registry.open(Root.MACHINE, f"{path}\\{each}"))
        except (NotCollectedError, ValueError):
            continue  # a damaged element costs only itself


def _setting(element: str, key: Key) -> Setting:
    kind = int(element, 16)
    shown = _shown(kind, value(key, "Element"))
    return Setting(name=_NAMES.get(kind, f"0x{kind:08x}"), value=shown)


def _shown(kind: int, found: Value | None) -> str:
    if isinstance(found, tuple):
        return " ".join(found)
    if isinstance(found, bytes):
        shape = kind >> 24 & 0xF
        if shape == 1:
            return device(found)
        if shape == 5:
            return str(int.from_bytes(found[:8], "little"))
        if shape == 6:
            return "yes" if found[:1] == b"\x01" else "no"
        return f"{len(found)} bytes"
    return "" if found is None else str(found)


def device(raw: bytes) -> str:
    """ "disk a1b2c3d4, partition at 1048576", or both GUIDs; else what kind of device it is."""
    if len(raw) < 0x1C:
        return f"{len(raw)} bytes"
    (kind,) = struct.unpack_from("<I", raw, 0x10)
    if kind == 5:
        return "the boot device"
    if kind == 6 and len(raw) >= 0x48:
        (style,) = struct.unpack_from("<I", raw, 0x34)
        if style == 1:
            (offset,) = struct.unpack_from("<Q", raw, 0x20)
            (signature,) = struct.unpack_from("<I", raw, 0x38)
            return f"disk {signature:08x}, partition at {offset}"
        if style == 0:
            part, disk = uuid.UUID(bytes_le=raw[0x20:0x30]), uuid.UUID(bytes_le=raw[0x38:0x48])
            return f"disk {disk}, partition {part}"
    return f"device of type {kind}"
