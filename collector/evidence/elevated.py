"""The elevated pass (`__main__ --elevated`): reads what needs administrator rights, and no more.

It takes a JSON list of probe ids, one line, and nothing else: never a path, never a command. It
answers with raw items; redacting and writing is done by who asked, without these rights. When that
process is gone, it ends at once.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from io import FileIO
from typing import Any

import msgspec

from collector.core.errors import ExitCode
from collector.evidence import command, messages, program_files
from collector.evidence.catalogue import catalogue
from collector.evidence.deadlines import item_seconds
from collector.evidence.facts_json import plain
from collector.evidence.messages import RawItem
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms import open_machine
from collector.evidence.probe import Context, Facts, Item, Probe
from collector.evidence.process import end_own_group
from collector.evidence.raw import read_raw

LONGEST_REQUEST = 16 * 1024
LISTING = "(listing)"


class RefusedError(Exception):
    """The request is not one that this pass carries out."""


def main(arguments: list[str]) -> int:
    """Serve one request: over the standard streams, or (Windows) over the pipes that have the
    nonce `arguments` in their names."""
    try:
        incoming, outgoing = _channel(arguments)
    except OSError:
        return ExitCode.USAGE
    try:
        _check_ourselves()
        wanted = requested(_line(incoming))
    except RefusedError as error:
        _send(outgoing, messages.Fatal(reason=str(error), no_space=False))
        return ExitCode.USAGE
    command.distrust(program_files.program_fault)
    threading.Thread(target=_watch, args=(incoming, outgoing), daemon=True).start()
    for probe, raw in _Pass().all(wanted):
        _send(outgoing, messages.Raw(probe=probe, item=raw))
    _send(outgoing, messages.RawEnded())
    outgoing.close()
    os._exit(ExitCode.DONE)  # a read that hangs is waited for by nobody


def requested(line: bytes) -> tuple[Probe, ...]:
    """The probes that a request names; raises RefusedError for anything but known ids."""
    try:
        ids = msgspec.json.decode(line, type=list[str])
    except msgspec.MsgspecError:
        raise RefusedError("a list of probe ids in JSON is expected") from None
    known = {probe.id: probe for probe in catalogue() if probe.admin}
    if not ids or len(set(ids)) != len(ids) or len(ids) > len(known):
        raise RefusedError("a list of different probe ids is expected")
    for each in ids:
        if each not in known:
            raise RefusedError(f"no probe {each[:40]!r} needs administrator rights")
    return tuple(known[each] for each in ids)


def _check_ourselves() -> None:
    if not has_rights():
        raise RefusedError("it was started without administrator rights")
    try:
        fault = program_files.fault()
    except OSError as error:
        fault = f"{error.filename} cannot be looked at"
    if fault:
        raise RefusedError(
            f"{fault}, so it might not be our program that is given the rights. Install it for "
            "all users, in a folder that only administrators can write"
        )


def has_rights() -> bool:
    """Whether this process has the rights of an administrator."""
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.shell32.IsUserAnAdmin())
    return os.geteuid() == 0


def _channel(arguments: list[str]) -> tuple[FileIO, FileIO]:
    if sys.platform == "win32" and len(arguments) == 1:
        from collector.evidence.windows_elevation import connect

        return connect(arguments[0])
    if arguments:
        raise OSError("no argument is expected")
    return _standard()


def _standard() -> tuple[FileIO, FileIO]:
    incoming, outgoing = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for known in (0, 1):
        os.dup2(null, known)
    os.close(null)
    return FileIO(incoming, "rb"), FileIO(outgoing, "wb")


def _line(incoming: FileIO) -> bytes:
    line = bytearray()
    while not line.endswith(b"\n"):
        byte = incoming.read(1)
        if not byte or len(line) >= LONGEST_REQUEST:
            raise RefusedError("one line with a list of probe ids is expected")
        line += byte
    return bytes(line)


def _watch(incoming: FileIO, outgoing: FileIO) -> None:
    """Nothing may follow the request: its end means that nobody waits for us any more."""
    try:
        if incoming.read(1):
            reason = "a second request came in, and one pass has one client"
            _send(outgoing, messages.Fatal(reason=reason, no_space=False))
    finally:
        end_own_group()


_sending = threading.Lock()


def _send(outgoing: FileIO, message: messages.Message) -> None:
    try:
        with _sending:
            messages.write_all(outgoing, messages.framed(message))
    except (OSError, ValueError):
        end_own_group()


class _Pass:
    """One machine: this one. Nothing of what the client knows is asked for."""

    def __init__(self) -> None:
        self._machine = open_machine(None)
        self._found: dict[str, dict[str, Any]] = {}

    def all(self, wanted: tuple[Probe, ...]) -> Iterator[tuple[str, RawItem]]:
        for probe in wanted:
            self._needed(probe)
            for item in self._items(probe):
                raw = item if isinstance(item, RawItem) else _in_time(item, probe)
                if raw.facts is not None:
                    self._found.setdefault(probe.id, {})[raw.name] = raw.facts
                yield probe.id, raw

    def _items(self, probe: Probe) -> Iterator[Item | RawItem]:
        context = Context(machine=self._machine, found=self._found)
        try:
            yield from probe.items(context)
        except NotCollectedError as error:
            yield RawItem(name=LISTING, status=error.status, reason=error.reason)
        except (Exception, SystemExit) as error:
            reason = f"{type(error).__name__}: {error}"[:500]
            yield RawItem(name=LISTING, status=Status.FAILED, reason=reason)

    def _needed(self, probe: Probe) -> None:
        """The facts of other probes that this one uses are read here again, and not sent."""
        known = {each.id: each for each in catalogue()}
        for need in probe.needs:
            if need in self._found:
                continue
            self._needed(known[need])
            facts = self._found.setdefault(need, {})
            for item in self._items(known[need]):
                if isinstance(item, Facts):
                    raw = _in_time(item, known[need])
                    if raw.facts is not None:
                        facts[item.name] = plain(raw.facts)


def _in_time(item: Item, probe: Probe) -> RawItem:
    """The item within its time; a read that never returns is left to its thread."""
    seconds = item_seconds(probe.cost)
    answer: list[RawItem] = []
    thread = threading.Thread(
        target=lambda: answer.append(read_raw(item, seconds)), name=item.name, daemon=True
    )
    over = time.monotonic() + seconds + 1
    thread.start()
    thread.join(max(0.0, over - time.monotonic()))
    if answer:
        return answer[0]
    reason = f"no answer within {seconds:.0f} s"
    return RawItem(name=item.name, status=Status.TIMED_OUT, reason=reason)
