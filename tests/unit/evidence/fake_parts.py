"""A machine, names and a redactor that a worker under test is made of."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace

from collector.evidence.messages import Parts
from collector.privacy.model import Hit, Kind, Level, Name, Redacted

PLANTED = "jane.example"
HOST = "janes-laptop"


class FakeMachine:
    platform = "linux"
    live = True

    def __init__(self, root: Path | None) -> None:
        self.root = root

    def time_zone(self) -> SimpleNamespace:
        return SimpleNamespace(name="Europe/Berlin")


def names_of(machine: FakeMachine) -> tuple[Name, ...]:
    return (Name(Kind.USER, PLANTED), Name(Kind.HOST, HOST))


def names_hang(machine: FakeMachine) -> tuple[Name, ...]:
    while True:
        time.sleep(60)


def names_die(machine: FakeMachine) -> tuple[Name, ...]:
    os._exit(3)


class FakeRedactor:
    """Replaces known names, and learns NAME from `learn=NAME;`."""

    def __init__(
        self, key: bytes, names: Iterable[Name], level: Level = Level.STANDARD, keep: object = ()
    ) -> None:
        self._names = {name.value.lower().encode(): name for name in names}
        self._learned: set[Name] = set()
        words = sorted(map(re.escape, self._names), key=len, reverse=True)
        self._pattern = re.compile(b"|".join(words), re.IGNORECASE) if words else None

    @property
    def learned(self) -> frozenset[Name]:
        return frozenset(self._learned)

    def redact(self, data: bytes) -> Redacted:
        for found in re.findall(rb"learn=(\w+);", data):
            if found.lower() not in self._names:
                self._learned.add(Name(Kind.USER, found.decode()))
        out, hits, last = bytearray(), [], 0
        for match in self._pattern.finditer(data) if self._pattern else ():
            out += data[last : match.start()]
            name = self._names[match[0].lower()]
            token = f"pii-{name.kind.value}-{len(name.value):08d}"
            hits.append(Hit(len(out), name.kind, token, match[0].decode()))
            out += token.encode()
            last = match.end()
        return Redacted(bytes(out + data[last:]), tuple(hits))

    def redact_text(self, text: str) -> str:
        return self.redact(text.encode()).data.decode()

    def stream(self, chunks: Iterable[bytes]) -> Iterator[Redacted]:
        """Line by line: good enough for tests whose names hold no newline."""
        offset, rest = 0, b""
        for chunk in [*chunks, None] if isinstance(chunks, list) else _ended(chunks):
            rest += chunk or b""
            cut = len(rest) if chunk is None else rest.rfind(b"\n") + 1
            piece = self.redact(rest[:cut])
            rest = rest[cut:]
            hits = tuple(Hit(h.offset + offset, h.kind, h.token, h.original) for h in piece.hits)
            offset += len(piece.data)
            yield Redacted(piece.data, hits)


def _ended(chunks: Iterable[bytes]) -> Iterator[bytes | None]:
    yield from chunks
    yield None


HERE = "tests.unit.evidence.fake_parts"
PARTS = Parts(
    machine=f"{HERE}:FakeMachine", names=f"{HERE}:names_of", redactor=f"{HERE}:FakeRedactor"
)
