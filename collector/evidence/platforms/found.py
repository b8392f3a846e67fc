"""What the probe `products` found, as the runner hands it to the probes that need it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from collector.evidence.formats.product_name import slug
from collector.evidence.safe_names import unique

Record = Mapping[str, Any]
_SOURCES = ("registered", "installed", "running", "other-brands")


def records(value: object) -> list[Record]:
    """The facts of one item; an item that failed has none."""
    rows = value if isinstance(value, list | tuple) else ()
    return [each for each in rows if isinstance(each, Mapping)]


def installations(found: Mapping[str, Any], given: Sequence[str]) -> list[tuple[Record, str]]:
    """Every installation once, each with a folder name of its own for the bundle.

    `given` are the items of folders that a person named: they come first.
    """
    once: dict[str, tuple[Record, str]] = {}
    taken: set[str] = set()
    for key in (*given, *_SOURCES):
        for product in records(found.get(key)):
            place = str(product.get("folder", ""))
            if place in once or _is_gone(product):
                continue
            name = unique(slug(place.replace("\\", "/").rpartition("/")[2]), taken)
            taken.add(name)
            once[place] = (product, name)
    return list(once.values())


def _is_gone(product: Record) -> bool:
    """An Uninstall key that was left behind, or that says nothing of a folder."""
    found = product.get("executable") or product.get("logs")
    return not found and bool(product.get("registered_name"))
