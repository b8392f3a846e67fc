"""Names inside messages: log-ins of Linux, and what Active Directory calls its objects."""

from __future__ import annotations

import re

from collector.privacy.model import Kind
from collector.privacy.rules.people import impersonal
from collector.privacy.rules.view import (
    Answer,
    Edit,
    View,
    everyone_has,
    holds_token,
    nothing,
    word_byte,
)

_NAME = rb"([^ ()\t\r\n\"':=,;]{1,64})"
_BEFORE = (
    (b"(uid", re.compile(rb" (?:by|user) " + _NAME + rb"\Z")),
    (b") ", re.compile(rb"\(" + _NAME + rb"\Z")),
    (b" : ", re.compile(rb"sudo(?:\[[0-9]+\])?: +" + _NAME + rb"\Z")),
    (b": E", re.compile(rb": " + _NAME + rb"\Z")),
)
_TO = re.compile(_NAME + rb"\) " + _NAME + rb" on (?:pts/|tty|/dev/|none\b|console\b|:[0-9]|ssh\b)")
_NEW = re.compile(_NAME + rb",")
_ID = re.compile(_NAME + rb"\)")
_AGAIN = re.compile(rb"(?:crontabs/)?" + _NAME + rb"\)")
_PART = rb"(?:\\{1,2}u[0-9a-fA-F]{4}|\\[^u\r\n]|[^,\\\"<>=\r\n]){1,80}"
_COMMON_NAME = re.compile(
    rb"(" + _PART + rb"),(?=(?: ?(?:CN|OU|cn|ou)=" + _PART + rb",){0,8} ?(?:DC|dc)=)"
)
_DOMAIN = re.compile(
    rb"[A-Za-z0-9\x80-\xff-]{1,63}(?:, ?(?:DC|dc)=[A-Za-z0-9\x80-\xff-]{1,63}){1,6}"
)
_AT = re.compile(rb"(?:\A|[\[\s()])([A-Za-z0-9_.\x80-\xff-]{1,32})\Z")
_PROMPT = re.compile(
    rb"@([A-Za-z0-9][A-Za-z0-9-]{0,62})(?=:[~/][^\s$#]{0,200}[$#]|[ ][^\s\]]{1,100}\][$#])"
)
_TOP = re.compile(rb"=[A-Za-z\x80-\xff][A-Za-z0-9\x80-\xff-]+\Z")
_CONTAINERS = re.compile(
    rb"(?i)users|computers|builtin|configuration|schema|system|services|sites|servers|policies"
    rb"|partitions|program data|managed service accounts|domain (?:admins|users|controllers|guests)"
)


def session(view: View, start: int, end: int) -> Answer:
    """`by anna(uid=1000)`, `(anna) CMD (…`, `(to root) anna on pts/1`, `sudo: anna : TTY=…`."""
    data = view.data
    edits: list[Edit] = []
    if data[start : start + 4] in (b"(to ", b"new "):
        found = (_TO if data[start : start + 1] == b"(" else _NEW).match(data, end)
        for group in range(1, (found.lastindex or 0) + 1) if found else ():
            edits += _named(view, *found.span(group)) if found else ()
        return (edits[-1][1] if edits else end), edits
    if data[start:end].startswith(b"uid="):
        return _identity(view, end)
    named = next(each for begins, each in _BEFORE if data.startswith(begins, start))
    before = data[max(view.floor, start - 90) : start]
    if found := named.search(before):
        edits += _named(view, start - len(found[1]), start)
        again = _AGAIN.match(data, end)
        if edits and again and again[1] == found[1]:
            edits += _named(view, *again.span(1))  # (anna) LIST (anna)
    return max([end, *(edit[1] for edit in edits)]), edits


def _identity(view: View, end: int) -> Answer:
    """`uid=1000(anna) gid=1000(anna) groups=1000(anna),27(sudo)`: groups that are called so too."""
    data = view.data
    found = _ID.match(data, end)
    edits = _named(view, *found.span(1)) if found else []
    if found is None or not edits:
        return nothing(end)
    same = re.compile(rb"[0-9(= gidroups,]{1,24}\(" + re.escape(found[1]) + rb"\)")
    at = found.end()
    while again := same.match(data, at):
        edits += _named(view, again.end() - 1 - len(found[1]), again.end() - 1)
        at = again.end()
    return edits[-1][1], edits


def _named(view: View, begin: int, stop: int) -> list[Edit]:
    value = view.data[begin:stop]
    if impersonal(value) or value == b"CRON":
        return []
    return [(begin, stop, Kind.USER, view.name(Kind.USER, value))]


def distinguished(view: View, start: int, end: int) -> Answer:
    """`CN=Anna Schmidt,OU=Sales,DC=corp,DC=example,DC=com`: the object is a person or a machine,
    the parts of the domain are one name."""
    data, begin = view.data, end - 1
    if word_byte(data, start - 1):
        return nothing(end)
    is_object = data[start] in b"Cc"
    found = (_COMMON_NAME if is_object else _DOMAIN).match(data, begin)
    if found is None or holds_token(found[0]):
        return nothing(begin)
    if not is_object:
        if not _TOP.search(found[0]):
            return nothing(begin)  # DC=1,DC=2
        domain = re.sub(rb", ?(?:DC|dc)=", b".", found[0])
        return found.end(), [(begin, found.end(), Kind.HOST, view.name(Kind.HOST, domain))]
    if _CONTAINERS.fullmatch(found[1]) or impersonal(found[1]):
        return nothing(begin)
    stop = found.end(1)
    return stop, [(begin, stop, Kind.USER, view.name(Kind.USER, found[1]))]


def prompt(view: View, at: int) -> Answer:
    """`anna@buero:~$` and `[anna@buero logs]$`: what a shell shows before each command."""
    host = _PROMPT.match(view.data, at)
    name = _AT.search(view.data[max(view.floor, at - 64) : at]) if host else None
    if host is None or name is None or holds_token(host[1]) or everyone_has(host[1]):
        return nothing(at + 1)
    edits = _named(view, at - len(name[1]), at)
    edits.append((*host.span(1), Kind.HOST, view.name(Kind.HOST, host[1])))
    return host.end(1), edits
