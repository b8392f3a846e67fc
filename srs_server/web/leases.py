"""One request at a time on an upload: a newer one ends the one that is still running."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio

from collector.srs.protocol import Slug
from srs_server.problems import ProblemError

_PATIENCE_S = 10.0
_QUIET_S = 0.25
_LONGEST_FAREWELL_S = 2.0


class Lease:
    """Held by one request. What runs inside `scope` is cancelled when another asks and no byte
    comes any more: those of a connection that just broke are still on their way. `received` counts
    them."""

    def __init__(self) -> None:
        self.scope = anyio.CancelScope()
        self.released = anyio.Event()
        self.received = 0

    async def end(self) -> None:
        with anyio.move_on_after(_LONGEST_FAREWELL_S):
            before = -1
            while before != self.received and not self.released.is_set():
                before = self.received
                with anyio.move_on_after(_QUIET_S):
                    await self.released.wait()
        self.scope.cancel()
        await self.released.wait()


class Leases:
    """All leases of this process; used from the event loop alone."""

    def __init__(self, patience_s: float = _PATIENCE_S) -> None:
        self._held: dict[str, Lease] = {}
        self._patience_s = patience_s

    @asynccontextmanager
    async def hold(self, key: str) -> AsyncIterator[Lease]:
        """Hold `key`, ending whoever has it; the 423 problem if that one does not end."""
        with anyio.move_on_after(self._patience_s):
            while held := self._held.get(key):
                await held.end()
        if key in self._held:
            raise ProblemError(Slug.UPLOAD_LOCKED, headers={"Retry-After": "2"})
        lease = self._held[key] = Lease()
        try:
            yield lease
        finally:
            del self._held[key]
            lease.released.set()
