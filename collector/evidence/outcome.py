"""How a source says that it has something else than facts to tell, and why."""

from __future__ import annotations

from collector.evidence.model import Status


class NotCollectedError(Exception):
    """Raised inside an item's `read`: this item has another outcome than `collected`."""

    def __init__(self, status: Status, reason: str, *, searched: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason
        self.searched = searched


def absent(reason: str, *searched: str) -> NotCollectedError:
    return NotCollectedError(Status.ABSENT, reason, searched=searched)


def refused(reason: str) -> NotCollectedError:
    return NotCollectedError(Status.REFUSED, reason)


def not_applicable(reason: str) -> NotCollectedError:
    return NotCollectedError(Status.NOT_APPLICABLE, reason)
