"""Hosts, domains and file servers; Wi-Fi names."""

from __future__ import annotations

import functools
import re

from collector.privacy.model import Kind
from collector.privacy.rules.people import _not_an_element, begins_a_word
from collector.privacy.rules.view import (
    Answer,
    Edit,
    View,
    everyone_has,
    holds_token,
    is_placeholder,
    is_status,
    nothing,
    word_byte,
)

HOST = re.compile(rb"[A-Za-z0-9\x80-\xff_](?:[A-Za-z0-9\x80-\xff_.-]{0,253}[A-Za-z0-9\x80-\xff_])?")
_ESCAPED_LETTERS = re.compile(rb"u[0-9a-fA-F]{4}(?:\\{1,4}u[0-9a-fA-F]{4}|[^\\])")
"""Text that was made JSON twice: such a word is no server."""
_IPV4 = re.compile(rb"[0-9]{1,3}(?:\.[0-9]{1,3}){3}")
_NOT_A_HOST = re.compile(
    rb"(?i)(?:scsi|usb|ahci|ata|pci|nvme|xhci|ehci|uhci|ohci|host|adapter|bus|mmc)[0-9]*"
    rb"|hostname|using|controller|bridge|mode|protected|process|device|harddisk.*|globalroot|globaldisk.*|physicaldrive.*"
    rb"|wsl\$|wsl\.localhost|tsclient|volume.*|pipe|x64-based|x86-based|unknown|this|the|is|was|not|name"
    rb"|microsoft|windows|linux|systemroot|registry|arm64-based|running|started|stopped|error|failed"
    rb"|power|voltage|dma|irq|pci-to-pci|memory|cpu|package|core|sockets?|localservice|restart|iommu"
    rb"|device\..*|\?|\.|server|workstation|dhcp|static|none|default|domain|paragon|driver"
)
USERINFO = re.compile(rb"[^ \t\r\n/@\"'<>\\]{1,200}@")
SCHEME = re.compile(rb"(?i)(?:smb|cifs|nfs|afp|ftps?|sftp|ssh|rdp|vnc|ldaps?|iscsi)\Z")
_WIFI_QUOTED = re.compile(rb"(\\{0,3}[\"'])([^\"'\r\n]{1,64}?)\1")
_WIFI_LINE = re.compile(rb"([^\"'<>\r\n\t]{1,64}?)[ \t]*(?=[<\r\n\t]|\Z| {2})")
_WIFI_XML = re.compile(rb"<(?:name|hex)>([^<]{1,130})</", re.IGNORECASE)


@functools.lru_cache(maxsize=4096)
def _is_no_host(value: bytes) -> bool:
    return _NOT_A_HOST.fullmatch(value) is not None


def label(view: View, start: int, end: int) -> Answer:
    """`Computer Name: …`, `<Computer>…<`, `hostname=…`, `Set hostname to <…>`."""
    data = view.data
    if (
        not begins_a_word(data, start)
        or data[start - 3 : start] == b"App"
        or _not_an_element(data, start, end)
    ):
        return nothing(end)
    begin = end
    while begin < end + 6 and data[begin : begin + 1] in (b'"', b"'", b"\\", b"<"):
        begin += 1
    if data[begin : begin + 1] in (b"\n", b"\r", b""):
        return nothing(end)
    found = HOST.match(data, begin)
    if found is None or data[found.end() : found.end() + 1] in (b"/", b"@", b"{", b"="):
        return nothing(end)
    return _host(view, found, end)


def _host(view: View, found: re.Match[bytes], end: int) -> Answer:
    value = found[0]
    if (
        is_status(value)
        or holds_token(value)
        or is_placeholder(value)
        or everyone_has(value)
        or _is_no_host(value)
        or value.isdigit()
    ):
        return nothing(end)
    begin, stop = found.span()
    if view.data[stop : stop + 1] == b"\\" and view.data[begin - 1 : begin] not in (b"\\", b"/"):
        return nothing(end)
    return stop, [(begin, stop, Kind.HOST, view.name(Kind.HOST, value))]


_IQN_HOST = re.compile(
    rb"[A-Za-z0-9\x80-\xff](?:[A-Za-z0-9\x80-\xff_.-]{0,253}[A-Za-z0-9\x80-\xff])?"
)


def iqn(view: View, start: int, end: int) -> Answer:
    """`iqn.1991-05.com.microsoft:` holds the machine's name, `…synology:` that of the server."""
    found = _IQN_HOST.match(view.data, end)
    if found is None or holds_token(found[0]):
        return nothing(end)
    stop = found.end()
    if b"synology" in view.data[start:end].lower() and (dot := view.data.find(b".", end, stop)) > 0:
        stop = dot
    value = view.data[end:stop]
    return stop, [(end, stop, Kind.HOST, view.name(Kind.HOST, value))]


def machine(view: View, start: int, end: int) -> Answer:
    """A name that Windows itself made up: DESKTOP-4F7K2LQ."""
    data = view.data
    value = data[start:end]
    if word_byte(data, start - 1) and not _escaped(data, start):
        return nothing(start + 3)
    if word_byte(data, end) or data[end : end + 1] == b"_":
        return nothing(start + 3)
    tail = value.rpartition(b"-")[2]
    if value != value.upper() and not any(48 <= byte <= 57 for byte in tail):
        return nothing(start + 3)
    if value.upper().startswith(b"WIN-") and len(tail) != 11:
        return nothing(start + 3)
    return end, [(start, end, Kind.HOST, view.name(Kind.HOST, value))]


def _escaped(data: bytes, start: int) -> bool:
    return data[start - 1 : start] in (b"n", b"t", b"r") and data[start - 2 : start - 1] == b"\\"


def share(view: View, start: int, end: int) -> Answer:
    r"""`\\SERVER\share`, escaped or not, `//server/share`, `smb://server/`; devices stay."""
    data = view.data
    begin = end - 1
    if _ESCAPED_LETTERS.match(data, begin):
        return nothing(start + 1)
    slashes = data[start:begin].rstrip(b"/") != data[start:begin]
    if data[start:end].endswith(b"://"):
        begin = end
        if data[end + 1 : end + 2] == b":" or USERINFO.match(data, begin):
            return nothing(end - 3)  # file://C:/…; and the rule for URLs names user and host
    found = HOST.match(data, begin)
    if found is None or holds_token(found[0]) or _is_no_host(found[0]):
        return nothing(end)
    if _IPV4.fullmatch(found[0]) or everyone_has(found[0]):
        return nothing(max(start + 1, begin))
    stop = found.end()
    after = data[stop : stop + 3]
    if slashes:
        fine = data[start:end].endswith(b"://") or re.match(rb"/[A-Za-z0-9_$]", after) is not None
    else:
        fine = _is_unc(data, start, begin, after)
    if not fine or data[stop : stop + 1] == b"@":
        return nothing(max(start + 1, begin))
    return stop, [(begin, stop, Kind.HOST, view.name(Kind.HOST, found[0]))]


def _is_unc(data: bytes, start: int, begin: int, after: bytes) -> bool:
    r"""In JSON, `\\x\\y` is the path \x\y; only `\\\\x\\y`, or raw `\\x\y`, names a server."""
    run = 0
    while begin - run > start and data[begin - run - 1 : begin - run] == b"\\":
        run += 1
    if b"unc\\" in data[start:begin].lower():
        return after[:1] == b"\\"
    if run == 4:
        return True
    if run != 2:
        return False
    if after[:1] == b"\\":
        return after[1:2] != b"\\"
    before = data[start : start + 1]
    return before not in (b'"', b"'") and (not after or after[:1] in b" \t\r\n,;.:)]'\"\xc2\xe2")


def host_in_url(view: View, start: int, at: int) -> list[Edit]:
    """The host of a file server's URL whose scheme ends at `start`."""
    found = HOST.match(view.data, at)
    if found is None or not SCHEME.search(view.before(start, 16)):
        return []
    if holds_token(found[0]) or _IPV4.fullmatch(found[0]) or everyone_has(found[0]):
        return []
    return [(*found.span(), Kind.HOST, view.name(Kind.HOST, found[0]))]


def ssid(view: View, start: int, end: int) -> Answer:
    """A Wi-Fi name behind its label; a BSSID is a MAC address and no name."""
    data = view.data
    if word_byte(data, start - 1):
        return nothing(start + 4)  # BSSID 00:11:22:…
    if data[start - 1 : start] == b"<" and data[end - 1 : end] == b">":
        found = _WIFI_XML.search(data, end, end + 300)
        return _network(view, found, 1, end)
    begin = end - 1 if data[end - 1 : end] in (b'"', b"'") else end
    quoted = _WIFI_QUOTED.match(data, begin)
    if quoted:
        return _network(view, quoted, 2, end)
    return _network(view, _WIFI_LINE.match(data, begin), 1, end)


def wlan(view: View, start: int, end: int) -> Answer:
    """`All User Profile     : HomeNet`, as `netsh wlan show profiles` prints it."""
    return _network(view, _WIFI_LINE.match(view.data, end), 1, end)


def _network(view: View, found: re.Match[bytes] | None, group: int, end: int) -> Answer:
    if found is None or is_status(found[group]) or holds_token(found[group]):
        return nothing(end)
    begin, stop = found.span(group)
    if begin < view.floor:
        return nothing(end)
    return stop, [(begin, stop, Kind.NETWORK, view.name(Kind.NETWORK, found[group]))]
