"""The leak check's core: looks for known values in finished bytes, as a stranger would.

It shares little with the detector but the list of values: a hole in the one is not one in the
other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from collector.privacy.fallback import re_search
from collector.privacy.literals import LONG
from collector.privacy.model import Name
from collector.privacy.scan import Search, re2_search
from collector.privacy.words import is_contextual


class Form(StrEnum):
    """In which form a value was found."""

    UTF8 = "utf-8"
    UTF16_LE = "utf-16-le"
    UTF16_BE = "utf-16-be"
    JSON = "json"


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """A value found where it must not be; `offset` in bytes from the start of what was searched."""

    offset: int
    value: str
    form: Form


OVERLAP = 4096
"""Values longer than this many bytes in a form are cut for the search."""

_JSON_ESCAPE = re.compile(rb"\\u([0-9a-fA-F]{4})")
_CHUNK = 1 << 20


def searchable(names: Iterable[Name]) -> tuple[str, ...]:
    """The values worth searching: not the common words and the very short, which stand in every
    text and which the engine hides by context only."""
    values = {name.value.strip() for name in names if not is_contextual(name.value)}
    return tuple(sorted(value for value in values if value))


def search(data: bytes | Iterable[bytes], values: Iterable[str]) -> list[Leak]:
    """Every place where one of the values stands, whatever the case and the form.

    data: whole bytes, or a stream of chunks of any size (memory stays bounded).
    values: values under six characters count where no letter or digit touches them only; so do
    numbers, which would be found in every longer number.
    """
    wanted = tuple(dict.fromkeys(value for value in values if value))
    scanners = [(form, made) for form in Form if (made := _scanner(wanted, form))]
    leaks: set[Leak] = set()
    for piece, offset, low, high in _pieces(data):
        for form, scanner in scanners:
            pos = low
            while (span := scanner(piece, pos)) and span[0] < high:
                value = _which(wanted, piece[slice(*span)], form)
                stands = _counts(piece, *span, value, form)
                pos = span[1] if stands else span[0] + 1
                if stands:
                    leaks.add(Leak(offset + span[0], value, form))
    return sorted(leaks)


def _pieces(data: bytes | Iterable[bytes]) -> Iterator[tuple[bytes, int, int, int]]:
    """Overlapping pieces: bytes, offset of the first, and where matches may begin.

    A match that begins in the last `OVERLAP` bytes of a piece is left to the next one, which
    sees what follows it; what precedes it stands in the piece too."""
    chunks = [data] if isinstance(data, bytes) else data
    parts, length, offset, low = [b""], 0, 0, 0
    for chunk in chunks:
        for at in range(0, len(chunk), _CHUNK):
            parts.append(chunk[at : at + _CHUNK])
            length += len(parts[-1])
            if length >= _CHUNK:
                piece = b"".join(parts)
                yield piece, offset, low, length - OVERLAP
                parts, offset = [piece[-2 * OVERLAP :]], offset + length - 2 * OVERLAP
                length, low = 2 * OVERLAP, OVERLAP
    yield b"".join(parts), offset, low, length


def _scanner(values: tuple[str, ...], form: Form) -> Search | None:
    if form is Form.JSON:
        values = tuple(value for value in values if json.dumps(value)[1:-1] != value)
    parts = [_spelled(value, form) for value in sorted(values, key=len, reverse=True)]
    if not parts:
        return None
    pattern = b"|".join(parts)
    return re2_search(pattern) or re_search(pattern)


def _spelled(value: str, form: Form) -> bytes:
    """The value in one form, each letter in either case."""
    out = []
    for character in value[: OVERLAP // 8]:
        spellings = sorted({character, character.lower(), character.upper()})
        forms = [re.escape(_encoded(spelling, form)) for spelling in spellings]
        if form is Form.JSON:  # \u0418 and \U0418 differ, \u04Aa and \u04aA do not
            forms = [_JSON_HEX.sub(_either_case, piece) for piece in forms]
        out.append(forms[0] if len(forms) == 1 else b"(?:" + b"|".join(forms) + b")")
    return b"".join(out)


_JSON_HEX = re.compile(rb"\\\\u[0-9a-f]{4}")


def _either_case(found: re.Match[bytes]) -> bytes:
    digits = found[0][3:].decode("ascii")
    return rb"\\u" + "".join(
        f"[{digit.upper()}{digit}]" if digit.isalpha() else digit for digit in digits
    ).encode("ascii")


def _encoded(text: str, form: Form) -> bytes:
    if form is Form.JSON:
        return json.dumps(text)[1:-1].encode("ascii")
    return text.encode(form.value, "surrogatepass")


def _decoded(raw: bytes, form: Form) -> str:
    if form is Form.JSON:
        return str(json.loads(b'"' + raw + b'"'))
    return raw.decode(form.value, "surrogatepass")


def _which(values: tuple[str, ...], raw: bytes, form: Form) -> str:
    """The value that was asked for, in the spelling in which it was asked for."""
    text = _decoded(raw, form).casefold()
    for value in values:
        if value[: OVERLAP // 8].casefold() == text:
            return value
    return text


def _counts(piece: bytes, start: int, end: int, value: str, form: Form) -> bool:
    if form in (Form.UTF16_LE, Form.UTF16_BE):
        before, after = piece[max(0, start - 2) : start], piece[end : end + 2]
    else:
        before, after = piece[max(0, start - 4) : start], piece[end : end + 4]
    if len(value) >= LONG and not value.isdigit():
        return True
    if form is Form.JSON:
        if escaped := _JSON_ESCAPE.search(piece[max(0, start - 6) : start]):
            before = chr(int(escaped[1], 16)).encode("utf-8", "surrogatepass")
        if escaped := _JSON_ESCAPE.match(piece[end : end + 6]):
            after = chr(int(escaped[1], 16)).encode("utf-8", "surrogatepass")
    codec = "utf-8" if form is Form.JSON else form.value
    left, right = before.decode(codec, "ignore")[-1:], after.decode(codec, "ignore")[:1]
    if (
        left in ("n", "r", "t", "b", "f")
        and form in (Form.UTF8, Form.JSON)
        and before[-2:-1] == b"\\"
    ):
        left = ""  # the end of \n, which a JSON text has where a line ends
    return not left.isalnum() and not right.isalnum()
