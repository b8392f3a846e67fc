"""What holds for the draft that is open: pages, faults, the promise; nothing here changes it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from collector.core.environment import Environment
    from collector.gui.gathering import Gathering
    from collector.gui.warm import Warm
    from collector.request.form import Fault
    from collector.workflow.collecting import Collecting
    from collector.workflow.draft import Draft
    from collector.workflow.draft_store import DraftStore
    from collector.workflow.guide import Hint, Situation
    from collector.workflow.offer import Offer
    from collector.workflow.product_source import Known


class Judging(QObject):
    """Asks the workflow what it says about the draft; the session adds what changes."""

    environment: Environment
    gathering: Gathering
    draft: Draft | None
    warm: Warm | None
    known: Known | None
    tickets: frozenset[str] | None
    _offer: Offer | None

    def steps(self) -> tuple[str, ...]:
        """The pages of this draft in their order."""
        if self.warm is None or self.draft is None:
            return ("start", "product", "contact", "problem", "review", "send", "done")
        return tuple(map(str, self.warm.guide.steps(self.draft)))

    def problems(self, page: str) -> tuple[Fault, ...]:
        """What is wrong with the answers of a page, or missing."""
        if self.warm is None or self.draft is None:
            return ()
        found: tuple[Fault, ...] = self.warm.guide.problems(page, self.draft, today=self.today())
        return found

    def hint(self, page: str) -> Hint | None:
        """What stands between this page and the next one."""
        if self.warm is None or self.draft is None:
            return None
        found: Hint | None = self.warm.guide.why_not(
            page, self.draft, self.situation, today=self.today()
        )
        return found

    @property
    def store(self) -> DraftStore | None:
        """The drafts on disk; its methods block."""
        return self.warm.store if self.warm is not None else None

    @property
    def srs_url(self) -> str:
        """Where requests are sent; "" while none is set up or it is not read yet."""
        return self.warm.srs.url if self.warm is not None else ""

    @property
    def collecting(self) -> Collecting | None:
        """The evidence of the draft, once it has been opened."""
        return self.gathering.collecting

    @property
    def offer(self) -> Offer | None:
        """The promise for what the draft states; None while no draft is open."""
        if self._offer is None and self.draft is not None and self.known is not None:
            from collector.workflow.offer import offer

            self._offer = offer(self.draft, self.environment.now(), self.known.data)
        return self._offer

    @property
    def situation(self) -> Situation:
        """What is known beside the draft."""
        from collector.workflow.guide import Situation

        found = self.offer
        return Situation(
            collecting=self.gathering.running,
            discontinued=found is not None and found.discontinued,
            telephone=found is None or found.telephone,
            srs_address=self.warm is None or bool(self.warm.srs.url),
            tickets=self.tickets,
        )

    def today(self) -> date:
        """The day that it is where this computer stands."""
        return self.environment.now().astimezone().date()

    def page_of(self, path: str) -> str:
        """The page on which a field of the form stands."""
        return str(self.warm.guide.page_of(path)) if self.warm is not None else "start"
