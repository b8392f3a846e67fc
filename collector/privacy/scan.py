"""Finding triggers fast: google-re2 where it is installed, else the standard library."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Search = Callable[[bytes, int], tuple[int, int] | None]
"""Start and end of the leftmost match at or after a place (of the earliest alternative there);
what stands before that place is its context."""

LEAST_MEMORY, NAME_MEMORY, PATTERN_MEMORY = 32 << 20, 8 << 10, 16
"""Bytes that RE2 may take, as many more for each name and each byte of the pattern: beyond that it
forgets them, and where a third of it is the pattern itself it gives the automaton up and crawls."""


def has_re2() -> bool:
    try:
        import re2  # noqa: F401 - only asked whether it is there
    except ImportError:
        return False
    return True


def re2_search(alternation: bytes, *, memory: int = LEAST_MEMORY) -> Search | None:
    """A search by RE2, linear in the text whatever it holds; None where RE2 is not installed, or
    the alternation is longer than it takes.

    memory: most bytes of automaton; a longer alternation needs more to be compiled at all.
    """
    try:
        import re2
    except ImportError:
        return None
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1  # bytes in, bytes out: invalid UTF-8 is no error
    options.never_capture = True
    options.log_errors = False
    options.max_mem = memory
    try:
        compiled = re2.compile(alternation, options)
    except re2.error:
        return None
    re2.purge()  # its cache would keep the automata of every set of names
    return _direct(re2, compiled) or _public(compiled)


def _direct(re2: Any, compiled: Any) -> Search | None:  # noqa: ANN401 - re2 has no types
    """Past the wrapper's match objects, which cost three times the match itself."""
    try:
        match, anywhere = compiled._regexp.Match, re2._Anchor.UNANCHORED
        if tuple(match(anywhere, b"", 0, 0)[0]) not in ((-1, -1), (0, 0)):
            return None
    except (AttributeError, TypeError, IndexError):
        return None  # another release of the wrapper

    def search(text: bytes, pos: int) -> tuple[int, int] | None:
        span: tuple[int, int] = match(anywhere, text, pos, len(text))[0]
        return span if span[0] >= 0 else None

    return search


def _public(compiled: Any) -> Search:  # noqa: ANN401 - re2 has no types
    def search(text: bytes, pos: int) -> tuple[int, int] | None:
        found = compiled.search(text, pos)
        return None if found is None else found.span()

    return search
