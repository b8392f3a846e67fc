"""A loopback proxy that cuts one connection at a chosen byte of the n-th request or response."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import ClassVar, Literal, Self

Place = Literal["0", "1", "middle", "last", "after"]
PLACES: tuple[Place, ...] = ("0", "1", "middle", "last", "after")
Side = Literal["request", "response"]


@dataclass(frozen=True, slots=True)
class Cut:
    """Let so much of the n-th message (counted from 1) pass, then cut.

    `last` withholds the last byte alone; `after` lets all pass and cuts then.
    """

    side: Side
    nth: int
    at: Place

    def passes(self, size: int) -> int:
        return {"0": 0, "1": 1, "middle": size // 2, "last": size - 1, "after": size}[self.at]


@dataclass(frozen=True, slots=True)
class Seen:
    """One exchange: its number, its request line, and the bytes that the client sent."""

    nth: int
    line: str
    size: int


_DOWN = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 3600\r\nContent-Length: 0\r\n"
    b"Connection: close\r\n\r\n"
)


class _Gone(Exception):
    pass


class CuttingProxy:
    """Passes HTTP/1.1 between clients and `upstream` (a port of this machine), cutting once.
    Without one it is what stands before an SRS that is down: 503, for an hour.

    `on_cut` runs while the connection is still open: there a test kills a process. `seen` lists
    every request that came in whole; `mutilated` says that a client got part of an answer.
    """

    living: ClassVar[set[CuttingProxy]] = set()

    def __init__(
        self, upstream: int, cut: Cut | None = None, on_cut: Callable[[], None] = lambda: None
    ) -> None:
        self.cut, self.on_cut, self.was_cut = cut, on_cut, False
        self.upstream, self.mutilated = upstream, False
        self.seen: list[Seen] = []
        self._lock = threading.Lock()
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._workers: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self._thread.start()
        CuttingProxy.living.add(self)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        CuttingProxy.living.discard(self)
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        with self._lock:
            for one in list(self._open):
                _end(one)
        self._thread.join(60)
        for worker in self._workers:
            worker.join(60)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            worker = threading.Thread(target=self._serve, args=(client,), daemon=True)
            self._workers.append(worker)
            worker.start()

    def _serve(self, client: socket.socket) -> None:
        with self._lock:
            self._open.add(client)
        server: socket.socket | None = None
        try:
            if not self.upstream:
                _message(client)
                client.sendall(_DOWN)
                return
            server = socket.create_connection(("127.0.0.1", self.upstream), timeout=120)
            with self._lock:
                self._open.add(server)
            while True:
                self._exchange(client, server)
        except (OSError, _Gone):
            pass
        finally:
            for one in (client, server):
                if one is not None:
                    _end(one)
                    with self._lock:
                        self._open.discard(one)

    def _exchange(self, client: socket.socket, server: socket.socket) -> None:
        request = _message(client)
        line = request.partition(b"\r\n")[0].decode("latin-1")
        with self._lock:
            nth = len(self.seen) + 1
            self.seen.append(Seen(nth, line, len(request)))
        self._forward("request", nth, request, server)
        response = _message(server, bodiless=line.startswith("HEAD "))
        self._forward("response", nth, response, client)

    def _forward(self, side: Side, nth: int, message: bytes, to: socket.socket) -> None:
        cut = self.cut
        if cut is None or self.was_cut or (cut.side, cut.nth) != (side, nth):
            to.sendall(message)
            return
        self.was_cut = True
        self.mutilated = side == "response" and cut.at != "after"
        to.sendall(message[: cut.passes(len(message))])
        self.on_cut()
        raise _Gone


def _message(source: socket.socket, *, bodiless: bool = False) -> bytes:
    """One whole HTTP/1.1 message; raises _Gone when the peer closes instead."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += _more(source)
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    fields = {name.strip().lower(): value.strip() for name, _, value in
              (line.partition(":") for line in lines)}  # fmt: skip
    status = first.split(" ")[1] if first.startswith("HTTP/") else ""
    if bodiless or status in ("204", "304") or status.startswith("1"):
        return data
    if fields.get("transfer-encoding", "").lower() == "chunked":
        while not body.endswith(b"0\r\n\r\n"):
            body += _more(source)
        return head + b"\r\n\r\n" + body
    rest = [body]
    missing = int(fields.get("content-length", "0")) - len(body)
    while missing > 0:
        rest.append(_more(source))
        missing -= len(rest[-1])
    return head + b"\r\n\r\n" + b"".join(rest)


def _more(source: socket.socket) -> bytes:
    block = source.recv(65536)
    if not block:
        raise _Gone
    return block


def _end(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
