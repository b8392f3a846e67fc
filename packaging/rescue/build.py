"""Builds what is carried to a recovery system: a self-contained program, and one-file archives.

    python packaging/rescue/build.py [--out dist/rescue] [--python 3.11 --python 3.12 …]

The program (PyInstaller, a folder packed as .tar.gz) needs nothing but the C library; the archives
(shiv, one file each) need the CPython that they are named after. Neither holds Qt. Their sizes,
start times and the oldest glibc that they run with are printed.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tarfile
import time
import tomllib
import zipfile
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
NAME = "paragon-collector"
TOOLS = ("pyinstaller>=6.11", "shiv>=1.0.8")
NOT_CARRIED = ("pyside6",)
_UNUSED = ("PySide6", "shiboken6", "srs_server", "tkinter", "IPython", "pytest", "pip")
_GLIBC = re.compile(rb"GLIBC_2\.(\d{1,3})(?:\.\d+)?\0")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "dist" / "rescue")
    parser.add_argument("--python", action="append", default=[], help="an archive for this CPython")
    parser.add_argument("--only", choices=("program", "archive"), default="")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    tools = _tools(ROOT / "build" / "rescue")
    if args.only != "archive":
        program = _program(tools, args.out)
        _tell(f"program: {program.name}", _size([program]), _start([str(program / NAME)]))
        _tell_glibc(program.rglob("*"))
        packed = _packed(program)
        print(f"  packed: {packed.name}, {packed.stat().st_size / 1e6:.1f} MB")
    if args.only != "program":
        for version in args.python or [f"{sys.version_info[0]}.{sys.version_info[1]}"]:
            _one_archive(tools, args.out, version)
    return 0


# what both are made with --------------------------------------------------------------------------


def _tools(work: Path) -> Path:
    """A virtual environment with the program, without Qt, and the two packagers."""
    python = work / "venv" / "bin" / "python"
    if not python.exists():
        _do(sys.executable, "-m", "venv", str(work / "venv"))
    _do(str(python), "-m", "pip", "install", "-q", "--upgrade", *TOOLS, *_dependencies())
    _do(str(python), "-m", "pip", "install", "-q", "--no-deps", "--force-reinstall", str(ROOT))
    return python


def _dependencies() -> list[str]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        wanted: list[str] = tomllib.load(file)["project"]["dependencies"]
    return [each for each in wanted if not each.lower().startswith(NOT_CARRIED)]


def _do(*argv: str, **environ: str) -> None:
    subprocess.run(argv, check=True, cwd=ROOT, env={**os.environ, **environ})


# the program --------------------------------------------------------------------------------------


def _program(python: Path, out: Path) -> Path:
    work = ROOT / "build" / "rescue"
    excluded = [word for each in _UNUSED for word in ("--exclude-module", each)]
    inside = sorted(each.parent.name for each in (ROOT / "collector").glob("*/__init__.py"))
    packages = [f"collector.{each}" for each in inside if each != "gui"]
    hidden = [word for each in packages for word in ("--collect-submodules", each)]
    _do(
        str(python), "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", "--onedir",
        "--name", NAME, "--distpath", str(out), "--workpath", str(work / "pyinstaller"),
        "--specpath", str(work), "--add-data", f"{ROOT / 'resources'}:collector/_resources",
        "--collect-data", "regipy", "--collect-data", "collector",
        "--exclude-module", "collector.gui", *hidden, *excluded, str(HERE / "entry.py"),
    )  # fmt: skip
    _check([str(each.relative_to(out)) for each in (out / NAME).rglob("*")], NAME)
    return out / NAME


def _packed(program: Path) -> Path:
    target = program.with_suffix(".tar.gz")
    with tarfile.open(target, "w:gz") as archive:
        archive.add(program, program.name)
    return target


# the archives -------------------------------------------------------------------------------------


def _one_archive(python: Path, out: Path, version: str) -> None:
    """For one CPython, whose compiled modules it holds."""
    folder = ROOT / "build" / "rescue" / f"site-{version}"
    shutil.rmtree(folder, ignore_errors=True)
    other = ["--python-version", version, "--implementation", "cp", "--only-binary", ":all:"]
    place = ["--target", str(folder)]
    _do(str(python), "-m", "pip", "install", "-q", *place, *other, *_dependencies())
    _do(str(python), "-m", "pip", "install", "-q", "--no-deps", *place, str(ROOT))
    shutil.rmtree(folder / "collector" / "gui", ignore_errors=True)
    shutil.rmtree(folder / "srs_server", ignore_errors=True)
    target = out / f"{NAME}-cp{version.replace('.', '')}-linux-{os.uname().machine}.pyz"
    _do(
        str(python), "-m", "shiv.cli", "--site-packages", str(folder), "--compressed",
        "--entry-point", "collector.__main__:main", "--reproducible",
        "--python", f"/usr/bin/env python{version}", "--output-file", str(target),
    )  # fmt: skip
    runner = shutil.which(f"python{version}")
    if runner is None and version == f"{sys.version_info[0]}.{sys.version_info[1]}":
        runner = sys.executable
    started = _start([runner, str(target)]) if runner else None
    _tell(f"archive: {target.name} (needs CPython {version})", target.stat().st_size, started)
    _tell_glibc(folder.rglob("*.so*"))
    _check_archive(target)


def _check_archive(target: Path) -> None:
    with zipfile.ZipFile(target) as archive:
        _check(archive.namelist(), target.name)


def _check(names: list[str], what: str) -> None:
    """What would be missed only on the customer's machine."""
    if any("PySide6" in name for name in names):
        raise SystemExit(f"{what} holds Qt.")
    for needed in ("_resources/products.toml", "_resources/policy.toml"):
        if not any(name.endswith(needed) for name in names):
            raise SystemExit(f"{what} lacks {needed}.")


# what is printed ----------------------------------------------------------------------------------


def _size(places: Iterable[Path]) -> int:
    files = [each for place in places for each in place.rglob("*")]
    return sum(each.stat().st_size for each in files if each.is_file() and not each.is_symlink())


def _start(argv: list[str]) -> tuple[float, float]:
    """Seconds of the first start and of the best of the next three."""
    seconds = []
    for _ in range(4):
        began = time.monotonic()
        subprocess.run([*argv, "--version"], check=True, capture_output=True)
        seconds.append(time.monotonic() - began)
    return seconds[0], min(seconds[1:])


def _tell(what: str, size: int, started: tuple[float, float] | None) -> None:
    speed = "not started: that Python is not here"
    if started is not None:
        speed = f"starts in {started[1]:.2f} s (the first time {started[0]:.2f} s)"
    print(f"{what}: {size / 1e6:.1f} MB, {speed}")


def _tell_glibc(files: Iterable[Path]) -> None:
    newest, by = 0, ""
    for path in files:
        if not path.is_file() or path.is_symlink():
            continue
        data = path.read_bytes()
        if not data.startswith(b"\x7fELF"):
            continue
        for found in _GLIBC.findall(data):
            if int(found) > newest:
                newest, by = int(found), path.name
    print(f"  needs glibc 2.{newest} or later ({by})")


if __name__ == "__main__":
    sys.exit(main())
