"""Many spellings as one pattern: what they begin with alike stands in it once."""

from __future__ import annotations

Spelling = tuple[bytes, ...]
"""A pattern for each character."""


class Trie:
    """Spellings that share a beginning share it in the pattern: even `re` is fast then."""

    def __init__(self) -> None:
        self._root: dict[bytes, Trie] = {}
        self._end = False

    def add(self, spelling: Spelling) -> None:
        at = self
        for atom in spelling:
            at = at._root.setdefault(atom, Trie())
        at._end = True

    def pattern(self) -> bytes:
        """Longer before shorter where one begins the other."""
        branches = []
        for atom, first in self._root.items():
            parts, below = [atom], first
            while len(below._root) == 1 and not below._end:
                ((following, below),) = below._root.items()
                parts.append(following)
            branches.append(b"".join(parts) + below.pattern())
        if not branches:
            return b""
        if len(branches) == 1 and not self._end:
            return branches[0]
        return b"(?:" + b"|".join(branches) + b")" + (b"?" if self._end else b"")
