"""Progress on a terminal (one line, with bytes and remaining time) or as NDJSON for programs."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from collector.core.printable import printable, write_line
from collector.core.progress import Progress, ProgressEvent, Stage, silent

WORDS = {
    Stage.COLLECT: "Collecting",
    Stage.PACK: "Packing",
    Stage.CREATE_TICKET: "Creating the ticket",
    Stage.UPLOAD: "Sending",
    Stage.VERIFY: "Verifying",
}
_WIDTH = 78
_MEASURE_SECONDS = 2.0


def progress_to(kind: str, stream: TextIO) -> Progress:
    """`ndjson`: one event a line; `auto`: a bar if `stream` is a terminal; else silence."""
    if kind == "ndjson":
        return ndjson(stream)
    if kind == "auto" and stream.isatty():
        return ProgressBar(stream)
    return silent


@contextmanager
def shown(kind: str, stream: TextIO) -> Iterator[Progress]:
    """`progress_to`; however the work ends, what is printed next does not stand in the bar."""
    progress = progress_to(kind, stream)
    try:
        yield progress
    finally:
        end_line(progress)


def saying(progress: Progress, stream: TextIO) -> Callable[[str], None]:
    """Messages beside a bar, each on a line of its own."""

    def say(text: str) -> None:
        end_line(progress)
        write_line(stream, printable(text))

    return say


def end_line(progress: Progress) -> None:
    """Before anything else is printed."""
    if isinstance(progress, ProgressBar):
        progress.close()


def ndjson(stream: TextIO) -> Progress:
    def show(event: ProgressEvent) -> None:
        line = {
            "stage": event.stage.value, "subject": event.subject,
            "done": event.done, "total": event.total, "unit": event.unit,
        }  # fmt: skip
        print(json.dumps(line, ensure_ascii=False), file=stream, flush=True)

    return show


def size(count: float) -> str:
    """A number of bytes for people, in powers of 1000."""
    for unit in ("bytes", "kB", "MB"):
        if count < 1000:
            return f"{count:.0f} {unit}" if unit == "bytes" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.1f} GB"


class ProgressBar:
    """One line that is redrawn in place, at most ten times a second."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._stage: Stage | None = None
        self._began = self._drawn = 0.0
        self._done_before = 0

    def __call__(self, event: ProgressEvent) -> None:
        now = self._clock()
        if event.stage is not self._stage:
            self._end_line()
            self._stage, self._began, self._done_before = event.stage, now, event.done
        finished = event.total is not None and event.done >= event.total
        if now - self._drawn < 0.1 and not finished:
            return
        self._drawn = now
        text = self._text(event, now - self._began)
        self._stream.write("\r" + text[:_WIDTH].ljust(_WIDTH))
        self._stream.flush()

    def _text(self, event: ProgressEvent, seconds: float) -> str:
        as_text = size if event.unit == "bytes" else str
        parts = [WORDS[event.stage]]
        if event.total:
            filled = round(20 * min(1.0, event.done / event.total))
            parts.append(f"[{'#' * filled}{'.' * (20 - filled)}]")
            parts.append(f"{as_text(event.done)} of {as_text(event.total)}")
        elif event.done:
            parts.append(as_text(event.done))
        if remaining := self._remaining(event, seconds):
            parts.append(remaining)
        if event.subject:
            parts.append(event.subject)
        return " ".join(parts)

    def _remaining(self, event: ProgressEvent, seconds: float) -> str:
        """Said only once two seconds were measured: an early guess is a lie. What was there
        when the stage began (a resumed upload) says nothing about the speed of now."""
        measured = event.done - self._done_before
        if not event.total or measured <= 0 or seconds < _MEASURE_SECONDS:
            return ""
        left = seconds * (event.total - event.done) / measured
        return f"about {left:.0f} s left" if left < 90 else f"about {left / 60:.0f} min left"

    def _end_line(self) -> None:
        if self._stage is not None:
            self._stream.write("\n")

    def close(self) -> None:
        """End the line, so that what is printed next does not stand in it."""
        self._end_line()
        self._stage = None
        self._stream.flush()
