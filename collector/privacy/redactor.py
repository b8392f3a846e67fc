"""The engine: detect what is personal in UTF-8 text, name it by a keyed pseudonym, rewrite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from collector.privacy.model import Level, Name, Redacted


class Redactor:
    """Redacts text for one installation key and one set of known names.

    key: 32 bytes; the same value gets the same token wherever the key is the same.
    names: what is known to be personal before the first byte is read.
    keep: version and build strings of this machine that look like addresses and are not.
    """

    def __init__(
        self,
        key: bytes,
        names: Iterable[Name],
        level: Level = Level.STANDARD,
        keep: Iterable[str] = (),
    ) -> None:
        raise NotImplementedError

    @property
    def learned(self) -> frozenset[Name]:
        """Names that patterns have shown so far and that were not known before."""
        raise NotImplementedError

    def redact(self, data: bytes) -> Redacted:
        """Redact whole text at once (UTF-8; bytes that are not stay as they are)."""
        raise NotImplementedError

    def redact_text(self, text: str) -> str:
        """Redact a short text: a file name, a path, one string of facts."""
        raise NotImplementedError

    def stream(self, chunks: Iterable[bytes]) -> Iterator[Redacted]:
        """Redact a stream of UTF-8 in bounded memory, whatever the chunking or line length.

        The concatenated output equals `redact` of the concatenated input; hit offsets are
        relative to the start of the whole output.
        """
        raise NotImplementedError
