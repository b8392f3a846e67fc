"""A Windows to test on, on Debian: `setup` makes it, `run` starts its Python, `stop` ends it.

python packaging/windows-rig/rig.py setup
python packaging/windows-rig/rig.py run [--language ru] -m pytest tests/unit/core
python packaging/windows-rig/rig.py stop
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time

import fetch
import prefix
import wine
from layout import ENGLISH, HOME, LANGUAGES

_SYSTEM_PACKAGES = {"wine64": wine.WINE, "locales": "/usr/share/i18n/locales/ru_RU"}
"""Debian's packages, and a file of each that the rig uses."""


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("verb", choices=("setup", "run", "stop"))
    parser.add_argument("--language", choices=tuple(LANGUAGES), default=ENGLISH.name)
    arguments, rest = parser.parse_known_args()
    if arguments.verb == "setup":
        setup()
        return 0
    if arguments.verb == "stop":
        for each in LANGUAGES.values():
            wine.server(each, "-k")
        return 0
    return run(arguments.language, rest)


def setup() -> None:
    """Make what is missing; nothing where all is there."""
    started = time.monotonic()
    _system()
    HOME.mkdir(parents=True, exist_ok=True)
    fetch.python()
    fetch.wheels()
    for each in LANGUAGES.values():
        prefix.make(each)
        prefix.stubs(each)
    print(f"windows rig: ready after {time.monotonic() - started:.0f} s")


def run(language: str, arguments: list[str]) -> int:
    """Windows' python.exe with these arguments; a file's path in them may be one of ours."""
    chosen = LANGUAGES[language]
    wine.warm(chosen)
    extra = {"QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"}
    return wine.python(chosen, arguments, extra=extra)


def _system() -> None:
    missing = [name for name, file in _SYSTEM_PACKAGES.items() if not os.path.exists(file)]
    if not missing:
        return
    names = " ".join(missing)
    if os.geteuid() or not shutil.which("apt-get"):
        raise SystemExit(f"windows rig: please install, as root: apt-get install {names}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (("update",), ("install", "-y", "--no-install-recommends", *missing)):
        done = subprocess.run(
            ["apt-get", "-q", *command], env=quiet, check=False, capture_output=True, text=True
        )
        if done.returncode:
            raise SystemExit(f"windows rig: apt-get {command[0]} failed: {done.stderr[-2000:]}")


if __name__ == "__main__":
    sys.exit(main())
