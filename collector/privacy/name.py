"""Naming: the keyed pseudonym of a personal value, the same for every spelling of it."""

from __future__ import annotations

import base64
import hashlib
import hmac
import unicodedata

from collector.privacy.model import Kind

REMOVED = "pii-removed"
"""What stands where a password, a key or a token stood; it says nothing about the value."""

_TOKEN_BYTES = (
    5  # 40 bits: 45,000 values collide with odds of 1 in 1,000; 32 bits would with 1 in 4
)


def canonical(value: str) -> str:
    """One spelling for all that mean the same: composed, folded, single spaces."""
    return " ".join(unicodedata.normalize("NFC", value).casefold().split())


def pseudonym(key: bytes, kind: Kind, value: str) -> str:
    """Eight characters of base32 (a-z, 2-7) that only the holder of the key can recompute."""
    message = f"{kind.value}\0{canonical(value)}".encode("utf-8", "surrogatepass")
    digest = hmac.new(key, message, hashlib.sha256).digest()[:_TOKEN_BYTES]
    return base64.b32encode(digest).decode("ascii").lower()
