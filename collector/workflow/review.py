"""Use case: look at what was hidden, before and after, and decide otherwise, until it is sent.

Everything is rebuilt from the set itself (the spool and its sealed sidecars), so the source may be
gone by then. A decision is on disk before it is carried out: after a kill the next packing does it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from collector.core.errors import InputError, MissingInputError, UsageError
from collector.evidence.model import FileRecord
from collector.evidence.rewriting import core
from collector.evidence.set import EvidenceSet
from collector.evidence.set_state import Shown
from collector.privacy.model import Hit, Kind, Name
from collector.workflow import pack, personal

LEAST = 2
"""Characters that a word to be hidden has at least: a single letter would destroy every text."""
_CHUNK = 256 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of a file: `after` as it is sent, `before` as it was found.

    `kind` and `token` are None and "" for plain text, where both are the same. What a secret was is
    not known: `before` is empty then. `offset` is in bytes of what is sent.
    """

    offset: int
    after: str
    before: str
    kind: Kind | None = None
    token: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCounts:
    """One file of the bundle and what was replaced in it, by kind."""

    path: str
    counts: dict[str, int]
    unredactable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A hidden value: its token, the first spelling (empty for secrets), and how often."""

    token: str
    kind: Kind
    original: str
    count: int


class Review:
    """The review of one evidence set that this process holds."""

    def __init__(self, evidence: EvidenceSet) -> None:
        self._evidence = evidence
        pack.renew(evidence)

    def files(self) -> tuple[FileCounts, ...]:
        """Every file, in the order of the bundle, with its counts: those that `inspect` shows."""
        return tuple(
            FileCounts(
                path=record.path,
                counts=dict(sorted(record.redactions.items())),
                unredactable=record.unredactable,
            )
            for record in sorted(self._evidence.files, key=lambda one: one.path)
        )

    def counts(self) -> dict[str, int]:
        """Replacements in all files, by kind."""
        return pack.hidden(self._evidence)

    def values(self, path: str = "") -> tuple[Value, ...]:
        """What was hidden (in one file, or anywhere), the most frequent first."""
        records = [self._record(path)] if path else list(self._evidence.files)
        found: dict[str, tuple[Kind, str]] = {}
        counts: Counter[str] = Counter()
        for record in records:
            for hit in self._evidence.hits(record):
                token = core(hit.token)
                found.setdefault(token, (hit.kind, hit.original))
                counts[token] += 1
        return tuple(
            Value(token=token, kind=found[token][0], original=found[token][1], count=count)
            for token, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        )

    def spans(self, path: str, *, skip: int = 0, limit: int = 1 << 20) -> Iterator[Span]:
        """A file before and after, piece by piece, from byte `skip` on for about `limit` bytes.

        Raises ValueError where the set is damaged, MissingInputError where there is no such file.
        """
        record = self._record(path)
        hits = self._evidence.hits(record)
        with self._evidence.open_file(record) as file:
            at = 0
            while at < skip and (piece := file.read(min(_CHUNK, skip - at))):
                at += len(piece)
            for hit in hits:
                if hit.offset >= skip + limit:
                    break
                if hit.offset < at:  # before the part that is looked at, or torn by its edge
                    continue
                yield from _plain(file.read(hit.offset - at), at)
                token = file.read(len(hit.token.encode()))
                yield _replaced(hit, token)
                at = hit.offset + len(token)
            yield from _plain(file.read(max(0, skip + limit - at)), at)

    def hide_everywhere(self, *words: str) -> tuple[str, ...]:
        """Hide values wherever they stand, in names as well; the files that were written again.

        Words of one's own are hidden as they are given, in any case. Raises UsageError.
        """
        texts = [word.strip() for word in words]
        for text in texts:
            if len(text) < LEAST or "pii-" in text:
                raise UsageError(
                    f"{text!r} cannot be hidden.", hint=f"Name a text of {LEAST} letters or more."
                )
        self._must_hide()
        for token, (whole, original) in self._evidence.kept.items():
            if original.casefold() in {text.casefold() for text in texts}:
                self._decide(token, whole, original, is_shown=False)
        self._evidence.learn(tuple(sorted({Name(Kind.WORD, text) for text in texts})))
        return pack.renew(self._evidence)

    def keep(self, token: str) -> tuple[str, ...]:
        """Show what a token stands for, wherever it stands; the files that were written again.

        Raises MissingInputError where nothing was hidden under it, InputError for secrets.
        """
        wanted = core(token.strip())
        self._must_hide()
        for record in self._evidence.files:
            for hit in self._evidence.hits(record):
                if core(hit.token) != wanted:
                    continue
                if hit.kind is Kind.SECRET:
                    raise InputError("What was removed as a password or key is not kept anywhere.")
                self._decide(wanted, hit.token, hit.original, is_shown=True)
                return pack.renew(self._evidence)
        raise MissingInputError(f"Nothing was hidden as {wanted}.")

    def _decide(self, token: str, whole: str, original: str, *, is_shown: bool) -> None:
        self._evidence.show(Shown(core=token, token=whole, original=original, is_shown=is_shown))

    def _must_hide(self) -> None:
        if personal.is_off(self._evidence):
            raise UsageError(
                "The privacy level is off: nothing is hidden.", hint="Collect with another level."
            )

    def _record(self, path: str) -> FileRecord:
        for record in self._evidence.files:
            if record.path == path:
                return record
        raise MissingInputError(f"The evidence holds no file {path!r}.")


def _plain(data: bytes, offset: int) -> Iterator[Span]:
    if data:
        text = data.decode("utf-8", "replace")
        yield Span(offset=offset, after=text, before=text)


def _replaced(hit: Hit, token: bytes) -> Span:
    return Span(
        offset=hit.offset, after=token.decode("utf-8", "replace"), before=hit.original,
        kind=hit.kind, token=core(hit.token),
    )  # fmt: skip
