"""The progress bar: bytes at once, remaining time only after it was measured."""

from __future__ import annotations

import io
from contextlib import suppress

from collector.cli.progress_bar import ProgressBar, progress_to, saying, shown, size
from collector.core.progress import ProgressEvent, Stage, silent


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_remaining_time_is_told_once_two_seconds_were_measured() -> None:
    clock, stream = Clock(), io.StringIO()
    bar = ProgressBar(stream, clock)
    for second in range(1, 5):
        clock.now = float(second)
        bar(ProgressEvent(stage=Stage.UPLOAD, done=second * 1_000_000, total=10_000_000))
    frames = stream.getvalue().split("\r")
    assert "1.0 MB of 10.0 MB" in frames[1]
    assert "left" not in frames[1]
    assert "about 6 s left" in frames[4]


def test_a_new_stage_begins_a_new_line() -> None:
    clock, stream = Clock(), io.StringIO()
    bar = ProgressBar(stream, clock)
    clock.now = 1.0
    bar(ProgressEvent(stage=Stage.COLLECT, done=1, total=8, unit="probes", subject="disks"))
    clock.now = 2.0
    bar(ProgressEvent(stage=Stage.PACK, done=5, total=10))
    bar.close()
    first, second, rest = stream.getvalue().split("\n")
    assert "Collecting" in first
    assert "1 of 8 disks" in first
    assert "Packing" in second
    assert rest == ""


def test_a_stream_that_is_no_terminal_gets_no_bar() -> None:
    assert progress_to("auto", io.StringIO()) is silent
    assert progress_to("none", io.StringIO()) is silent


def test_sizes_are_for_people() -> None:
    assert [size(n) for n in (0, 999, 1500, 25_000_000, 3_200_000_000)] == [
        "0 bytes", "999 bytes", "1.5 kB", "25.0 MB", "3.2 GB",
    ]  # fmt: skip


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_message_beside_the_bar_has_a_line_of_its_own() -> None:
    terminal = Terminal()
    with suppress(OSError), shown("auto", terminal) as progress:
        progress(ProgressEvent(stage=Stage.PACK, done=10, total=10))
        saying(progress, terminal)("packed and queued")
        progress(ProgressEvent(stage=Stage.UPLOAD, done=10, total=10))
        raise OSError("the cable")
    packing, message, sending, rest = terminal.getvalue().split("\n")
    assert "Packing" in packing
    assert message == "packed and queued"
    assert "Sending" in sending
    assert rest == "", "and so has what is printed after the work failed"
