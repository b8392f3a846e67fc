"""What every test of the app stands on: an installation of its own, and nothing left behind."""

from __future__ import annotations

import gc
import io
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QThread, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from collector.core.environment import Environment
from collector.core.paths import Paths
from collector.gui import language
from collector.gui.app import open_window
from collector.request.options import CollectOptions
from tests.gui.guard import WatchedApplication
from tests.install_folder import InstallFolder, make_install_folder
from tests.srs_fixture import RunningSrs, running_srs
from tests.systems import PATIENCE_S

if TYPE_CHECKING:
    from collector.gui.window import Window

# `QT_QPA_PLATFORM=xcb pytest tests/gui` shows what happens.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
PATIENCE_MS = int(PATIENCE_S * 1000)


@pytest.fixture(scope="session")
def qapp_cls() -> type[QApplication]:
    return WatchedApplication


class PatientBot(QtBot):
    """Waits as long as a busy machine may need, whatever a test thinks is long."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 0) -> None:
        super().waitUntil(callback, timeout=max(timeout, PATIENCE_MS))

    def waitCallback(self, *, timeout: int = 0, raising: bool | None = True) -> Any:
        return super().waitCallback(timeout=max(timeout, PATIENCE_MS), raising=raising)

    def waitExposed(self, widget: QWidget, *, timeout: int = 0) -> Any:
        return super().waitExposed(widget, timeout=max(timeout, PATIENCE_MS))


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    return PatientBot(request)


@pytest.fixture(autouse=True)
def _nothing_is_left(qapp: QApplication) -> Iterator[None]:
    """Fails the test that leaves a widget, a thread or a running timer alive.

    processEvents() does not deliver DeferredDelete: widgets would pile up and crash a later test.
    """
    threads, timers = set(threading.enumerate()), set(_timers())
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [f"widget {each.objectName() or each}" for each in QApplication.topLevelWidgets()]
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for thread in set(threading.enumerate()) - threads:
        thread.join(PATIENCE_S)
        if thread.is_alive():
            left.append(f"thread {thread.name}")
    left += [f"timer {each}" for each in set(_timers()) - timers]
    assert left == [], "the test left these alive"


def _timers() -> Iterator[Any]:
    """Active timers and running threads of Qt; those without a Python object are Qt's own."""
    for each in gc.get_objects():
        kind = type(each)  # isinstance() would ask a proxy, which may be bound to nothing
        if issubclass(kind, (QTimer, QThread)) and shiboken6.isValid(each):
            active = each.isActive() if issubclass(kind, QTimer) else each.isRunning()
            if active:
                yield each


@pytest.fixture(scope="session")
def srs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSrs]:
    """A real SRS for all tests of this process; one that is killed is a test's own."""
    with running_srs(tmp_path_factory.mktemp("srs") / "data") as running:
        yield running


@pytest.fixture(scope="session")
def logs(tmp_path_factory: pytest.TempPathFactory) -> InstallFolder:
    """An install folder with real logs, small; nobody writes to it."""
    folder = tmp_path_factory.mktemp("installed") / "Partition Manager 15"
    return make_install_folder(folder, big=300_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """Opens windows of the app in folders of its own; `open` may be called again after `shut`."""

    app: QApplication
    environment: Environment
    options: CollectOptions
    windows: list[Window]

    def open(self, environ: Mapping[str, str] | None = None, **options: Any) -> Window:
        """A shown window; `options` are those of `open_window`."""
        environment = replace(
            self.environment, environ={**self.environment.environ, **(environ or {})}
        )
        window = open_window(self.app, environment, **{"options": self.options, **options})
        self.windows.append(window)
        window.show()
        return window

    def shut(self, window: Window) -> None:
        """Close as the program's end does; every task must have ended."""
        self.windows.remove(window)
        ended = window.shutdown() or window.session.tasks.close(PATIENCE_S)
        window.deleteLater()
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert ended, "a task of the window is still running"


@pytest.fixture
def installation(
    qapp: QApplication, _own_home: Path, srs: RunningSrs, logs: InstallFolder
) -> Iterator[Installation]:
    """The app as installed on this machine, with a real SRS and a real folder of logs."""
    environment = Environment(
        environ={**os.environ, "PARAGON_SRS_URL": srs.url},
        paths=Paths.of(os.environ),
        stdout=io.StringIO(),
        stderr=io.StringIO(),
    )
    options = CollectOptions(install_dir=(str(logs.folder),))
    made = Installation(app=qapp, environment=environment, options=options, windows=[])
    yield made
    for window in tuple(made.windows):
        made.shut(window)
    language.install(qapp, "en")


@pytest.fixture
def large_text(qapp: QApplication) -> Iterator[Callable[[float], None]]:
    """Sets the size of the system's text in percent, until the test ends."""
    before = qapp.font()

    def scale(percent: float) -> None:
        font = qapp.font()
        font.setPointSizeF(before.pointSizeF() * percent / 100)
        qapp.setFont(font)

    yield scale
    qapp.setFont(before)
