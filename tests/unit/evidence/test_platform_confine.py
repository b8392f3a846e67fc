"""Under a root, no path and no link leads out of it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collector.evidence.platforms.confine import EscapeError, inside, parts_of, resolve
from tests.systems import WINDOWS

_NAMES = st.sampled_from(["a", "B", "c", "..", ".", "Ä"])
_TARGETS = st.builds(
    lambda absolute, parts: ("/" if absolute else "") + "/".join(parts),
    st.booleans(),
    st.lists(_NAMES, min_size=1, max_size=6),
)
_PATHS = st.lists(st.sampled_from(["a", "A", "b", "B", "c", "ä", "..", "."]), max_size=7)


def _tree(root: Path, folders: list[list[str]], links: list[tuple[list[str], str]]) -> None:
    for parts in folders:
        plain = [part for part in parts if part not in ("..", ".")]
        try:
            root.joinpath(*plain).mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
    for parts, target in links:
        plain = [part for part in parts if part not in ("..", ".")]
        place = root.joinpath(*plain)
        if plain and place.parent.is_dir() and not os.path.lexists(place):
            place.symlink_to(target)


@pytest.mark.posix("links as a Linux holds them")
@settings(max_examples=150)
@given(
    st.lists(st.lists(_NAMES, max_size=3), max_size=4),
    st.lists(st.tuples(st.lists(_NAMES, min_size=1, max_size=3), _TARGETS), max_size=6),
    _PATHS,
)
def test_what_is_resolved_lies_in_the_root_and_holds_no_link(
    folders: list[list[str]], links: list[tuple[list[str], str]], path: list[str]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve() / "root"
        root.mkdir()
        _tree(root, folders, links)
        try:
            found = resolve(root, "/" + "/".join(path))
        except EscapeError:
            return
        assert found.is_relative_to(root)
        assert Path(os.path.realpath(found)) == found


@given(st.text(max_size=40))
def test_parts_never_hold_a_separator(text: str) -> None:
    assert all("/" not in part and "\\" not in part and part for part in parts_of(text))


@pytest.mark.posix("links as a Linux holds them")
def test_an_absolute_link_means_the_machine_s_own_root(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "dmesg").write_text("of the tree")
    (tmp_path / "var").symlink_to("/data")
    assert resolve(tmp_path, "/var/dmesg").read_text() == "of the tree"


@pytest.mark.posix("links as a Linux holds them")
def test_a_link_that_climbs_over_the_root_is_an_error(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret").write_text("of the host")
    (root / "log").symlink_to("../secret")
    with pytest.raises(EscapeError, match="out of the root"):
        resolve(root, "/log")


@pytest.mark.posix("links as a Linux holds them")
def test_links_in_circles_end(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(EscapeError, match="circles"):
        resolve(tmp_path, "/a/x")


def test_a_component_is_found_in_another_spelling_but_the_exact_one_wins(tmp_path: Path) -> None:
    (tmp_path / "WINDOWS" / "system32").mkdir(parents=True)
    assert resolve(tmp_path, "C:\\Windows\\System32") == tmp_path / "WINDOWS" / "system32"
    if not WINDOWS:
        (tmp_path / "Windows").mkdir()
        assert resolve(tmp_path, "C:\\Windows") == tmp_path / "Windows"


def test_a_host_path_outside_of_the_root_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    assert inside(root, root / "x" / "y") == "/x/y"
    for other in (tmp_path / "other", root / ".." / "other", tmp_path / "rootless"):
        with pytest.raises(EscapeError):
            inside(root, other)
