"""A Windows to test on, on Debian: `setup` makes it, `test` runs the suite in two languages.

python packaging/windows-rig/rig.py setup
python packaging/windows-rig/rig.py run [--language ru] -m pytest tests/unit/core
python packaging/windows-rig/rig.py test        # what `make test-windows` does
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
from layout import ENGLISH, HOME, LANGUAGES, RUSSIAN, windows

_SYSTEM_PACKAGES = {"wine64": wine.WINE, "locales": "/usr/share/i18n/locales/ru_RU"}
"""Debian's packages, and a file of each that the rig uses."""

_TESTS_FAILED = 1
PYTEST = ("-m", "pytest", "--tb", "short")
AT_ONCE = ("--numprocesses", "2", "--dist", "worksteal")
ALONE = ("--last-failed", "--last-failed-no-failures", "none")
"""Wine shares one server among all processes: what fails beside others counts if it fails alone."""
EVERYTHING = ("tests",)
WINDOWS_TELLS = (
    "tests/windows", "tests/unit/cli", "tests/unit/core", "tests/unit/evidence",
    "tests/unit/request", "tests/e2e/test_install_folder.py", "tests/e2e/test_privacy.py",
    "tests/e2e/test_silent_mode.py",
)  # fmt: skip
"""Paths, encodings, names, the registry, processes, commands and what is printed: what a language
can change, and all of it that CI has the time for."""


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("verb", choices=("setup", "run", "test", "stop"))
    parser.add_argument("--short", action="store_true", help="test: only what Windows can change")
    parser.add_argument("--language", choices=tuple(LANGUAGES), default=ENGLISH.name)
    arguments, rest = parser.parse_known_args()
    if arguments.verb == "setup":
        setup()
        return 0
    if arguments.verb == "test":
        setup()
        return test(rest, WINDOWS_TELLS if arguments.short else EVERYTHING)
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
    extra = {"QT_QPA_PLATFORM": "offscreen"}
    return wine.python(chosen, arguments, extra=extra)


def test(options: list[str], english: tuple[str, ...]) -> int:
    """The suite in English, then in Russian what a language can change; the first code but 0."""
    codes = []
    for language, chosen in ((ENGLISH, english), (RUSSIAN, WINDOWS_TELLS)):
        started = time.monotonic()
        name = f"code page {language.ansi} ({language.locale})"
        print(f"windows rig: {name}", flush=True)
        for left in language.prefix.glob("drive_c/users/*/Temp/*"):
            shutil.rmtree(left, ignore_errors=True)
        codes.append(_suite(language.name, [*options, *chosen]))
        wine.server(language, "-k")
        print(f"windows rig: {name}: {time.monotonic() - started:.0f} s", flush=True)
    return next((code for code in codes if code), 0)


def _suite(language: str, wanted: list[str]) -> int:
    """The exit code of pytest; which tests failed is remembered for each language."""
    place = "cache_dir=" + windows(HOME / f"cache-{language}")
    remembering = ("-o", "addopts=--strict-markers --strict-config -q", "-o", place)
    code = run(language, [*PYTEST, *AT_ONCE, *remembering, *wanted])
    if code != _TESTS_FAILED:
        return code
    print("windows rig: what failed, once more and alone", flush=True)
    return run(language, [*PYTEST, *ALONE, *remembering, *wanted])


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
