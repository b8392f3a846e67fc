"""Resumable upload of one file: the client side of tus 1.0.0 (core, creation, expiration)."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from collector.core.errors import MissingInputError
from collector.core.progress import Cancel, Progress, ProgressEvent, Stage, silent
from collector.srs.faults import NotUnderstoodError, RefusedError, TryLaterError
from collector.srs.protocol import CHECKSUM_MISMATCH_STATUS, CHUNK_MEDIA_TYPE, TUS_VERSION
from collector.srs.transport import Answer, Transport

MIB = 1024 * 1024
_BLOCK = 16 * 1024  # one must pass within the connect time-out, also on a slow line
_FAST_S = 1.0
_MOST_STEPS_BACK = 5  # answers in a row that bring no byte forward
_MOST_RESTARTS = 3  # new uploads begun in one run
_LOCKED_WAIT_S = 2.0  # where a 423 names no Retry-After
_LONGEST_LOCKED_WAIT_S = 10.0
_BUSY = "The SRS is busy with an earlier part of this upload."
_VERSION = {"Tus-Resumable": TUS_VERSION}
_CREATED, _OFFSET, _WRITTEN = (201,), (200, 204), (204,)
_CONFLICT, _LOCKED = 409, 423
_GONE = (404, 410)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Smallest and largest piece that the server takes, in bytes (`/v1/meta`)."""

    chunk_min: int = MIB
    chunk_max: int = 8 * MIB

    @property
    def first(self) -> int:
        """1 MiB where the server allows it: it passes an unconfigured nginx."""
        return max(1, min(max(MIB, self.chunk_min), self.chunk_max))

    @property
    def largest(self) -> int:
        """8 MiB unless the server wants more or less: what is cut off is sent again."""
        return max(self.first, min(self.chunk_max, 8 * MIB))


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """What is uploaded and how. `saved(url, offset)` is called before more bytes are sent.

    `metadata` becomes Upload-Metadata; `size` is in bytes; `sleep` takes seconds.
    """

    file: Path
    size: int
    metadata: Mapping[str, str]
    create_at: str = ""
    token: str = field(default="", repr=False)
    limits: Limits = field(default_factory=Limits)
    saved: Callable[[str, int], None] = lambda _url, _offset: None
    progress: Progress = silent
    cancel: Cancel = field(default_factory=Cancel)
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic


class _Piece:
    """`length` bytes of an open file as a request body: streamed, counted, cancellable."""

    def __init__(
        self, transport: Transport, job: Upload, source: IO[bytes], offset: int, length: int
    ) -> None:
        self._transport, self._job, self._source = transport, job, source
        self._offset, self._length = offset, length

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[bytes]:
        job, sent = self._job, 0
        while sent < self._length:
            job.cancel.check()
            self._transport.check_time()
            block = self._read(self._offset + sent, min(_BLOCK, self._length - sent))
            yield block
            sent += len(block)
            _tell(job, self._offset + sent)

    def _read(self, position: int, length: int) -> bytes:
        """An error of the disk must not look like one of the network, which would be retried."""
        try:
            self._source.seek(position)
            block = self._source.read(length)
        except OSError as error:
            raise MissingInputError(
                f"{self._job.file} cannot be read: {error.strerror or error}."
            ) from error
        if not block:
            raise MissingInputError(f"{self._job.file} became shorter while it was sent.")
        return block


def _tell(job: Upload, done: int) -> None:
    job.progress(
        ProgressEvent(stage=Stage.UPLOAD, subject=job.file.name, done=done, total=job.size)
    )


def upload(transport: Transport, job: Upload, *, resume: str = "") -> str:
    """Bring the whole file to the server, from where `resume` left off; returns the upload's URL.

    Raises UnreachableError or TryLaterError where a later call can go on, RefusedError where none
    can, ConfigurationError if the server points to another host.
    """
    return _Run(transport, job).to_the_end(resume)


class _Run:
    def __init__(self, transport: Transport, job: Upload) -> None:
        self._transport, self._job = transport, job
        self._restarts = self._mismatches = self._steps_back = 0

    def to_the_end(self, url: str) -> str:
        try:
            with self._job.file.open("rb") as source:
                while True:
                    offset = self._where(url) if url else None
                    if offset is None:
                        url, offset = self._create(), 0
                    if self._push(source, url, offset):
                        return url
                    url = ""
        except FileNotFoundError as error:
            raise MissingInputError(f"{self._job.file} is no longer there.") from error

    def _create(self) -> str:
        """Ask for a place; size and permission are decided here, before a byte is sent."""
        self._restarts += 1
        if self._restarts > _MOST_RESTARTS:
            raise TryLaterError("The SRS lost the upload several times; it stays in the outbox.")
        job = self._job
        pairs = (f"{key} {_b64(value)}" for key, value in job.metadata.items())
        answer = self._send(
            "POST",
            job.create_at,
            expect=_CREATED,
            headers={"Upload-Length": str(job.size), "Upload-Metadata": ",".join(pairs)},
        )
        location = answer.headers.get("Location", "")
        if not location:
            raise NotUnderstoodError("The SRS accepted an upload without saying where to.")
        url = self._transport.url(location, base=answer.url)
        job.saved(url, 0)
        return url

    def _where(self, url: str) -> int | None:
        """How much the server has; None if it no longer knows the upload."""
        lost = (*_GONE, CHECKSUM_MISMATCH_STATUS)
        answer = self._patiently("HEAD", url, expect=(*_OFFSET, *lost))
        if answer.status in lost:
            self._mismatch(answer.status)
            return None
        return self._offset(answer, 0, self._job.size)

    def _push(self, source: IO[bytes], url: str, offset: int) -> bool:
        """Send piece by piece until all is there; False if the upload must begin anew."""
        job, size = self._job, self._job.limits.first
        _tell(job, offset)
        while offset < job.size or job.size == 0:
            job.cancel.check()
            length = min(size, job.size - offset)
            began = job.clock()
            answer = self._send(
                "PATCH",
                url,
                expect=(*_WRITTEN, *_GONE, _CONFLICT, _LOCKED, CHECKSUM_MISMATCH_STATUS),
                headers={
                    "Upload-Offset": str(offset),
                    "Content-Type": CHUNK_MEDIA_TYPE,
                },
                data=_Piece(self._transport, job, source, offset, length) if length else b"",
            )
            if answer.status in (*_GONE, CHECKSUM_MISMATCH_STATUS):
                self._mismatch(answer.status)
                return False
            if answer.status in (_CONFLICT, _LOCKED):
                there = self._step_back(answer, url)
                if there is None:
                    return False
                offset, size = there, job.limits.first
                continue
            self._steps_back = 0
            offset = self._offset(answer, offset + min(1, length), offset + length)
            job.saved(url, offset)
            if job.clock() - began < _FAST_S:
                size = min(2 * size, job.limits.largest)
            if job.size == 0:
                break
        return True

    def _mismatch(self, status: int) -> None:
        if status != CHECKSUM_MISMATCH_STATUS:
            return
        self._mismatches += 1
        if self._mismatches > 1:
            raise RefusedError(
                f"The SRS received {self._job.file.name} damaged, twice.",
                status=status,
                slug="checksum-mismatch",
                hint="It was changed after it was packed, or something on the way changes it.",
            )

    def _step_back(self, answer: Answer, url: str) -> int | None:
        """After 409 or 423: wait if it is busy, then go on from where the server is."""
        self._steps_back += 1
        if self._steps_back > _MOST_STEPS_BACK:
            raise TryLaterError(_BUSY)
        if answer.status == _LOCKED:
            self._wait(answer)
        return self._where(url)

    def _wait(self, locked: Answer) -> None:
        """As long as Retry-After asks for; TryLaterError where that is longer than one waits."""
        asked = self._transport.retry_after(locked)
        wait = _LOCKED_WAIT_S if asked is None else asked
        if wait > min(_LONGEST_LOCKED_WAIT_S, self._transport.check_time()):
            raise TryLaterError(_BUSY, retry_after=wait)
        self._job.sleep(wait)

    def _patiently(self, method: str, url: str, *, expect: tuple[int, ...]) -> Answer:
        """A request whose 423 ("another one holds it") is waited for, a few times."""
        for _ in range(_MOST_STEPS_BACK):
            answer = self._send(method, url, expect=(*expect, _LOCKED))
            if answer.status != _LOCKED:
                return answer
            self._wait(answer)
        raise TryLaterError(_BUSY)

    def _send(
        self,
        method: str,
        target: str,
        *,
        expect: tuple[int, ...],
        headers: Mapping[str, str] | None = None,
        data: _Piece | bytes | None = None,
    ) -> Answer:
        return self._transport.send(
            method,
            target,
            expect=expect,
            token=self._job.token,
            headers={**_VERSION, **(headers or {})},
            data=data,
        )

    def _offset(self, answer: Answer, least: int, most: int) -> int:
        text = answer.headers.get("Upload-Offset", "")
        offset = int(text) if text.isascii() and text.isdigit() and len(text) < 20 else -1
        if not least <= offset <= most:
            raise NotUnderstoodError("The SRS answered with an upload position that cannot be.")
        return offset


def _b64(value: str) -> str:
    return base64.b64encode(value.encode()).decode()
