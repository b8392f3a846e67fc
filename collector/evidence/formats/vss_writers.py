"""`vssadmin list writers`, in any language: names stand in quotes, states are numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from collector.evidence.formats.log_record import Line, short

FAILED = frozenset(range(6, 16))
"""VSS_WRITER_STATE of vswriter.h: 6 (failed at identify) to 15 (failed at backup shutdown)."""
_NAME = re.compile(r"^\S[^:]{0,60}:\s{0,3}['\"‘’“”«„](.{1,120}?)['\"‘’“”»]\s*$")
_STATE = re.compile(r":\s{0,3}\[(\d{1,2})\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """`state` as VSS_WRITER_STATE counts; `text` is the line that says it."""

    name: str
    state: int
    line: int
    text: str


def parse(lines: Iterable[Line]) -> Iterator[Writer]:
    name = ""
    for line in lines:
        if found := _NAME.match(line.text):
            name = found[1]
        elif name and (state := _STATE.search(line.text)):
            yield Writer(name=name, state=int(state[1]), line=line.number, text=short(line.text))
            name = ""
