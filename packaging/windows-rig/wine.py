"""Windows programs started from here: the environment they get, and an end for each of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from layout import HOME, LOCALES, PYTHON_EXE, REPOSITORY, Language, windows

WINE = "/usr/lib/wine/wine64"
SERVER = "/usr/lib/wine/wineserver64"
_PASSED_ON = ("PATH", "TZ", "CI")
_OVERRIDES = "mscoree,mshtml=;msinfo32.exe=n,b;winemenubuilder.exe=d"
# Whatever first needs a window or COM starts helpers that inherit its standard output for good.
_WARM_UP = """
import ctypes
ctypes.windll.user32.CreateWindowExW(0, "Static", "x", 0, 0, 0, 1, 1, None, None, None, None)
ctypes.windll.ole32.CoInitializeEx(None, 0)
ctypes.windll.kernel32.Sleep(1)
"""


def environment(language: Language, extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """What a Windows program gets of ours. Wine itself drops QT_*, TEMP, HOME and their like, so
    `extra` travels under another name and is put back by the rig's sitecustomize."""
    home = HOME / "home"
    home.mkdir(parents=True, exist_ok=True)
    return {
        **{name: os.environ[name] for name in _PASSED_ON if name in os.environ},
        "HOME": str(home),
        "WINEPREFIX": str(language.prefix),
        "WINEARCH": "win64",
        "WINEDEBUG": os.environ.get("WINEDEBUG", "-all"),
        "WINEDLLOVERRIDES": _OVERRIDES,
        "LANG": language.locale,
        "LC_ALL": language.locale,
        "LOCPATH": str(LOCALES),
        **{f"RIGENV_{name}": value for name, value in (extra or {}).items()},
    }


def quiet(language: Language, *argv: str, limit_s: float = 180) -> int:
    """Run a Windows program without any output of its own; its exit code (0-255)."""
    return _ended(_start(language, argv, output=subprocess.DEVNULL), limit_s)


def python(
    language: Language,
    arguments: Sequence[str],
    *,
    extra: Mapping[str, str] | None = None,
    output: IO[bytes] | None = None,
    limit_s: float = 1800,
) -> int:
    """Run Windows' python.exe; its output goes on as it comes. Its exit code (0-255)."""
    argv = (windows(PYTHON_EXE), *arguments)
    # CPython cannot take a plain file for a standard stream here, so all of it goes by a pipe.
    process = _start(language, argv, output=subprocess.PIPE, extra=extra)
    pump = threading.Thread(target=_pass_on, args=(process, output or sys.stdout.buffer))
    pump.daemon = True
    pump.start()
    code = _ended(process, limit_s)
    pump.join(1)  # never to the end of file: a helper of Wine's may hold it open
    return code


def warm(language: Language) -> None:
    """Start the server and its helpers, detached from any program's standard streams."""
    server(language, "-p900")
    quiet(language, "cmd", "/c", "exit", limit_s=120)
    quiet(language, "wmic", "os", "get", "version", limit_s=60)
    quiet(language, windows(PYTHON_EXE), "-c", _WARM_UP, limit_s=60)


def server(language: Language, option: str) -> None:
    """`-p900` keeps it for 15 minutes, `-k` ends it with every program of this prefix."""
    subprocess.run(
        [SERVER, option], env=environment(language), check=False, timeout=60,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _start(
    language: Language,
    argv: Sequence[str],
    *,
    output: int,
    extra: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    errors = subprocess.STDOUT if output == subprocess.PIPE else subprocess.DEVNULL
    return subprocess.Popen(
        [WINE, *argv], env=environment(language, extra), cwd=REPOSITORY, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=output, stderr=errors,
    )  # fmt: skip


def _ended(process: subprocess.Popen[bytes], limit_s: float) -> int:
    try:
        return process.wait(limit_s)
    except BaseException as error:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
        if isinstance(error, subprocess.TimeoutExpired):
            print(f"windows rig: ended after {limit_s:.0f} s", file=sys.stderr)
            return 124
        raise


def _pass_on(process: subprocess.Popen[bytes], output: IO[bytes]) -> None:
    assert process.stdout is not None
    while block := os.read(process.stdout.fileno(), 65536):
        output.write(block)
        output.flush()


def system32(language: Language) -> Path:
    return language.prefix / "drive_c" / "windows" / "system32"
