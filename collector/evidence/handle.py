"""The runner's side of a worker: a process, two pipes, and threads that nobody waits for."""

from __future__ import annotations

import os
import queue
import threading
from contextlib import suppress
from io import RawIOBase
from typing import cast

import msgspec

from collector.evidence import messages
from collector.evidence.process import Isolated, own_argv

_STARTING_S, _ENDING_S = 20.0, 2.0


class LostError(Exception):
    """The worker process ended, or spoke no sense."""


class WorkerHandle:
    """A started worker. Sending and receiving never block on it: daemon threads do."""

    def __init__(self) -> None:
        argv, cwd = own_argv()
        self._child = Isolated(argv, cwd=cwd)
        self._out: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._in: queue.SimpleQueue[messages.FromWorker | None] = queue.SimpleQueue()
        for target in (self._read, self._write):
            threading.Thread(target=target, daemon=True).start()

    @property
    def pid(self) -> int:
        return self._child.pid

    def started(self) -> None:
        """Wait until it listens, before it is asked what may take long: on a busy machine its start
        takes longer than an answer may. Raises LostError."""
        self.send(messages.Look(path=os.devnull))
        if self.receive(_STARTING_S) is None:
            raise LostError("its worker process did not start in time")

    def send(self, message: messages.ToWorker) -> None:
        self.send_raw(messages.framed(message))

    def send_raw(self, data: bytes) -> None:
        self._out.put(data)

    def receive(self, seconds: float) -> messages.FromWorker | None:
        """The next message; None after `seconds` without one; raises LostError."""
        try:
            message = self._in.get(timeout=max(0.0, seconds))
        except queue.Empty:
            return None
        if message is None:
            raise LostError(self._end())
        return message

    def kill(self) -> bool:
        """End it; False when it could not die and was abandoned."""
        self._out.put(None)
        return self._child.kill()

    def _end(self) -> str:
        """How the process ended, in words."""
        self._child.kill(_ENDING_S)  # it has closed its pipe: it is ending by itself
        code = self._child.process.returncode
        if code is not None and code < 0 and os.name == "posix":
            return f"its worker process was ended by signal {-code}"
        return "its worker process ended unexpectedly"

    def _read(self) -> None:
        nonsense = (OSError, ValueError, msgspec.MsgspecError, messages.BrokenPipeFrameError)
        with suppress(*nonsense), cast(RawIOBase, self._child.process.stdout) as pipe:
            while (frame := messages.read_frame(pipe)) is not None:
                self._in.put(messages.FROM_WORKER.decode(frame))
        self._in.put(None)

    def _write(self) -> None:
        with suppress(OSError, ValueError), cast(RawIOBase, self._child.process.stdin) as pipe:
            while (data := self._out.get()) is not None:
                messages.write_all(pipe, data)
