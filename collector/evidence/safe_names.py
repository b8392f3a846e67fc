"""Names inside a bundle that every system can unpack, wherever the name came from."""

from __future__ import annotations

import re
import unicodedata

MAX_COMPONENT = 100
MAX_COMPONENTS = 6
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u202a-\u202e\u2066-\u2069\ud800-\udfff]')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.I)


def safe_name(name: str) -> str:
    """A relative POSIX path of `name`: no traversal, no drive, nothing that Windows reserves.

    At most 6 components of at most 100 characters each; the end of a long one (with its
    extension) is kept.
    """
    parts = [safe_component(part) for part in re.split(r"[/\\]", name)]
    return "/".join([part for part in parts if part][-MAX_COMPONENTS:]) or "_"


def safe_component(part: str) -> str:
    """One component made safe; empty for `.`, `..` and what consists of dots and spaces only."""
    text = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", part)).strip(" ").rstrip(". ")
    if not text:
        return ""
    if len(text) > MAX_COMPONENT:
        stem, dot, extension = text.rpartition(".")
        tail = dot + extension if dot and len(extension) <= 10 else ""
        text = (stem if tail else text)[: MAX_COMPONENT - len(tail)].rstrip(". ") + tail
    return "_" + text if _RESERVED.fullmatch(text) else text


def unique(path: str, taken: set[str]) -> str:
    """`path`, or `path` with a number before its extension, as no other in `taken` without
    regard to case. `taken` holds casefolded paths."""
    folder, slash, name = path.rpartition("/")
    stem, dot, extension = name.rpartition(".")
    if not stem:
        stem, dot, extension = name, "", ""
    candidate, number = path, 1
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{folder}{slash}{stem}-{number}{dot}{extension}"
    return candidate
