"""Text of strangers made fit for a column, a header and a page, without refusing it."""

from __future__ import annotations

import re
import unicodedata

_BREAKS = re.compile(r"\r\n|\r|\u2028|\u2029|\x85")
_NAME_PARTS = re.compile(r"[\\/]")


def clean_line(text: str) -> str:
    """One line: control characters become spaces, edges are trimmed."""
    return "".join(" " if _is_control(c) else c for c in _BREAKS.sub(" ", text)).strip()


def clean_text(text: str) -> str:
    """Lines end with `\\n`; control characters other than tabs become U+FFFD."""
    unified = _BREAKS.sub("\n", text)
    return "".join("\ufffd" if _is_control(c) and c not in "\n\t" else c for c in unified).strip()


def file_name(text: str) -> str:
    """The last part of a path, without what no file system takes; never empty, never hidden."""
    name = clean_line(_NAME_PARTS.split(text)[-1])
    name = re.sub(r'[<>:"|?*]', "_", name).strip(" .")
    return name[:255] or "attachment"


def _is_control(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs")
