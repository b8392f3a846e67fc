"""Asking for the elevated pass: starts it, waits with a limit, and believes nothing it says
beyond items of the probes that were asked for."""

from __future__ import annotations

import os
import queue
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from io import RawIOBase
from typing import Protocol, cast

import msgspec

from collector.core.progress import Cancel
from collector.evidence import messages
from collector.evidence.messages import RawItem
from collector.evidence.probe import Probe

MOST_ITEMS = 2000
MOST_BYTES = 40_000_000
"""Of all items of one probe: they go to the worker in one frame."""
_TICK = 0.1
_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY")


@dataclass(slots=True)
class Elevated:
    """What the pass read, by probe; `fault` says why there is nothing, or not all of it."""

    raw: dict[str, tuple[RawItem, ...]] = field(default_factory=dict)
    fault: str = ""


class Client(Protocol):
    """A started pass, and the pipes to it."""

    incoming: RawIOBase
    outgoing: RawIOBase

    def close(self) -> None:
        """Give it up: it ends by itself when its pipe is closed."""


def promised(probes: Iterable[Probe], platform: str) -> tuple[Probe, ...]:
    """Those that administrator rights add something to on this platform."""
    here = (each for each in probes if not each.only_on or platform in each.only_on)
    return tuple(probe for probe in here if probe.admin)


def read_elevated(ids: Sequence[str], start: Start, *, seconds: float, cancel: Cancel) -> Elevated:
    """Let the pass read the probes `ids`; never raises. `seconds` hold from the request on, the
    person's own time for the password included."""
    found: dict[str, list[RawItem]] = {each: [] for each in ids}
    try:
        client = start()
    except OSError as error:
        return Elevated(fault=str(error))
    try:
        fault = _follow(client, ids, found, time.monotonic() + seconds, cancel)
    finally:
        client.close()
    kept = {probe: tuple(items) for probe, items in found.items() if items}
    if fault:  # of the last probe it may have been half
        for probe in list(kept)[-1:]:
            del kept[probe]
    return Elevated(raw=kept, fault=fault)


class Start(Protocol):
    """Starts the pass; raises OSError with a sentence where that cannot be."""

    def __call__(self) -> Client: ...


def _follow(
    client: Client,
    ids: Sequence[str],
    found: Mapping[str, list[RawItem]],
    over: float,
    cancel: Cancel,
) -> str:
    """Take what it says; empty at its end, else why there is no more."""
    answers: queue.SimpleQueue[messages.FromElevated | None] = queue.SimpleQueue()
    request = msgspec.json.encode(list(ids)) + b"\n"
    for target, more in ((_ask, request), (_read, answers)):
        threading.Thread(target=target, args=(client, more), daemon=True).start()
    sizes = dict.fromkeys(ids, 0)
    while True:
        message = _next(answers, over, cancel)
        if isinstance(message, str):
            return message
        if not isinstance(message, messages.Raw):
            return message.reason if isinstance(message, messages.Fatal) else ""
        if message.probe not in found:
            return "it spoke of what it was not asked for"
        sizes[message.probe] += len(message.item.data or b"")
        items = found[message.probe]
        if sizes[message.probe] > MOST_BYTES or len(items) >= MOST_ITEMS:
            return f"it says more about {message.probe} than is taken"
        items.append(message.item)


def _next(
    answers: queue.SimpleQueue[messages.FromElevated | None], over: float, cancel: Cancel
) -> messages.FromElevated | str:
    """The next message, or why none is waited for any more."""
    while not cancel.requested:
        if (left := over - time.monotonic()) <= 0:
            return "it gave no answer in time"
        with suppress(queue.Empty):
            message = answers.get(timeout=min(_TICK, left))
            return message if message is not None else "it was not allowed, or ended early"
    return "cancelled"


def _ask(client: Client, request: bytes) -> None:
    with suppress(OSError, ValueError):
        messages.write_all(client.outgoing, request)


def _read(client: Client, answers: queue.SimpleQueue[messages.FromElevated | None]) -> None:
    nonsense = (OSError, ValueError, msgspec.MsgspecError, messages.BrokenPipeFrameError)
    with suppress(*nonsense):
        while (frame := messages.read_frame(client.incoming)) is not None:
            answers.put(messages.FROM_ELEVATED.decode(frame))
    answers.put(None)


# starting it -----------------------------------------------------------------------------------


def elevated_argv() -> list[str]:
    """This program's elevated pass: isolated from the caller's environment and folder."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--elevated"]
    return [sys.executable, "-I", "-m", "collector", "--elevated"]


class Asking(Enum):
    """Whom the system may ask for consent or a password."""

    NOBODY = "nobody"
    TERMINAL = "terminal"
    SCREEN = "screen"


def asker(environ: Mapping[str, str], asking: Asking) -> list[str]:
    """The command that gives the rights, or asks for them; raises OSError for none."""
    path = environ.get("PATH")
    sudo, pkexec = shutil.which("sudo", path=path), shutil.which("pkexec", path=path)
    if sudo and asking is Asking.TERMINAL:
        return [sudo, "--"]
    if pkexec and asking is not Asking.NOBODY and any(environ.get(name) for name in _SCREENS):
        return [pkexec]
    if sudo:
        return [sudo, "-n", "--"]
    raise OSError("neither sudo nor pkexec is installed here")


def starter(environ: Mapping[str, str], asking: Asking) -> Start:
    """How the pass is started on this system."""

    def start() -> Client:
        if sys.platform == "win32":
            from collector.evidence.windows_elevation import start_elevated

            if asking is Asking.NOBODY:
                raise OSError("Windows asks for consent, and silent mode asks nobody")
            return start_elevated(elevated_argv())
        argv = [*asker(environ, asking), *elevated_argv()]
        return _Piped(argv, attended=asking is Asking.TERMINAL)

    return start


class _Piped:
    """The pass behind sudo or pkexec, whose standard streams are our pipes. It cannot be killed
    by us: it ends when its pipe is closed."""

    def __init__(self, argv: list[str], *, attended: bool) -> None:
        self._process = subprocess.Popen(
            argv,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if attended else subprocess.DEVNULL,
            cwd=os.sep,
            bufsize=0,
            start_new_session=not attended,
        )
        self.incoming = cast(RawIOBase, self._process.stdout)
        self.outgoing = cast(RawIOBase, self._process.stdin)

    def close(self) -> None:
        with suppress(OSError):
            self.outgoing.close()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(2.0)
        if self._process.returncode is None:
            with suppress(OSError):
                self._process.terminate()
            self._process.returncode = -15  # it has other rights than we: nobody waits for it
        self.incoming.close()
