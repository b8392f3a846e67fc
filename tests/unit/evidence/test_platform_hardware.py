"""Controllers, drivers and power supplies, from folders of our own in place of /sys and /proc."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from collector.evidence.model import Status
from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms import hardware
from collector.evidence.probe import Command, Context
from collector.evidence.probes import boot, raid, smart
from tests.unit.evidence.running import items, outcome, tree
from tests.unit.evidence.test_probe_partitions import WithImages


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_storage_controllers_with_their_driver(tmp_path: Path) -> None:
    # a PCI address holds colons, which Windows has no files for
    pci = tmp_path / "bus" / "pci" / "devices"
    for address, kind in (("0000:00:17.0", "0x010601"), ("0000:00:02.0", "0x030000")):
        write(pci / address / "class", kind)
        write(pci / address / "vendor", "0x8086")
        write(pci / address / "device", "0xa282")
    (pci / "0000:00:17.0" / "driver").symlink_to("../../../drivers/ahci")
    (found,) = hardware.controllers(tmp_path)
    assert (found.kind, found.pci_id, found.driver) == ("SATA (AHCI)", "8086:a282", "ahci")


def test_loaded_modules_and_what_taints_the_kernel(tmp_path: Path) -> None:
    write(
        tmp_path / "modules",
        "ufsd 700416 1 - Live 0x0 (OE)\nmd_mod 180224 2 raid1,raid0, Live 0x0\nbroken line\n",
    )
    ufsd, raid_ = hardware.modules(tmp_path)
    assert (ufsd.name, ufsd.bytes, ufsd.used_by, ufsd.taints) == ("ufsd", 700416, (), "(OE)")
    assert raid_.used_by == ("raid1", "raid0")
    with pytest.raises(NotCollectedError):
        hardware.modules(tmp_path / "none")


def test_a_battery_with_its_charge(tmp_path: Path) -> None:
    battery = tmp_path / "class" / "power_supply" / "BAT0"
    for name, text in (("type", "Battery"), ("status", "Discharging"), ("capacity", "41")):
        write(battery / name, text)
    (found,) = hardware.power_supplies(tmp_path)
    assert (found.kind, found.capacity, found.online) == ("Battery", 41, None)


def test_sleeping_disks_are_left_asleep_and_virtual_ones_unasked(tmp_path: Path) -> None:
    (tmp_path / "sda").touch()
    machine = WithImages(tmp_path, "sda", "sdb", "vda", "dm-0")
    found = items(smart.PROBE, Context(machine=machine))
    assert list(found) == ["sda.json", "sdb.json"]
    asked = found["sda.json"]
    assert isinstance(asked, Command)
    assert asked.argv[1:4] == ("--json", "-n", "standby")
    assert outcome(found["sdb.json"])[0] is Status.REFUSED


def test_a_tree_shows_its_boot_folders_but_runs_no_command(tmp_path: Path) -> None:
    write(tmp_path / "boot" / "grub" / "grub.cfg", "password_pbkdf2 secret")
    found = {name: outcome(item) for name, item in items(boot.PROBE, tree(tmp_path)).items()}
    assert found["boot-grub"][1]["names"] == ["grub.cfg"]
    assert found["boot-loader-entries"][0] is Status.ABSENT
    assert "secret" not in repr(found)
    for probe in (smart.PROBE, raid.PROBE):
        rows = items(probe, tree(tmp_path)).values()
        assert {outcome(item)[0] for item in rows} == {Status.NOT_APPLICABLE}
