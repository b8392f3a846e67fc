"""What a product calls itself: name, marketing version and edition out of one line.

The marketing version is not the build's first number: Hard Disk Manager 15 has builds that begin
with 10.1.25. It is read from names only, never from a build.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARKS = re.compile(r"[™®©]|\((?:tm|r|c)\)", re.IGNORECASE)
_VENDOR = re.compile(r"^paragon(?:\s+software(?:\s+group)?)?\s+(?=\S)", re.IGNORECASE)
_NAME = re.compile(
    r"(?P<name>\D.*?)\s+(?:v(?:ersion)?\.?\s*)?(?P<version>\d{1,4}(?:\.\d{1,2})?)(?:\s+(?P<edition>\D.*))?"
)
_NOT_AN_EDITION = re.compile(r"\b(?:edition|build|x64|x86|\d+-bit)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductName:
    """`version` is the marketing version ("15", "9.0", "2013"); empty where the line has none."""

    name: str
    version: str = ""
    edition: str = ""


def parse(text: str) -> ProductName:
    """ "Paragon Hard Disk Manager™ 15 Premium" → name, "15", "Premium"."""
    plain = " ".join(_MARKS.sub(" ", text[:200]).split())
    plain = _VENDOR.sub("", plain)
    found = _NAME.fullmatch(plain)
    if found is None:
        return ProductName(name=plain)
    edition = " ".join(_NOT_AN_EDITION.sub(" ", found["edition"] or "").split())
    return ProductName(name=found["name"], version=found["version"], edition=edition)


def slug(text: str) -> str:
    """A folder name for the bundle: lower-case ASCII words with hyphens; "product" if none."""
    words = re.findall(r"[a-z0-9]+", text.casefold())
    return "-".join(words)[:60].strip("-") or "product"
