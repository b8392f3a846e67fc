"""A desk for the tests of sending: real outbox, history and client, no waiting."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from collector.core.errors import CancelledError
from collector.core.paths import Paths
from collector.core.settings import Settings
from collector.srs.item import Item
from collector.srs.new_ticket import fingerprint, new_ticket
from collector.srs.outbox import Outbox
from collector.workflow.desk import Desk, connector, open_history, sent_folder
from tests.unit.srs.requests_ import a_bundle, a_request


class Pauses:
    """A clock that only its own sleep moves; it gives up after a hundred pauses."""

    def __init__(self) -> None:
        self.time, self.taken = 0.0, list[float]()

    def clock(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.taken.append(seconds)
        self.time += seconds
        if len(self.taken) > 100:
            raise CancelledError("The test waited a hundred times.")


@contextmanager
def a_desk(folder: Path, *, settings: Settings | None = None, **parts: Any) -> Iterator[Desk]:
    """The desk whose files lie in `folder`; `parts` replace those of the Desk."""
    paths = Paths(config=folder / "config", data=folder / "data", state=folder / "state")
    pauses, told = Pauses(), list[str]()
    outbox = Outbox(paths.outbox, notice=told.append)
    now = parts.pop("now", lambda: datetime.now(UTC))
    with open_history(paths, outbox, now=now, notice=told.append) as history:
        quiet = connector(settings or Settings(), lambda _seconds: None)
        plain = {"clock": pauses.clock, "sleep": pauses.sleep, "connect": quiet, "now": now}
        yield Desk(outbox=outbox, history=history, sent=sent_folder(paths), **{**plain, **parts})


def queue(
    desk: Desk, url: str, *, request_id: str = "", size: int = 3_000_000, subject: str = "Broken"
) -> Item:
    """An item with a bundle of `size` random bytes (none: without a bundle)."""
    request = a_request(request_id=request_id, subject=subject)
    with desk.outbox.stage(request_id) as staging:
        bundle = None
        if size:
            staging.bundle.write_bytes(os.urandom(size))
            bundle = staging.bundle
        return desk.outbox.enqueue(
            staging, bundle=bundle, srs_url=url, fingerprint=fingerprint(request), now=desk.now(),
            body=new_ticket(request, bundle=a_bundle(bundle) if bundle else None),
        )  # fmt: skip
