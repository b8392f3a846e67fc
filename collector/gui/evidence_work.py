"""Work on the evidence set of the open draft: one after the other, never on the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from collector.core.progress import Cancel, Progress, ProgressEvent

if TYPE_CHECKING:
    from collector.evidence.set import EvidenceSet
    from collector.gui.session import Session
    from collector.gui.tasks import Task

T = TypeVar("T")


def with_evidence(
    session: Session,
    owner: QObject,
    work: Callable[[EvidenceSet, Progress, Cancel], T],
    *,
    done: Callable[[T], None] | None = None,
    failed: Callable[[BaseException], None] | None = None,
    progress: Callable[[ProgressEvent], None] | None = None,
    keep: bool = False,
) -> Task | None:
    """Run `work` once nothing else works on the set; None where there is no evidence."""
    collecting = session.gathering.collecting
    if collecting is None:
        return None

    def held(report: Progress, cancel: Cancel) -> T:
        with collecting.working() as evidence:
            return work(evidence, report, cancel)

    return session.tasks.run(
        held, owner=owner, done=done, failed=failed or session.told.emit, progress=progress,
        lane="collect", keep=keep,
    )  # fmt: skip
