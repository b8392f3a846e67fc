"""The application object, and how its window is put together for one environment."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from collector.core.environment import Environment
from collector.core.errors import ConfigurationError, ExitCode
from collector.core.paths import PRODUCT, VENDOR
from collector.core.printable import write_line
from collector.core.version import VERSION

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from collector.gui.theme import Scheme
    from collector.gui.window import Window
    from collector.request.options import CollectOptions

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def main() -> int:
    """Open the app and return its exit code once its last window is closed."""
    environment = replace(Environment.real(), proxy_for=proxy_for)
    if not has_screen(environment.environ):
        write_line(
            environment.stderr,
            "There is no screen for the app here. Everything works on the command line:\n"
            "paragon-collector --help",
        )
        return ExitCode.USAGE
    gc.disable()  # what is imported stays: looking for garbage in it is 6 % of the start
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(sys.argv[:1])
    app.setOrganizationName(VENDOR)
    app.setApplicationName(PRODUCT)
    app.setApplicationDisplayName(f"{VENDOR} {PRODUCT}")
    app.setApplicationVersion(VERSION)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Qt's loop would never let Python see Ctrl-C
    window = open_window(app, environment, language=_language(environment))
    window.show()
    QTimer.singleShot(0, _look_for_garbage)
    before, sys.excepthook = sys.excepthook, _telling(window)
    try:
        return app.exec()
    finally:
        sys.excepthook = before
        window.shutdown()
        window.deleteLater()
        gc.enable()


def _look_for_garbage() -> None:
    """From now on, and only in what is made from now on."""
    gc.freeze()
    gc.enable()


def _telling(window: Window) -> Callable[[type[BaseException], BaseException, object], None]:
    """A fault in a callback of the window is told in the window, and a report is written."""

    def tell(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
        window.session.tasks.crashed.emit(error)

    return tell


def proxy_for(url: str) -> str | None:
    """The proxy that the desktop names for `url`; Qt reads its settings, scripts included."""
    from collector.gui.proxy import system_proxy

    return system_proxy(url)


def _language(environment: Environment) -> str:
    """The language of the settings, "" for the system's; broken settings are told later."""
    if not (environment.paths.config / "settings.toml").is_file():
        return ""  # reading settings costs a tenth of the time to the first paint
    from collector.core.settings import load_settings

    try:
        return load_settings(environment.paths, {}).language
    except ConfigurationError:
        return ""


def open_window(
    app: QApplication,
    environment: Environment,
    *,
    language: str = "",
    scheme: Scheme | None = None,
    options: CollectOptions | None = None,
) -> Window:
    """The window for `environment`, not shown yet. "" and None follow the system.

    `options` are those of new drafts: a root or install folders to look into.
    """
    from collector.gui import language as languages
    from collector.gui.session import Session
    from collector.gui.style import Style
    from collector.gui.tasks import Tasks
    from collector.gui.window import Window

    languages.install(app, language)
    style = app.findChild(Style) or Style(app)
    style.set_scheme(scheme)
    session = Session(environment, Tasks(), options=options)
    window = Window(session)
    session.setParent(window)
    session.tasks.setParent(window)
    return window


def has_screen(environ: Mapping[str, str]) -> bool:
    """False on a Linux console, where Qt would abort the process instead of raising."""
    if not sys.platform.startswith("linux"):
        return True
    return any(environ.get(name) for name in _SCREENS)
