"""Items read with other rights than ours: raw, still to be redacted by who asked for them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import closing
from io import FileIO

from collector.evidence.command import CommandOutput, verdict
from collector.evidence.facts_json import plain
from collector.evidence.messages import RawItem
from collector.evidence.model import Status
from collector.evidence.opening import open_regular
from collector.evidence.outcome import NotCollectedError
from collector.evidence.probe import Bytes, Command, Facts, File, Gap, Item, Stream

MOST_BYTES = 25_000_000
"""Of one item, as of any log; of a longer one that is written at its end, the end is kept."""
_CHUNK = 256 * 1024


def read_raw(item: Item, seconds: float) -> RawItem:
    """What the item says, whatever happens: it never raises. `seconds` are a command's limit."""
    try:
        return _read(item, seconds)
    except NotCollectedError as error:
        return RawItem(
            name=item.name, status=error.status, reason=error.reason, searched=error.searched
        )
    except PermissionError as error:
        reason = error.strerror or str(error)
        return RawItem(name=item.name, status=Status.REFUSED, reason=reason)
    except (Exception, SystemExit) as error:
        reason = f"{type(error).__name__}: {error}"[:500]
        return RawItem(name=item.name, status=Status.FAILED, reason=reason)


def _read(item: Item, seconds: float) -> RawItem:
    match item:
        case Gap():
            return RawItem(
                name=item.name, status=item.status, reason=item.reason, searched=item.searched
            )
        case Facts():
            return RawItem(name=item.name, status=Status.COLLECTED, facts=plain(item.read()))
        case File():
            return _file(item)
        case Bytes():
            return _binary(item.name, item.source, item.read())
        case Stream():
            return _text(item.name, item.source, item.read())
        case Command():
            output = CommandOutput(item.argv, seconds)
            raw = _text(item.name, " ".join(item.argv), output)
            return _judged(raw, verdict(output, item.ok_exit_codes), stopped=bool(output.stopped))


def _judged(raw: RawItem, fault: str, *, stopped: bool) -> RawItem:
    if not fault:
        return raw
    status = Status.PARTIAL
    if not raw.data:
        status = Status.TIMED_OUT if stopped else Status.FAILED
    return RawItem(
        name=raw.name, status=status, reason=fault, data=raw.data or None, source=raw.source
    )


def _file(item: File) -> RawItem:
    with closing(open_regular(item.path)) as file:
        size = os.fstat(file.fileno()).st_size
        if not item.text:
            if size > MOST_BYTES:
                raise _too_long(size)
            return _binary(item.name, str(item.path), b"".join(_chunks(file)))
        if item.tail and size > MOST_BYTES:
            file.seek(size - MOST_BYTES)
            raw = _text(item.name, str(item.path), _chunks(file))
            reason = f"over the limit: last {MOST_BYTES} bytes"
            return RawItem(
                name=raw.name, status=Status.PARTIAL, reason=reason, data=raw.data,
                source=raw.source, code_pages=item.code_pages,
            )  # fmt: skip
        return _text(item.name, str(item.path), _chunks(file), item.code_pages)


def _binary(name: str, source: str, data: bytes) -> RawItem:
    if len(data) > MOST_BYTES:
        raise _too_long(len(data))
    return RawItem(
        name=name, status=Status.COLLECTED, data=data, source=source, binary=True
    )  # fmt: skip


def _too_long(size: int) -> NotCollectedError:
    return NotCollectedError(
        Status.SKIPPED, f"{size} bytes are over the limit, and it cannot be cut"
    )


def _chunks(file: FileIO) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


def _text(
    name: str, source: str, pieces: Iterable[bytes], code_pages: tuple[str, ...] = ()
) -> RawItem:
    data, reason = bytearray(), ""
    try:
        for piece in pieces:
            data += piece
            if len(data) > MOST_BYTES:
                del data[MOST_BYTES:]
                reason = f"over the limit: the first {MOST_BYTES} bytes are kept"
                break
    except (NotCollectedError, OSError) as error:
        if not data:
            raise
        reason = f"it ended early: {error}"
    status = Status.PARTIAL if reason else Status.COLLECTED
    return RawItem(
        name=name, status=status, reason=reason, data=bytes(data), source=source,
        code_pages=code_pages,
    )  # fmt: skip


def as_item(raw: RawItem) -> Item:
    """The item that gives what was read: it passes the shield as any other."""
    if raw.facts is not None:
        return Facts(raw.name, lambda: raw.facts)
    if raw.data is None:
        return Gap(raw.name, raw.status, raw.reason, raw.searched)
    if raw.binary:
        return Bytes(raw.name, raw.source, lambda: raw.data or b"")
    return Stream(raw.name, raw.source, lambda: _again(raw), raw.code_pages)


def _again(raw: RawItem) -> Iterator[bytes]:
    data = raw.data or b""
    for at in range(0, len(data), _CHUNK):
        yield data[at : at + _CHUNK]
    if raw.status is not Status.COLLECTED:
        raise NotCollectedError(raw.status, raw.reason)
