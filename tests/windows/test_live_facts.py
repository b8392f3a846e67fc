"""The thin calls of live Windows, against its real registry, drivers, services and programs."""

from __future__ import annotations

import sys
import uuid
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms import open_machine, windows_drivers
from collector.evidence.platforms.live_device import asking, powered
from collector.evidence.platforms.machine import Machine
from collector.evidence.platforms.registry import Root, View
from collector.evidence.probe import Context, Facts
from collector.evidence.probes import event_log, system_information
from tests.unit.evidence.pe_writer import executable
from tests.unit.evidence.running import items, outcome

if sys.platform != "win32":
    pytest.skip("only Windows", allow_module_level=True)

import winreg

SERVICES = r"SYSTEM\CurrentControlSet\Services"


@pytest.fixture
def machine() -> Machine:
    return open_machine()


@pytest.fixture
def key() -> Iterator[str]:
    """A key of ours in both views of SOFTWARE, and what is in it goes at the end."""
    path = rf"SOFTWARE\{uuid.uuid4()}"
    for access in (winreg.KEY_WOW64_64KEY, winreg.KEY_WOW64_32KEY):
        with winreg.CreateKeyEx(
            winreg.HKEY_LOCAL_MACHINE, path, 0, winreg.KEY_ALL_ACCESS | access
        ) as handle:
            view = "64" if access == winreg.KEY_WOW64_64KEY else "32"
            winreg.SetValueEx(handle, "view", 0, winreg.REG_SZ, view)
            winreg.SetValueEx(handle, "Число", 0, winreg.REG_DWORD, 4_000_000_000)
            winreg.SetValueEx(handle, "list", 0, winreg.REG_MULTI_SZ, ["ä", "б"])
            winreg.SetValueEx(handle, "raw", 0, winreg.REG_BINARY, b"\x01\x02")
    yield path
    for access in (winreg.KEY_WOW64_64KEY, winreg.KEY_WOW64_32KEY):
        winreg.DeleteKeyEx(winreg.HKEY_LOCAL_MACHINE, path, access)


def test_both_views_of_the_registry(machine: Machine, key: str) -> None:
    for view in View:
        found = machine.registry().open(Root.MACHINE, key, view)
        assert found.values() == {
            "view": view.value, "Число": 4_000_000_000, "list": ("ä", "б"), "raw": b"\x01\x02",
        }  # fmt: skip
    assert found.name == key.rpartition("\\")[2]
    assert found.subkeys() == ()


def test_a_key_that_is_not_there_is_absent(machine: Machine) -> None:
    with pytest.raises(NotCollectedError) as caught:
        machine.registry().open(Root.MACHINE, r"SOFTWARE\no such key")
    assert caught.value.status is Status.ABSENT


def test_disks_answer_without_the_right_to_read_them(machine: Machine) -> None:
    found = machine.disks()
    assert found[0].name == "PhysicalDrive0"
    assert found[0].size > 1 << 20
    assert found[0].logical_sector_size in (512, 4096)
    with pytest.raises(NotCollectedError) as caught, asking(r"\\.\PhysicalDrive63"):
        pass
    assert caught.value.status is Status.ABSENT


def test_the_health_of_a_disk_is_told_or_why_it_is_not(machine: Machine) -> None:
    path = rf"\\.\{machine.disks()[0].name}"
    assert powered(path) in (True, None)  # it was read just now
    first = machine.disks()[0]
    for bus in ("sata", "nvme", "usb", ""):
        item = Facts("health", partial(machine.disk_health, replace(first, bus=bus)))
        status, said = outcome(item)
        assert status in (Status.COLLECTED, Status.NOT_APPLICABLE, Status.REFUSED)
        assert said
    gone = Facts("health", partial(machine.disk_health, replace(first, name="PhysicalDrive63")))
    assert outcome(gone)[0] is Status.ABSENT


def test_volumes_by_their_drives(machine: Machine) -> None:
    system = next(each for each in machine.volumes() if "C:\\" in each.mount_points)
    assert (system.kind, system.file_system) == ("fixed", "NTFS")
    assert (system.size or 0) > 1 << 30
    assert (system.cluster_size or 0) % 512 == 0


def test_drivers_that_run_are_told_from_those_that_do_not(machine: Machine) -> None:
    states = machine.driver_states()
    assert "running" in states.values()
    running = {module.name for module in machine.modules()}
    assert running == {name for name, state in states.items() if state == "running"}


def test_a_driver_of_the_vendor_with_its_service(machine: Machine) -> None:
    name = f"biontdrv{uuid.uuid4().hex[:6]}"
    file = machine.system_folder() / "System32" / "drivers" / f"{name}.sys"
    file.parent.mkdir(exist_ok=True)
    strings = {"CompanyName": "Paragon Software GmbH", "ProductName": "System Utilities"}
    file.write_bytes(executable({"040904b0": strings}, fixed=(1, 5, 1, 0)))
    path = rf"{SERVICES}\{name}"
    try:
        with winreg.CreateKey(winreg.HKEY_LOCAL_MACHINE, path) as handle:
            for value, number in (("Type", 1), ("Start", 3)):
                winreg.SetValueEx(handle, value, 0, winreg.REG_DWORD, number)
        found = windows_drivers.vendor_drivers(machine)
        (ours,) = [each for each in found if each.service == name]
        assert (ours.version, ours.start) == ("1.5.1.0", "manual")
        assert Path(ours.file) == file
    finally:
        winreg.DeleteKey(winreg.HKEY_LOCAL_MACHINE, path)
        file.unlink()


def test_an_event_log_that_does_not_answer_says_so(machine: Machine) -> None:
    for item in items(event_log.PROBE, Context(machine=machine)).values():
        status, said = outcome(item)
        assert status in (Status.COLLECTED, Status.ABSENT, Status.FAILED)
        assert status is Status.COLLECTED or said


@pytest.mark.parametrize(
    ("word", "status"),
    [("", Status.COLLECTED), ("fail", Status.FAILED), ("nothing", Status.FAILED)],
)
def test_msinfo32_that_saves_fails_or_says_nothing(
    machine: Machine, word: str, status: Status
) -> None:
    orders = Path(r"C:\rig\msinfo32.txt")
    orders.parent.mkdir(exist_ok=True)
    orders.write_text(word) if word else orders.unlink(missing_ok=True)
    try:
        found = items(system_information.PROBE, Context(machine=machine))
        came, value = outcome(found["msinfo32.nfo"])
        assert came is status, value
        facts = outcome(found["facts"])
        assert facts[0] is (status if status is Status.COLLECTED else Status.ABSENT)
    finally:
        orders.unlink(missing_ok=True)


def test_msinfo32_that_hangs_is_ended(machine: Machine, tmp_path: Path) -> None:
    orders = Path(r"C:\rig\msinfo32.txt")
    orders.parent.mkdir(exist_ok=True)
    orders.write_text("hang")
    try:
        with pytest.raises(NotCollectedError) as caught:
            machine.save_system_information(tmp_path / "x.nfo", 2.0)
        assert caught.value.status is Status.TIMED_OUT
    finally:
        orders.unlink(missing_ok=True)
