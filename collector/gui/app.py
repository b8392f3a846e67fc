"""The application object and its first window."""

from __future__ import annotations

import signal
import sys
from collections.abc import Mapping

from collector.core.environment import Environment
from collector.core.errors import ExitCode
from collector.core.paths import PRODUCT, VENDOR
from collector.core.printable import write_line
from collector.core.version import VERSION

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def main() -> int:
    """Open the app and return its exit code once its last window is closed."""
    environment = Environment.real()
    if not has_screen(environment.environ):
        write_line(
            environment.stderr,
            "There is no screen for the app here. Everything works on the command line:\n"
            "paragon-collector --help",
        )
        return ExitCode.USAGE
    from PySide6.QtWidgets import QApplication

    from collector.gui.first_window import FirstWindow
    from collector.gui.srs_address import srs_address

    app = QApplication.instance() or QApplication(sys.argv[:1])
    app.setOrganizationName(VENDOR)
    app.setApplicationName(PRODUCT)
    app.setApplicationVersion(VERSION)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Qt's loop would never let Python see Ctrl-C
    window = FirstWindow(srs_address(environment))
    window.show()
    return app.exec()


def has_screen(environ: Mapping[str, str]) -> bool:
    """False on a Linux console, where Qt would abort the process instead of raising."""
    if not sys.platform.startswith("linux"):
        return True
    return any(environ.get(name) for name in _SCREENS)
