"""Known names as patterns: any case, any script, raw, percent-encoded, JSON- or XML-escaped."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable
from itertools import islice

from collector.privacy.model import Kind, Name
from collector.privacy.name import canonical, plain, skeleton
from collector.privacy.trie import Spelling, Trie
from collector.privacy.words import JUNK_SERIALS, is_contextual, is_well_known

LONG = 6
"""From this length on a value is hidden inside longer words too; below, as a whole word only."""

_MOST_SEEN = 20_000
_ORDER = {kind: rank for rank, kind in enumerate(Kind)}
_SPACE = rb"(?:[ ._+-]|%20|\xc2\xa0|\\{1,2}u00[aA]0)?"
_APOSTROPHE = (
    rb"(?:\\?'|%27|&apos;|&#39;|&#x27;|\\{1,4}u(?:0027|2019|02[bB][cC])|\xe2\x80\x99|%E2%80%99"
    rb"|\xca\xbc|%CA%BC)"
)
# What may end right before a short name and still leave it a word of its own: _ \n %20 \u0022
_CAPITALS = {"ß": "ẞ"}  # which upper() does not know: STRASSE, but STRAẞE as well
_HEAD = rb"(?:\b|_|\\[nrtbf]|%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4})"
_PLAIN_SPACE = rb"(?: |%20|\+|_)"


def is_bounded(value: str) -> bool:
    """Whether a value is searched as a whole word only: it is short, or a mere number."""
    return len(value) < LONG or value.isdigit()


def literals(name: Name) -> tuple[str, ...]:
    """The spellings of a name that are hidden wherever they stand; none for a common word."""
    value = unicodedata.normalize("NFC", name.value.strip())
    # patterns find addresses and SIDs; the redactor knows which addresses are this machine's
    if not value or "pii-" in value or name.kind in (Kind.IP, Kind.SID):
        return ()
    if name.kind is Kind.HOST:
        short = value.split(".", 1)[0]
        return tuple(v for v in dict.fromkeys((value, short)) if not is_contextual(v))
    if name.kind is Kind.MAC:
        value = canonical(name.kind, value)
    if not _says_something(name.kind, value):
        return ()
    words = value.split()
    if name.kind is Kind.USER and len(words) == 2 and min(map(len, words)) > 2:
        return value, f"{words[1]}, {words[0]}"  # as directories and mail programs turn it
    return (value,)


def _says_something(kind: Kind, value: str) -> bool:
    if kind is Kind.WORD:  # the person's own choice
        return True
    if kind is Kind.SERIAL:
        junk = canonical(kind, value) in JUNK_SERIALS
        return not junk and len(set(value)) > 1 and len(value) > 2
    if kind is Kind.MAC:
        return len(value) == 12 and len(set(value)) > 1
    return not is_contextual(value)


def pattern(name: Name, value: str) -> Spelling:
    """One pattern for every spelling of a value, character by character."""
    if name.kind is Kind.MAC:
        gaps = (b"" if at % 2 or not at else b"[:.-]?" for at in range(12))
        return tuple(gap + _ascii(digit) for gap, digit in zip(gaps, value, strict=True))
    body = tuple(_character(character, name.kind) for character in value)
    edge = value[0].isascii() and value[0].isalnum()
    return (_HEAD, *body) if is_bounded(value) and edge else body


@functools.lru_cache(maxsize=512)
def _character(character: str, kind: Kind) -> bytes:
    if character in "'’ʼ":
        return _APOSTROPHE
    if character == " ":
        return _SPACE if kind is Kind.USER else _PLAIN_SPACE
    if character == "-" and kind is Kind.LICENCE:
        return b"-?"
    return _ascii(character) if character.isascii() else _beyond_ascii(character)


def _ascii(character: str) -> bytes:
    if character.isalpha():
        return f"[{character.upper()}{character.lower()}]".encode()
    if character.isdigit():
        return character.encode()
    return b"(?:" + re.escape(character.encode()) + f"|%{ord(character):02X})".encode()


def _beyond_ascii(character: str) -> bytes:
    forms: set[bytes] = set()
    for spelling in {
        character,
        character.lower(),
        character.upper(),
        *_CAPITALS.get(character, ()),
    }:
        for normal in (
            unicodedata.normalize("NFC", spelling),
            unicodedata.normalize("NFD", spelling),
        ):
            forms.update(_escapes(normal))
    longest_first: list[bytes] = sorted(sorted(forms), key=len, reverse=True)
    return b"(?:" + b"|".join(longest_first) + b")"


def _escapes(text: str) -> Iterable[bytes]:
    raw = text.encode("utf-8", "surrogatepass")
    yield re.escape(raw)
    yield b"".join(b"%" + _hex(byte) for byte in raw)
    units = text.encode("utf-16-be", "surrogatepass")
    pairs = (_hex(units[i]) + _hex(units[i + 1]) for i in range(0, len(units), 2))
    yield b"".join(rb"\\{1,4}u" + pair for pair in pairs)
    yield b"".join(b"&#(?:%d|[xX]0?%x);" % (ord(letter), ord(letter)) for letter in text)


def _hex(byte: int) -> bytes:
    """A byte as two hexadecimal digits in either case."""
    return b"".join(_ascii(digit) for digit in f"{byte:02x}")


class Literals:
    """All known names: one alternation, and which name a spelling belongs to."""

    def __init__(self, names: Iterable[Name]) -> None:
        self._values: dict[str, tuple[Name, str]] = {}
        self._patterns: dict[str, Spelling] = {}
        self.known: dict[str, tuple[Kind, str]] = {}
        self.contextual: set[Name] = set()
        self.size = 0
        """Bytes of all patterns: a letter beyond ASCII has twenty times the spellings of others."""
        self._seen: dict[bytes, tuple[Name, str, int]] = {}
        self._strip = re.compile(rb"\A" + _HEAD.replace(rb"\b|", b""))
        for name in sorted(names, key=lambda n: (_ORDER[n.kind], n.value)):
            self.add(name)

    def add(self, name: Name) -> bool:
        """Add a name; whether the alternation has become longer."""
        value = unicodedata.normalize("NFC", name.value.strip())
        self.known.setdefault(skeleton(value), (name.kind, value))
        spellings = literals(name)
        if not spellings and is_contextual(value) and not is_well_known(value):
            self.contextual.add(name)
        longer = False
        for spelling in spellings:
            key = self._key(spelling)
            if key and key not in self._values:
                self._values[key] = (name, spelling)
                one = self._patterns[spelling.casefold() + "\0" + key] = pattern(name, spelling)
                self.size += sum(map(len, one))
                longer = True
        if longer:
            self._seen.clear()
        return longer

    def __len__(self) -> int:
        return len(self._patterns)

    def alternation(self, since: int = 0) -> bytes:
        """The pattern of all but the first so many that were added, longer before shorter where
        one begins the other: what counts inside words comes before what is a word of its own."""
        spellings = [self._patterns[order] for order in sorted(islice(self._patterns, since, None))]
        trie = Trie()
        for spelling in sorted(spellings, key=lambda one: one[0] is _HEAD):
            trie.add(spelling)
        return trie.pattern()

    def find(self, text: str) -> tuple[Name, str] | None:
        """The name that a spelling (in plain text, without what precedes it) belongs to."""
        return self._values.get(self._key(text))

    def found(self, raw: bytes) -> tuple[Name, str, int] | None:
        """The name a match belongs to, its spelling, and the bytes that stand before it."""
        known = self._seen.get(raw)
        if known is None:
            head = 0
            name = self.find(plain(raw))
            if name is None:
                head = self.head(raw)
                name = self.find(plain(raw[head:]))
            if name is None:
                return None
            if len(self._seen) >= _MOST_SEEN:
                self._seen.clear()
            known = self._seen[raw] = (*name, head)
        return known

    def head(self, raw: bytes) -> int:
        """How many bytes of a match stand before the name itself."""
        found = self._strip.match(raw)
        return found.end() if found else 0

    @staticmethod
    def _key(text: str) -> str:
        return re.sub("[:.,]", "", skeleton(text).replace("-", ""))
