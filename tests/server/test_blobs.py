"""Bytes on their way to the disk, without a server around them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from srs_server.blobs import ChunkWriter


def test_after_a_write_that_failed_nothing_is_appended_behind_the_gap(tmp_path: Path) -> None:
    spooled = tmp_path / "upload"
    spooled.write_bytes(b"there")
    writer = ChunkWriter(spooled, room=100)
    writer.add(b"lost")
    spooled.rename(tmp_path / "away")
    spooled.mkdir()  # whatever is written there fails
    with pytest.raises(OSError):  # noqa: PT011 - each system has its own
        writer.write()
    os.rmdir(spooled)
    (tmp_path / "away").rename(spooled)
    writer.add(b"later")
    writer.finish()
    assert spooled.read_bytes() == b"there"
