"""Build numbers and marketing versions: kept as they are written, compared group by group.

A build (`10.1.25.1137`, `18.12.0.0744`) is two to five groups of digits. Its first group is not
the marketing version: Hard Disk Manager 15 has builds that begin with 10.
"""

from __future__ import annotations

import re

_BUILD = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,9}){1,4}")
_MAJOR = re.compile(r"\s*(?:v|version)?\.?\s*([0-9]{1,9})(?![0-9])", re.IGNORECASE)
_GROUPS = 5


def is_build(text: str) -> bool:
    """Whether `text` is a build number: two to five groups of ASCII digits with dots between."""
    return _BUILD.fullmatch(text) is not None


def build_key(build: str) -> tuple[int, ...]:
    """A key that orders builds: 10.1.25.813 < 10.1.25.1137; a missing group counts as 0.

    Raises ValueError for what is no build.
    """
    if not is_build(build):
        raise ValueError(f"{build!r} is not a build number such as 10.1.25.1137")
    groups = [int(group) for group in build.split(".")]
    return tuple(groups + [0] * (_GROUPS - len(groups)))


def is_newer(build: str, than: str) -> bool | None:
    """Whether `build` is newer; None where one of the two is no build number."""
    if not (is_build(build) and is_build(than)):
        return None
    return build_key(build) > build_key(than)


def major(version: str) -> str | None:
    """The major version of a marketing version: `15` of `15`, `8` of `8.0`; None without one."""
    match = _MAJOR.match(version)
    return str(int(match[1])) if match else None
