"""Logs of installations in the temporary folders of this Windows and of this account."""

from __future__ import annotations

import os
import uuid
from pathlib import Path

import pytest

from collector.evidence.platforms import open_machine
from collector.evidence.platforms.windows_paths import place, system_root, temporary_folders
from collector.evidence.probe import Context, File
from collector.evidence.probes import setup_logs
from tests.unit.evidence.running import items

OURS = "=== Verbose logging started: 1/2/2026  Calling process: D:\\Paragon HDM 17.exe ===\r\n"


@pytest.mark.parametrize("which", ["the system's", "this account's"])
def test_a_log_of_ours_is_found_where_installers_leave_it(which: str) -> None:
    named = rf"{os.environ['SYSTEMROOT']}\Temp" if which == "the system's" else os.environ["TEMP"]
    log = Path(named) / f"MSI{uuid.uuid4().hex[:6]}.LOG"
    log.write_bytes(("\ufeff" + OURS).encode("utf-16-le"))
    try:
        found = items(setup_logs.PROBE, Context(machine=open_machine()))
    finally:
        log.unlink()
    (item,) = [each for name, each in found.items() if name.endswith(log.name)]
    assert isinstance(item, File)
    assert str(item.path).casefold() == str(log).casefold()


def test_the_folders_are_those_of_the_live_registry() -> None:
    machine = open_machine()
    root = system_root(machine)
    folders = [place(machine, root, each) for each in temporary_folders(machine, root)]
    assert root.casefold() == os.environ["SYSTEMROOT"].casefold()
    assert any(os.path.samefile(each, os.environ["TEMP"]) for each in folders if each.is_dir())
