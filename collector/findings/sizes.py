"""Sizes as people who partition disks say them: binary, short, never rounded to nothing."""

from __future__ import annotations

_UNITS = ("KiB", "MiB", "GiB", "TiB", "PiB", "EiB")


def sized(count: int) -> str:
    """`119.2 GiB`; below 1 KiB in bytes."""
    if abs(count) < 1024:
        return f"{count} bytes"
    value, place = abs(count) / 1024, 0
    while value >= 1023.95 and place < len(_UNITS) - 1:
        value, place = value / 1024, place + 1
    text = f"{value:.0f}" if value == round(value) else f"{value:.1f}"
    return f"{'-' if count < 0 else ''}{text} {_UNITS[place]}"
