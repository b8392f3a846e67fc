"""Times as logs write them, read by position and never by locale."""

from __future__ import annotations

import re
from datetime import datetime

# Day first with dots, or year first with hyphens: with slashes nobody can tell month from day.
_TIME = re.compile(
    r"\s*\[?(?:(\d\d)\.(\d\d)\.(\d{4})|(\d{4})-(\d\d)-(\d\d))[ T,]{1,2}"
    r"(\d\d):(\d\d):(\d\d)(?:[.,](\d{1,6}))?",
    re.ASCII,
)


def leading(text: str) -> tuple[datetime | None, int]:
    """The naive local time that a line begins with, and where it ends; (None, 0) without one."""
    found = _TIME.match(text)
    if not found:
        return None, 0
    day, month, year, year2, month2, day2, hour, minute, second, part = found.groups()
    micros = int((part or "0").ljust(6, "0"))
    try:
        date = (int(year or year2), int(month or month2), int(day or day2))
        return datetime(*date, int(hour), int(minute), int(second), micros), found.end()  # noqa: DTZ001 - naive by design
    except ValueError:
        return None, 0
