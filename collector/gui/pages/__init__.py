"""The pages of the app by their id; each is imported when it is needed first."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collector.gui.pages.base import Page

_HERE = "collector.gui.pages"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """Where a page lies. One that is no step is reached by a link and left with Back."""

    id: str
    name: str
    is_step: bool = True

    @property
    def module(self) -> str:
        return f"{_HERE}.{self.id}"


PAGES: tuple[PageSpec, ...] = (
    PageSpec(id="start", name="StartPage"),
    PageSpec(id="product", name="ProductPage"),
    PageSpec(id="contact", name="ContactPage"),
    PageSpec(id="problem", name="ProblemPage"),
    PageSpec(id="review", name="ReviewPage"),
    PageSpec(id="send", name="SendPage"),
    PageSpec(id="done", name="DonePage"),
    PageSpec(id="call", name="CallPage"),
    PageSpec(id="leak", name="LeakPage", is_step=False),
    PageSpec(id="outbox", name="OutboxPage", is_step=False),
    PageSpec(id="settings", name="SettingsPage", is_step=False),
)


def spec(page: str) -> PageSpec:
    """The entry of `page`; KeyError if there is none."""
    for each in PAGES:
        if each.id == page:
            return each
    raise KeyError(page)


def page_class(page: str) -> type[Page]:
    """The class of `page`; imports it if it is not `is_loaded`. On the GUI thread only."""
    found = spec(page)
    made: type[Page] = getattr(importlib.import_module(found.module), found.name)
    return made


def is_loaded(page: str) -> bool:
    """Whether the module of `page` has been imported completely."""
    module = sys.modules.get(spec(page).module)
    initializing = getattr(getattr(module, "__spec__", None), "_initializing", False)
    return module is not None and not initializing


def loading() -> Iterator[str]:
    """Import every page, one at each step, and give its module's name. On the GUI thread only: Qt
    asks for the classes of what it paints, and PySide cannot make others meanwhile."""
    for module in (*(each.module for each in PAGES), f"{_HERE}.start_rescued"):  # a card, later
        importlib.import_module(module)
        yield module


def is_known(page: str) -> bool:
    return any(each.id == page for each in PAGES)
