"""Sizes as people who partition disks say them: binary, short, never rounded to nothing."""

from __future__ import annotations

_UNITS = ("KiB", "MiB", "GiB", "TiB", "PiB", "EiB")


def sized(count: int) -> str:
    """`119.2 GiB`; below 1 KiB in bytes."""
    if abs(count) < 1024:
        return f"{count} bytes"
    value, unit = float(count), ""
    for unit in _UNITS:
        value /= 1024
        if abs(value) < 1023.95:
            break
    return f"{value:.0f} {unit}" if value == round(value) else f"{value:.1f} {unit}"
