"""Where the page is written: over an older page, and over nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from collector.core.errors import NowhereToWriteError
from collector.workflow.report import write_page

PAGE = b'<meta name="generator" content="Paragon Support Collector">'


def test_an_older_page_is_replaced_and_another_file_is_not(tmp_path: Path) -> None:
    page, other = tmp_path / "a.html", tmp_path / "other.html"
    write_page(page, PAGE + b"old")
    write_page(page, PAGE + b"new")
    assert page.read_bytes() == PAGE + b"new"
    other.write_bytes(b"mine")
    with pytest.raises(NowhereToWriteError, match="is no page of this program"):
        write_page(other, PAGE)
    assert other.read_bytes() == b"mine"
    with pytest.raises(NowhereToWriteError):
        write_page(tmp_path, PAGE)


@pytest.mark.posix("named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NowhereToWriteError, match="is no page of this program"):
        write_page(tmp_path / "pipe", PAGE)
