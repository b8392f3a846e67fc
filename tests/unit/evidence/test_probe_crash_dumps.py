"""Crash dumps are looked for where that Windows keeps them, and the newest are handed on whole."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from collector.evidence.model import Status
from collector.evidence.platforms.offline_windows import OfflineWindows
from collector.evidence.platforms.registry import Registry, Value
from collector.evidence.platforms.windows_dumps import dump_places
from collector.evidence.probe import Context, File, Gap, Item
from collector.evidence.probes import crash_dump_files, crash_dumps
from tests.unit.evidence.fake_registry import FakeRegistry
from tests.unit.evidence.running import items, outcome

CONTROL = r"HKLM\SYSTEM\CurrentControlSet\Control\CrashControl"
VERSION = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion"


class WithRegistry(OfflineWindows):
    """A tree whose registry holds what a test says."""

    def __init__(self, root: Path, control: Mapping[str, Value], system_root: str) -> None:
        super().__init__(root)
        self._fake = FakeRegistry({CONTROL: control, VERSION: {"SystemRoot": system_root}})

    def registry(self) -> Registry:
        return self._fake


def windows(root: Path, system_root: str = r"D:\WINNT", **control: Value) -> WithRegistry:
    return WithRegistry(root, control, system_root)


def dump(path: Path, year: int, code: int = 0x7B) -> None:
    head = bytearray(0x1040)
    head[:8] = b"PAGEDU64"
    struct.pack_into("<I", head, 0x38, code)
    seconds = (datetime(year, 1, 1, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()
    struct.pack_into("<Q", head, 0xFA8, int(seconds) * 10_000_000)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(head) + b"MEMORY")


def headers(machine: OfflineWindows) -> dict[str, tuple[Status, Any]]:
    found = items(crash_dumps.PROBE, Context(machine=machine))
    return {name: outcome(item) for name, item in found.items()}


def whole(machine: OfflineWindows) -> dict[str, Item]:
    status, dumps = headers(machine)["dumps"]
    found = {"crash_dumps": {"dumps": dumps} if status is Status.COLLECTED else {}}
    return items(crash_dump_files.PROBE, Context(machine=machine, found=found))


def test_the_registry_says_where_they_lie(tmp_path: Path) -> None:
    machine = windows(
        tmp_path, MinidumpDir=r"%systemdrive%\Dumps\Small", DumpFile=r"D:\Dumps\all.dmp"
    )
    dump(tmp_path / "Dumps" / "Small" / "a.dmp", 2026)
    dump(tmp_path / "Dumps" / "all.dmp", 2025, code=0x50)
    found = headers(machine)
    assert [each["name"] for each in found["dumps"][1]] == ["a.dmp"]
    assert found["last-large-dump"][1]["bug_check"] == "0x00000050"
    (item,) = whole(machine).values()
    assert isinstance(item, File)
    assert item.path == tmp_path / "Dumps" / "Small" / "a.dmp"


def test_what_windows_does_by_itself_holds_where_nothing_is_said(tmp_path: Path) -> None:
    places = dump_places(windows(tmp_path))
    assert (places.folder, places.file) == (r"D:\WINNT\Minidump", r"D:\WINNT\MEMORY.DMP")
    lost = dump_places(OfflineWindows(tmp_path))
    assert (lost.folder, lost.file) == (r"C:\Windows\Minidump", r"C:\Windows\MEMORY.DMP")


@pytest.mark.parametrize(
    ("folder", "status"),
    [(r"\\server\share", Status.SKIPPED), ("//server/share", Status.SKIPPED),
     (r"E:\Dumps", Status.ABSENT), (r"D:\..\..\etc", Status.SKIPPED)],
)  # fmt: skip
def test_other_drives_and_shares_are_not_looked_into(
    tmp_path: Path, folder: str, status: Status
) -> None:
    dump(tmp_path / "Dumps" / "a.dmp", 2026)
    machine = windows(tmp_path, MinidumpDir=folder)
    assert headers(machine)["dumps"][0] is status
    (item,) = whole(machine).values()
    assert outcome(item)[0] is status


def test_the_newest_three_by_what_they_say_themselves(tmp_path: Path) -> None:
    folder = tmp_path / "WINNT" / "Minidump"
    for year in (2021, 2026, 2023, 2024):  # names begin with the month: 12 of 2021 is not newest
        dump(folder / f"{2033 - year}0126-1-01.dmp", year)
    (folder / "broken.dmp").write_bytes(b"no dump")
    machine = windows(tmp_path)
    times = [each["time"][:4] for each in headers(machine)["dumps"][1]]
    assert times == ["2026", "2024", "2023", "2021"]
    assert list(whole(machine)) == ["70126-1-01.dmp", "90126-1-01.dmp", "100126-1-01.dmp"]
    with (folder / "70126-1-01.dmp").open("r+b") as file:
        file.truncate(crash_dump_files.MOST_BYTES + 1)
    large = whole(machine)["70126-1-01.dmp"]
    assert isinstance(large, Gap)
    assert (large.status, "the limit is 10000000" in large.reason) == (Status.SKIPPED, True)


def test_none_and_none_that_is_readable_are_told_apart(tmp_path: Path) -> None:
    folder = tmp_path / "WINNT" / "Minidump"
    folder.mkdir(parents=True)
    machine = windows(tmp_path)
    assert headers(machine)["dumps"] == (Status.ABSENT, "there is no crash dump")
    assert outcome(whole(machine)["dumps"])[0] is Status.ABSENT
    (folder / "a.dmp").write_bytes(b"no dump")
    assert headers(machine)["dumps"][0] is Status.FAILED
    assert outcome(whole(machine)["dumps"])[0] is Status.FAILED
