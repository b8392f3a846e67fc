"""Whether another machine is there: its name is resolved and ports are knocked at, no more.

Nothing is sent and nothing of a share is touched. A resolver may block for long, so each machine
is asked in a thread of its own that nobody waits for beyond the limit.
"""

from __future__ import annotations

import errno
import queue
import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from collector.evidence.formats.network_names import Server

SECONDS = 3.0
"""For the name, and again for each port."""
PORTS = {"smb": (445, 139), "nfs": (2049, 111), "webdav": (443, 80), "ftp": (21,), "sftp": (22,)}
_MOST_ADDRESSES = 8
_REFUSED = {errno.ECONNREFUSED, getattr(errno, "WSAECONNREFUSED", errno.ECONNREFUSED)}
_LATE = {errno.ETIMEDOUT, getattr(errno, "WSAETIMEDOUT", errno.ETIMEDOUT)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Port:
    """`state` "open", "refused", "timed out", or why it cannot be reached; `ms` until then."""

    number: int
    state: str
    ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """`target` is an address such as smb://server/; `name` "resolved", "timed out", or why not,
    after `ms`. The ports are those of the first address."""

    target: str
    name: str
    ms: int
    addresses: tuple[str, ...] = ()
    ports: tuple[Port, ...] = ()


def reach(servers: Sequence[Server], seconds: float = SECONDS) -> tuple[Reach, ...]:
    """All at the same time; returns after two times `seconds` at the latest, and a little."""
    answers: queue.SimpleQueue[tuple[int, Reach]] = queue.SimpleQueue()
    began = time.monotonic()
    for number, each in enumerate(servers):
        threading.Thread(target=_ask, args=(number, each, seconds, answers), daemon=True).start()
    found: dict[int, Reach] = {}
    over = began + 2 * seconds + 1
    while len(found) < len(servers) and (left := over - time.monotonic()) > 0:
        try:
            number, answer = answers.get(timeout=left)
        except queue.Empty:
            break
        found[number] = answer
    late = round(seconds * 1000)
    return tuple(
        found.get(number) or Reach(target=each.url, name="timed out", ms=late)
        for number, each in enumerate(servers)
    )


def _ask(
    number: int, server: Server, seconds: float, answers: queue.SimpleQueue[tuple[int, Reach]]
) -> None:
    began = time.monotonic()
    ports = PORTS[server.service]
    try:
        told = socket.getaddrinfo(server.host, ports[0], type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        why = "not resolved" if isinstance(error, UnicodeError) else _not_resolved(error)
        answers.put((number, Reach(target=server.url, name=why, ms=_since(began))))
        return
    passed = time.monotonic() - began
    addresses = list(dict.fromkeys((family, str(place[0])) for family, _, _, _, place in told))
    late = passed > seconds
    answer = Reach(
        target=server.url,
        name="timed out" if late else "resolved",
        ms=round(passed * 1000),
        addresses=tuple(text for _, text in addresses[:_MOST_ADDRESSES]),
        ports=() if late or not addresses else _knock(addresses[0], ports, seconds),
    )
    answers.put((number, answer))


def _not_resolved(error: OSError) -> str:
    temporary = {getattr(socket, "EAI_AGAIN", None), 11002}
    if error.errno in temporary:
        return "not resolved: no name server answers"
    return "not resolved: the name is not known"


def _knock(address: tuple[int, str], ports: tuple[int, ...], seconds: float) -> tuple[Port, ...]:
    """Every port at the same time."""
    found: dict[int, Port] = {}

    def one(number: int) -> None:
        found[number] = _port(address, number, seconds)

    threads = [threading.Thread(target=one, args=(number,), daemon=True) for number in ports]
    for thread in threads:
        thread.start()
    over = time.monotonic() + seconds + 0.5
    for thread in threads:
        thread.join(max(0.0, over - time.monotonic()))
    late = round(seconds * 1000)
    return tuple(found.get(n) or Port(number=n, state="timed out", ms=late) for n in ports)


def _port(address: tuple[int, str], number: int, seconds: float) -> Port:
    family, host = address
    began = time.monotonic()
    try:
        with socket.socket(family, socket.SOCK_STREAM) as knocking:
            knocking.settimeout(seconds)
            knocking.connect((host, number))
        state = "open"
    except OSError as error:
        state = _state(error)
    return Port(number=number, state=state, ms=_since(began))


def _state(error: OSError) -> str:
    if isinstance(error, TimeoutError) or error.errno in _LATE:
        return "timed out"
    if isinstance(error, ConnectionRefusedError) or error.errno in _REFUSED:
        return "refused"
    return f"not reached: {error.strerror or type(error).__name__}"


def _since(began: float) -> int:
    return round((time.monotonic() - began) * 1000)
