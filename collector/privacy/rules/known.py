"""Names that are known: where one stands, and whether it stands there as a word."""

from __future__ import annotations

import re

from collector.privacy.literals import Literals, is_bounded
from collector.privacy.model import Kind, Name
from collector.privacy.rules import addresses
from collector.privacy.rules.people import impersonal
from collector.privacy.rules.view import Answer, Edit, View, holds_token, nothing

_REST_OF_LOCAL = re.compile(rb"[A-Za-z0-9._%+'\x80-\xff-]{0,64}@(?=[A-Za-z0-9\x80-\xff])")
_LONGEST_HOST = 128
_LABEL = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_."
_ACCOUNT = re.compile(
    rb"\\{1,2}(?!u[0-9a-fA-F]{4})"
    rb"([A-Za-z0-9\x80-\xff][^\\/:*?\"'<>|\x00-\x20,;()\[\]{}=&@]{0,63})(?![\\/@])"
)
_INSTANCE = re.compile(rb"(?i)(?:ms)?sql.*|.*\.(?:exe|dll|log|sys)")
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
    bounded = is_bounded(spelling) or name.kind is Kind.MAC
    if bounded and not stands_alone(data, start, end):
        return nothing(start if before else start + 1)  # a longer name may begin here
    if name.kind is Kind.HOST and (answer := _host(view, name, start, end)):
        return answer
    if (rest := _REST_OF_LOCAL.match(data, end)) is not None:
        answer = addresses.mail(view, rest.end() - 1, rest.end())
        if answer[1]:
            return answer
    if name.kind is Kind.MAC:
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", raw).lower()
        head = b"-".join(digits[i : i + 2] for i in (0, 2, 4))
        return end, [(start, end, Kind.MAC, head + b"-" + view.namer.of(Kind.MAC, spelling))]
    return end, [(start, end, name.kind, view.namer.of(name.kind, name.value))]


def _host(view: View, name: Name, start: int, end: int) -> Answer | None:
    r"""A machine of a known domain (`fs02.corp.example.com`), an account there (`CORP\anna`)."""
    data = view.data
    begin, token = start, view.namer.of(name.kind, name.value)
    if b"." in data[start:end] and data[start - 1 : start] == b".":
        begin = start - len(_labels(data[max(view.floor, start - _LONGEST_HOST) : start]))
        token = view.name(Kind.HOST, data[begin:end]) if begin < start else token
    edits: list[Edit] = [(begin, end, Kind.HOST, token)]
    if data[begin - 1 : begin] not in (b"\\", b"/") and (found := _ACCOUNT.match(data, end)):
        value = found[1].rstrip(b".!?`")
        line_end = data[end + 1 : end + 2] in (b"n", b"r", b"t") and b'"' in view.before(start)
        if not (line_end or impersonal(value) or _INSTANCE.fullmatch(value)):
            stop = found.start(1) + len(value)
            edits.append((found.start(1), stop, Kind.USER, view.name(Kind.USER, value)))
    return (edits[-1][1], edits) if begin < start or len(edits) > 1 else None


def _labels(before: bytes) -> bytes:
    """What a domain's name is led by: `fs02.`, and of `_ldap._tcp.dc1.` the machine alone."""
    parts = before[len(before.rstrip(_LABEL)) :].split(b".")
    while len(parts) > 1 and not parts[0][:1].isalnum():
        del parts[0]
    labels = b".".join(parts)
    return b"" if holds_token(labels) or not all(parts[:-1]) else labels


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
