"""Headers of kernel crash dumps: why Windows stopped, never what its memory held."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

HEADER = 0x1040  # bytes that are read; memory begins behind them
_KINDS = {1: "complete", 2: "kernel", 4: "small", 5: "kernel, live", 6: "kernel, automatic"}
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrashDump:
    """`bug_check` and `parameters` as Windows shows them ("0x0000007E"); `time` UTC, ISO 8601,
    `uptime_s` how long it had run; empty or None where the header does not tell."""

    name: str
    size: int
    bug_check: str
    parameters: tuple[str, ...]
    kind: str
    processors: int
    build: int
    time: str
    uptime_s: int | None


class NotADumpError(ValueError):
    """The file does not begin as a kernel crash dump."""


def parse(name: str, size: int, head: bytes) -> CrashDump:
    """Raises NotADumpError."""
    if head.startswith(b"PAGEDU64"):
        codes, width, at = "<I4x4Q", 16, (0x34, 0x38, 0xF98, 0xFA8, 0x1030)
    elif head.startswith(b"PAGEDUMP"):
        codes, width, at = "<I4I", 8, (0x24, 0x28, 0xF88, 0xFC0, 0xFB8)
    else:
        raise NotADumpError("it does not begin as a kernel crash dump")
    raw = head.ljust(HEADER, b"\0")
    (processors,) = struct.unpack_from("<I", raw, at[0])
    code, *parameters = struct.unpack_from(codes, raw, at[1])
    (kind,) = struct.unpack_from("<I", raw, at[2])
    return CrashDump(
        name=name,
        size=size,
        bug_check=f"0x{code:08X}",
        parameters=tuple(f"0x{each:0{width}X}" for each in parameters),
        kind=_KINDS.get(kind, ""),
        processors=processors if processors <= 4096 else 0,
        build=struct.unpack_from("<I", raw, 12)[0] & 0xFFFF,
        time=_moment(raw, at[3]),
        uptime_s=_span(raw, at[4]),
    )


def _moment(raw: bytes, at: int) -> str:
    (ticks,) = struct.unpack_from("<Q", raw, at)
    try:
        moment = _EPOCH + timedelta(microseconds=ticks // 10)
    except OverflowError:
        return ""
    return moment.isoformat(timespec="seconds") if 2000 < moment.year < 2100 else ""


def _span(raw: bytes, at: int) -> int | None:
    (ticks,) = struct.unpack_from("<Q", raw, at)
    seconds = int(ticks // 10_000_000)
    return seconds if 0 < seconds < 10 * 365 * 86400 else None
