"""The engine: detect what is personal in UTF-8 text, name it by a keyed pseudonym, rewrite."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from collector.privacy.model import Hit, Kind, Level, Name, Redacted
from collector.privacy.name import REMOVED, pseudonym

_WINDOW = 1 << 20

_PATTERN = re.compile(
    rb"(?P<token>pii-(?:removed|[a-z-]+-[a-z2-7]{8}(?:@pii\.invalid)?))"
    rb"|(?P<mail>[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})"
    rb"|(?P<path>[\\/](?i:users|home|documents and settings)[\\/]{1,4})"
    rb"(?P<user>[^\\/:*?\"<>|\r\n\t ,;]{1,64})"
    rb"|(?P<key>(?i:password|passwd|pwd)[\"']?[ \t]*[:=][ \t]*)(?P<secret>\"[^\"\n]*\"|[^\s;]+)"
)
_KEPT = {b"public", b"default", b"all users", b"default user", b"shared"}


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
        self._key = key
        self._level = level
        self._known = {n.value.casefold(): n for n in names if len(n.value) > 2}
        self._learned: set[Name] = set()
        literals = sorted((re.escape(n.value) for n in self._known.values()), reverse=True)
        self._literals = (
            re.compile(r"(?i)(?<!\w)(?:" + "|".join(literals) + r")(?!\w)") if literals else None
        )

    @property
    def learned(self) -> frozenset[Name]:
        """Names that patterns have shown so far and that were not known before."""
        return frozenset(self._learned)

    def redact(self, data: bytes) -> Redacted:
        """Redact whole text at once (UTF-8; bytes that are not stay as they are)."""
        parts = list(self.stream([data]))
        hits = tuple(hit for part in parts for hit in part.hits)
        return Redacted(b"".join(part.data for part in parts), hits)

    def redact_text(self, text: str) -> str:
        """Redact a short text: a file name, a path, one string of facts."""
        raw = text.encode("utf-8", "surrogatepass")
        return self.redact(raw).data.decode("utf-8", "surrogatepass")

    def stream(self, chunks: Iterable[bytes]) -> Iterator[Redacted]:
        """Redact a stream of UTF-8 in bounded memory, whatever the chunking or line length."""
        pending, offset = b"", 0
        for chunk in chunks:
            pending += chunk
            while len(pending) >= _WINDOW:
                cut = pending.rfind(b"\n", 0, _WINDOW) + 1 or _WINDOW
                part = self._block(pending[:cut], offset)
                pending = pending[cut:]
                offset += len(part.data)
                yield part
        if pending:
            yield self._block(pending, offset)

    def _block(self, data: bytes, offset: int) -> Redacted:
        if self._level is Level.OFF:
            return Redacted(data, ())
        out = bytearray()
        hits: list[Hit] = []

        def put(kind: Kind, token: str, original: bytes) -> None:
            text = "" if kind is Kind.SECRET else original.decode("utf-8", "backslashreplace")
            hits.append(Hit(offset + len(out), kind, token, text))
            out.extend(token.encode())

        end = 0
        for found in _PATTERN.finditer(data):
            self._clear(data[end : found.start()], out, put)
            end = found.end()
            self._rewrite(found, out, put)
        self._clear(data[end:], out, put)
        return Redacted(bytes(out), tuple(hits))

    def _rewrite(self, found: re.Match[bytes], out: bytearray, put: object) -> None:
        assert callable(put)  # noqa: S101
        if found["mail"]:
            token = pseudonym(self._key, Kind.MAIL, found["mail"].decode("ascii"))
            put(Kind.MAIL, f"pii-mail-{token}@pii.invalid", found["mail"])
        elif found["path"] and found["user"].lower() not in _KEPT:
            out += found["path"]
            if found["user"].startswith(b"pii-user-"):
                out += found["user"]
                return
            value = found["user"].decode("utf-8", "backslashreplace")
            put(Kind.USER, f"pii-user-{pseudonym(self._key, Kind.USER, value)}", found["user"])
            if value.casefold() not in self._known:
                self._learned.add(Name(Kind.USER, value))
        elif found["key"] and found["secret"] != REMOVED.encode():
            out += found["key"]
            put(Kind.SECRET, REMOVED, b"")
        else:
            out += found[0]

    def _clear(self, data: bytes, out: bytearray, put: object) -> None:
        assert callable(put)  # noqa: S101
        if self._literals is None:
            out += data
            return
        text = data.decode("utf-8", "surrogateescape")
        end = 0
        for found in self._literals.finditer(text):
            out += text[end : found.start()].encode("utf-8", "surrogateescape")
            end = found.end()
            name = self._known.get(found[0].casefold())
            kind = name.kind if name else Kind.WORD
            token = f"pii-{kind.value}-{pseudonym(self._key, kind, found[0])}"
            put(kind, token, found[0].encode("utf-8", "surrogateescape"))
        out += text[end:].encode("utf-8", "surrogateescape")
