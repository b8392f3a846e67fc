"""Whether four numbers with dots are a version or an address: the words around them decide."""

from __future__ import annotations

import re

from collector.privacy.rules.view import View, word_byte

_VERSION = re.compile(
    rb"(?i)(?:\b(?:(?:up|down)(?:date|grade)[ds]?(?: \w{1,20})? (?:to|from)|versions?|ver"
    rb"|fileversion|productversion|builds?|release|revision|rev|driver|firmware|fw|bios|product"
    rb"|setup|installer|module|assembly|culture|engine|sdk|kernel|windows nt|microsoft windows"
    rb"|oid|package|hotfix|update|upgrade|plugin|library"
    rb"|framework|runtime|directx|component|updated?|edition|programmversion|versionsnummer)\b"
    rb"|\((?:[<>]=|[<>]{2}|=) ?|:(?:all|amd64|arm64|i386|armhf) (?:<none> )?"  # Debian packages
    rb"|\b[vV]\.?(?=[ :=\"'\d]|\Z)"
    rb"|\.(?:sys|dll|exe|msi|ocx|cab|inf|drv|efi|ko|rpm|deb|iso|cpl|pkg|dmg|nupkg)\b"
    rb"|version[\"'=:>])"
)
_ADDRESS = re.compile(
    rb"(?i)(?:\b(?:ip|ipv4|ips|address|addresses|addr|inet|from|at|on|via|by|with|host|hosts|gateway"
    rb"|dns|dhcp|ping|pinging|src|dst|peer|connect|connected|connecting|connection|remote"
    rb"|route|router"
    rb"|nameserver|client|bind|listen|listening|subnet|netmask|iscsi|portal|target|nas|ssh"
    rb"|rhost|via"
    rb"|server|reply|adresse|ip-adresse|interface|eth\d|endpoint)\b|ip_?addr|[@]|://|\\\\)"
)
_PRODUCT = re.compile(
    rb"(?i)(?:paragon|hard disk manager|festplatten manager|partition manager|drive backup"
    rb"|backup (?:&|&amp;|and|und) recovery|system backup|disk wiper|rescue kit|adaptive restore"
    rb"|virtuali[sz]ation manager|migrate os|extfs|ntfs|hfs\+?|apfs|protect (?:&|&amp;|and) restore"
    rb"|\bhdm|\bpm|\bprm)(?:[ ,:=_(\[\"'/-]+(?:[0-9]{1,4}|suite|professional|premium"
    rb"|business|advanced"
    rb"|server|free|home|personal|edition|special|express|for|windows|mac|linux|x64|x86|engine"
    rb"|[a-z]{2}|build|version|ver|v|tm|r|software|hard|disk|partition|manager|\xe2\x84\xa2"
    rb"|\xc2\xae"
    rb"|\(tm\)|\(r\))\)?\.?)*[ ,:=_(\[\"'/-]*\Z"
)
_FILLER = (
    rb"[^A-Za-z]{0,40}(?:(?:number|nummer|no|is|ist|info|string|loaded|found|installed|file|of|to|from"
    rb"|x64|x86|was|current|new|old|name|value|data)\b[^A-Za-z]{0,40}){0,3}"
)
_HOME = re.compile(_FILLER)  # nobody numbers a build 192.168: the cue must stand right before it
_BETWEEN = re.compile(_FILLER + rb"(?:[\w+-]{2,24}[^A-Za-z]{1,12})?")
_LISTED = re.compile(
    rb"([0-9]{1,5}(?:\.[0-9]{1,5}){2,4})[\"')\]]?[ \t]*(?:/|,|;|->|=>|\xe2\x86\x92|-|to|and|or|und"
    rb"|bis|auf|\||<|>|<=|>=|==|!=)[ \t]*[\"'(\[v]*\Z"
)
_SERVER = re.compile(rb"(?i)server|edition|windows|paragon|manager|backup|recovery")
_AFTER_VERSION = re.compile(
    rb"(?i)[\"')\]]?[ ,;]*"
    rb"(?:\(?(?:build|x64|x86|amd64|arm64|win32|beta|rc\d?)\b|\.(?:[a-z]|\*)|[+~][a-z0-9]"
    rb"|-[0-9]+[a-z+~]"
    rb"|[-_](?:x64|x86|amd64|beta|rc|win|setup|release|free|pro)|_[a-z])"
)
_AFTER_ADDRESS = re.compile(
    rb"(?i):[0-9]{1,5}\b|/(?:[0-9]|[12][0-9]|3[0-2])\b|[ \t]+(?:port|dev)\b"
)


NEAR = 24
"""How much of the text before a number decides at once; the same few phrases come again."""

AFTER = 12
"""How much of the text behind a number has a say."""

_MOST = 20_000
_WORD_BYTES = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_verdicts: dict[tuple[bytes, bytes, bool], bool] = {}


def is_version(view: View, start: int, end: int) -> bool:
    """Whether a dotted quad is a version: the nearest cue before it decides, then what follows."""
    return judged(view, start, end)[0]


def judged(view: View, start: int, end: int) -> tuple[bool, bool]:
    """Whether a dotted quad is a version, and whether what stands near it was enough to tell:
    from NEAR + 1 bytes before it to AFTER bytes behind it."""
    near, after = _near(view.data, start), view.data[end : end + AFTER]
    home = home_network(view.data, start)
    key = _cue(near), after.partition(b"\n")[0], home
    verdict = _verdicts.get(key)
    if verdict is not None:
        return verdict, True
    verdict = _weighed(view, start, end)
    if _LISTED.search(near) or _SERVER.search(near):
        return verdict, False
    if _VERSION.search(near) or _ADDRESS.search(near):  # what stands further off has no say
        if len(_verdicts) >= _MOST:
            _verdicts.clear()
        _verdicts[key] = verdict
        return verdict, True
    return verdict, False


def _cue(near: bytes) -> bytes:
    """The text near a number without the figures that it begins with: they are no cue."""
    cue = near.lstrip(b"0123456789 ,[]\t")
    return near if near[: len(near) - len(cue)][-1:].isdigit() else cue


def _near(data: bytes, start: int) -> bytes:
    """Whole words right before a number."""
    begin = max(0, start - NEAR)
    near = data[begin:start]
    near = near[near.rfind(b"\n") + 1 :]
    if len(near) == NEAR and word_byte(data, begin - 1):
        near = near.lstrip(_WORD_BYTES)
    return near


def _weighed(view: View, start: int, end: int, depth: int = 3) -> bool:
    before = view.before(start, 96)
    if _PRODUCT.search(before):
        return True
    after = view.data[end : end + AFTER]
    if _AFTER_ADDRESS.match(after) or _AFTER_VERSION.match(after):
        return _AFTER_ADDRESS.match(after) is None
    if depth and (listed := _LISTED.search(before)):
        first = start - len(before) + listed.start(1)
        quad = listed[1].count(b".") == 3 and max(int(n) for n in listed[1].split(b".")) < 256
        sure = not quad or listed[1] in view.keep
        return sure or _weighed(view, first, first + len(listed[1]), depth - 1)
    version = max((cue.end() for cue in _VERSION.finditer(before)), default=-1)
    address = max((cue.end() for cue in _ADDRESS.finditer(before)), default=-1)
    if version < address or version < 0:
        return before[-1:] in (b"_", b"v", b"V")
    between = _HOME if home_network(view.data, start) else _BETWEEN
    return between.fullmatch(before, version) is not None


def home_network(data: bytes, start: int) -> bool:
    """Whether the number begins as most home networks do."""
    return data[start : start + 8] == b"192.168."
