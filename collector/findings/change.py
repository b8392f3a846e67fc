"""One difference between two bundles of a machine."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from collector.bundle.finding import Cite


class Area(StrEnum):
    """In the order in which they are read."""

    FINDINGS = "findings"
    HEALTH = "health"
    DISKS = "disks"
    PARTITIONS = "partitions"
    PRODUCTS = "products"
    DRIVERS = "drivers"
    SYSTEM = "system"
    ERRORS = "errors"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """`text` continues a sentence that begins with `subject`. `worse`: it may be the trouble, or
    came of it. `old` and `new` hold the bare values, empty on the side where there is none."""

    area: Area
    subject: str
    text: str
    worse: bool = False
    old: str = ""
    new: str = ""
    cite: Cite | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A disk that is in both bundles: its names there, and what it was told by."""

    old: str
    new: str
    by: str
