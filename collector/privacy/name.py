"""Naming: the keyed pseudonym of a personal value, the same for every spelling of it."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from urllib.parse import unquote_to_bytes

from collector.privacy.model import Kind
from collector.privacy.words import is_contextual

REMOVED = b"pii-removed"
"""What stands where a password, a key or a token stood; it says nothing about the value."""

TOKEN = (
    rb"pii-(?:removed|mail-[a-z2-7]{8}@pii\.invalid|"
    rb"(?:user|host|ip-lan|ip-wan|sid|mac|serial|licence|network|file|word)-[a-z2-7]{8})"
)
"""Everything the engine writes, as a pattern that RE2 and `re` read alike."""

_TOKEN_BYTES = 5  # 40 bits: among 45,000 values a collision has odds of 1 in 1,000
_BASE32 = "abcdefghijklmnopqrstuvwxyz234567"
_LABELS = {kind: f"{kind.value}\0" for kind in Kind}  # an enum's value costs a call each time
_HEADS = {kind: f"pii-{kind.value}-" for kind in Kind}
_PAIRS = tuple(first + second for first in _BASE32 for second in _BASE32)
_BLOCK = 64  # bytes that SHA-256 reads at once
_U_ESCAPE = re.compile(r"\\{1,4}u([0-9a-fA-F]{4})")
_APOSTROPHE = str.maketrans({"’": "'", "\u02bc": "'"})
_LOOSE = re.compile(r"[\s._+'’-]+")
_LOOSE_ASCII = {ord(byte): None for byte in map(chr, range(128)) if _LOOSE.match(byte)}


def plain(raw: bytes) -> str:
    """What the bytes spell, whether raw, percent-encoded, JSON- or XML-escaped.

    Bytes that are not UTF-8 stay apart by their escapes, so they never name another value.
    """
    if b"%" in raw:
        raw = unquote_to_bytes(raw)
    text = raw.decode("utf-8", "backslashreplace")
    if "\\u" in text:
        text = _U_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    text = text.replace("\\'", "'")
    return html.unescape(text) if "&" in text else text


def canonical(kind: Kind, value: str) -> str:
    """One spelling for all that mean the same value of this kind."""
    folded = value.lower()
    if not value.isascii():
        folded = unicodedata.normalize("NFC", value).casefold().translate(_APOSTROPHE)
    folded = " ".join(folded.split())
    if kind is Kind.HOST and "." in folded.strip("."):
        short = folded.split(".", 1)[0]
        # FS01.corp.local is FS01; but www.here and www.there are two machines
        return folded if is_contextual(short) or short == "www" else short
    if kind is Kind.MAC:
        return re.sub("[^0-9a-f]", "", folded)
    if kind is Kind.LICENCE:
        return folded.replace("-", "").replace(" ", "")
    return folded


def skeleton(value: str) -> str:
    """A name without case and without what people put between its parts."""
    if value.isascii():
        folded = value.lower()
        return folded if folded.isalnum() else folded.translate(_LOOSE_ASCII)
    return _LOOSE.sub("", unicodedata.normalize("NFC", value).casefold())


def pseudonym(key: bytes, kind: Kind, value: str) -> str:
    """Eight characters of base32 (a-z, 2-7) that only the holder of the key can recompute."""
    return _Keyed(key).pseudonym(kind, value)


class _Keyed:
    """HMAC-SHA256 whose two halves have read the key already: a third of the time of each."""

    def __init__(self, key: bytes) -> None:
        block = (hashlib.sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block))
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in block))

    def pseudonym(self, kind: Kind, value: str) -> str:
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update((_LABELS[kind] + canonical(kind, value)).encode("utf-8", "surrogatepass"))
        outer.update(inner.digest())
        number = int.from_bytes(outer.digest()[:_TOKEN_BYTES], "big")
        return (
            _PAIRS[number >> 30]
            + _PAIRS[number >> 20 & 1023]
            + _PAIRS[number >> 10 & 1023]
            + _PAIRS[number & 1023]
        )


class Namer:
    """Names values for one key; what it named it remembers, up to a limit."""

    _LIMIT = 20_000

    def __init__(self, key: bytes) -> None:
        self._keyed = _Keyed(key)
        self._tokens: dict[Kind, dict[bytes | str, bytes]] = {kind: {} for kind in Kind}

    def token(self, kind: Kind, raw: bytes) -> bytes:
        """The token of a value in any spelling: `pii-KIND-xxxxxxxx`; a mail stays a mail."""
        token = self._tokens[kind].get(raw)
        if token is None:
            token = self._remember(kind, raw, plain(raw))
        return token

    def of(self, kind: Kind, value: str) -> bytes:
        """The token of a value in plain text."""
        token = self._tokens[kind].get(value)
        return self._remember(kind, value, value) if token is None else token

    def _remember(self, kind: Kind, spelling: bytes | str, value: str) -> bytes:
        token = (_HEADS[kind] + self._keyed.pseudonym(kind, value)).encode()
        if kind is Kind.MAIL:
            token += b"@pii.invalid"
        tokens = self._tokens[kind]
        if len(tokens) >= self._LIMIT:
            tokens.clear()  # bounded memory, whatever a log holds
        tokens[spelling] = token
        return token
