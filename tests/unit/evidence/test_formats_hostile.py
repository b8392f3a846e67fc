"""No parser raises, whatever it is given, and none costs more than in proportion to its input."""

from __future__ import annotations

import cProfile
import random
import time

import pytest

from tests.format_samples import FORMATS, Known, damaged, generated

COUNT = 300
MB = 1_000_000


@pytest.mark.parametrize("name", FORMATS)
def test_generated_and_damaged_samples_are_survived(name: str) -> None:
    for number in range(COUNT):
        FORMATS[name].parse(generated(name, number))
        FORMATS[name].parse(damaged(name, number))


def steps(known: Known, data: bytes) -> tuple[int, float]:
    """Calls of Python and C functions, and seconds of this thread (for what one call may hide)."""
    profile = cProfile.Profile()
    began = time.thread_time()
    profile.runcall(known.parse, data)
    seconds = time.thread_time() - began
    return sum(entry.callcount for entry in profile.getstats()), seconds


def text_of(name: str, kind: str, size: int) -> bytes:
    """`size` bytes: samples one after another, or lines that nearly match.

    Lines are padded, so that 10 MB of them are counted in a second.
    """
    if (name, kind) == ("smartctl", "samples"):
        row = b'{"id": 5, "name": "' + b"x" * 200 + b'", "raw": {"value": 1}},'
        rows = row * (size // len(row))
        return b'{"smartctl": {}, "ata_smart_attributes": {"table": [' + rows[:-1] + b"]}}"
    if (name, kind) == ("nfo", "samples"):
        cells = f"<Item>x</Item><Value><![CDATA[{'y' * 2000}]]></Value>"
        inside = f"<Data>{cells}</Data>" * (size // 2100)
        return f'<MsInfo><Category name="x">{inside}</Category></MsInfo>'.encode()
    if kind == "samples":
        lines = "".join(FORMATS[name].make(random.Random(number)) for number in range(40))
        lines = lines.replace("\n", " " * 400 + "\n")
    else:
        lines = "\n".join(FORMATS[name].near) + "\n"
    return (lines.encode() * (size // len(lines) + 1))[:size]


@pytest.mark.parametrize("kind", ["samples", "near misses"])
@pytest.mark.parametrize("name", FORMATS)
def test_cost_grows_with_the_input_and_no_faster(name: str, kind: str) -> None:
    few, quick = steps(FORMATS[name], text_of(name, kind, MB))
    many, slow = steps(FORMATS[name], text_of(name, kind, 10 * MB))
    assert many <= 10.5 * few + 1000
    assert slow <= 25 * quick + 0.5


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("smartctl", "nfo")])
def test_one_endless_line_costs_no_more_than_many(name: str) -> None:
    line = "".join(FORMATS[name].near).replace("\n", " ").encode()
    _, seconds = steps(FORMATS[name], (line * (4 * MB // len(line)))[: 4 * MB])
    assert seconds < 10
