"""The engine: detect what is personal in UTF-8 text, name it by a keyed pseudonym, rewrite."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from collector.privacy.detect import alternation, classifier
from collector.privacy.fallback import re_scanner
from collector.privacy.literals import Literals
from collector.privacy.model import Hit, Kind, Level, Name, Redacted
from collector.privacy.name import Namer
from collector.privacy.rules.files import hide_files
from collector.privacy.rules.known import literal
from collector.privacy.rules.table import RULES
from collector.privacy.rules.view import Answer, Rule, View
from collector.privacy.scan import Found, Scanner, re2_scanner
from collector.privacy.window import Window, Windows
from collector.privacy.words import is_contextual

MOST_LEARNED = 4000
"""A log that names more people than this is no log of a computer; the bound keeps memory flat."""


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
        self._too_many = False
        self._literals = Literals(names)
        self._view = View(
            namer=Namer(key),
            keep=frozenset(version.encode() for version in keep),
            addresses=frozenset(n.value.encode() for n in names if n.kind is Kind.IP),
            known=self._literals.known,
            learn=self._learn,
        )
        self._classify = re.compile(classifier()).match
        self._rules: dict[str | None, Rule] = {None: self._literal}
        self._rules.update(RULES)
        self._scanner: Scanner | None = None

    @property
    def learned(self) -> frozenset[Name]:
        """Names that patterns have shown so far and that were not known before."""
        return frozenset(self._learned)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the manifest should say about how names were handled; holds no name itself."""
        notes = []
        count = len(self._literals.contextual)
        if count:
            notes.append(
                f"{count} known name(s) are common words or shorter than three letters: they are "
                "hidden in profile paths and behind labels such as user=, not elsewhere"
            )
        if self._too_many:
            notes.append(
                f"more than {MOST_LEARNED} user names were seen in profile paths: the later ones "
                "are hidden in paths and behind labels, not elsewhere"
            )
        return tuple(notes)

    def redact(self, data: bytes) -> Redacted:
        """Redact whole text at once (UTF-8; bytes that are not stay as they are)."""
        parts = list(self.stream([data]))
        hits = tuple(hit for part in parts for hit in part.hits)
        return Redacted(b"".join(part.data for part in parts), hits)

    def redact_text(self, text: str) -> str:
        """Redact a short text: a file name, a path, one string of facts."""
        try:
            raw, errors = text.encode("utf-8", "surrogateescape"), "surrogateescape"
        except UnicodeEncodeError:
            raw, errors = text.encode("utf-8", "surrogatepass"), "surrogatepass"
        return self.redact(raw).data.decode("utf-8", errors)

    def stream(self, chunks: Iterable[bytes]) -> Iterator[Redacted]:
        """Redact a stream of UTF-8 in bounded memory, whatever the chunking or line length.

        The concatenated output equals `redact` of the concatenated input; hit offsets are
        relative to the start of the whole output.
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
        before = len(self._literals)
        data, hits, stop = self._pass(piece, offset)
        if len(self._literals) != before:  # what was learnt here stands here elsewhere, too
            self._scanner = None
            data, hits, stop = self._pass(piece, offset)
        if self._level is Level.STRICT:
            data, hits = hide_files(data, hits, offset, self._view.namer)
        return data, hits, stop

    def _pass(self, piece: Window, offset: int) -> tuple[bytes, list[Hit], int]:
        """Rewrite one window; the text, the hits, and where the next window begins."""
        data, pos, limit = piece
        search, classify, rules, view = self._search(), self._classify, self._rules, self._view
        view.data, view.floor = data, pos
        out: list[bytes] = []
        hits: list[Hit] = []
        copied = begin = pos
        shift = offset - begin  # of the output against the text
        while (found := search(data, pos)) is not None:
            start, end = found.span()
            if start >= limit:
                break
            trigger = classify(data, start)
            rule = rules[trigger.lastgroup if trigger else None]
            pos, edits = rule(view, start, end)
            for first, last, kind, token in edits:
                out.append(data[copied:first])
                out.append(token)
                original = "" if kind is Kind.SECRET else _text(data[first:last])
                hits.append(Hit(first + shift, kind, token.decode(), original))
                shift += len(token) - (last - first)
                view.floor = copied = last
        stop = max(limit, copied, min(pos, len(data)) if pos > limit else limit)
        out.append(data[copied:stop])
        view.data = b""
        return b"".join(out), hits, stop

    def _literal(self, view: View, start: int, end: int) -> Answer:
        return literal(view, self._literals, start, end)

    def _search(self) -> Callable[[bytes, int], Found | None]:
        if self._scanner is None:
            pattern = alternation(self._literals.alternation())
            scanner = re2_scanner(pattern) if self._re2 else None
            self._scanner = scanner or re_scanner(pattern)
        return self._scanner.search

    def _learn(self, value: str) -> None:
        name = Name(Kind.USER, value)
        if name in self._learned or is_contextual(value) or len(value) > 64:
            return
        if len(self._learned) >= MOST_LEARNED:
            self._too_many = True
            return
        if self._literals.add(name):
            self._learned.add(name)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "backslashreplace")
