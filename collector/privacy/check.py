"""Looks for known values in finished bytes, in every spelling in which they could still stand.

One pass of RE2 over all values and spellings at once: plain, UTF-16 of either order, JSON, URL and
XML escapes, any case. It shares no knowledge with the detector, so that a hole there is none here.
"""

from __future__ import annotations

import functools
import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote_to_bytes

from collector.privacy.fallback import re_search
from collector.privacy.scan import Search, re2_search
from collector.privacy.trie import Spelling, Trie

LONGEST = 200
"""Characters of a value that are looked for; nobody's name is longer."""
OVERLAP = LONGEST * 18
"""Bytes that the longest spelling of a value may take."""
_CONTEXT = 64
_MOST_AT_ONCE = 1 << 20
"""Bytes of spellings in one automaton; of far more RE2 makes none."""
_MEMORY = 512 << 20  # a limit, not what is taken: 10,000 values need about 10 MB
_U_ESCAPE = re.compile(r"\\{1,4}u([0-9a-fA-F]{4})")
_ESCAPE_BEFORE = re.compile(r"(?:\\[nrtbf]|%[0-9A-Fa-f]{2}|\\u00[0-9A-Fa-f]{2})\Z")
_QUOTED = str.maketrans("’\u02bc", "''")
_SEPARATOR = rb"(?:[\\/]{1,4}|%5[cC]|%2[fF])"
_PROFILES = ("users", "home", "documents and settings")


class Stands(StrEnum):
    """Where a value counts as itself."""

    ANYWHERE = "anywhere"
    AS_WORD = "as a word"
    AS_NUMBER = "as a number"
    IN_PROFILE_PATH = "in a profile path"


class Form(StrEnum):
    """How it was spelled."""

    PLAIN = "UTF-8"
    ESCAPED = "escaped"
    UTF16 = "UTF-16"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A value that must not be found. `what` says what it is without saying it ("user")."""

    text: str
    what: str
    stands: Stands = Stands.ANYWHERE


@dataclass(frozen=True, slots=True)
class Spot:
    """A value that was found: `offset` in bytes, `end` where it ends (both of what was searched;
    for UTF-16 about where)."""

    wanted: Wanted
    form: Form
    offset: int
    end: int


Exempt = Callable[[bytes, int, int, Wanted], bool]
"""Whether what stands at these bytes only looks like the value."""


class Searcher:
    """All values, compiled once; searches as many streams as one likes in bounded memory."""

    def __init__(
        self, wanted: Iterable[Wanted], *, exempt: Exempt | None = None, re2: bool = True
    ) -> None:
        self._known: dict[str, Wanted] = {}
        self._exempt = exempt
        self._searches: list[Search] = []
        trie, size = Trie(), 0
        for one in wanted:
            text = _normal(one.text)
            if not text:
                continue
            self._known.setdefault(_key(text), one)
            for spelling in _spellings(text, one.stands):
                trie.add(spelling)
                size += sum(map(len, spelling))
            if size > _MOST_AT_ONCE:
                self._searches.append(_compiled(trie.pattern(), re2))
                trie, size = Trie(), 0
        if pattern := trie.pattern():
            self._searches.append(_compiled(pattern, re2))

    def __len__(self) -> int:
        return len(self._known)

    def spots(self, chunks: Iterable[bytes]) -> list[Spot]:
        """The first place of each value in each form, in the order in which they were seen."""
        found: dict[tuple[str, Form], Spot] = {}
        if not self._searches:
            return []
        for buffer, offset, final in _overlapping(chunks):
            for spot in self._in_views(buffer, offset, final):
                found.setdefault((spot.wanted.text, spot.form), spot)
        return list(found.values())

    def _in_views(self, buffer: bytes, offset: int, final: bool) -> Iterator[Spot]:
        yield from self._in(buffer, offset, final, Form.PLAIN)
        if b"\0" in buffer:  # without its zeros UTF-16 of either order is plain text
            yield from self._in(buffer.replace(b"\0", b""), offset, final, Form.UTF16)

    def _in(self, data: bytes, offset: int, final: bool, form: Form) -> Iterator[Spot]:
        search, pos = _leftmost(self._searches, data), 0
        if offset:
            pos = _CONTEXT  # what begins before was seen, with what precedes it, in the last piece
        while (span := search(pos)) is not None:
            start, end = span
            pos = start + 1
            if end > len(data) - _CONTEXT and not final:
                return  # what follows decides; the next piece holds it again
            read, one = self._which(data[start:end], form)
            if one is not None and self._counts(data, start, end, one, read):
                yield Spot(one, read, offset + start, offset + end)
                pos = end

    def _which(self, raw: bytes, form: Form) -> tuple[Form, Wanted | None]:
        for read, text in _readings(raw, form):
            one = self._known.get(_key(text)) or self._known.get(_key(_last_part(text)))
            if one is not None:
                return read, one
        for one in self._known.values():  # an odd spelling: slowly, but never passed over
            trie = Trie()
            for spelling in _spellings(_normal(one.text), one.stands):
                trie.add(spelling)
            if re.fullmatch(trie.pattern(), raw):
                return form, one
        return form, None

    def _counts(self, data: bytes, start: int, end: int, one: Wanted, form: Form) -> bool:
        if self._exempt is not None and self._exempt(data, start, end, one):
            return False
        if one.stands is Stands.ANYWHERE:
            return True
        codec = "utf-8"
        if form is Form.UTF16 and not data[start:end].isascii():
            codec = "utf-16-le" if data[start:end].decode("utf-16-le", "ignore") else "utf-16-be"
        left = data[max(0, start - 8) : start].decode(codec, "ignore")
        right = data[end : end + 8].decode(codec, "ignore")
        if one.stands is Stands.IN_PROFILE_PATH:
            return not right[:1].isalnum()
        if one.stands is Stands.AS_NUMBER:
            return not re.search(r"[0-9A-Za-z:]\.?\Z", left) and not re.match(
                r"\.?[0-9A-Za-z]|:[0-9A-Fa-f]{1,4}:", right
            )
        if _ESCAPE_BEFORE.search(left):
            left = ""
        return not left[-1:].isalnum() and not right[:1].isalnum()


def _normal(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip())[:LONGEST]


def _key(text: str) -> str:
    """One text for all spellings that a pattern takes for the same value."""
    folded = unicodedata.normalize("NFC", text).casefold().translate(_QUOTED)
    return re.sub("[ _+]", " ", folded)


def _last_part(text: str) -> str:
    return re.split(r"[\\/]", text)[-1]


def _readings(raw: bytes, form: Form) -> Iterator[tuple[Form, str]]:
    text = raw.decode("utf-8", "backslashreplace")
    yield form, text
    plain = unquote_to_bytes(raw).decode("utf-8", "backslashreplace") if b"%" in raw else text
    plain = _U_ESCAPE.sub(lambda found: chr(int(found[1], 16)), plain)
    plain = re.sub(r"\\(['\"\\/])", r"\1", plain)
    yield Form.ESCAPED, html.unescape(plain).replace("\u00a0", " ")
    for codec in ("utf-16-le", "utf-16-be"):
        yield Form.UTF16, raw.decode(codec, "ignore")


def _overlapping(chunks: Iterable[bytes]) -> Iterator[tuple[bytes, int, bool]]:
    """Pieces that overlap by more than any spelling is long: bytes, offset, whether the last."""
    buffer, offset = b"", 0
    for chunk in chunks:
        buffer += chunk
        if len(buffer) < 1 << 20:
            continue
        yield buffer, offset, False
        keep = OVERLAP * 2 + _CONTEXT * 4  # twice: UTF-16 is looked for without its zeros
        offset += len(buffer) - keep
        buffer = buffer[-keep:]
    yield buffer, offset, True


# spellings ---------------------------------------------------------------------------------------

_SPACE = rb"(?: |%20|\+|_|\xc2\xa0|\\{1,4}u00[aA]0)"


def _spellings(text: str, stands: Stands) -> Iterator[Spelling]:
    atoms = tuple(_atom(character) for character in text)
    if stands is Stands.IN_PROFILE_PATH:
        for folder in _PROFILES:
            yield (*map(_atom, folder), _SEPARATOR, *atoms)
        return
    yield atoms
    if text.isascii():
        return
    decomposed = unicodedata.normalize("NFD", text)
    if decomposed != text:
        yield tuple(_atom(character) for character in decomposed)
    for codec in ("utf-16-le", "utf-16-be"):
        yield tuple(_wide(character, codec) for character in text)


def _cases(character: str) -> list[str]:
    capital = "ẞ" if character == "ß" else character  # which upper() does not know
    return sorted({character, character.lower(), character.upper(), character.title(), capital})


def _atom(character: str) -> bytes:
    """One character in either case, raw or escaped."""
    if character.isascii() and character.isalnum():
        either = f"[{character.lower()}{character.upper()}]"
        return either.encode() if character.isalpha() else character.encode()
    if character in "'’ʼ":
        return _quote()
    if character == " ":
        return _SPACE
    if character.isascii():
        code = b"%02x" % ord(character)
        slash = rb"\\?" if character in '\\/"' else b""
        escapes = [slash + re.escape(character.encode()), b"%" + _hex(code)]
        return b"(?:" + b"|".join([*escapes, rb"\\{1,4}u00" + _hex(code)]) + b")"
    return b"(?:" + b"|".join(sorted(set(_escapes(character)))) + b")"


@functools.cache
def _quote() -> bytes:
    """An apostrophe of any of the three kinds: which of them a program writes is chance."""
    spelled = {escape for quote in "'’\u02bc" for escape in _escapes(quote)}
    return b"(?:" + b"|".join([rb"\\?'", b"&apos;", *sorted(spelled)]) + b")"


def _escapes(character: str) -> Iterator[bytes]:
    for spelled in _cases(character):
        raw = spelled.encode("utf-8", "surrogatepass")
        yield re.escape(raw)
        yield b"".join(b"%" + _hex(b"%02x" % byte) for byte in raw)
        units = spelled.encode("utf-16-be", "surrogatepass").hex().encode()
        yield b"".join(rb"\\{1,4}u" + _hex(units[i : i + 4]) for i in range(0, len(units), 4))
        yield b"".join(b"&#(?:%d|[xX]0?%x);" % (ord(one), ord(one)) for one in spelled)


def _wide(character: str, codec: str) -> bytes:
    spelled = {re.escape(each.encode(codec, "surrogatepass")) for each in _cases(character)}
    return b"(?:" + b"|".join(sorted(spelled)) + b")"


def _hex(digits: bytes) -> bytes:
    text = digits.decode()
    return "".join(f"[{d.lower()}{d.upper()}]" if d.isalpha() else d for d in text).encode()


def _leftmost(searches: list[Search], data: bytes) -> Callable[[int], tuple[int, int] | None]:
    """The leftmost match of several at or after places that only grow; none is sought twice."""
    ahead: list[tuple[int, int] | None] = [(-1, -1)] * len(searches)

    def search(pos: int) -> tuple[int, int] | None:
        for at, span in enumerate(ahead):
            if span is not None and span[0] < pos:
                ahead[at] = searches[at](data, pos)
        return min((span for span in ahead if span), default=None, key=lambda span: span[0])

    return search


def _compiled(pattern: bytes, re2: bool) -> Search:
    return (re2_search(pattern, memory=_MEMORY) if re2 else None) or re_search(pattern)
