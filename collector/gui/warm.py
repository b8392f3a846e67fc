"""What the pages stand on, imported and read on a worker thread after the first paint.

Nothing of Qt: its classes are made on the GUI thread, which imports the pages themselves.
"""

from __future__ import annotations

import importlib
from dataclasses import dataclass, replace
from types import ModuleType
from typing import TYPE_CHECKING

from collector.core.environment import Environment
from collector.core.resources import read_toml
from collector.core.settings import load_settings
from collector.gui.srs_address import SrsAddress, srs_address
from collector.policy.programs import shipped_policy
from collector.request.options import CollectOptions
from collector.workflow import guide
from collector.workflow.desk import connector, open_desk
from collector.workflow.draft import Draft, Purpose
from collector.workflow.draft_store import DraftStore
from collector.workflow.meter import weights
from collector.workflow.product_source import Known, ask_srs, known_products, shipped_products
from collector.workflow.remembered import remembered_contact

FOR_THE_PAGES = (
    "collector.report.call_sheet", "collector.request.toml_writer",
    "collector.workflow.call_facts", "collector.workflow.deliver",
    "collector.workflow.disk_picture", "collector.workflow.draft_files",
    "collector.workflow.finished", "collector.workflow.found_products",
    "collector.workflow.keeper", "collector.workflow.offer", "collector.workflow.pace",
    "collector.workflow.review_tree", "collector.workflow.settings_store",
    "collector.workflow.summary",
)  # fmt: skip
"""What they import first; a test holds it to what they do."""

if TYPE_CHECKING:
    from collector.history.model import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Warm:
    """`links` are the vendor's pages by their name; `notices` is what was found to be damaged."""

    store: DraftStore
    links: dict[str, str]
    notices: list[str]
    environment: Environment
    srs: SrsAddress
    known: Known
    guide: ModuleType = guide

    def create(self, purpose: str, options: CollectOptions | None) -> Draft:
        """A new draft, on disk; blocks."""
        draft = self.store.create(Purpose(purpose))
        contact = remembered_contact(self.environment.paths)
        if contact is not None:
            request = replace(draft.request, contact=contact)
            draft = replace(draft, request=request, remember_contact=True)
        return replace(draft, options=self._with_work_dir(options or draft.options))

    def _with_work_dir(self, options: CollectOptions) -> CollectOptions:
        """Drafts collect where the settings say."""
        settings = load_settings(self.environment.paths, {})
        return options if options.work_dir else replace(options, work_dir=settings.work_dir)

    def tickets(self) -> list[Record]:
        """What this account has sent before, the latest first; blocks."""
        with open_desk(self.environment, notice=self.notices.append) as desk:
            return desk.history.records()

    def ask_srs(self) -> Known:
        """The product data of the SRS, if it answers; blocks."""
        settings = load_settings(self.environment.paths, self.environment.environ)
        return ask_srs(
            self.environment.paths,
            self.srs.url,
            connector(settings, proxy_for=self.environment.proxy_for),
        )


def warm_up(environment: Environment) -> Warm:
    """Read everything that is read once; blocks."""
    for name in FOR_THE_PAGES:
        importlib.import_module(name)
    policy = shipped_policy()
    weights()
    policy.zone.utcoffset(environment.now())
    notices: list[str] = []
    srs = srs_address(environment)
    links = read_toml("vendor.toml").get("links", {})
    return Warm(
        store=DraftStore(environment.paths, environment.now, notice=notices.append),
        links={str(name): str(url) for name, url in links.items()},
        notices=notices,
        environment=environment,
        srs=srs,
        known=known_products(environment.paths, srs.url) if srs.url else shipped_products(),
    )
