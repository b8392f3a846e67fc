"""What the pages stand on, imported and read on a worker thread after the first paint."""

from __future__ import annotations

from dataclasses import dataclass, replace
from types import ModuleType

from collector.core.environment import Environment
from collector.core.resources import read_toml
from collector.gui import pages
from collector.gui.srs_address import srs_address
from collector.policy.programs import shipped_policy
from collector.request.options import CollectOptions
from collector.workflow import guide
from collector.workflow.draft import Draft, Purpose
from collector.workflow.draft_store import DraftStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Warm:
    """`links` are the vendor's pages by their name; `notices` is what was found to be damaged."""

    store: DraftStore
    links: dict[str, str]
    notices: list[str]
    no_srs: bool
    guide: ModuleType = guide

    def create(self, purpose: str, options: CollectOptions | None) -> Draft:
        """A new draft, on disk; blocks."""
        draft = self.store.create(Purpose(purpose))
        return replace(draft, options=options) if options else draft


def warm_up(environment: Environment) -> Warm:
    """Read everything that is read once; blocks."""
    policy = shipped_policy()
    policy.zone.utcoffset(environment.now())
    pages.load_all()
    notices: list[str] = []
    links = read_toml("vendor.toml").get("links", {})
    return Warm(
        store=DraftStore(environment.paths, environment.now, notice=notices.append),
        links={str(name): str(url) for name, url in links.items()},
        notices=notices,
        no_srs=not srs_address(environment).url,
    )
