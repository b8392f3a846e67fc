"""What a rule sees and answers: the text around a trigger, and the edits it makes there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from collector.privacy.model import Kind
from collector.privacy.name import TOKEN, Namer, plain, skeleton
from collector.privacy.words import is_well_known

REACH = 2048
"""How far behind a trigger a rule may read; with it a window of a long line is cut safely."""

BACK = 160
"""How far before a trigger a rule may read."""

MOST_NAMES = 20_000
"""Names whose tokens a view remembers."""

Edit = tuple[int, int, Kind, bytes]
"""Start and end in the text, the kind, and the token to stand there."""

Answer = tuple[int, list[Edit]]
"""Where detection goes on, and the edits before that place, ascending and apart."""

Rule = Callable[["View", int, int], Answer]

_token = re.compile(TOKEN)
_STATUS = frozenset(
    b"yes no true false on off none null nil n/a na unset empty unknown default enabled disabled"
    b" required optional missing invalid valid wrong ok failed success expired denied set given"
    b" changed present absent available supported found unlimited never redacted hidden removed"
    b" protected (none) (null) (empty) (unset)".split()
) | {no + gap + b"set" for no in (b"no", b"not") for gap in (b"", b" ", b"_", b"-")}
_FIGURES = re.compile(rb"-+|\*+|\.+|x{3,}|[0-9.,:]+(?: ?[a-z%]{1,3})?|0x[0-9a-f]+")


@dataclass(slots=True)
class View:
    """One window of text and what the rules may ask about it.

    `floor` is where the last edit ended: nothing before it may be touched again. `quads` holds
    the tokens of dotted numbers (none for versions) by the text around them, `versions` the
    texts around those that stay.
    """

    namer: Namer
    keep: frozenset[bytes] = frozenset()
    addresses: frozenset[bytes] = frozenset()
    known: dict[str, tuple[Kind, str]] = field(default_factory=dict)
    learn: Callable[[str], None] = lambda _: None
    names: dict[tuple[Kind, bytes], bytes] = field(default_factory=dict)
    quads: dict[bytes, bytes] = field(default_factory=dict)
    versions: set[bytes] = field(default_factory=set)
    data: bytes = b""
    floor: int = 0

    def before(self, start: int, length: int = BACK) -> bytes:
        """The text before `start` on its line, at most `length` bytes."""
        piece = self.data[max(0, start - length) : start]
        return piece[piece.rfind(b"\n") + 1 :]

    def name(self, kind: Kind, raw: bytes) -> bytes:
        """The token of a name; a known one gets the token of the known spelling."""
        token = self.names.get((kind, raw))
        if token is None:
            found = self.known.get(skeleton(plain(raw))) if self.known else None
            if found is not None and found[0] is kind:
                token = self.namer.of(kind, found[1])
            else:
                token = self.namer.token(kind, raw)
            self.remember(kind, raw, token)
        return token

    def remember(self, kind: Kind, raw: bytes, token: bytes) -> bytes:
        """Keep the token of a spelling, in bounded memory."""
        if len(self.names) >= MOST_NAMES:
            self.names.clear()
        self.names[kind, raw] = token
        return token


def nothing(resume: int) -> Answer:
    """The trigger was a false alarm."""
    return resume, []


def is_token(value: bytes) -> bool:
    """Whether the engine wrote this."""
    return _token.fullmatch(value) is not None


def holds_token(value: bytes) -> bool:
    """Whether the engine wrote a part of this."""
    return b"pii-" in value and _token.search(value) is not None


def is_status(value: bytes) -> bool:
    """Whether a value is a state, a number or a placeholder, and not a name or a password."""
    value = value.lower()
    return value in _STATUS or _FIGURES.fullmatch(value) is not None


def is_placeholder(value: bytes) -> bool:
    """Whether a value names a variable (%USERNAME%, $USER, {user}, <user>) and not a person."""
    return value[:1] in b"%${<*[@" and not value.startswith(b"%D")


def everyone_has(value: bytes) -> bool:
    """Whether the account, group or host exists on every machine."""
    return is_well_known(plain(value))


def word_byte(data: bytes, at: int) -> bool:
    """Whether the byte at this place is an ASCII letter or digit: beyond ASCII stand quotes, hard
    spaces, and the letters of scripts that set no space before an address."""
    if not 0 <= at < len(data):
        return False
    byte = data[at]
    return 48 <= byte <= 57 or 65 <= byte <= 90 or 97 <= byte <= 122
