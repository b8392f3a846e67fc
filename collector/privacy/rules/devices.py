"""Serial numbers and licence keys; models, GUIDs, hashes and volume serials stay."""

from __future__ import annotations

import re

from collector.privacy.model import Kind
from collector.privacy.rules.people import _not_an_element
from collector.privacy.rules.view import Answer, View, holds_token, is_status, nothing, word_byte
from collector.privacy.words import JUNK_SERIALS

_SERIAL = re.compile(rb"[A-Za-z0-9](?:[A-Za-z0-9_.+-]{2,60}[A-Za-z0-9_])")
_OPENING = re.compile(rb"(?:[\"'\\]|\xe2\x80[\x98-\x9f]|\xc2\xab){1,5}")
_BY_ID = re.compile(
    rb"[A-Za-z0-9_.+-]{1,60}_([A-Za-z0-9.-]{4,40}?)(_[0-9])?(?=-part[0-9]|-[0-9]:|[^\w.-]|\Z)"
)
_INSTANCE = re.compile(rb"([A-Za-z0-9_.-]{6,64})(?=[&#\"'\s\\<,;)\]}]|\Z)")
_GUID = re.compile(rb"(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_HASH = re.compile(rb"(?i)[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}")
_CODE = re.compile(rb"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\Z")


def serial(view: View, start: int, end: int) -> Answer:
    """`Serial Number: …`, `ID_SERIAL_SHORT=…`, `"serial": "…"`; the model before it stays."""
    data = view.data
    key = data[start:end].lower()
    if word_byte(data, start - 1) or _not_an_element(data, start, end) or _of_a_volume(view, start):
        return nothing(end)
    opening = _OPENING.match(data, end)
    found = _SERIAL.match(data, opening.end() if opening else end)
    if found is None or holds_token(found[0]) or not _is_serial(found[0]):
        return nothing(end)
    begin, stop = found.span()
    if key.startswith(b"id_serial") and b"short" not in key and b"_" in found[0]:
        begin += found[0].rindex(b"_") + 1  # MODEL_SERIAL: the model stays
    if stop < len(data) and data[stop : stop + 1] in (b"/", b"\\", b":", b"@"):
        return nothing(end)
    value = data[begin:stop]
    kind = Kind.LICENCE if len(value.replace(b"-", b"")) in (25, 30) else Kind.SERIAL
    return stop, [(begin, stop, kind, view.name(kind, value))]


def _of_a_volume(view: View, start: int) -> bool:
    before = view.before(start, 24).lower()
    return before.rstrip(b" _-").endswith(
        (b"volume", b"volumen", b"ntfs", b"fat", b"vol", b"certificate")
    )


def _is_serial(value: bytes) -> bool:
    text = value.decode("ascii", "replace").casefold()
    return (
        any(48 <= byte <= 57 for byte in value)
        and text not in JUNK_SERIALS
        and len(set(text)) > 1
        and not is_status(value.rstrip(b"h"))
    ) or (value.isdigit() and len(value) >= 6 and len(set(value)) > 1)


def device(view: View, start: int, end: int) -> Answer:
    """Serials inside device names: /dev/disk/by-id/ata-MODEL_SERIAL, USBSTOR#…#SERIAL&0."""
    data = view.data
    if data[end - 1 : end] == b"-":
        found = _BY_ID.match(data, end)
    else:
        found = _INSTANCE.match(data, end)
        if found and data[end + 1 : end + 2] == b"&":
            return nothing(end)  # made up by Windows from the bus, not by the maker
    if found is None or holds_token(found[1]) or not _is_serial(found[1]):
        return nothing(end)
    begin, stop = found.span(1)
    return stop, [(begin, stop, Kind.SERIAL, view.name(Kind.SERIAL, found[1]))]


def licence(view: View, start: int, end: int) -> Answer:
    """Five or six groups of five, as on a licence card."""
    data = view.data
    value = data[start:end]
    if word_byte(data, start - 1) or word_byte(data, end):
        return nothing(start + 5)
    if data[end : end + 1] == b"-" or data[start - 1 : start] == b"-":
        return nothing(end)
    if not any(48 <= byte <= 57 for byte in value) and value != value.upper():
        return nothing(end)  # words
    return end, [(start, end, Kind.LICENCE, view.name(Kind.LICENCE, value))]


def labelled_licence(view: View, start: int, end: int) -> Answer:
    """A code behind a word such as licence, coupon or Seriennummer; 30 characters or grouped."""
    data = view.data
    found = _CODE.search(data, max(start, end - 64), end)
    if found is None or word_byte(data, start - 1):
        return nothing(start + 4)
    begin, value = found.start(), found[0]
    gap = data[start:begin]
    if (
        word_byte(data, end)
        or not gap.strip(b"\"' \t")[-1:]
        or gap[-1:].isalnum()
        or not any(48 <= byte <= 57 for byte in value)
        or _GUID.fullmatch(value)
        or _HASH.fullmatch(value)
        or is_status(value)
    ):
        return nothing(begin if begin > start else end)
    return end, [(begin, end, Kind.LICENCE, view.name(Kind.LICENCE, value))]
