"""What the pictures show: a computer with a product on it, a draft nearly done, a real SRS."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from collector.core.environment import Environment
from collector.core.paths import Paths
from collector.gui import language
from collector.gui.app import open_window
from collector.gui.pages import PAGES
from collector.gui.theme import Scheme
from collector.gui.window import Window
from collector.request.form import Program
from collector.request.options import CollectOptions
from collector.workflow.draft import Draft, ProductChoice, Purpose
from tests.gui.screenshots import until
from tests.gui.visits import filled
from tests.install_folder import make_install_folder
from tests.srs_fixture import running_srs
from tests.unit.evidence.pe_writer import product

Shoot = Callable[[Window, str], None]


@dataclass(slots=True, kw_only=True)
class Scene:
    """The app's folders and machine; the draft is made once and looked at in every variant."""

    app: QApplication
    environment: Environment
    options: CollectOptions
    draft_id: str = ""

    @classmethod
    @contextmanager
    def prepared(cls, app: QApplication, folder: Path) -> Iterator[Scene]:
        installed = make_install_folder(folder / "Partition Manager 15", big=2_000_000)
        product(
            installed.folder / "Program" / "plauncher.exe",
            "Paragon Partition Manager™ 15 Professional",
            "10.1.25.1137",
        )
        with running_srs(folder / "srs") as srs:
            yield cls(
                app=app,
                environment=Environment(
                    environ={**os.environ, "PARAGON_SRS_URL": srs.url},
                    paths=Paths.of(os.environ),
                    stdout=io.StringIO(),
                    stderr=io.StringIO(),
                ),
                options=CollectOptions(install_dir=(str(installed.folder),)),
            )

    def take(
        self, wanted: Sequence[str], *, code: str, scheme: Scheme, catalogues: Path, shoot: Shoot
    ) -> None:
        """Open a window, go to each of its pages (or only the `wanted`), and shoot."""
        install = language.install
        language.install = lambda app, _code="", _folder=None: install(app, code, catalogues)  # type: ignore[assignment]
        try:
            window = open_window(
                self.app, self.environment, language=code, scheme=scheme, options=self.options
            )
        finally:
            language.install = install
        size = window.sizeHint().boundedTo(window.screen().size())
        window.setGeometry(0, 0, size.width(), size.height())
        window.show()
        for spec in PAGES:
            if not wanted or spec.id in wanted:
                self._go(window, spec.id)
                shoot(window, spec.id)
        window.session.leave()
        until(self.app, lambda: not window.session.tasks.busy, "the draft to be let go")
        window.shutdown()
        window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def _go(self, window: Window, page: str) -> None:
        session = window.session
        if page != "start" and session.draft is None:
            if self.draft_id:
                session.open(self.draft_id)
            else:
                session.begin(Purpose.NEW_REQUEST, agreed)
            until(self.app, lambda: window.current_page_id != "start", "the draft")
            until(self.app, lambda: _has_been_read(window), "the evidence")
            assert session.draft is not None
            self.draft_id = session.draft.id
        if session.draft is not None:
            session.change(_with_telephone(session.draft, page == "call"))
        window.show_page(page)
        until(self.app, lambda: window.current_page_id == page, f"page {page}")
        until(self.app, lambda: session.warm is not None, "what the pages stand on")
        if page != "send":  # that one is looked at while it sends
            until(self.app, lambda: not session.tasks.busy, f"the tasks of page {page}")


def agreed(draft: Draft) -> Draft:
    """The filled draft of a person whose product was found, and who lets the computer be read."""
    draft = replace(filled(draft), agreed_to_collect=True, product_choice=ProductChoice.FOUND)
    found = replace(draft.request.product, build="10.1.25.1137")
    return replace(draft, request=replace(draft.request, product=found))


def _with_telephone(draft: Draft, telephone: bool) -> Draft:
    """A call sheet is for programs that have the telephone."""
    program = Program.EXTENDED if telephone else Program.COMPLIMENTARY
    support = replace(draft.request.support, program=program)
    return replace(draft, request=replace(draft.request, support=support))


def _has_been_read(window: Window) -> bool:
    gathering = window.session.gathering
    return gathering.collecting is not None and not gathering.running
