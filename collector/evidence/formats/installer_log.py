"""Whose installation a log of Windows Installer or of a WiX bundle is about, by its own marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from collector.evidence.formats.console_blocks import decode

PIECE = 64 << 10  # bytes: the beginning says what was called, the end lists the properties
# What no translation changes, followed by a path or a name
_MARKS = (
    r"\*{7} Product: ",
    r"Calling process: ",
    r"Original package ==> ",
    r"Property\([SC]\): (?:ProductName|Manufacturer|OriginalDatabase) = ",
    r"'WixBundle(?:Name|Manufacturer|OriginalSource)' to value '",
    r"i001: Burn v[^\r\n]{0,100}?\bpath: ",
)
_NAMES = re.compile(r"(?i)msi[0-9a-f]{1,8}\.log|.{1,150}_\d{14}(?:_\d{3}_.{1,100})?\.log")


def may_be_one(name: str) -> bool:
    """By the names that Windows Installer (`MSI1a2b3.LOG`) and Burn (`X_20261123101500.log`,
    `…_000_package.log`) give."""
    return _NAMES.fullmatch(name) is not None


def is_about(head: bytes, tail: bytes, makers: Sequence[str]) -> bool:
    """Whether a line of the log's beginning or end names one of `makers` (words of any case) as
    what was installed, or as the program that did it. UTF-16 (`tail` from an even byte) or any
    code page."""
    wanted = _wanted(tuple(makers))
    if head.startswith(b"\xff\xfe"):  # the end has no mark of its own
        return any(wanted.search(each.decode("utf-16-le", "replace")) for each in (head, tail))
    return any(wanted.search(decode(each)) for each in (head, tail))


@cache
def _wanted(makers: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(each) for each in makers) or r"(?!)"
    return re.compile(rf"(?:{'|'.join(_MARKS)})[^\r\n]{{0,300}}?\b(?:{words})", re.IGNORECASE)
