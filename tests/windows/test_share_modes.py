"""Files that somebody else has open: a product goes on rotating its logs while we read them."""

from __future__ import annotations

import ctypes
import json
import msvcrt
import os
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from collector.evidence.model import Status
from collector.evidence.opening import open_regular
from collector.evidence.outcome import NotCollectedError
from tests.e2e.program import Place

READ, WRITE = 0x80000000, 0x40000000
NOBODY_ELSE, READERS = 0, 1


@contextmanager
def held(path: Path, share: int) -> Iterator[int]:
    """The file, open for writing as another program holds it; its handle."""
    if sys.platform != "win32":
        raise AssertionError
    kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel32.CreateFileW.restype = ctypes.c_void_p
    kernel32.CloseHandle.argtypes = (ctypes.c_void_p,)
    handle = kernel32.CreateFileW(str(path), READ | WRITE, share, None, 3, 0, None)
    assert handle not in (None, ctypes.c_void_p(-1).value), ctypes.get_last_error()
    try:
        yield handle
    finally:
        kernel32.CloseHandle(handle)


@contextmanager
def locked_bytes(handle: int, count: int) -> Iterator[None]:
    """The first bytes of an open file, locked against everybody else."""
    if sys.platform != "win32":
        raise AssertionError

    msvcrt.locking(handle, msvcrt.LK_NBLCK, count)
    try:
        yield
    finally:
        os.lseek(handle, 0, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, count)


def test_a_log_that_we_read_can_be_renamed_deleted_and_begun_anew(tmp_path: Path) -> None:
    log, old = tmp_path / "stubact.log", tmp_path / "stubact.1"
    log.write_bytes(b"first")
    with open_regular(log) as reading:
        os.rename(log, old)
        log.write_bytes(b"second")
        assert reading.read() == b"first"
        old.unlink()
    assert log.read_bytes() == b"second"
    with log.open("rb"), pytest.raises(PermissionError):
        os.rename(log, old)  # what a plain open does to the product


def test_a_log_that_its_writer_shares_is_read_while_it_grows(tmp_path: Path) -> None:
    log = tmp_path / "stubact.log"
    log.write_bytes(b"first")
    with held(log, READERS), open_regular(log) as reading:
        assert reading.read() == b"first"


def test_one_that_its_writer_keeps_to_itself_is_in_use(tmp_path: Path) -> None:
    log = tmp_path / "stubact.log"
    log.write_bytes(b"first")
    with held(log, NOBODY_ELSE), pytest.raises(NotCollectedError, match="in use") as caught:
        open_regular(log)
    assert caught.value.status is Status.FAILED


def test_in_a_bundle_the_locked_log_is_named_and_its_neighbour_is_there(tmp_path: Path) -> None:
    place, folder = Place(tmp_path / "place"), tmp_path / "Partition Manager 15"
    folder.mkdir()
    locked = folder / "stubact.log"
    for log in (locked, folder / "cdb.log"):
        log.write_bytes(b"a line\r\n")
    with held(locked, NOBODY_ELSE):
        ran = place.run("collect", "--only=product_logs", "--install-dir", folder, "--out=b.zip")
    assert ran.code == 0, ran.err
    with zipfile.ZipFile(place.here / "b.zip") as archive:
        manifest = json.loads(archive.read("manifest.json"))
    (logs,) = [one for one in manifest["probes"] if one["id"] == "product_logs"]
    items = {item["name"].rpartition("/")[2]: item for item in logs["items"]}
    assert items["stubact.log"]["status"] == "failed"
    assert "in use" in items["stubact.log"]["reason"]
    assert items["cdb.log"]["status"] == "collected"


@pytest.mark.beyond_wine("locks that bind whoever reads")
def test_a_part_that_is_locked_ends_the_reading_there_and_says_so(tmp_path: Path) -> None:
    log = tmp_path / "stubact.log"
    log.write_bytes(b"x" * 100)
    with (
        log.open("r+b") as writer,
        locked_bytes(writer.fileno(), 10),
        open_regular(log) as reading,
        pytest.raises(PermissionError),
    ):
        reading.read()
