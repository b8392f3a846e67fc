"""A real `paragon-srs serve` as a child process, for every test that needs an SRS.

with running_srs(folder) as srs:
    srs.url, srs.port, srs.agent_token
    srs.kill()      # SIGKILL, as a power cut would
    srs.restart()   # the same folder, the same port
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import Any

from tests.systems import PATIENCE_S, WINDOWS

_held: dict[int, socket.socket] = {}


class RunningSrs:
    """One server; `options` are those of the command line (`ip_limit=3` is `--ip-limit 3`)."""

    def __init__(self, data: Path, options: Mapping[str, Any], environ: Mapping[str, str]) -> None:
        self.data = data
        self.agent_token = "agent-token-of-the-tests"
        self._options = dict(options)
        self._environ = dict(environ)
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0
        self.url = ""
        self.ready: dict[str, Any] = {}

    @property
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def log(self) -> str:
        """What the server wrote to standard error, over all its starts."""
        return (self.data.parent / f"{self.data.name}.log").read_text(errors="replace")

    def start(self, **environ: str) -> None:
        """Start it and wait for the line that says it is ready; at the same port every time."""
        self.data.parent.mkdir(parents=True, exist_ok=True)
        with (self.data.parent / f"{self.data.name}.log").open("ab") as log:
            self._process = subprocess.Popen(
                [*self._command(), *self._arguments()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env={
                    **os.environ,
                    "PARAGON_SRS_AGENT_TOKEN": self.agent_token,
                    **self._environ,
                    **environ,
                },
            )
        self.ready = json.loads(self._first_line())
        self.port, self.url = int(self.ready["port"]), str(self.ready["url"])

    def kill(self) -> None:
        """End it at once, with no chance to tidy up."""
        assert self._process is not None
        self._process.kill()
        self._reap()

    def wait(self, timeout_s: float = PATIENCE_S) -> int:
        """Wait for its own end (a kill point, SIGTERM); returns the exit code."""
        assert self._process is not None
        code = self._process.wait(timeout_s)
        self._reap()
        return code

    def stop(self) -> int:
        """Ask it to end; returns the exit code."""
        assert self._process is not None
        if sys.platform == "win32":  # terminate() would be a kill
            assert self._process.stdin is not None
            self._process.stdin.close()
        else:
            self._process.terminate()
        return self.wait()

    def restart(self, **environ: str) -> None:
        if self.alive:
            self.kill()
        self.start(**environ)

    @property
    def alive(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _command(self) -> list[str]:
        return [sys.executable, "-m", "srs_server", "serve"]

    def _arguments(self) -> list[str]:
        arguments = ["--data", str(self.data), "--port", str(self.port), "--embedded"]
        for name, value in self._options.items():
            option = "--" + name.replace("_", "-")
            arguments += [option] if value is True else [option, str(value)]
        return arguments

    def _first_line(self) -> bytes:
        assert self._process is not None
        assert self._process.stdout is not None
        lines: list[bytes] = []
        reader = Thread(target=lambda: lines.append(self._process.stdout.readline()), daemon=True)  # type: ignore[union-attr]
        reader.start()
        reader.join(PATIENCE_S)
        if not lines or not lines[0]:
            self._process.kill()
            self._reap()
            raise AssertionError(f"the server did not start:\n{self.log}")
        return lines[0]

    def _reap(self) -> None:
        assert self._process is not None
        self._process.wait()
        if self.port:
            hold(self.port)
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                stream.close()


@contextmanager
def running_srs(
    data: Path, *, environ: Mapping[str, str] | None = None, **options: Any
) -> Iterator[RunningSrs]:
    """A server in the folder `data`, without creation limits unless `options` give some.

    `environ` adds variables (kill points, for instance) to every start.
    """
    defaults = {"address_limit": 0, "ip_limit": 0}
    srs = RunningSrs(data, {**defaults, **options}, environ or {})
    srs.start()
    try:
        yield srs
    finally:
        if srs.alive:
            srs.kill()


def free_port() -> int:
    """A port that nothing listens at: for an SRS that is down."""
    return hold(0)


def hold(port: int) -> int:
    """Keep `port` (0: one that the system chooses) until this process ends, so that no other test
    is given it meanwhile; a server that is told this port still gets it. Returns the port.

    POSIX: two sockets may be bound there if both say that they reuse it and none listens yet.
    """
    if port in _held:
        return port
    holder = socket.socket()
    if WINDOWS:
        with holder:
            holder.bind(("127.0.0.1", port))
            return int(holder.getsockname()[1])
    holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    with suppress(OSError):  # somebody was quicker: then it is no worse than without
        holder.bind(("127.0.0.1", port))
    port = int(holder.getsockname()[1]) or port
    _held[port] = holder
    return port
