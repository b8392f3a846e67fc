"""What sending and following work with: outbox, history, the way to an SRS, clock and patience."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from collector.core.environment import Environment
from collector.core.errors import CollectorError
from collector.core.paths import Paths, private
from collector.core.progress import Cancel, Progress, silent
from collector.core.settings import Settings, additional_ca, checked_srs_url, load_settings
from collector.history.model import Record
from collector.history.store import History
from collector.srs.item import BUNDLE, Item, ItemStatus, read_item
from collector.srs.outbox import Outbox

if TYPE_CHECKING:
    from collector.srs.client import SrsClient

Connect = Callable[[str], "SrsClient"]
"""A client for the SRS at an address; the caller closes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Everything that a use case around tickets needs from the world.

    `sleep` and `clock` count seconds, `chance` yields 0 to 1; `sent` holds what was delivered.
    """

    outbox: Outbox
    history: History
    sent: Path
    connect: Connect
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    progress: Progress = silent
    cancel: Cancel = field(default_factory=Cancel)


def connector(
    settings: Settings,
    sleep: Callable[[float], None] = time.sleep,
    *,
    proxy_for: Callable[[str], str | None] | None = None,
) -> Connect:
    """Connections as the settings want them; loads requests when the first one is made.

    `proxy_for` answers for the system where the settings name no proxy.
    """

    def connect(url: str) -> SrsClient:
        from collector.srs.client import SrsClient
        from collector.srs.proxy import proxy_rule, system_proxy
        from collector.srs.transport import Transport

        return SrsClient(
            Transport(
                checked_srs_url(url),
                ca_file=additional_ca(settings),
                proxy_for=proxy_rule(settings.proxy, proxy_for or system_proxy),
                sleep=sleep,
            )
        )

    return connect


@contextmanager
def open_desk(
    environment: Environment,
    *,
    progress: Progress = silent,
    cancel: Cancel | None = None,
    notice: Callable[[str], None] | None = None,
    settings: Settings | None = None,
) -> Iterator[Desk]:
    """The desk of this account; `notice` (default: standard error) is told what was recovered."""
    tell = notice or (lambda text: print(text, file=environment.stderr))
    cancel = cancel or Cancel()
    settings = settings or load_settings(environment.paths, environment.environ)

    def sleep(seconds: float) -> None:
        cancel.wait(seconds)
        cancel.check()

    outbox = Outbox(environment.paths.outbox, notice=tell)
    with open_history(environment.paths, outbox, now=environment.now, notice=tell) as history:
        yield Desk(
            outbox=outbox,
            history=history,
            sent=sent_folder(environment.paths),
            connect=connector(settings, sleep, proxy_for=environment.proxy_for),
            now=environment.now,
            sleep=sleep,
            progress=progress,
            cancel=cancel,
        )


def sent_folder(paths: Paths) -> Path:
    return private(paths.data / "sent")


def open_history(
    paths: Paths,
    outbox: Outbox,
    *,
    now: Callable[[], datetime],
    notice: Callable[[str], None],
) -> History:
    """The history; one that was damaged or is missing is built again from what lies beside it."""
    history = History(paths.data, now=now, notice=notice)
    try:
        if history.is_new:
            for item in [*outbox.items(), *_sent(paths)]:
                state = item.state
                if state.addition or not state.ticket_id:
                    continue
                if not history.find(state.ticket_id, state.srs_url):
                    history.keep(record_of(item, now()))
            history.filled()
    except BaseException:
        history.close()
        raise
    return history


def _sent(paths: Paths) -> Iterator[Item]:
    for folder in sorted(sent_folder(paths).iterdir()):
        with suppress(CollectorError):
            yield read_item(folder)


def record_of(item: Item, now: datetime) -> Record:
    """What history keeps of an item that has a ticket."""
    state = item.state
    return Record(
        srs_url=state.srs_url,
        ticket_id=state.ticket_id,
        token=state.ticket_token,
        request_id=state.request_id,
        fingerprint=state.fingerprint,
        item_id=state.id,
        subject=state.subject,
        created_at=state.ticket_created_at or state.created_at,
        first_response_due=state.first_response_due,
        status="new",
        status_label=state.status_label,
        web_link=state.web_link,
        bundle_path=str(item.folder / BUNDLE) if state.bundle else "",
        bundle_size=state.bundle.size if state.bundle else 0,
        bundle_sha256=state.bundle.sha256 if state.bundle else "",
        checked_at=now,
        done=state.status is ItemStatus.DONE,
    )
