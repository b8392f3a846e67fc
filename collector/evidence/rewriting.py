"""Joining and undoing replacements in a stream whose hits are known."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator

from collector.privacy.model import Hit, Kind, Redacted
from collector.privacy.name import TOKEN

_CORE = re.compile(TOKEN)
Spelled = Callable[[str], str]


def core(token: str) -> str:
    """The part of a token that names the value: `pii-mac-…` of `00-50-56-pii-mac-…`."""
    found = _CORE.search(token.encode())
    return found[0].decode() if found else token


def raw(text: str) -> str:
    return text


def merged(
    pieces: Iterable[Redacted], old: Iterator[Hit], spelled: Spelled = raw
) -> Iterator[Redacted]:
    """The pieces with both rows of hits. Offsets of `old` are those of the text before this
    pass; each moves by what the replacements in front of it grew or shrank."""
    moved, end = 0, 0
    waiting: deque[Hit] = deque()

    def before(limit: int) -> Iterator[Hit]:
        while True:
            if not waiting:
                waiting.extend(_next(old))
            if not waiting or waiting[0].offset + moved >= limit:
                return
            hit = waiting.popleft()
            yield Hit(hit.offset + moved, hit.kind, hit.token, hit.original)

    for piece in pieces:
        hits: list[Hit] = []
        for hit in piece.hits:
            hits.extend(before(hit.offset))
            hits.append(hit)
            if hit.kind is not Kind.SECRET:  # how long a secret was is not told
                moved += len(hit.token.encode()) - len(spelled(hit.original).encode())
        end += len(piece.data)
        hits.extend(before(end))
        yield Redacted(piece.data, tuple(hits))


def _next(hits: Iterator[Hit]) -> Iterator[Hit]:
    hit = next(hits, None)
    return iter(() if hit is None else (hit,))


def shown(
    pieces: Iterable[Redacted], kept: Collection[str], spelled: Spelled = raw
) -> Iterator[Redacted]:
    """The pieces with what was found instead of each token whose core is `kept`."""
    moved = end = skip = 0
    for piece in pieces:
        data, out, hits = piece.data, [], []
        at = min(skip, len(data))  # the rest of a token that began in the piece before
        skip -= at
        for hit in piece.hits:
            if hit.kind is Kind.SECRET or core(hit.token) not in kept:
                hits.append(Hit(hit.offset + moved, hit.kind, hit.token, hit.original))
                continue
            original, length = spelled(hit.original).encode(), len(hit.token.encode())
            out += [data[at : hit.offset - end], original]
            stop = hit.offset - end + length
            at = min(stop, len(data))
            skip = stop - at
            moved += len(original) - length
        out.append(data[at:])
        end += len(data)
        yield Redacted(b"".join(out), tuple(hits))
