"""The wheel is a whole program: installed into a clean environment it works from any folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.metadata import Distribution, PathDistribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from collector.request.template import print_answers

pytestmark = pytest.mark.posix("pip and venv: Windows' embeddable Python has neither")
PROJECT = Path(__file__).resolve().parents[2]
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"


def run(*command: str | Path, cwd: Path) -> str:
    """Standard output of a command that must succeed, without this environment's variables."""
    environ = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "VIRTUAL"))
    }
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environ, capture_output=True,
        stdin=subprocess.DEVNULL, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout.decode("utf-8").replace("\r\n", "\n")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=PROJECT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts of a clean environment that has the wheel and what it depends on, no more.

    What it depends on is linked from ours: no test may need the network.
    """
    place = tmp_path_factory.mktemp("clean")
    import venv

    venv.create(place, with_pip=False)
    python = place / SCRIPTS / ("python.exe" if sys.platform == "win32" else "python")
    run(
        sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-compile",
        "--disable-pip-version-check", "--no-index", "--no-deps", wheel, cwd=place,
    )  # fmt: skip
    (made,) = place.rglob("*.dist-info")
    for one in needed_by(PathDistribution(made)):
        for name in {file.parts[0] for file in one.files or ()} - {"..", "__pycache__"}:
            if not (made.parent / name).exists():
                (made.parent / name).symlink_to(str(one.locate_file(name)))
    return python.parent


def needed_by(program: Distribution) -> Iterator[Distribution]:
    """What it says it needs, and what that needs, each in a version that it takes."""
    seen, waiting = set[str](), [(program, "")]
    while waiting:
        one, extra = waiting.pop()
        for line in one.requires or ():
            needs = Requirement(line)
            if needs.marker and not needs.marker.evaluate({"extra": extra}):
                continue
            found = distribution(needs.name)
            assert needs.specifier.contains(found.version, prereleases=True), line
            if str(needs) not in seen:
                seen.add(str(needs))
                waiting += [(found, each) for each in (needs.extras or {""})]
                yield found


def test_the_wheel_holds_the_program_and_its_resources_and_no_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    wanted = {path.name for path in (PROJECT / "resources").iterdir() if path.is_file()}
    assert {f"collector/_resources/{name}" for name in wanted} <= names
    assert {"collector/__main__.py", "srs_server/__main__.py", "collector/py.typed"} <= names
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/"))]


def test_the_installed_program_prints_its_answers_file_from_another_folder(
    installed: Path, tmp_path: Path
) -> None:
    script = installed / "paragon-collector"
    assert run(script, "submit", "--print-answers", cwd=tmp_path) == print_answers()
    assert list(tmp_path.iterdir()) == []


def test_the_installed_program_is_the_wheel_and_not_this_folder(
    installed: Path, tmp_path: Path
) -> None:
    where = "import collector.core.resources as r; print(r.resource_path('policy.toml'))"
    found = Path(run(installed / "python", "-c", where, cwd=tmp_path).strip())
    assert found.is_relative_to(installed.parent.resolve())
    assert found.parent.name == "_resources"
