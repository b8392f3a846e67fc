"""Names that are known: where one stands, and whether it stands there as a word."""

from __future__ import annotations

import re

from collector.privacy.literals import Literals, is_bounded
from collector.privacy.model import Kind
from collector.privacy.rules import addresses
from collector.privacy.rules.view import Answer, View, nothing

_REST_OF_LOCAL = re.compile(rb"[A-Za-z0-9._%+'\x80-\xff-]{0,64}@(?=[A-Za-z0-9\x80-\xff])")
_APART = frozenset(byte for byte in range(128) if not chr(byte).isalnum())
_APART_AFTER = _APART - frozenset(b"\\%")  # which may begin an escaped letter
_ESCAPE_BEFORE = re.compile(rb"(?:\\[nrtbf]|%[0-9A-Fa-f]{2})\Z")
_UNICODE_BEFORE = re.compile(rb"\\u([0-9A-Fa-f]{4})\Z")
_UNICODE_AFTER = re.compile(rb"\\{1,4}u([0-9A-Fa-f]{4})|%[C-Fc-f][0-9A-Fa-f]%[89ABab]")


def literal(view: View, literals: Literals, start: int, end: int) -> Answer:
    """A spelling of a known name was seen."""
    data = view.data
    raw = data[start:end]
    found = literals.found(raw)
    if found is None:
        return nothing(start + literals.head(raw) + 1)
    name, spelling, before = found
    if before:
        start += before
        raw = data[start:end]
    if is_bounded(spelling) and not stands_alone(data, start, end):
        return nothing(start + 1)
    if name.kind is Kind.MAC and not stands_alone(data, start, end):
        return nothing(start + 1)
    if (rest := _REST_OF_LOCAL.match(data, end)) is not None:
        answer = addresses.mail(view, rest.end() - 1, rest.end())
        if answer[1]:
            return answer
    if name.kind is Kind.MAC:
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", raw).lower()
        head = b"-".join(digits[i : i + 2] for i in (0, 2, 4))
        return end, [(start, end, Kind.MAC, head + b"-" + view.namer.of(Kind.MAC, spelling))]
    return end, [(start, end, name.kind, view.namer.of(name.kind, name.value))]


def stands_alone(data: bytes, start: int, end: int) -> bool:
    """Whether no letter or digit touches the text on either side, escapes looked through."""
    return not _letter_before(data, start) and not _letter_after(data, end)


def _letter_before(data: bytes, start: int) -> bool:
    if start == 0 or data[start - 1] in _APART:
        return False
    piece = data[max(0, start - 6) : start]
    if escaped := _UNICODE_BEFORE.search(piece):
        return chr(int(escaped[1], 16)).isalnum()
    if _ESCAPE_BEFORE.search(piece):
        return False
    return piece[-4:].decode("utf-8", "ignore")[-1:].isalnum()


def _letter_after(data: bytes, end: int) -> bool:
    if end < len(data) and data[end] in _APART_AFTER:
        return False
    piece = data[end : end + 7]
    if escaped := _UNICODE_AFTER.match(piece):
        return escaped[1] is None or chr(int(escaped[1], 16)).isalnum()
    return piece[:4].decode("utf-8", "ignore")[:1].isalnum()
