"""Folders of the program: private where it makes them, untouched where a person named them."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from collector.core import paths as module
from collector.core.errors import ConfigurationError, NowhereToWriteError
from collector.core.paths import Paths, private
from collector.core.settings import load_settings
from tests.systems import demand_private

STRANGER, WE = 4711, 4712


def test_a_folder_that_is_made_is_private(tmp_path: Path) -> None:
    made = private(tmp_path / "a" / "b")
    assert made.is_dir()
    demand_private(made)


@pytest.mark.posix("mode bits")
def test_a_folder_that_exists_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert private(tmp_path).stat().st_mode & 0o777 == 0o755


def test_a_file_in_the_way_is_said_not_raised_raw(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NowhereToWriteError, match="cannot be created"):
        private(tmp_path / "file" / "folder")


def test_one_variable_moves_everything(tmp_path: Path) -> None:
    paths = Paths.of({"PARAGON_COLLECTOR_HOME": str(tmp_path)})
    assert {paths.config.parent, paths.data.parent, paths.state.parent} == {tmp_path}


def test_without_a_home_all_folders_are_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("XDG_") or name == "HOME"]:
        monkeypatch.delenv(name)
    paths = Paths.of({})
    assert all(path.is_absolute() for path in (paths.config, paths.data, paths.state))


@pytest.fixture
def homeless(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Paths:
    """The folders of an account without a home, in a temporary folder that others share."""
    monkeypatch.setattr(module, "_account_folders", lambda _environ: [Path()])
    monkeypatch.setattr(module, "_user_number", lambda: WE)
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    return Paths.of({})


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs chown")
def test_a_folder_that_a_stranger_put_in_our_place_is_not_used(
    homeless: Paths, tmp_path: Path
) -> None:
    """Its name can be guessed; whoever made it could exchange everything in it."""
    (top,) = {homeless.config.parent, homeless.data.parent, homeless.state.parent}
    assert top.parent == tmp_path
    homeless.config.mkdir(parents=True)
    settings = homeless.config / "settings.toml"
    settings.write_text('srs_url = "https://stranger.example"')
    for each in (top, homeless.config, settings):
        os.chown(each, STRANGER, STRANGER)
    with pytest.raises(NowhereToWriteError, match="another account"):
        private(homeless.data)
    with pytest.raises(ConfigurationError, match="another account"):
        load_settings(homeless, {})


@pytest.mark.links
def test_a_link_in_the_place_of_our_folder_is_not_followed(homeless: Paths, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    homeless.data.parent.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NowhereToWriteError, match="another account"):
        private(homeless.data)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_where_nothing_can_be_written_at_all_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_folder() -> str:
        raise FileNotFoundError("no usable temporary directory")

    monkeypatch.setattr(module, "_account_folders", lambda _environ: [Path()])
    monkeypatch.setattr(tempfile, "gettempdir", no_folder)
    assert Paths.of({}).data.is_absolute()


@pytest.mark.posix("HOME")
def test_a_home_that_does_not_exist_is_not_made(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in [name for name in os.environ if name.startswith("XDG_")]:
        monkeypatch.delenv(name)
    home = tmp_path / "nonexistent"
    monkeypatch.setenv("HOME", str(home))
    paths = Paths.of({"HOME": str(home)})
    assert not any(each.is_relative_to(home) for each in (paths.config, paths.data, paths.state))
    home.mkdir()
    assert Paths.of({"HOME": str(home)}).data.is_relative_to(home)
