"""What is removed outright: passwords, tokens, keys; nothing of them is kept anywhere."""

from __future__ import annotations

import re

from collector.privacy.model import Kind
from collector.privacy.name import REMOVED
from collector.privacy.rules import machines
from collector.privacy.rules.people import _not_an_element
from collector.privacy.rules.view import (
    REACH,
    Answer,
    Edit,
    View,
    holds_token,
    is_status,
    nothing,
    word_byte,
)

_QUOTE = re.compile(rb"(\\{0,3})([\"'])")
_PLAIN = {
    b'"': re.compile(rb'(?:[^"\\\n]|\\[^\n]|"")*"'),
    b"'": re.compile(rb"(?:[^'\\\n]|\\[^\n]|'')*'"),
}
_UNQUOTED = re.compile(rb"[^ \t\r\n\x00]{1,1024}")
_ELEMENT = re.compile(rb"[^<\r\n]{1,1024}")
_CUT = re.compile(
    rb"(?:&amp;|&)(?=[\w.-]{1,40}=|\Z)|[;,](?=[ \t]*[\w.-]{1,40}[=:]|\Z)"
    rb"|[)\]}>]+[;,.]?\Z|[;,]\Z|<|\\[nrt]\b"
)
_HEX = re.compile(rb"hex(?:\([0-9a-fA-F]{1,8}\))?:(?:[0-9a-fA-F]{2}|,|\\?\r?\n[ \t]*|\\)*")
_SCHEME = re.compile(rb"(?i)(?:bearer|basic|negotiate|digest|ntlm|token|apikey)[ \t]+")
_NET_USE = re.compile(
    rb"(?:[A-Za-z*]:?[ \t]+)?\"?\\\\[^ \t\r\n\"]{1,200}\"?[ \t]+(?!/)([^ \t\r\n]{1,128})"
    rb"(?=[ \t\r\n]|\Z)"
)
_NET_USE_AS = re.compile(
    rb"(?:[A-Za-z*]:?[ \t]+)?\"?\\\\([A-Za-z0-9_.-]{1,253})\\[^ \t\r\n\"]{1,200}\"?"
    rb"[ \t]+/[uU](?:[sS][eE][rR])?:(?:([A-Za-z0-9_.-]{1,63})\\)?([^ \t\r\n\\/]{1,64})"
    rb"[ \t]+(?!/)([^ \t\r\n]{1,128})(?=[ \t\r\n]|\Z)"
)
_BEARER = re.compile(rb"(?=[A-Za-z~+/=-]*[0-9._])[A-Za-z0-9._~+/=-]{12,1024}")
_P_IS_PASSWORD = re.compile(rb"(?i)[ \t]-u[ \t]|sshpass")
_KNOWN_FORM = re.compile(
    rb"eyJ[A-Za-z0-9_-]{8,2000}\.[A-Za-z0-9_-]{8,4000}(?:\.[A-Za-z0-9_-]{0,2000})?"
    rb"|A(?:KIA|SIA)[0-9A-Z]{16}\b|gh[pousr]_[A-Za-z0-9]{30,100}|xox[abprs]-[A-Za-z0-9-]{10,100}"
)
_PEM_BODY = re.compile(
    rb"(?:[ \t]*(?:[A-Za-z0-9+/=]{1,200}|(?:Proc-Type|DEK-Info|Comment|Version):[^\r\n]{0,100})?"
    rb"(?:\\{1,2}[nr]|[\r\n])+)*[ \t]*[A-Za-z0-9+/=]{0,200}"
)
_PEM_END = re.compile(rb"[ \t]*-----END [A-Z0-9 ]{0,32}PRIVATE KEY(?: BLOCK)?-----")
PEM_REACH = 32768
"""A private key is at most this long."""


def _removal(begin: int, stop: int) -> Answer:
    return stop, [(begin, stop, Kind.SECRET, REMOVED)]


def assignment(view: View, start: int, end: int) -> Answer:
    """`password=…`, `"token": "…"`, `<pwd>…<`, registry values: what follows goes."""
    data = view.data
    key = data[start:end].lower()
    if _not_an_element(data, start, end) or _not_a_key(view, start, key):
        return nothing(end)
    begin, stop = _value(view, end, element=key.endswith(b">"))
    value = data[begin:stop]
    if not value or holds_token(value) or _harmless(key, value):
        return nothing(max(end, begin) if not value else end)
    return _removal(begin, stop)


def _not_a_key(view: View, start: int, key: bytes) -> bool:
    """publicKeyToken names an assembly; `bypass:`, `compass=` are words."""
    before = view.before(start, 16).lower()
    if key.startswith(b"passwd:") and view.data.startswith(b"chauthtok)", start + len(key)):
        return True  # PAM's name of a service and what it does
    if key.startswith(b"token") and before.endswith((b"publickey", b"key")):
        return True
    short = key.startswith((b"pass", b"psk", b"sas", b"pwd")) and not key.startswith(
        (b"passw", b"passp", b"passc")
    )
    return short and word_byte(view.data, start - 1)


def _harmless(key: bytes, value: bytes) -> bool:
    if is_status(value):
        digits = value.strip(b".,:").isdigit()
        strong = key.startswith((b"passw", b"passp", b"passc", b"pwd", b"pin", b"kennwort", b"psk"))
        return not (digits and strong and len(value) > 1)
    if key.startswith(b"pwd") and (value[:1] == b"/" or value[1:3] in (b":\\", b":/")):
        return True  # the shell's working directory
    if key.startswith((b"pass:", b"pass :", b"secret:", b"token:")) and value[:1].isdigit():
        return not any(byte >= 65 for byte in value) or value[:2] == b"0x"
    return value.startswith((b"dword:", b"%", b"${", b"$(", b"<")) and len(value) < 40


def _value(view: View, at: int, *, element: bool = False) -> tuple[int, int]:
    """Where the value begins and ends: without its quotes, with all that is escaped in it."""
    data = view.data
    limit = min(len(data), at + REACH)
    if element:
        found = _ELEMENT.match(data, at, limit)
        return at, found.end() if found else at
    if scheme := _SCHEME.match(data, at, limit):
        at = scheme.end()
    if hexadecimal := _HEX.match(data, at, limit):
        return at, hexadecimal.end()
    if quote := _QUOTE.match(data, at):
        return quote.end(), _closing(data, quote, limit)
    if (
        data[at : at + 1] in (b"{", b"[")
        and (close := data.find(b"]}"[data[at] == 123 :][:1], at, limit)) > 0
    ):
        return at + 1, close
    found = _UNQUOTED.match(data, at, limit)
    if found is None:
        return at, at
    return at, at + _unquoted_length(view, at, found[0])


def _closing(data: bytes, quote: re.Match[bytes], limit: int) -> int:
    slashes, mark = quote[1], quote[2]
    if not slashes:
        closed = _PLAIN[mark].match(data, quote.end(), limit)
        if closed:
            return closed.end() - 1
    else:
        closing = slashes + mark
        at = data.find(closing, quote.end(), limit)
        while at > 0 and data[at - 1 : at] == b"\\":  # \\\" inside \"…\" is a quoted quote
            at = data.find(closing, at + 1, limit)
        if at >= 0:
            return at
    line = data.find(b"\n", quote.end(), limit)  # never closed: the rest of the line goes
    return len(data[:line].rstrip(b"\r")) if line >= 0 else limit


def _unquoted_length(view: View, at: int, value: bytes) -> int:
    before = view.before(at, 1024)
    for mark in (b'"', b"'"):
        if before.count(mark) % 2 and mark in value:  # inside a string: it ends the value
            value = value[: value.find(mark)].rstrip(b"\\")
    cut = _CUT.search(value, 1)
    return cut.start() if cut else len(value)


def option(view: View, start: int, end: int) -> Answer:
    """Command lines: `--password X`, `/p:X`, `-u name -p X`, `net use … X`, `Bearer X`."""
    data = view.data
    text = data[start:end].lower().strip(b' \t"')
    if data[start : start + 1] == b"-" and word_byte(data, start - 1):  # update-passwd is a program
        return nothing(end - 1)
    if text == b"bearer":
        token = _BEARER.match(data, end)
        return _removal(end, token.end()) if token else nothing(end)
    if text.endswith(b"use"):
        return _net_use(view, end)
    if text in (b"-u", b"--user"):
        return _curl(view, start, end)
    begin, stop = _value(view, end - 1 if data[end - 1 : end] in (b'"', b"'") else end)
    value = data[begin:stop]
    if (
        (text == b"-p" and not _P_IS_PASSWORD.search(view.before(start)))
        or (text in (b"/p:", b"/p=") and value[:1] in (b"/", b"\\"))
        or not value
        or value[:1] in (b"-", b"$", b"%")
        or holds_token(value)
        or (is_status(value) and not value.isdigit())
    ):
        return nothing(end - 1)
    return _removal(begin, stop)


def _net_use(view: View, end: int) -> Answer:
    found = _NET_USE.match(view.data, end, end + 500)
    if found is None:
        return _net_use_as(view, end)
    if found[1] in (b"*",) or holds_token(found[1]):
        return nothing(end - 1)
    share = re.compile(rb"\\\\([A-Za-z0-9_.-]{1,253})").search(view.data, end, found.start(1))
    answer = _removal(*found.span(1))
    if share and not holds_token(share[1]):
        answer[1].insert(0, (*share.span(1), Kind.HOST, view.name(Kind.HOST, share[1])))
    return answer


def _net_use_as(view: View, end: int) -> Answer:
    r"""`net use Z: \\server\share /user:DOMAIN\anna password`."""
    found = _NET_USE_AS.match(view.data, end, end + 500)
    if found is None or holds_token(found[0]):
        return nothing(end - 1)
    edits: list[Edit] = []
    for group, kind in ((1, Kind.HOST), (2, Kind.HOST), (3, Kind.USER)):
        if found[group]:
            edits.append((*found.span(group), kind, view.name(kind, found[group])))
    if found[4] not in (b"*",):
        edits.append((*found.span(4), Kind.SECRET, REMOVED))
    return edits[-1][1], edits


def _curl(view: View, start: int, end: int) -> Answer:
    found = re.compile(rb"[\"']?([^ \t\r\n:\"']{1,64}):([^ \t\r\n\"']{1,128})").match(
        view.data, end
    )
    if found is None or holds_token(found[0]) or b"curl" not in view.before(start):
        return nothing(end - 1)
    name = (*found.span(1), Kind.USER, view.name(Kind.USER, found[1]))
    return found.end(2), [name, (*found.span(2), Kind.SECRET, REMOVED)]


def key(view: View, start: int, end: int) -> Answer:
    """A token that is known by its form: JWT, AWS, GitHub, Slack."""
    found = _KNOWN_FORM.match(view.data, start)
    if found is None or word_byte(view.data, start - 1):
        return nothing(end)
    return _removal(start, found.end())


def bitlocker(view: View, start: int, end: int) -> Answer:
    """Eight groups of six digits: a BitLocker recovery password."""
    data = view.data
    if word_byte(data, start - 1) or word_byte(data, end) or data[end : end + 1] == b"-":
        return nothing(end)
    return _removal(start, end)


def url(view: View, start: int, end: int) -> Answer:
    """`scheme://user:password@host`: the password goes, the user is named."""
    data = view.data
    stop = re.compile(rb"[^ \t\r\n/\"'<>]{0,300}").match(data, end)
    last = data.rfind(b"@", start, stop.end() if stop else end)  # a password may hold an @
    begin = start + 3
    user, colon, password = data[begin:last].partition(b":")
    edits: list[Edit] = []
    if user and not holds_token(user):
        edits.append((begin, begin + len(user), Kind.USER, view.name(Kind.USER, user)))
    if colon and password and not holds_token(password):
        edits.append((last - len(password), last, Kind.SECRET, REMOVED))
    edits += machines.host_in_url(view, start, last + 1)
    return (edits[-1][1] if edits else last + 1), edits


def pem(view: View, start: int, end: int) -> Answer:
    """A private key, its lines and its end; without an end, as far as the lines look like one."""
    body = _PEM_BODY.match(view.data, end, end + PEM_REACH)
    stop = body.end() if body else end
    closing = _PEM_END.match(view.data, stop)
    return _removal(start, closing.end() if closing else stop)
