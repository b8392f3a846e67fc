"""Finding triggers fast: google-re2 where it is installed, else the standard library."""

from __future__ import annotations

from typing import Protocol


class Found(Protocol):
    """A match of the whole alternation."""

    def span(self) -> tuple[int, int]:
        """Where it begins and ends."""
        ...


class Scanner(Protocol):
    """Finds the leftmost trigger, and the earliest alternative at that place."""

    def search(self, text: bytes, pos: int, /) -> Found | None:
        """The first match at or after `pos`; what stands before `pos` is its context."""
        ...


_MEMORY = 32 << 20  # of automaton states; beyond it RE2 forgets them and slows down


def re2_scanner(alternation: bytes) -> Scanner | None:
    """An RE2 scanner, linear in the text whatever it holds; None where RE2 is not installed."""
    try:
        import re2
    except ImportError:
        return None
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1  # bytes in, bytes out: invalid UTF-8 is no error
    options.never_capture = True
    options.log_errors = False
    options.max_mem = _MEMORY
    scanner: Scanner = re2.compile(alternation, options)
    re2.purge()  # its cache would keep the automata of every set of names
    return scanner
