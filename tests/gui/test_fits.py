"""On a small screen, with large text, in a longer language, from right to left: all is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from collector.core.paths import PRODUCT, VENDOR
from collector.gui import language
from collector.gui.widgets.fold import Fold
from collector.workflow.demo import REQUEST
from tests.gui import walker
from tests.gui.catalogues import PSEUDO, make_pseudo
from tests.gui.conftest import Installation
from tests.gui.visits import tour

pytestmark = pytest.mark.beyond_wine("fonts to measure")
WIDTH, HEIGHT = 1366, 768
LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.fixture(scope="session")
def pseudo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_pseudo(tmp_path_factory.mktemp("translations"))


@pytest.mark.parametrize(
    ("code", "percent", "direction"),
    [("en", 100, LEFT), ("de", 150, LEFT), (PSEUDO, 200, LEFT), (PSEUDO, 200, RIGHT)],
    ids=["english", "german-150", "pseudo-200", "pseudo-200-rtl"],
)
def test_nothing_is_cut_and_nothing_overlaps(
    installation: Installation,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    pseudo_folder: Path,
    large_text: Callable[[float], None],
    code: str,
    percent: float,
    direction: Qt.LayoutDirection,
) -> None:
    speak(monkeypatch, pseudo_folder, direction)
    large_text(percent)
    window = installation.open(language=code)
    window.resize(WIDTH, HEIGHT)

    def look() -> list[str]:
        large = walker.too_large(window, WIDTH, HEIGHT)
        return large + walker.cut_off(window) + walker.overlaps(window)

    walker.none(tour(qtbot, window, look))


@pytest.mark.parametrize("words", [4, 8, 12, 16, 24])
def test_a_folded_question_shows_all_its_words_on_a_wide_page(qtbot: QtBot, words: int) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.addWidget(Fold(page, "questions", "support " * words))
    column.addStretch(1)
    page.resize(WIDTH, HEIGHT)
    with qtbot.waitExposed(page):
        page.show()
    walker.none(walker.cut_off(page))


def test_every_text_on_the_screen_is_translated(
    installation: Installation, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, pseudo_folder: Path
) -> None:
    """What was put together in code, or written outside `tr`, is still English."""
    speak(monkeypatch, pseudo_folder, LEFT)
    window = installation.open(language=PSEUDO)
    product, contact, problem = REQUEST.product, REQUEST.contact, REQUEST.problem
    data = (VENDOR, PRODUCT, contact.name, contact.email, problem.description, problem.happened)
    known = (*data, product.name, product.edition, problem.subject, problem.expected)
    walker.none(tour(qtbot, window, lambda: walker.untranslated(window, known)))


def speak(monkeypatch: pytest.MonkeyPatch, folder: Path, direction: Qt.LayoutDirection) -> None:
    """Let windows open with the catalogues of `folder`, in this direction."""
    install = language.install

    def instead(app: QApplication, code: str = "", _folder: Path | None = None) -> str:
        spoken = install(app, code, folder)
        app.setLayoutDirection(direction)
        return spoken

    monkeypatch.setattr(language, "install", instead)
