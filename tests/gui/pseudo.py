"""Texts twice as long and full of accents, in which placeholders, markup and mnemonics live on."""

from __future__ import annotations

import re
from itertools import cycle, islice

_ACCENTS = str.maketrans(
    "AaCcDdEeFfGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz", "ÅåÇçÐðÉéƑƒĜĝĤĥÎîĴĵĶķĻļÑñÖöŔŕŠšŢţÛûŴŵÝýŽž"
)
_KEPT = re.compile(r"(\{[^{}]*\}|%n|%L?\d|</?[a-z][^<>]*>|&[a-z]+;|&.)")
_PADDING = ("öñé", "ţŵöš", "ţĥŕéé", "ƒöûŕš", "ƒîvé", "šîxţý", "šévéñţĥ")


def pseudo(text: str) -> str:
    """`text` accented and between brackets, with words added up to twice its length."""
    accented = "".join(
        part if nth % 2 else part.translate(_ACCENTS) for nth, part in enumerate(_KEPT.split(text))
    )
    words = [accented]
    for word in islice(cycle(_PADDING), len(text)):
        if sum(len(one) + 1 for one in words) + 1 >= 2 * len(text):
            break
        words.append(word)
    return f"[{' '.join(words)}]"
