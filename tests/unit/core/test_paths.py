"""Folders of the program: private where it makes them, untouched where a person named them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from collector.core.errors import NowhereToWriteError
from collector.core.paths import Paths, private


def test_a_folder_that_is_made_is_private(tmp_path: Path) -> None:
    made = private(tmp_path / "a" / "b")
    assert made.stat().st_mode & 0o777 == 0o700


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
