"""Makes a Windows installation for one language: Wine's own, with what it lacks put beside."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import dll
import launcher
import wine
from layout import ENGLISH, LOCALES, REPOSITORY, STUBS, Language

# Rust programs (cryptography, evtx, jsonschema_rs) take their random numbers from a DLL that
# Wine 8 has not; it has the function itself under its old name.
_FORWARDERS = {"bcryptprimitives.dll": {"ProcessPrng": "ADVAPI32.SystemFunction036"}}


def make(language: Language) -> None:
    """Create the prefix unless it is there."""
    _locale(language)
    done = language.prefix / "complete"
    if done.is_file():
        return
    shutil.rmtree(language.prefix, ignore_errors=True)
    if language is ENGLISH:
        _boot(language)
    else:
        _copy(ENGLISH.prefix, language.prefix)
    _drives(language)
    done.write_text("", "utf-8")


def _locale(language: Language) -> None:
    """Without it Wine knows the code pages, but can name no file beyond ASCII."""
    name, _, charset = language.locale.partition(".")
    folder = LOCALES / language.locale
    if not (folder / "LC_CTYPE").is_file():
        folder.parent.mkdir(parents=True, exist_ok=True)
        command = ["localedef", "-i", name, "-f", charset, str(folder)]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        if not (folder / "LC_CTYPE").is_file():
            raise SystemExit(f"windows rig: no locale {language.locale}: {done.stderr[-500:]}")


def stubs(language: Language) -> None:
    """Put beside Wine's own what it lacks."""
    files = {name: dll.forwarding(name, exports) for name, exports in _FORWARDERS.items()}
    files["msinfo32.exe"] = launcher.executable(STUBS / "msinfo32.py")
    for name, data in files.items():
        target = wine.system32(language) / name
        if not target.is_file() or target.read_bytes() != data:
            target.unlink(missing_ok=True)  # never through a hard link
            target.write_bytes(data)


def _drives(language: Language) -> None:
    """Only C: and the one with the repository: where Z: is this whole system, tests find /dev."""
    devices = language.prefix / "dosdevices"
    (devices / "z:").unlink(missing_ok=True)
    (devices / "w:").unlink(missing_ok=True)
    (devices / "w:").symlink_to(REPOSITORY.parent)


def _boot(language: Language) -> None:
    wine.quiet(language, "wineboot", "-i", limit_s=300)
    wine.server(language, "-w")
    if not (wine.system32(language) / "kernel32.dll").is_file():
        raise SystemExit("windows rig: Wine made no Windows; try again with WINEDEBUG=err+all")
    wine.quiet(language, "winecfg", "-v", "win10")
    wine.server(language, "-k")


def _copy(source: Path, target: Path) -> None:
    """Windows' own files are the same in every language: hard links spare 700 MB."""
    wine.server(ENGLISH, "-k")
    shared = source / "drive_c" / "windows"

    def put(what: str, where: str) -> str:
        if Path(what).is_relative_to(shared):
            Path(where).hardlink_to(what)
            return where
        return shutil.copy2(what, where)

    shutil.copytree(source, target, symlinks=True, copy_function=put)
