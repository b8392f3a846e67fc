"""A fault of the app itself: written to a file, told to the person, and sent if they want to."""

from __future__ import annotations

import traceback
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collector.gui.session import Session
    from collector.workflow.draft import Draft


class Defects(QObject):
    """Signals: written, the Path of a report about a fault."""

    written = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session

    def report(self, error: BaseException) -> None:
        """Write a report about `error`; an error while doing so is told to nobody."""
        told = "".join(traceback.format_exception(error))
        environment = self._session.environment

        def work() -> Path:
            from collector.core.defect import write_report

            return write_report(told, environment)

        self._session.tasks.run(
            lambda _progress, _cancel: work(),
            owner=self,
            done=self.written.emit,
            failed=lambda _error: None,
            keep=True,
        )

    def send(self, report: Path) -> None:
        """Attach the report to the request that is open, or begin one about it."""
        if self._session.draft is not None:
            self._attach(report)
            return

        def fill(draft: Draft) -> Draft:
            QTimer.singleShot(0, self, lambda: self._attach(report))  # when it is open
            return _about_us(draft, self.tr("A fault of this program"))

        self._session.begin("new_request", fill)

    def _attach(self, report: Path) -> None:
        from collector.gui.files import Files

        if self._session.draft is not None:
            Files(self._session, self).attach(report)


def _about_us(draft: Draft, subject: str) -> Draft:
    from collector.core.paths import PRODUCT
    from collector.core.version import VERSION

    request = draft.request
    return replace(
        draft,
        request=replace(
            request,
            product=replace(request.product, name=PRODUCT, version=VERSION),
            problem=replace(request.problem, subject=subject),
        ),
    )
