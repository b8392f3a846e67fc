"""While a large tree is collected and a bundle is uploaded, the window never waits or computes."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from collector.gui.pages.problem import ProblemPage
from collector.gui.window import Window
from collector.request.options import CollectOptions
from tests.gui.conftest import Installation
from tests.gui.guard import Seen, watched
from tests.gui.visits import visit
from tests.install_folder import MB, make_install_folder

LONG_MS = 60_000


@pytest.fixture
def large_tree(tmp_path: Path) -> Path:
    """An install folder as after years of use: thousands of files, and logs of many megabytes."""
    folder = make_install_folder(tmp_path / "Partition Manager 15", big=8 * MB).folder
    for group in range(20):
        place = folder / "Program" / f"storage-{group:02}"
        place.mkdir()
        for number in range(100):
            (place / f"job-{number:03}.log").write_bytes(b"a line of a job\r\n" * 20)
    return folder


def click(qtbot: QtBot, window: Window, name: str) -> None:
    """Click what has this object name, as a person does: once it is there and enabled."""

    def there() -> QAbstractButton | None:
        found = window.findChild(QWidget, name)
        usable = isinstance(found, QAbstractButton) and found.isVisible() and found.isEnabled()
        return found if usable else None  # type: ignore[return-value]

    qtbot.waitUntil(lambda: there() is not None, timeout=LONG_MS)
    button = there()
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def never_slow(look: Callable[[], Seen]) -> None:
    """What is slow by itself is so each time; what another program delayed is not."""
    for _ in range(3):
        seen = look()
        assert seen.blocking == []
        if not seen.slow:
            return
    assert seen.slow == []


def test_while_a_large_tree_is_collected(
    installation: Installation, qtbot: QtBot, large_tree: Path
) -> None:
    never_slow(lambda: collecting(installation, qtbot, large_tree))


def collecting(installation: Installation, qtbot: QtBot, large_tree: Path) -> Seen:
    window = installation.open(options=CollectOptions(install_dir=(str(large_tree),)))
    gathering = window.session.gathering
    qtbot.waitUntil(lambda: window.session.warm is not None, timeout=LONG_MS)
    with watched() as seen:
        click(qtbot, window, "start.agreed_to_collect")
        click(qtbot, window, "window.next")
        qtbot.waitUntil(lambda: window.current_page_id == "product", timeout=LONG_MS)
        qtbot.waitUntil(
            lambda: gathering.collecting is not None and not gathering.running, timeout=LONG_MS
        )
        visit(qtbot, window, "problem")
    assert seen.callbacks > 100
    installation.shut(window)
    return seen


def test_while_a_bundle_of_many_pieces_is_uploaded(
    installation: Installation, qtbot: QtBot, tmp_path: Path
) -> None:
    """12 MB that do not shrink: twelve pieces, and a progress bar that moves meanwhile."""
    archive = tmp_path / "archive.zip"
    archive.write_bytes(random.Random(7).randbytes(12 * MB))
    never_slow(lambda: uploading(installation, qtbot, archive))


def uploading(installation: Installation, qtbot: QtBot, archive: Path) -> Seen:
    only = CollectOptions(install_dir=installation.options.install_dir, only=("system",))
    window = installation.open(options=only)
    qtbot.waitUntil(lambda: window.session.warm is not None, timeout=LONG_MS)
    told: list[int] = []
    window.session.sending.changed.connect(lambda: told.append(1))
    with watched() as seen:
        visit(qtbot, window, "problem")
        page = window.current
        assert isinstance(page, ProblemPage)
        page.files.attach([str(archive)])
        qtbot.waitUntil(lambda: _attached(window) == 1, timeout=LONG_MS)
        visit(qtbot, window, "review")
        click(qtbot, window, "window.next")
        qtbot.waitUntil(lambda: window.current_page_id == "done", timeout=LONG_MS)
    assert len(told) > 3
    installation.shut(window)
    return seen


def _attached(window: Window) -> int:
    draft = window.session.draft
    return len(draft.attachments) if draft is not None else 0
