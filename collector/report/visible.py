"""Text of unknown origin as HTML: everything that cannot be seen, or hides other text, is shown.

Terminal escapes, NULs, direction marks, invisible letters and code points without a meaning stand
as `\\x1b`, marked, so that an escape that the log itself spells out can be told from them.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from markupsafe import Markup, escape

from collector.core.printable import printable

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
BLANK_LETTERS = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u034f")
"""Letters by their category, nothing by their look."""
_CUT = Markup("<i> … the line goes on</i>")
_MOST_MARKS = 4
"""Combining marks on one letter: real languages need fewer; more of them cover other lines."""


def visible(text: str, limit: int = 2_000) -> Markup:
    """`text` escaped; tabs stay. What is longer than `limit` characters is cut, and says so."""
    cut = len(text) > limit
    text = text[:limit]
    if text.isascii() and text.isprintable():
        shown = escape(text)
    else:
        shown = Markup("").join(_pieces(text))
    return shown + _CUT if cut else shown


def _pieces(text: str) -> list[Markup]:
    found: list[Markup] = []
    plain: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if _is_mark(char) else 0
        if (
            (not char.isprintable() and _hides(char))
            or char in BLANK_LETTERS
            or marks > _MOST_MARKS
        ):
            found.append(escape("".join(plain)))
            found.append(_marked(char))
            plain = []
        else:
            plain.append(char)
    found.append(escape("".join(plain)))
    return found


@lru_cache(maxsize=4096)
def _hides(char: str) -> bool:
    return char != "\t" and unicodedata.category(char) in _HIDDEN


@lru_cache(maxsize=4096)
def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in ("Mn", "Me")


@lru_cache(maxsize=4096)
def _marked(char: str) -> Markup:
    shown = printable(char)
    if shown == char:
        shown = f"\\u{ord(char):04x}"
    return Markup("<b>{}</b>").format(shown)


def plain(text: str, limit: int = 400) -> str:
    """For places that take no markup (titles, labels of a drawing); still to be escaped."""
    return printable(text, limit)
