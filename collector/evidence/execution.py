"""Executing one item inside the worker: every way it can end becomes an outcome."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path
from typing import Any

from collector.evidence import messages, pipeline
from collector.evidence.command import CommandOutput, verdict
from collector.evidence.decode import Encoding, by_mark, by_pattern, looks_like_text, to_utf8
from collector.evidence.facts_json import JsonText, plain
from collector.evidence.model import EncodingSource, Status
from collector.evidence.opening import open_regular
from collector.evidence.outcome import NotCollectedError
from collector.evidence.pipeline import OverBudgetError, Spool, Written
from collector.evidence.probe import Bytes, Command, Facts, File, Gap, Item, Stream
from collector.evidence.shield import Shield
from collector.evidence.sidecar import seal_hits
from collector.evidence.window import Reading, cut_to, detect, read_at, unit_encoding

MAX_FACTS = 8 * 1024 * 1024
_PEEK = 64 * 1024
_SMALLEST = 4096  # less than this is not worth a file
_FULL = "the size limit of the bundle is reached"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of an item, its texts not yet redacted."""

    status: Status
    reason: str = ""
    searched: tuple[str, ...] = ()
    stored: messages.Stored | None = None
    fragment: messages.Fragment | None = None
    clear: Any = None


@dataclass(slots=True, kw_only=True)
class Executor:
    """Executes items with the limits of one run. `budget` is what is left of the bundle's size
    (compressed bytes, None for no limit); `advanced` hears of bytes read; `given` are files
    that a person named, wherever they lie."""

    spool: Spool
    shield: Shield
    root: Path | None
    since: datetime | None
    code_page: str
    max_file_bytes: int | None
    advanced: Callable[[int], None]
    budget: int | None = None
    deadline: float = 0.0
    given: frozenset[Path] = frozenset()

    def execute(self, item: Item) -> Outcome:
        """Never raises but SpoolError: an item costs only itself."""
        try:
            outcome = self._dispatch(item)
        except NotCollectedError as error:
            return Outcome(status=error.status, reason=error.reason, searched=error.searched)
        except pipeline.SpoolError:
            raise
        except PermissionError as error:
            return Outcome(status=Status.REFUSED, reason=error.strerror or str(error))
        except (Exception, SystemExit) as error:
            return Outcome(status=Status.FAILED, reason=f"{type(error).__name__}: {error}"[:500])
        if outcome.stored is not None and self.budget is not None:
            self.budget -= outcome.stored.stored
        return outcome

    def _dispatch(self, item: Item) -> Outcome:
        if isinstance(item, Gap):
            return Outcome(status=item.status, reason=item.reason, searched=item.searched)
        if isinstance(item, Facts):
            return self._facts(item)
        if self.budget is not None and self.budget < _SMALLEST:
            raise NotCollectedError(Status.SKIPPED, _FULL)
        if isinstance(item, File):
            return self._file(item)
        if isinstance(item, Bytes):
            return self._bytes(item)
        if isinstance(item, Stream):
            return self._piecewise(item.read(), item.source, lambda: "", item.code_pages)
        output = CommandOutput(item.argv, max(0.1, self.deadline - time.monotonic()))
        return self._command(item, output)

    # facts ---------------------------------------------------------------------------------------

    def _facts(self, item: Facts) -> Outcome:
        clear = plain(item.read())
        redactor = self.shield.redactor
        writer = JsonText(redactor.redact if redactor else None)
        writer.write(clear, "  ")
        if len(writer.text) > MAX_FACTS:
            raise NotCollectedError(Status.FAILED, f"more than {MAX_FACTS} bytes of facts")
        counts: dict[str, int] = {}
        for hit in writer.hits:
            counts[hit.kind.value] = counts.get(hit.kind.value, 0) + 1
        sealed = seal_hits(self.spool.seal, writer.hits, f"{self.spool.set_id}/facts")
        fragment = messages.Fragment(text=writer.text, redactions=counts, hits=sealed)
        return Outcome(status=Status.COLLECTED, fragment=fragment, clear=clear)

    # files ---------------------------------------------------------------------------------------

    def _file(self, item: File) -> Outcome:
        given = item.path in self.given
        confined = None if given else self.root
        with closing(open_regular(item.path, confined)) as file:
            status = os.fstat(file.fileno())
            changed = datetime.fromtimestamp(status.st_mtime, UTC)
            if self.since is not None and item.tail and changed < self.since:
                reason = f"older: last changed {changed:%Y-%m-%d %H:%M} UTC"
                raise NotCollectedError(Status.SKIPPED, reason)
            if not item.text or (given and not looks_like_text(read_at(file, 0, _PEEK))):
                return self._binary(item, file, status.st_size, cut=not given)
            if status.st_size == 0:  # empty, or a pseudo file that does not tell its size
                return self._piecewise(_read_on(file), str(item.path), lambda: "", item.code_pages)
            limit = None if given else self.max_file_bytes
            try:
                return self._text(item, file, status.st_size, limit, self.budget)
            except OverBudgetError:
                limit = min(limit or status.st_size, self.budget or 0)
                outcome = self._text(item, file, status.st_size, limit, None)
                return _with(outcome, Status.PARTIAL, _FULL)

    def _text(
        self, item: File, file: FileIO, size: int, limit: int | None, budget: int | None
    ) -> Outcome:
        unit = unit_encoding(file, size, max(0, size - limit) if limit and item.tail else 0)
        cut_by = unit or Encoding("utf-8", EncodingSource.VALID)
        window = kept = cut_to(file, size, limit, tail=item.tail, unit=cut_by)
        first = Reading(file=file, window=window, advanced=self.advanced)
        encoding = detect(first.chunks(), unit, item.code_pages, self.code_page)
        if first.error:  # a bad sector is slow: it is not tried twice
            window = replace(window, end=window.start + first.read)
        second = Reading(file=file, window=window, advanced=self.advanced)
        text = to_utf8(second.chunks(), encoding)
        truncated = "" if kept.cut <= encoding.mark else kept.truncated
        if truncated:
            text = _joined([kept.marker], text) if item.tail else _joined(text, [kept.marker])
        written = pipeline.write(self.spool, text, redactor=self.shield.redactor, budget=budget)
        stored = self._stored(written, str(item.path), encoding, truncated)
        reason = first.error or second.error
        return Outcome(
            status=Status.PARTIAL if reason or truncated else Status.COLLECTED,
            reason=reason or (truncated and f"over the limit: {truncated}"),
            stored=stored,
        )

    def _binary(self, item: File, file: FileIO, size: int, *, cut: bool) -> Outcome:
        own = self.max_file_bytes if cut else None
        limits = [limit for limit in (own, self.budget) if limit is not None]
        if limits and size > min(limits):
            raise NotCollectedError(
                Status.SKIPPED, f"{size} bytes are over the limit, and it cannot be cut"
            )
        window = cut_to(file, size, None, tail=False, unit=Encoding("utf-8", EncodingSource.VALID))
        reading = Reading(file=file, window=window, advanced=self.advanced)
        written = pipeline.write(self.spool, reading.chunks(), redactor=None)
        stored = self._stored(written, str(item.path), None, "", unredactable=True)
        status = Status.PARTIAL if reading.error else Status.COLLECTED
        return Outcome(status=status, reason=reading.error, stored=stored)

    def _bytes(self, item: Bytes) -> Outcome:
        data = item.read()
        limits = [limit for limit in (self.max_file_bytes, self.budget) if limit is not None]
        if limits and len(data) > min(limits):
            raise NotCollectedError(
                Status.SKIPPED, f"{len(data)} bytes are over the limit, and they cannot be cut"
            )
        written = pipeline.write(self.spool, [data], redactor=None)
        stored = self._stored(written, item.source, None, "", unredactable=True)
        return Outcome(status=Status.COLLECTED, stored=stored)

    # streams and commands ------------------------------------------------------------------------

    def _command(self, item: Command, output: CommandOutput) -> Outcome:
        outcome = self._piecewise(
            output, " ".join(item.argv), lambda: verdict(output, item.ok_exit_codes)
        )
        if outcome.stored is not None and outcome.stored.size == 0 and outcome.reason:
            self.spool.remove(outcome.stored.spool)
            status = Status.TIMED_OUT if output.stopped else Status.FAILED
            return Outcome(status=status, reason=outcome.reason)
        return outcome

    def _piecewise(
        self,
        pieces: Iterable[bytes],
        source: str,
        verdict_of: Callable[[], str],
        code_pages: tuple[str, ...] = (),
    ) -> Outcome:
        """Text that can be read only once: its encoding is told from its beginning."""
        limits = [limit for limit in (self.max_file_bytes, self.budget) if limit is not None]
        flow = _Flow(pieces, min(limits) if limits else None, self.deadline)
        bounded = iter(flow)
        head = bytearray()
        for piece in bounded:
            head += piece
            if len(head) >= _PEEK:
                break
        start = bytes(head)
        unit = by_mark(start) or by_pattern(start)
        encoding = detect([start], unit, code_pages, self.code_page)
        text = to_utf8(_joined([start[encoding.mark :]], bounded), encoding)
        written = pipeline.write(self.spool, flow.marked(text), redactor=self.shield.redactor)
        reason = flow.stopped or verdict_of()
        stored = self._stored(written, source, encoding, flow.truncated)
        return Outcome(
            status=Status.PARTIAL if reason else Status.COLLECTED, reason=reason, stored=stored
        )

    def _stored(
        self,
        written: Written,
        source: str,
        encoding: Encoding | None,
        truncated: str,
        *,
        unredactable: bool = False,
    ) -> messages.Stored:
        return messages.Stored(
            spool=written.name,
            size=written.size,
            sha256=written.sha256,
            stored=written.stored,
            hits=written.hits,
            redactions=written.redactions,
            source=self.shield.text(source),
            encoding=encoding.name if encoding else "",
            encoding_source=encoding.source.value if encoding else None,
            truncated=truncated,
            unredactable=unredactable,
        )


class _Flow:
    """Pieces up to a limit in bytes and in time; `stopped` says which was reached."""

    def __init__(self, pieces: Iterable[bytes], limit: int | None, deadline: float) -> None:
        self._pieces, self._limit, self._deadline = pieces, limit, deadline
        self._passed = 0
        self.stopped = ""
        self.truncated = ""

    def __iter__(self) -> Iterator[bytes]:
        source = iter(self._pieces)
        try:
            while (piece := self._next(source)) is not None:
                yield piece
                if self.truncated:
                    return
        finally:
            close = getattr(source, "close", None)
            if close is not None:
                close()

    def _next(self, source: Iterator[bytes]) -> bytes | None:
        if time.monotonic() >= self._deadline:
            self.stopped = "its time was up; what it had said by then is kept"
            return None
        try:
            piece = next(source, None)
        except (NotCollectedError, OSError) as error:
            if not self._passed:
                raise
            self.stopped = f"it ended early: {error}"
            return None
        if piece is None:
            return None
        if self._limit is not None and self._passed + len(piece) > self._limit:
            piece = piece[: self._limit - self._passed]
            self.truncated = f"first {self._limit} bytes"
            self.stopped = f"over the limit: the first {self._limit} bytes are kept"
        self._passed += len(piece)
        return piece

    def marked(self, text: Iterable[bytes]) -> Iterator[bytes]:
        yield from text
        if self.truncated:
            yield b"\n[... cut after %d bytes ...]\n" % self._passed


def _joined(*parts: Iterable[bytes]) -> Iterator[bytes]:
    for part in parts:
        yield from part


def _read_on(file: FileIO) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(_PEEK):
        yield chunk


def _with(outcome: Outcome, status: Status, reason: str) -> Outcome:
    return Outcome(status=status, reason=reason, stored=outcome.stored)
