"""Mail, IP and MAC addresses; build numbers, WWNs and times of day look alike and stay."""

from __future__ import annotations

import functools
import ipaddress
import re

from collector.privacy.model import Kind
from collector.privacy.rules import accounts
from collector.privacy.rules.versions import AFTER, NEAR, judged
from collector.privacy.rules.view import MOST_NAMES, Answer, View, nothing, word_byte

_DOMAIN = re.compile(
    rb"@(?:[A-Za-z0-9\x80-\xff](?:[A-Za-z0-9\x80-\xff-]{0,61}[A-Za-z0-9\x80-\xff])?\.){1,8}"
    rb"(?:[A-Za-z\x80-\xff]{2,24}|xn--[A-Za-z0-9-]{2,59})(?![A-Za-z0-9\x80-\xff])"
)
_EXTENSIONS = frozenset(
    b"7z bak bmp csv dat dmp doc docx eml evtx gif htm html ini jpeg jpg json log mdb msg nfo nst"
    b" ost pbf pdf png pst rtf tmp txt vhd vhdx xls xlsx xml zip".split()
)
"""Behind two names with a dot they end a file (`anna@firma.example.pst`), not a domain."""
_UNITS = frozenset(b"automount device mount scope service slice socket swap timer".split())
"""What systemd starts for something: `systemd-fsck@dev-sda1.service` is nobody's address."""
_LOCAL = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ._%+'-" + bytes(
    range(0x80, 0x100)
)
_QUAD_REST = re.compile(rb"(?:\.[0-9]{1,3}){3}(?![0-9.])")
_ESCAPE_HEAD = re.compile(rb"\A(?:%[0-9A-Fa-f]{2})+")


def mail(view: View, start: int, end: int) -> Answer:
    """`@` was seen: the domain follows it, the local part stands before it."""
    domain = _DOMAIN.match(view.data, start)
    if domain is None:
        return accounts.prompt(view, start)
    before = view.data[max(view.floor, start - 64) : start]
    local = before[len(before.rstrip(_LOCAL)) :]
    if not (text := local.strip(b"'.-").lstrip(b"%")):
        return nothing(start + 1)
    begin = start - len(local) + local.find(text)
    text = view.data[begin:start]
    if view.data[begin - 1 : begin] == b"\\" and text[:1] in b"nrt" and len(text) > 1:
        begin += 1  # \njane@… in JSON: the n belongs to the line feed
    elif escaped := _ESCAPE_HEAD.match(
        b"%" + text if view.data[begin - 1 : begin] == b"%" else text
    ):
        skip = escaped.end() - (1 if view.data[begin - 1 : begin] == b"%" else 0)
        begin += skip if skip < len(text) else 0
    stop = domain.end()
    first, _, last = domain[0].rpartition(b".")
    if last in _UNITS:
        return nothing(start + 1)
    if last.lower() in _EXTENSIONS and b"." in first:
        stop -= len(last) + 1
    return stop, [(begin, stop, Kind.MAIL, view.namer.token(Kind.MAIL, view.data[begin:stop]))]


def mac(view: View, start: int, end: int) -> Answer:
    """Six pairs are a MAC address; eight are a WWN, more are a dump: both stay."""
    data = view.data
    value = data[start:end]
    separator = value[2:3]
    if value[4:5] == b".":
        return _dotted_mac(view, start, end)
    if answer := _duid(view, start, end, value):
        return answer
    if (
        len(value) != 17
        or value.count(separator) != 5
        or word_byte(data, start - 1)
        or word_byte(data, end)
        or (data[start - 1 : start] in (b":", b"-") and word_byte(data, start - 2))
        or (data[end : end + 1] == separator and word_byte(data, end + 1))
    ):
        return nothing(end - 1 if separator == b":" else end)
    token = view.names.get((Kind.MAC, value))
    if token is None:
        same = len(set(value.split(separator))) == 1  # 00:00:… and ff:ff:… are nobody's
        if same or (separator == b"-" and _is_time(value)):
            return nothing(end)
        vendor = value[:8].lower().replace(separator, b"-") + b"-"
        token = view.remember(Kind.MAC, value, vendor + view.namer.token(Kind.MAC, value))
    return end, [(start, end, Kind.MAC, token)]


def _duid(view: View, start: int, end: int, value: bytes) -> Answer | None:
    """What a machine calls itself to DHCPv6 servers ends in the address of its network card."""
    separator = value[2:3]
    head = value.replace(separator, b"-")[:11]
    if (len(value), head) not in ((41, b"00-01-00-01"), (29, b"00-03-00-01")):
        return None
    if word_byte(view.data, start - 1) or word_byte(view.data, end):
        return None
    begin = end - 17
    token = value[-17:-9].lower().replace(separator, b"-") + b"-"
    token += view.namer.token(Kind.MAC, value[-17:])
    return end, [(begin, end, Kind.MAC, token)]


def labelled_mac(view: View, start: int, end: int) -> Answer:
    """`"MACAddress": "001A2B3C4D5E"`, without anything between the pairs."""
    data, begin = view.data, end - 12
    value = data[begin:end].lower()
    if word_byte(data, start - 1) or word_byte(data, end) or len(set(value)) == 1:
        return nothing(begin)
    if value.startswith(b"000000") or (value.startswith(b"0000") and data[start] in b"Pp"):
        return nothing(begin)  # the physical address is one in memory
    vendor = b"-".join((value[:2], value[2:4], value[4:6], b""))
    return end, [(begin, end, Kind.MAC, vendor + view.namer.of(Kind.MAC, value.decode()))]


def _dotted_mac(view: View, start: int, end: int) -> Answer:
    """`0050.56ab.cdef`, as switches write it; without a letter or a digit it may be anything."""
    data = view.data
    digits = data[start:end].replace(b".", b"")
    mixed = not digits.isdigit() and not digits.isalpha()
    longer = data[end : end + 1] == b"." and word_byte(data, end + 1)
    longer = longer or data[start - 1 : start] == b"."
    if not mixed or longer or word_byte(data, start - 1) or word_byte(data, end):
        return nothing(start + 4)
    vendor = b"-".join(digits[at : at + 2].lower() for at in (0, 2, 4)) + b"-"
    return end, [(start, end, Kind.MAC, vendor + view.namer.of(Kind.MAC, digits.decode()))]


def _is_time(value: bytes) -> bool:
    """22-11-26-10-11-12 in a file name is a time, unless the clock has no such hour."""
    try:
        a, month, b, hour, minute, second = (int(part) for part in value.split(b"-"))
    except ValueError:
        return False
    day = 1 <= a <= 31 or 1 <= b <= 31
    return day and 1 <= month <= 12 and hour < 24 and minute < 60 and second < 60


def ipv6(view: View, start: int, end: int) -> Answer:
    """An IPv6 address, unless it is a loopback, a link-local one, a WWN or a C++ name."""
    data = view.data
    value = data[start:end]
    if (
        word_byte(data, start - 1)
        or word_byte(data, end)
        or data[start - 1 : start] in (b":", b".")
    ):
        return nothing(max(start + 1, end - 1))
    if quad := _QUAD_REST.match(data, end):
        return _mixed(view, start, quad.end())
    if not _may_be_ipv6(value):
        return nothing(max(start + 1, end - 1))
    try:
        address = ipaddress.IPv6Address(value.decode("ascii"))
    except ValueError:
        return nothing(max(start + 1, end - 1))
    spells_mac = address.packed[11:13] == b"\xff\xfe"  # of such a link-local one, the rest is it
    local = address.is_link_local and not spells_mac
    if local or address.is_loopback or address.is_unspecified or address.is_multicast:
        return nothing(end)
    return end, [(start, end, Kind.IP, _ip_token(view, str(address), address.is_private))]


def _may_be_ipv6(value: bytes) -> bool:
    groups = [group for group in value.split(b":") if group]
    wwn = len(groups) == 8 and all(len(group) == 2 for group in groups)
    return len(groups) >= 2 and not wwn and any(byte in b"0123456789" for byte in value)


def _mixed(view: View, start: int, end: int) -> Answer:
    """`::ffff:192.168.1.5` is the IPv4 address that it ends in; others are one address."""
    value = view.data[start:end]
    last = start + value.rfind(b":") + 1
    try:
        address = ipaddress.IPv6Address(value.decode("ascii"))
    except ValueError:
        return nothing(last)
    if address.ipv4_mapped or not any(address.packed[:12]):
        return nothing(last)
    return end, [(start, end, Kind.IP, _ip_token(view, str(address), address.is_private))]


def ipv4(view: View, start: int, end: int) -> Answer:
    """An IPv4 address, unless it is a version: what the evidence found and cue words decide."""
    data = view.data
    if data[end - 1] == 95:  # the trigger took the _ that follows
        end -= 1
    around = data[start - NEAR - 1 : end + AFTER] if start > NEAR else b""
    token = view.quads.get(around)
    if token is None:
        if _in_longer_number(data, start, end):
            return nothing(_number_end(data, end))
        token, sure = _quad(view, start, end)
        if sure and end - start + NEAR + 1 + AFTER == len(around):
            if len(view.quads) >= MOST_NAMES:
                view.quads.clear()
                view.versions.clear()
            view.quads[around] = token
            if not token and data[end : end + 1] != b"_":
                view.versions.add(around)
    return (end, [(start, end, Kind.IP, token)]) if token else (end, [])


def _quad(view: View, start: int, end: int) -> tuple[bytes, bool]:
    """The token, none for what is no address, and whether the text near by was all it took."""
    value = view.data[start:end]
    reach = _reach(value)
    if not reach or value in view.keep:
        return b"", True
    sure = True
    if value not in view.addresses:
        version, sure = judged(view, start, end)
        if version:
            return b"", sure
    return b"pii-ip-" + reach + b"-" + view.namer.token(Kind.IP, value)[-8:], sure


# By the first number alone, where that tells.
_PLAIN_REACH = [b"wan" if 0 < first < 224 else b"" for first in range(256)]
for _first in (100, 127, 169, 172, 192, 198, 203):
    _PLAIN_REACH[_first] = b""
_PLAIN_REACH[10] = b"lan"


@functools.lru_cache(maxsize=20_000)
def _reach(value: bytes) -> bytes:
    """`lan` or `wan`; empty for what is no address, or everybody's (loopback, masks)."""
    numbers = value.split(b".")
    if all(len(number) < 3 or (number < b"256" and number[0] != 48) for number in numbers):
        plain = all(len(number) == 1 or number[0] != 48 for number in numbers)
        if plain and (reach := _PLAIN_REACH[int(numbers[0])]):
            return reach
    try:
        address = ipaddress.IPv4Address(value.decode("ascii"))
    except ValueError:
        return b""
    first, second = address.packed[:2]
    if first in (0, 127) or first >= 224 or address.is_link_local:
        return b""
    carrier = first == 100 and 64 <= second < 128
    return b"lan" if address.is_private or carrier else b"wan"


def _in_longer_number(data: bytes, start: int, end: int) -> bool:
    """Whether more digits belong to it: 10.1.21.471.000, 1.2.3.4.5, v10, a hash."""
    if start:
        before = data[start - 1]
        if before == 46:
            return start > 1 and word_byte(data, start - 2)
        if word_byte(data, start - 1) and before not in b"vV":
            return before not in b"nrt" or data[start - 2 : start - 1] != b"\\"
    after = data[end : end + 2]
    return after[:1] == b"." and after[1:].isdigit()


def _number_end(data: bytes, end: int) -> int:
    limit = min(len(data), end + 256)
    while end < limit and data[end] in b"0123456789.":
        end += 1
    return end


def _ip_token(view: View, address: str, private: bool) -> bytes:
    reach = b"lan" if private else b"wan"
    return b"pii-ip-" + reach + b"-" + view.namer.of(Kind.IP, address)[-8:]
