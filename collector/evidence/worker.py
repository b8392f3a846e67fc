"""The worker process (`__main__ --worker`): executes the items of probes for the runner.

Everything it must know comes through its standard input; standard output speaks the protocol and
nothing else: a stray print of a library goes nowhere. When its parent is gone, it ends at once.
"""

from __future__ import annotations

import importlib
import os
import queue
import sys
import threading
import time
from collections.abc import Iterator
from io import FileIO
from pathlib import Path
from typing import Any, cast

import msgspec

from collector.core import durable
from collector.core.errors import CollectorError
from collector.core.secrets import Seal
from collector.evidence import attached, messages, sidecar
from collector.evidence.deadlines import allowance
from collector.evidence.execution import Executor, Outcome
from collector.evidence.messages import (
    Ask,
    Done,
    Ended,
    Fatal,
    Look,
    Ready,
    RunProbe,
    Seen,
    Setup,
    Started,
    Told,
)
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.pipeline import Spool, SpoolError
from collector.evidence.places import kind_of
from collector.evidence.platforms.machine import Machine
from collector.evidence.probe import Context, File, Item, Probe
from collector.evidence.process import die_with_parent, end_own_group
from collector.evidence.raw import as_item
from collector.evidence.shield import Shield
from collector.privacy.model import Kind, Level, Name
from collector.privacy.name import pseudonym


def main() -> int:
    """Serve until the runner closes the pipe."""
    incoming, outgoing = _take_pipes()
    die_with_parent()
    orders: queue.Queue[messages.ToWorker] = queue.Queue()
    threading.Thread(target=_listen, args=(incoming, orders), daemon=True).start()
    while isinstance(setup := orders.get(), Look | Ask):
        _send(outgoing, Seen(kind=kind_of(setup.path)) if isinstance(setup, Look) else _told(setup))
    if not isinstance(setup, Setup):
        return 1
    if hasattr(os, "getppid") and sys.platform != "win32" and os.getppid() != setup.parent:
        end_own_group()
    durable.also_kill(setup.parent)
    try:
        worker = Worker(setup, outgoing)
    except CollectorError as error:
        _send(outgoing, Fatal(reason=error.title, no_space=False))
        return 1
    while True:
        order = orders.get()
        if isinstance(order, RunProbe):
            worker.run(order)


def _take_pipes() -> tuple[FileIO, FileIO]:
    """The protocol's pipes, away from the descriptors that libraries and commands know."""
    incoming, outgoing = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    for known in (0, 1):
        os.dup2(null, known)
    os.close(null)
    if sys.platform == "win32":
        import msvcrt

        for handle in (incoming, outgoing):
            msvcrt.setmode(handle, os.O_BINARY)
    return FileIO(incoming, "rb"), FileIO(outgoing, "wb")


def _listen(incoming: FileIO, orders: queue.Queue[messages.ToWorker]) -> None:
    try:
        while (frame := messages.read_frame(incoming)) is not None:
            orders.put(messages.TO_WORKER.decode(frame))
    finally:
        end_own_group()


def _send(outgoing: FileIO, message: messages.Message) -> None:
    try:
        messages.write_all(outgoing, messages.framed(message))
    except OSError:
        end_own_group()


def part(place: str) -> Any:  # noqa: ANN401 - the caller knows what stands there
    """What `module:name` names."""
    module, _, name = place.partition(":")
    return getattr(importlib.import_module(module), name)


def _told(question: Ask) -> Told:
    try:
        return Told(value=msgspec.to_builtins(part(question.function)(*question.arguments)))
    except Exception as error:
        return Told(fault=str(error)[:500] or type(error).__name__)


def _pairs(names: tuple[Name, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name.kind.value, name.value) for name in names)


class Worker:
    """One machine, one shield, and the items that it is told to execute."""

    def __init__(self, setup: Setup, outgoing: FileIO) -> None:
        self._setup, self._outgoing = setup, outgoing
        root = Path(setup.root) if setup.root else None
        self._machine = cast(Machine, part(setup.parts.machine)(root))
        known = {Name(Kind(kind), value) for kind, value in setup.names}
        found, fault = self._names() if setup.find_names else ((), "")
        self._shield = Shield(
            part(setup.parts.redactor),
            setup.key,
            known | set(found),
            Level(setup.level),
            setup.keep,
        )
        seal = Seal(setup.key, sidecar.PURPOSE)
        self._executor = Executor(
            spool=Spool(Path(setup.spool), setup.set_id, seal),
            shield=self._shield,
            root=root,
            since=setup.since,
            code_page=setup.code_page,
            max_file_bytes=setup.max_file_bytes,
            advanced=self._advanced,
        )
        self._tell(self._ready(tuple(found), fault))

    def _names(self) -> tuple[tuple[Name, ...], str]:
        try:
            return tuple(part(self._setup.parts.names)(self._machine)), ""
        except Exception as error:
            return (), f"{type(error).__name__}"

    def _ready(self, found: tuple[Name, ...], fault: str) -> Ready:
        host = next((name for name in found if name.kind is Kind.HOST), None)
        return Ready(
            names=_pairs(found),
            names_fault=fault,
            platform=self._machine.platform,
            time_zone=self._time_zone(),
            host=f"pii-host-{pseudonym(self._setup.key, host.kind, host.value)}" if host else "",
        )

    def _time_zone(self) -> str:
        try:
            return str(self._machine.time_zone().name)
        except (NotCollectedError, OSError, AttributeError):
            return ""

    def _tell(self, message: messages.Message) -> None:
        _send(self._outgoing, message)

    def _advanced(self, count: int) -> None:
        self._tell(messages.Advanced(bytes=count))

    def run(self, order: RunProbe) -> None:
        """Execute the items of one probe that are neither done nor lost."""
        self._executor.budget = order.budget
        self._executor.given = frozenset(Path(given.path) for given in order.given)
        over = time.monotonic() + order.seconds
        done, written = set(order.done), set(order.shown)
        taken: set[str] = set()
        try:
            for item in self._items(order):
                name = self._name(item, taken)
                if item.name in done or name in written:
                    continue
                done.add(item.name)
                self._tell(Started(name=item.name, shown=name, steady=isinstance(item, File)))
                self._executor.deadline = time.monotonic() + allowance(
                    over - time.monotonic(), order.item_seconds
                )
                self._one(item, name)
        except SpoolError as error:
            self._tell(Fatal(reason=str(error), no_space=True))
        except NotCollectedError as error:
            self._ended(error.status, error.reason)
        except (Exception, SystemExit) as error:
            self._ended(Status.FAILED, f"{type(error).__name__}: {error}"[:500])
        else:
            self._ended()

    def _name(self, item: Item, taken: set[str]) -> str:
        """The item's name as it is written: two that are hidden alike stay apart."""
        shown = name = self._shield.text(item.name)
        number = 1
        while name in taken:
            number += 1
            name = f"{shown} ({number})"
        taken.add(name)
        return name

    def _items(self, order: RunProbe) -> Iterator[Item]:
        if order.raw:
            yield from map(as_item, order.raw)
            return
        if order.given:
            yield from attached.items(order.given)
            return
        probe = probe_in(order.module, order.id)
        yield from probe.items(self._context(order))

    def _context(self, order: RunProbe) -> Context:
        return Context(
            machine=self._machine,
            install_dirs=tuple(map(Path, self._setup.install_dirs)),
            kernel_logs=tuple(map(Path, self._setup.kernel_logs)),
            since=self._setup.since,
            found=order.found,
        )

    def _one(self, item: Item, shown: str) -> None:
        began = time.monotonic()
        outcome = self._executor.execute(item)
        self._tell(self._done(item, shown, outcome, time.monotonic() - began))

    def _done(self, item: Item, shown: str, outcome: Outcome, seconds: float) -> Done:
        text = self._shield.text
        return Done(
            name=item.name,
            shown=text(shown),
            status=outcome.status,
            reason=text(outcome.reason),
            seconds=round(seconds, 3),
            searched=tuple(map(text, outcome.searched)),
            stored=outcome.stored,
            fragment=outcome.fragment,
            clear=outcome.clear,
            learned=_pairs(self._shield.learn(outcome.clear)),  # last: these texts teach, too
        )

    def _ended(self, status: Status | None = None, reason: str = "") -> None:
        fault = self._shield.text(reason)
        self._tell(Ended(status=status, fault=fault, learned=_pairs(self._shield.learn())))


def probe_in(module: str, probe_id: str) -> Probe:
    """The probe of that id that the module declares as PROBE or in PROBES."""
    loaded = importlib.import_module(module)
    probes: tuple[Probe, ...] = getattr(loaded, "PROBES", ())
    if (single := getattr(loaded, "PROBE", None)) is not None:
        probes = (*probes, single)
    return next(probe for probe in probes if probe.id == probe_id)
