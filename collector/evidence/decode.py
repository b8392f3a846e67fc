"""Which encoding a text is in, and its way to UTF-8.

Order: BOM; NUL pattern (UTF-16 without BOM); strict UTF-8 over the whole part that is kept; the
code page that was given; those of the Windows that wrote it; charset-normalizer. What a person
said comes before what the system says: almost any text "is" in a page of single bytes, so behind
the system's own, a given one would never be heard on Windows. A text that
is UTF-8 but for a few damaged bytes (a torn write) stays UTF-8, `guessed`. What does not decode
stays visible as `\\xNN`.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from collector.evidence.model import EncodingSource

SAMPLE = 128 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DAMAGED = 10  # so many good sequences for each bad one, and it is still UTF-8
_CLEARLY = 0.15


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec's name, how it was found, and the bytes of BOM to pass over at the file's start."""

    name: str
    source: EncodingSource
    mark: int = 0

    @property
    def width(self) -> int:
        """Bytes of one code unit: cuts are made at multiples of it."""
        return {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 4, "utf-32-be": 4}.get(self.name, 1)

    @property
    def newline(self) -> bytes:
        return "\n".encode(self.name) if self.width > 1 else b"\n"


def by_mark(head: bytes) -> Encoding | None:
    """The encoding that the first bytes of the file declare."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return Encoding(name, EncodingSource.BOM, len(mark))
    return None


def by_pattern(sample: bytes) -> Encoding | None:
    """UTF-16 by its zero bytes: many in one half of the units, next to none in the other.

    `sample` starts at an even offset. A block of zeros only (a log after a power cut) is none.
    """
    units = len(sample) // 2
    if units < 2:
        return None
    even = sample[0 : units * 2 : 2]
    odd = sample[1 : units * 2 : 2]
    both = sum(1 for high, low in zip(even, odd, strict=True) if not high and not low)
    zeros_even, zeros_odd = even.count(0) - both, odd.count(0) - both
    text_units = units - both
    if max(zeros_even, zeros_odd) < max(2, text_units * 0.03):
        return None
    if zeros_odd >= 10 * zeros_even and _plausible(sample, "utf-16-le"):
        return Encoding("utf-16-le", EncodingSource.PATTERN)
    if zeros_even >= 10 * zeros_odd and _plausible(sample, "utf-16-be"):
        return Encoding("utf-16-be", EncodingSource.PATTERN)
    return None


def _plausible(sample: bytes, name: str) -> bool:
    text = sample[: len(sample) // 2 * 2].decode(name, "replace")
    return text.count("\ufffd") <= len(text) // 50


def looks_like_text(sample: bytes) -> bool:
    """False for what a person would not read: an image, an archive, a dump."""
    if by_mark(sample) or by_pattern(sample):
        return True
    strange = sum(sample.count(code) for code in range(32) if code not in b"\t\n\f\r\x1b")
    return strange <= len(sample) // 200


class Detector:
    """Judges the part that is kept, fed in any chunks; memory is bounded by the sample."""

    def __init__(self) -> None:
        self._strict = codecs.getincrementaldecoder("utf-8")("strict")
        self._loose = codecs.getincrementaldecoder("utf-8")("replace")
        self._valid = True
        self._good = 0
        self._bad = 0
        self._sample = bytearray()

    def feed(self, chunk: bytes) -> None:
        ascii_only = chunk.isascii()
        if self._valid:
            try:
                text = self._strict.decode(chunk)
            except UnicodeDecodeError:
                self._valid = False
                text = self._loose.decode(chunk)
        else:
            text = self._loose.decode(chunk)
        if not text.isascii():
            bad = 0 if self._valid else text.count("\ufffd")
            self._bad += bad
            self._good += len(text) - len(text.encode("ascii", "ignore")) - bad
        if not ascii_only and len(self._sample) < SAMPLE:
            self._take(chunk)

    def _take(self, chunk: bytes) -> None:
        """Lines that are not ASCII tell an encoding; the others are only length."""
        for line in chunk.splitlines(keepends=True):
            if not line.isascii():
                self._sample += line[: SAMPLE - len(self._sample)]
                if len(self._sample) >= SAMPLE:
                    return

    def result(self, code_pages: Iterable[str] = (), given: str = "") -> Encoding:
        """The encoding, once everything was fed."""
        if self._valid:
            try:
                self._strict.decode(b"", final=True)
            except UnicodeDecodeError:
                self._bad += 1
            else:
                return Encoding("utf-8", EncodingSource.VALID)
        if self._good >= _DAMAGED * self._bad:
            return Encoding("utf-8", EncodingSource.GUESSED)
        sample = bytes(self._sample)
        if name := code_page(given):
            return Encoding(name, EncodingSource.GIVEN)
        names = [name for name in map(code_page, code_pages) if name and _decodes(sample, name)]
        if names:
            return Encoding(_most_legible(sample, names), EncodingSource.SYSTEM)
        return Encoding(_guess(sample), EncodingSource.GUESSED)


def code_page(name: str) -> str:
    """Python's name of a code page such as `1251`, `cp1251` or `windows-1251`; "" if unknown."""
    for candidate in (name, f"cp{name}"):
        try:
            if candidate and codecs.lookup(candidate)._is_text_encoding:
                return codecs.lookup(candidate).name
        except (LookupError, ValueError):
            continue
    return ""


def _decodes(sample: bytes, name: str) -> bool:
    try:
        codecs.getincrementaldecoder(name)("strict").decode(sample)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def _most_legible(sample: bytes, names: list[str]) -> str:
    """The first, unless another reads clearly more letters beyond ASCII: a page of the console
    reads as one of Windows, as quotes and rare letters."""
    best = names[0]
    for name in names[1:]:
        if _letters(sample, name) > _letters(sample, best) + _CLEARLY:
            best = name
    return best


def _letters(sample: bytes, name: str) -> float:
    """The share of letters among what is not ASCII."""
    odd = [one for one in sample.decode(name, "ignore") if not one.isascii()]
    return sum(map(str.isalpha, odd)) / len(odd) if odd else 1.0


def _guess(sample: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    name = code_page(best.encoding) if best is not None else ""
    return name if name and not name.startswith(("utf-16", "utf-32")) else "cp1252"


def to_utf8(chunks: Iterable[bytes], encoding: Encoding) -> Iterator[bytes]:
    """The text as UTF-8, line ends as they are; undecodable bytes become `\\xNN`."""
    decoder = codecs.getincrementaldecoder(encoding.name)("backslashreplace")
    for chunk in chunks:
        if text := decoder.decode(chunk):
            yield text.encode("utf-8", "backslashreplace")
    if text := decoder.decode(b"", final=True):
        yield text.encode("utf-8", "backslashreplace")
