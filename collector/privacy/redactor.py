"""The engine: detect what is personal in UTF-8 text, name it by a keyed pseudonym, rewrite."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from collector.privacy.detect import BY_PLACE, WITH_DIGIT, alternation, classifier
from collector.privacy.fallback import re_search
from collector.privacy.literals import Literals
from collector.privacy.model import Hit, Kind, Level, Name, Redacted
from collector.privacy.name import Namer, skeleton
from collector.privacy.rules.addresses import ipv4 as quad
from collector.privacy.rules.files import hide_files
from collector.privacy.rules.known import literal
from collector.privacy.rules.table import RULES
from collector.privacy.rules.versions import AFTER, NEAR
from collector.privacy.rules.view import Answer, Rule, View
from collector.privacy.scan import (
    LEAST_MEMORY,
    NAME_MEMORY,
    PATTERN_MEMORY,
    Search,
    has_re2,
    re2_search,
)
from collector.privacy.window import Window, Windows
from collector.privacy.words import is_contextual

MOST_SORTS = 20_000
LONGEST = 80
"""How many triggers of at most how many bytes the redactor remembers the rules of."""

WORD = frozenset(bytes([byte]) for byte in range(128) if chr(byte).isalnum() or byte == 95)

MOST_LEARNED, MOST_PATTERN = 20_000, 2 << 20
"""A log that names more people than this is no log of a computer; the bounds (of names, and of the
bytes of their patterns) keep memory flat, and below what RE2 can compile."""


made: Callable[[tuple[int, Kind, str, str]], Hit] = partial(tuple.__new__, Hit)

SETTLE_FIRST = 1 << 20
SETTLE_AGAIN = 8
"""Names that a text has shown join the automaton after its first so many bytes, and again whenever
it has become so many times as long: each joining costs as much as some megabytes of search."""

WITHOUT_RE2 = "RE2 was not there: Python's own search found the same, more slowly."


class Redactor:
    """Redacts text for one installation key and one set of known names.

    key: 32 bytes; the same value gets the same token wherever the key is the same.
    names: what is known to be personal before the first byte is read.
    keep: version and build strings of this machine that look like addresses and are not.
    re2: False takes the scanner of the standard library even where RE2 is installed.
    """

    def __init__(
        self,
        key: bytes,
        names: Iterable[Name],
        level: Level = Level.STANDARD,
        keep: Iterable[str] = (),
        *,
        re2: bool = True,
    ) -> None:
        names = tuple(names)
        self._level = level
        self._re2 = re2
        self._learned: set[Name] = set()
        self._asked: set[str] = set()
        self._literals = Literals(names)
        self._too_many = len(names) >= MOST_LEARNED or self._literals.size >= MOST_PATTERN
        self._view = View(
            namer=Namer(key),
            keep=frozenset(version.encode() for version in keep),
            addresses=frozenset(n.value.encode() for n in names if n.kind is Kind.IP),
            known=self._literals.known,
            learn=self._learn,
        )
        self._classify = re.compile(classifier()).match
        self._classify_digit = re.compile(classifier(WITH_DIGIT)).match
        self._sorts: dict[bytes, Rule] = {}
        self._scanner: Search | None = None
        self._late = Literals(())
        self._settled = 0  # so many of the late ones the scanner knows
        self._aside: tuple[tuple[int, int], Search] | None = None
        self._read, self._due = 0, SETTLE_FIRST

    @property
    def learned(self) -> frozenset[Name]:
        """Names that patterns have shown so far and that were not known before."""
        return frozenset(self._learned)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the manifest should say about how names were handled; holds no name itself."""
        notes = []
        if not (self._re2 and has_re2()):
            notes.append(WITHOUT_RE2)
        count = len(self._literals.contextual)
        if count:
            notes.append(
                f"{count} known name(s) are common words or shorter than three letters: they are "
                "hidden in profile paths and behind labels such as user=, not elsewhere"
            )
        if self._too_many:
            notes.append(
                "more user names were seen in profile paths than can be searched for: the later "
                "ones are hidden in paths and behind labels, not elsewhere"
            )
        return tuple(notes)

    def redact(self, data: bytes) -> Redacted:
        """Redact whole text at once (UTF-8; bytes that are not stay as they are).

        A name that the text itself shows is hidden before and after the place that showed it.
        """
        known = self._settled
        done = _joined(self.stream([data]))
        if self._overlooked(done.data, known):
            self._settle()
            done = _joined(self.stream([data]))
        return done

    def redact_text(self, text: str) -> str:
        """Redact a short text: a file name, a path, one string of facts."""
        try:
            raw, errors = text.encode("utf-8", "surrogateescape"), "surrogateescape"
        except UnicodeEncodeError:
            raw, errors = text.encode("utf-8", "surrogatepass"), "surrogatepass"
        return self.redact(raw).data.decode("utf-8", errors)

    def stream(self, chunks: Iterable[bytes]) -> Iterator[Redacted]:
        """Redact a stream of UTF-8 in bounded memory, whatever the chunking or line length.

        The output depends on the text alone, not on the chunks; hit offsets are relative to the
        start of the whole output. A name that the text itself shows is hidden at once where a
        pattern shows it, elsewhere from one of the next windows on: who keeps the output passes
        it once more for `learned` (the evidence set's generations).
        """
        if self._level is Level.OFF:
            yield from (Redacted(bytes(chunk), ()) for chunk in chunks)
            return
        windows = Windows(chunks)
        offset = 0
        while (piece := windows.next()) is not None:
            data, hits, stop = self._window(piece, offset)
            windows.done(stop)
            offset += len(data)
            yield Redacted(data, tuple(hits))

    def _window(self, piece: Window, offset: int) -> tuple[bytes, list[Hit], int]:
        data, hits, stop = self._pass(piece, offset)
        self._read += len(data)
        if self._read >= self._due and len(self._late) > self._settled:
            self._settle()
            self._due = self._read * SETTLE_AGAIN
        if self._level is Level.STRICT:
            data, hits = hide_files(data, hits, offset, self._view.namer)
        return data, hits, stop

    def _overlooked(self, data: bytes, known: int) -> bool:
        """Whether a name stands in the text that was not among the first so many late ones."""
        late = self._late
        if len(late) == known:
            return False
        which = known, len(late)
        if self._aside is None or self._aside[0] != which:
            self._aside = which, self._compiled(late.alternation(known))
        return self._aside[1](data, 0) is not None

    def _settle(self) -> None:
        """Take the names learnt lately among the known ones: the scanner is built anew."""
        self._scanner, self._aside, self._settled = None, None, len(self._late)

    def _pass(self, piece: Window, offset: int) -> tuple[bytes, list[Hit], int]:
        """Rewrite one window; the text, the hits, and where the next window begins."""
        data, pos, limit = piece
        search, rules, view = self._searcher(), self._sorts, self._view
        view.data, view.floor = data, pos
        secret, versions = Kind.SECRET, view.versions
        out: list[bytes] = []
        hits: list[Hit] = []
        copied = begin = pos
        shift = offset - begin  # of the output against the text
        while (span := search(data, pos)) is not None:
            start, end = span
            if start >= limit:
                break
            if data[start - NEAR - 1 : end + AFTER] in versions:
                pos = end
                continue
            rule = rules.get(data[start:end])
            if rule is None or (rule is quad and data[end : end + 1] in WORD):
                rule = self._sorted(data, start, end)
            pos, edits = rule(view, start, end)
            for first, last, kind, token in edits:
                out.append(data[copied:first])
                out.append(token)
                raw = b"" if kind is secret else data[first:last]
                original = raw.decode("utf-8", "backslashreplace")
                hits.append(made((first + shift, kind, token.decode(), original)))
                shift += len(token) - (last - first)
                view.floor = copied = last
        stop = max(limit, copied, min(pos, len(data)) if pos > limit else limit)
        out.append(data[copied:stop])
        view.data = b""
        return b"".join(out), hits, stop

    def _sorted(self, data: bytes, start: int, end: int) -> Rule:
        """The rule for the trigger at a place, remembered by its text where that decides it.

        It does: of two triggers that match the very same bytes the earlier wins wherever they
        stand, unless it asks what stands beside them.
        """
        digit = 48 <= data[start] <= 57
        found = (self._classify_digit if digit else self._classify)(data, start)
        name = found.lastgroup if found else None
        rule = RULES[name] if name else self._literal
        if name == "ipv4":
            kept = data[end - 1] != 95
        else:  # no trigger that asks what stands beside it begins with a letter
            kept = name not in BY_PLACE if name else data[start] > 57 and data[start] != 92
            kept = kept or (name == "share" and data[start] not in b"\\/")
        if kept and end - start <= LONGEST:
            if len(self._sorts) >= MOST_SORTS:
                self._sorts.clear()
            self._sorts[data[start:end]] = rule
        return rule

    def _literal(self, view: View, start: int, end: int) -> Answer:
        known = self._literals
        if len(self._late) and known.found(view.data[start:end]) is None:
            known = self._late
        return literal(view, known, start, end)

    def _compiled(self, pattern: bytes) -> Search:
        names = len(self._literals) + len(self._late)
        memory = LEAST_MEMORY + names * NAME_MEMORY + len(pattern) * PATTERN_MEMORY
        scanner = re2_search(pattern, memory=memory) if self._re2 else None
        return scanner or re_search(pattern)

    def _searcher(self) -> Search:
        """Finds the leftmost match of triggers and of the names that were known or have settled."""
        if self._scanner is None:
            names = (self._literals.alternation(), self._late.alternation())
            self._scanner = self._compiled(alternation(b"|".join(filter(None, names))))
            self._settled = len(self._late)
        return self._scanner

    def _learn(self, value: str) -> None:
        if value in self._asked:
            return
        if len(self._asked) >= MOST_SORTS:
            self._asked.clear()
        self._asked.add(value)
        name = Name(Kind.USER, value)
        if name in self._learned or is_contextual(value) or len(value) > 64:
            return
        size = self._literals.size + self._late.size
        if len(self._learned) >= MOST_LEARNED or size >= MOST_PATTERN:
            self._too_many = True
            return
        if self._literals.find(value) is None and self._late.add(name):
            self._learned.add(name)
            self._literals.known.setdefault(skeleton(value), (name.kind, value))


def _joined(parts: Iterable[Redacted]) -> Redacted:
    kept = list(parts)
    hits = tuple(hit for part in kept for hit in part.hits)
    return Redacted(b"".join(part.data for part in kept), hits)
