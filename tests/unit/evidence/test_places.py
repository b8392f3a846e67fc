"""Places that a person named are looked at where a dead disk can hold nobody up."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from collector.evidence.places import ABSENT, FILE, FOLDER, UNKNOWN, kinds
from tests.skips import lacking
from tests.stuck_fs import stuck_file, why_not
from tests.systems import PATIENCE_S


@pytest.mark.links
def test_each_place_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("x")
    (tmp_path / "circle").symlink_to("circle")
    names = ("log", "gone", "log/below", "circle", ".")
    found = kinds([str(tmp_path / name) for name in names], PATIENCE_S)
    circle = found.pop(str(tmp_path / "circle"))
    assert list(found.values()) == [FILE, ABSENT, ABSENT, FOLDER]
    assert "symbolic link" in circle


def test_a_relative_place_is_one_of_the_caller(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "product").mkdir()
    monkeypatch.chdir(tmp_path)
    assert kinds(["product"], PATIENCE_S) == {"product": FOLDER}
    assert kinds([], PATIENCE_S) == {}


@pytest.mark.skipif(sys.platform != "linux", reason="FUSE is tried on Linux")
def test_a_place_that_does_not_answer_is_unknown_in_time(tmp_path: Path) -> None:
    if reason := why_not():
        lacking(reason)
    here, dead = tmp_path / "here", tmp_path / "dead"
    here.write_text("x")
    dead.write_text("covered")
    with stuck_file(dead, stopped=True):
        began = time.monotonic()
        assert kinds([str(here), str(dead)], 2) == {str(here): FILE, str(dead): UNKNOWN}
        assert time.monotonic() - began < PATIENCE_S
