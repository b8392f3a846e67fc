"""The redactor of one worker, rebuilt as names and versions become known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from collector.evidence.facts_json import Json
from collector.privacy.model import Level, Name, Redacted

MOST_NAMES = 20_500
_VERSION = re.compile(r"\d{1,5}(\.\d{1,5}){3}")
_VERSION_KEYS = ("version", "build", "release", "kernel", "firmware")


class RedactorLike(Protocol):
    """The interface of `collector.privacy.redactor.Redactor`."""

    @property
    def learned(self) -> frozenset[Name]: ...

    def redact(self, data: bytes) -> Redacted: ...

    def redact_text(self, text: str) -> str: ...

    def stream(self, chunks: Iterable[bytes]) -> Iterator[Redacted]: ...


MakeRedactor = Callable[[bytes, Iterable[Name], Level, Iterable[str]], RedactorLike]


class Shield:
    """Everything that leaves the worker's memory goes through here.

    `redactor` is None where the level is off. `learn` is called between items: what an item has
    shown to be personal is hidden from the next one on (a new generation).
    """

    def __init__(
        self,
        make: MakeRedactor,
        key: bytes,
        names: Iterable[Name],
        level: Level,
        keep: Iterable[str],
    ) -> None:
        self._make, self._key, self._level = make, key, level
        self._names, self._keep = set(names), set(keep)
        self.redactor = self._made()

    def _made(self) -> RedactorLike | None:
        if self._level is Level.OFF:
            return None
        return self._make(self._key, sorted(self._names), self._level, sorted(self._keep))

    def text(self, text: str) -> str:
        text = text.encode("utf-8", "backslashreplace").decode()
        return self.redactor.redact_text(text) if self.redactor else text

    def learn(self, facts: Json = None) -> tuple[Name, ...]:
        """The names that were new since the last call; versions among `facts` are kept legible."""
        if self.redactor is None:
            return ()
        room = max(0, MOST_NAMES - len(self._names))  # a log may hold any number of them
        new = tuple(sorted(self.redactor.learned - self._names)[:room])
        keep = set(versions(facts)) - self._keep
        if new or keep:
            self._names.update(new)
            self._keep.update(keep)
            self.redactor = self._made()
        return new


def versions(facts: Json, key: str = "") -> Iterator[str]:
    """Version strings of four numbers among plain facts: they look like addresses."""
    if isinstance(facts, dict):
        for name, value in facts.items():
            yield from versions(value, str(name))
    elif isinstance(facts, list):
        for value in facts:
            yield from versions(value, key)
    elif isinstance(facts, str) and any(word in key.lower() for word in _VERSION_KEYS):
        yield from (match[0] for match in _VERSION.finditer(facts[:500]))
