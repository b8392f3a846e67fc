"""What `vssadmin list` prints of writers, providers and storage, in any language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from collector.evidence.formats.console_blocks import blocks, named

_STATE = re.compile(r"^\[(\d{1,2})\]\s*(.*)$")
_GUID = re.compile(r"^\{[0-9a-fA-F-]{36}\}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """`state` is the number that vssadmin shows (1 stable, 7 to 12 failed); texts as printed."""

    writer: str
    id: str
    state: int | None
    state_text: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    provider: str
    kind: str
    id: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShadowStorage:
    """Sizes as printed ("9.31 GB (10%)"): they are written in the language of that Windows."""

    volume: str
    stored_on: str
    used: str
    allocated: str
    maximum: str


def writers(text: str) -> tuple[Writer, ...]:
    """`vssadmin list writers`: name, writer id, instance id, state, last error."""
    found = []
    for block in blocks(text):
        state = next((m for _, value in block.rows if (m := _STATE.match(value))), None)
        if state is not None and _GUID.match(block.value(0)):
            found.append(
                Writer(
                    writer=named(block.heading),
                    id=block.value(0),
                    state=int(state[1]),
                    state_text=state[2],
                    error=block.rows[-1][1],
                )
            )
    return tuple(found)


def providers(text: str) -> tuple[Provider, ...]:
    """`vssadmin list providers`: name, kind, id, version."""
    return tuple(
        Provider(
            provider=named(block.heading),
            kind=block.value(0),
            id=block.value(1),
            version=block.value(2),
        )
        for block in blocks(text)
        if _GUID.match(block.value(1))
    )


def storage(text: str) -> tuple[ShadowStorage, ...]:
    """`vssadmin list shadowstorage`: volume, where it is stored, used, allocated, maximum."""
    return tuple(
        ShadowStorage(
            volume=block.value(0),
            stored_on=block.value(1),
            used=block.value(2),
            allocated=block.value(3),
            maximum=block.value(4),
        )
        for block in blocks(text)
        if "\\\\?\\Volume{" in block.value(0)
    )
