"""A desktop of its own: an X server without a screen, a session bus, and assistive technology.

with desktop(tmp_path) as here:
    process = here.start_app(environ)
    app = here.app(process.pid)         # tests/gui/atspi.py
    here.keys("ctrl+a", "Tab")          # xdotool
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.gui.atspi import WAIT_S, Accessibility, Accessible
from tests.skips import lacking
from tests.systems import KILLED, short_folder

NEEDED = ("Xvfb", "dbus-daemon", "xdotool")
SCREEN = "1366x768x24"


@dataclass(slots=True, kw_only=True)
class Desktop:
    """A display, a bus, and the accessibility interface of what runs there."""

    environ: dict[str, str]
    accessibility: Accessibility
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start_app(self, environ: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """The app as its user starts it: a process without arguments."""
        process = subprocess.Popen(
            [sys.executable, "-m", "collector"],
            env={**self.environ, **(environ or {})},
            stdin=subprocess.DEVNULL,
        )
        self.started.append(process)
        return process

    def app(self, process: subprocess.Popen[bytes]) -> Accessible:
        """The application object of `process`, once it has registered."""
        return self.accessibility.application(process.pid, lambda: process.poll() is None)

    def keys(self, *names: str) -> None:
        """Press keys, by their X names: `Tab`, `Return`, `space`, `ctrl+a`."""
        self._xdotool("key", "--clearmodifiers", *names)

    def type(self, text: str) -> None:
        self._xdotool("type", "--delay", "4", "--clearmodifiers", text)

    def focus_window(self, name: str) -> None:
        """Without a window manager nothing gives a window the keyboard."""
        self._xdotool("search", "--sync", "--onlyvisible", "--name", name, "windowfocus", "--sync")

    def _xdotool(self, *arguments: str) -> None:
        argv = ["xdotool", *arguments]
        subprocess.run(argv, env=self.environ, check=True, timeout=WAIT_S, capture_output=True)


@contextmanager
def desktop(folder: Path, screen: str = SCREEN) -> Iterator[Desktop]:
    """A desktop in `folder`; everything on it has ended afterwards."""
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        lacking(f"not installed: {missing}; packaging/system-packages.sh installs them")
    with ExitStack() as stack:
        display = stack.enter_context(x_server(screen))
        environ = _environ(folder, display)
        sockets = stack.enter_context(short_folder())
        environ["XDG_RUNTIME_DIR"] = str(sockets)
        environ["DBUS_SESSION_BUS_ADDRESS"] = stack.enter_context(_session_bus(sockets, environ))
        here = Desktop(
            environ=environ,
            accessibility=stack.enter_context(
                Accessibility.of_session(environ["DBUS_SESSION_BUS_ADDRESS"])
            ),
        )
        try:
            yield here
        finally:
            for process in here.started:
                if process.poll() not in (None, 0, KILLED):
                    print("the app had ended with", process.returncode, file=sys.stderr)
                process.kill()
                process.wait()


@contextmanager
def x_server(screen: str = SCREEN) -> Iterator[str]:
    """The name of the display of an X server that has chosen a free number by itself."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", screen, "-nolisten", "tcp"]
    with (
        os.fdopen(reading) as told,
        subprocess.Popen(
            [*command, "-noreset"], pass_fds=[writing], stderr=subprocess.DEVNULL
        ) as server,
    ):
        os.close(writing)
        try:
            number = told.readline().strip()
            assert number, "the X server did not start"
            yield f":{number}"
        finally:
            server.terminate()


@contextmanager
def _session_bus(folder: Path, environ: Mapping[str, str]) -> Iterator[str]:
    """The address of a session bus; it starts at-spi-bus-launcher when it is asked for it."""
    reading, writing = os.pipe()
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile"]
    with (
        os.fdopen(reading) as told,
        subprocess.Popen(
            [*command, f"--print-address={writing}", f"--address=unix:dir={folder}"],
            pass_fds=[writing], env=environ, stderr=subprocess.DEVNULL,
        ) as bus,
    ):  # fmt: skip
        os.close(writing)
        try:
            address = told.readline().strip()
            assert address, "the session bus did not start"
            yield address
        finally:
            bus.terminate()


def _environ(folder: Path, display: str) -> dict[str, str]:
    """Hardly anything of the developer's: another theme or language would be another test."""
    kept = ("PATH", "PYTHONPATH", "PARAGON_COLLECTOR_HOME", "COVERAGE_PROCESS_START")
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "HOME": str(folder),
        "DISPLAY": display,
        "LANG": "C.UTF-8",
        "PYTHONFAULTHANDLER": "1",
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "NO_AT_BRIDGE": "0",
    }
