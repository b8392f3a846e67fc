"""Files that an answers file names are found beside it, and never outside of its folder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from collector.request.attached import Folder, NotThereError, OutsideError

posix = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes as POSIX has them")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    inside = tmp_path / "inside"
    (inside / "shots").mkdir(parents=True)
    (inside / "shots" / "one.png").write_bytes(b"PNG")
    (tmp_path / "secret.txt").write_text("secret")
    return Folder.of(inside / "answers.toml")


def test_a_file_below_the_folder_is_found(folder: Folder) -> None:
    assert folder.file("shots/one.png") == folder.path / "shots" / "one.png"
    assert folder.file("./shots/one.png").read_bytes() == b"PNG"


@pytest.mark.parametrize(
    "name",
    ["../secret.txt", "shots/../../secret.txt", "/etc/hostname", "\\\\server\\share\\file",
     "C:\\secret.txt", "c:secret.txt", "..\\secret.txt", "", " ", ".", "shots", "a\0b", "a\nb"],
)  # fmt: skip
def test_a_path_that_leads_out_or_to_no_file_is_not_followed(folder: Folder, name: str) -> None:
    with pytest.raises(OutsideError):
        folder.file(name)


@posix
def test_a_link_is_followed_within_the_folder_only(folder: Folder) -> None:
    (folder.path / "within").symlink_to("shots/one.png")
    (folder.path / "out").symlink_to("../secret.txt")
    (folder.path / "up").symlink_to("..")
    (folder.path / "circle").symlink_to("circle")
    assert folder.file("within") == folder.path / "shots" / "one.png"
    for name in ("out", "up/secret.txt", "circle"):
        with pytest.raises(OutsideError, match="link"):
            folder.file(name)


@posix
def test_a_link_to_the_folder_itself_does_not_confuse(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "alias").symlink_to(folder.path)
    assert Folder.of(tmp_path / "alias" / "answers.toml").file("shots/one.png").is_file()


@posix
def test_a_pipe_is_refused_at_once(folder: Folder) -> None:
    os.mkfifo(folder.path / "pipe")
    with pytest.raises(OutsideError, match="no regular file"):
        folder.file("pipe")


def test_a_file_that_does_not_exist_is_not_there(folder: Folder) -> None:
    for name in ("shots/two.png", "none/two.png", "shots/one.png/two", "x" * 5000):
        with pytest.raises(NotThereError):
            folder.file(name)
