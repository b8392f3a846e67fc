"""Logs of Windows from where that Windows lies, and those of installations of the vendor's only."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from collector.evidence.formats.installer_log import is_about, may_be_one
from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms import windows_paths
from collector.evidence.platforms.facts import Account, Locale
from collector.evidence.platforms.offline_windows import OfflineWindows
from collector.evidence.platforms.registry import Registry
from collector.evidence.platforms.windows_system import accounts
from collector.evidence.probe import Context, File, Gap, Item
from collector.evidence.probes import setup_logs
from tests.unit.evidence.fake_registry import FakeRegistry
from tests.unit.evidence.running import items

SID = "S-1-5-21-1-2-3-1001"
VERSION = r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion"
ENVIRONMENT = r"HKLM\SYSTEM\CurrentControlSet\Control\Session Manager\Environment"
VERBOSE = (
    "=== Verbose logging started: 23.11.2026  10:15:00  Build type: SHIP UNICODE 5.00.10011.00  "
    "Calling process: {by} ===\r\n"
    "MSI (c) (68:68) [10:15:00:990]: ******* RunEngine:\r\n"
    "           ******* Product: {product}\r\n           ******* Action: \r\n{more}"
)
OURS = VERBOSE.format(
    by=r"C:\Windows\system32\msiexec.exe", product=r"D:\Paragon.HDM_x64.msi", more=""
)
THEIRS = VERBOSE.format(
    by=r"C:\Users\x\setup.exe",
    product="{00ED74F0-B617-4608-85DD-555DE69C726C}",
    more="MSI (s): PROPERTY CHANGE: Adding OTHERDIR property. Its value is "
    "'C:\\Program Files\\Paragon Software\\'.\r\n",
)


class Elsewhere(OfflineWindows):
    """A Windows in D:\\WINNT, by its registry."""

    def __init__(self, root: Path, registry: Registry) -> None:
        super().__init__(root)
        self._fake = registry

    def registry(self) -> Registry:
        return self._fake

    def locale(self) -> Locale:
        return Locale(language="ru-RU", code_pages=("cp1251", "cp866"))

    def accounts(self) -> tuple[Account, ...]:
        return (Account(name="Ivan", profile="%SystemDrive%\\Users\\Ivan"),)


@pytest.fixture
def machine(tmp_path: Path) -> Elsewhere:
    keys: dict[str, dict[str, str]] = {
        VERSION: {"SystemRoot": r"D:\WINNT"},
        rf"{VERSION}\ProfileList\{SID}": {"ProfileImagePath": r"D:\Users\Ivan"},
        ENVIRONMENT: {"TEMP": r"%SystemRoot%\TEMP", "TMP": r"E:\Scratch"},
        rf"HKU\{SID}\Environment": {"TEMP": r"%USERPROFILE%\Scratch", "TMP": r"\\server\tmp"},
    }
    return Elsewhere(tmp_path, FakeRegistry(keys))


def put(machine: Elsewhere, path: str, data: bytes, age: int = 0) -> None:
    place = machine.path(path)
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)
    os.utime(place, (1_800_000_000 - age, 1_800_000_000 - age))


def found(machine: OfflineWindows) -> dict[str, Item]:
    return items(setup_logs.PROBE, Context(machine=machine))


def of_installations(rows: dict[str, Item]) -> list[str]:
    return [
        name for name, item in rows.items() if name[:8] == "installa" and isinstance(item, File)
    ]


def test_they_are_looked_for_where_that_windows_lies(machine: Elsewhere) -> None:
    put(machine, "/WINNT/INF/setupapi.dev.log", b"x")
    log = found(machine)["INF/setupapi.dev.log"]
    assert isinstance(log, File)
    assert log.path == machine.path("/WINNT/INF/setupapi.dev.log")
    assert log.code_pages == ("cp1251", "cp866")


def test_where_the_registry_is_lost_it_lies_where_setup_puts_it(tmp_path: Path) -> None:
    log = found(OfflineWindows(tmp_path))["System32/LogFiles/Srt/SrtTrail.txt"]
    assert isinstance(log, File)
    assert log.path.relative_to(tmp_path).parts[:2] == ("Windows", "System32")


def test_temporary_folders_are_those_that_the_registry_names(machine: Elsewhere) -> None:
    assert windows_paths.temporary_folders(machine, r"D:\WINNT") == (
        r"D:\WINNT\Temp", r"E:\Scratch", r"D:\Users\Ivan\Scratch", r"\\server\tmp",
        r"D:\Users\Ivan\AppData\Local\Temp", r"D:\Users\Ivan\Local Settings\Temp",
    )  # fmt: skip
    for path in (r"E:\Scratch", r"\\server\tmp", "relative"):
        with pytest.raises(NotCollectedError):
            windows_paths.place(machine, r"D:\WINNT", path)


def test_the_owner_of_windows_keeps_the_profile(tmp_path: Path) -> None:
    keys: dict[str, dict[str, str]] = {
        VERSION: {"RegisteredOwner": "Ivan"},
        rf"{VERSION}\ProfileList\{SID}": {"ProfileImagePath": r"C:\Users\Ivan"},
    }
    (ivan,) = accounts(FakeRegistry(keys))
    assert ivan == Account(name="Ivan", full_name="Ivan", profile=r"C:\Users\Ivan")


def test_only_logs_of_the_vendors_installations_are_taken(machine: Elsewhere) -> None:
    utf16 = ("\ufeff" + OURS).encode("utf-16-le")
    put(machine, "/Users/Ivan/Scratch/MSI1a2b3.LOG", utf16)
    put(machine, "/Users/Ivan/Scratch/MSI4.LOG", ("\ufeff" + THEIRS).encode("utf-16-le"))
    put(machine, "/WINNT/Temp/MSI1A2B3.log", OURS.encode("cp1251"), age=9)
    put(machine, "/WINNT/Temp/notes.log", OURS.encode())
    put(machine, "/elsewhere/MSI5.LOG", utf16)
    assert of_installations(found(machine)) == [
        "installations/MSI1a2b3.LOG", "installations/MSI1A2B3-2.log",
    ]  # fmt: skip


def test_the_newest_few_are_taken(machine: Elsewhere) -> None:
    for age in range(8):
        put(machine, f"/WINNT/Temp/MSI{age}.LOG", OURS.encode(), age)
    names = [f"installations/MSI{age}.LOG" for age in range(5)]
    assert of_installations(found(machine)) == names


def test_where_there_is_none_the_folders_searched_are_named(tmp_path: Path) -> None:
    gap = found(OfflineWindows(tmp_path))["installations"]
    assert isinstance(gap, Gap)
    assert (gap.status, gap.searched) == (Status.ABSENT, (r"C:\Windows\Temp",))


def test_folders_of_others_are_told_as_refused(
    machine: Elsewhere, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(machine, "/WINNT/Temp/MSI1.LOG", OURS.encode())
    closed = machine.path("/Users/Ivan/Scratch")
    scandir = os.scandir

    def deny(path: Path) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", deny)
    rows = found(machine)
    gap = rows["installations"]
    assert isinstance(gap, Gap)
    assert gap.status is Status.REFUSED
    assert of_installations(rows) == ["installations/MSI1.LOG"]


LINES = {
    "Property(S): Manufacturer = Paragon Software GmbH": True,
    "Property(C): ProductName = PARAGON Festplatten Manager 17": True,
    r"MSI (s) (C8:24) [1:2:3:4]: Original package ==> C:\x\Paragon.HDM_x64.msi": True,
    r"[1DF0:161C][2026-11-23T10:12:10]i001: Burn v3.11.0.1701, Windows v10.0 (Build 22631: "
    r"Service Pack 0), path: C:\Users\x\Paragon Hard Disk Manager.exe": True,
    "i000: Setting string variable 'WixBundleName' to value 'Paragon Backup'": True,
    "Property(S): Manufacturer = Parago": False,
    "Property(S): LogonUser = paragon": False,
    "Property(S): Manufacturer = Others\r\nparagon": False,
}


@pytest.mark.parametrize("line", LINES)
def test_a_log_is_known_by_marks_that_no_translation_changes(line: str) -> None:
    assert is_about(line.encode("cp1251"), b"", ("paragon",)) is LINES[line]
    russian = ("\ufeffПакет " * 30).encode("utf-16-le")
    assert is_about(russian, f"Привет\r\n{line}".encode("utf-16-le"), ("paragon",)) is LINES[line]
    assert not is_about(line.encode(), line.encode(), ())


def test_names_that_installers_give() -> None:
    good = ("MSI1a2b3.LOG", "msi9.log", "Paragon_HDM_20261123101500.log",
            "Paragon_HDM_20261123101500_000_Paragon.HDM_x64.msi.log")  # fmt: skip
    assert all(map(may_be_one, good))
    assert not any(map(may_be_one, ("MSI.log", "MSIxyz.log", "a_2026.log", "MSI1.log.exe", "")))
