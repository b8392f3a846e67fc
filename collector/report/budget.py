"""A page that grows with hostile evidence is no page: every section keeps to its share of bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
PAGE = 10_000_000
"""Bytes of a whole page (issue: at most 10 MB)."""


def size_of(html: str) -> int:
    """Bytes as written."""
    return len(html.encode("utf-8", "backslashreplace"))


def fitted(rows: Sequence[T], most: int, render: Callable[[Sequence[T], int], str]) -> str:
    """`render(rows, dropped)` with as many rows, from the first, as fit into `most` bytes.

    Halved until it fits: an honest bundle needs one try.
    """
    kept = len(rows)
    while True:
        html = render(rows[:kept], len(rows) - kept)
        if size_of(html) <= most or not kept:
            return html
        kept //= 2
