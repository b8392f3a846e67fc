"""`resources/products.toml`: what support knows of the products, read once per process."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

import msgspec

from collector.core.resources import read_toml


class Search(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where installations lie and how the vendor's files are known."""

    vendor_folders: tuple[str, ...]
    companies: tuple[str, ...]
    not_the_program: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()


class LogGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of one log, `*` allowed; where `expected`, one of them missing is reported."""

    names: tuple[str, ...]
    expected: bool = True

    def takes(self, name: str) -> bool:
        return matches(name, self.names)

    @property
    def title(self) -> str:
        return " or ".join(self.names)


@dataclass(frozen=True, slots=True)
class KnownProducts:
    """The part of the file that finding products needs."""

    search: Search
    logs: tuple[LogGroup, ...]
    executables: tuple[str, ...]

    def is_log(self, name: str) -> bool:
        return any(group.takes(name) for group in self.logs)

    def is_vendor(self, company: str) -> bool:
        return any(word in company.casefold() for word in self.search.companies)


def matches(name: str, patterns: tuple[str, ...]) -> bool:
    """Whether a file name is meant by one of the patterns, without regard to case."""
    folded = name.casefold()
    return any(fnmatchcase(folded, pattern.casefold()) for pattern in patterns)


@cache
def known_products() -> KnownProducts:
    """Raises msgspec.ValidationError when support has broken the file."""
    return _understood(read_toml("products.toml"))


def _understood(data: dict[str, Any]) -> KnownProducts:
    products = data.get("products", [])
    return KnownProducts(
        search=msgspec.convert(data["search"], Search),
        logs=msgspec.convert(data["logs"], tuple[LogGroup, ...]),
        executables=tuple(
            dict.fromkeys(each for product in products for each in product.get("executables", ()))
        ),
    )
