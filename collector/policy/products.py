"""Paragon's products and their versions, as `products.toml` or an SRS tells them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import msgspec

from collector.policy.versions import major

_NOISE = frozenset({"paragon", "edition", "version", "tm"})
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductVersion:
    """One version; `released` None and `latest_build` "" are not known."""

    version: str
    released: date | None = None
    latest_build: str = ""

    @property
    def major(self) -> str | None:
        return major(self.version)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductLine:
    """A product with its versions, oldest first: the order of the list is the order of time."""

    id: str
    name: str
    names: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    versions: tuple[ProductVersion, ...] = ()


class _Version(msgspec.Struct):
    version: str
    released: object = None
    latest_build: str | None = None


class _Line(msgspec.Struct):
    name: str
    id: str = ""
    names: tuple[str, ...] = ()
    editions: tuple[str, ...] = ()
    versions: tuple[_Version, ...] = ()


class _Products(msgspec.Struct):
    as_of: object = None
    products: tuple[_Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductData:
    """What is known about products, and on which day it was true."""

    as_of: date | None = None
    products: tuple[ProductLine, ...] = ()

    def line(self, name: str) -> ProductLine | None:
        """The product that `name` means: that of the longest name whose words are all in it.

        Beside them only an edition and numbers may stand: "Hard Disk Manager for Mac" is another
        product, and a version of it must not be refused by the dates of this one.
        """
        words = _words(name)
        named = [
            (len(known), line)
            for line in self.products
            for known in map(_words, (line.name, *line.names))
            if known and known <= words and _only_edition(words - known, line)
        ]
        return max(named, key=lambda found: found[0])[1] if named else None


def product_data(data: Mapping[str, Any]) -> ProductData:
    """`products.toml`, or the server's /v1/products, as data; ValueError if it is neither."""
    read = msgspec.convert(data, _Products)
    return ProductData(as_of=_day(read.as_of), products=tuple(map(_line, read.products)))


def _line(line: _Line) -> ProductLine:
    versions = tuple(
        ProductVersion(
            version=one.version,
            released=_day(one.released),
            latest_build=one.latest_build or "",
        )
        for one in line.versions
    )
    return ProductLine(
        id=line.id or line.name,
        name=line.name,
        names=line.names,
        editions=line.editions,
        versions=versions,
    )


def _day(written: object) -> date | None:
    """TOML gives a date or a text, JSON a text; "" and None are not known."""
    if written is None or written == "":
        return None
    if isinstance(written, datetime) or not isinstance(written, (str, date)):
        raise ValueError(f"{written!r} is no date such as 2026-11-01")
    return date.fromisoformat(written) if isinstance(written, str) else written


def _only_edition(words: frozenset[str], line: ProductLine) -> bool:
    editions = frozenset[str]().union(*map(_words, line.editions))
    return all(word[0].isdigit() or word in editions for word in words)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - _NOISE
