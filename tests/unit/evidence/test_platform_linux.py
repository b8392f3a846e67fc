"""Live Linux, described by folders of our own in place of /proc and /sys."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from collector.evidence.outcome import NotCollectedError
from collector.evidence.platforms.linux import Linux

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Linux only")


def write(path: Path, text: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


@pytest.fixture
def machine(tmp_path: Path) -> Linux:
    sys_, proc = tmp_path / "sys", tmp_path / "proc"
    real = sys_ / "devices" / "pci0000:00" / "ata1" / "host0" / "target0:0:0" / "block" / "sda"
    write(real / "size", "7814037168\n")
    write(real / "queue" / "logical_block_size", "512\n")
    write(real / "queue" / "physical_block_size", "4096\n")
    write(real / "queue" / "rotational", "1\n")
    write(real / "removable", "0\n")
    write(real / "device" / "model", "WDC WD40EFRX-68N\n")
    write(real / "device" / "vpd_pg80", b"\x00\x80\x00\x0cWD-ABCDEF123")
    for number, start in ((10, 4096), (2, 2048)):
        write(real / f"sda{number}" / "partition", str(number))
        write(real / f"sda{number}" / "start", str(start))
        write(real / f"sda{number}" / "size", "2048")
    (sys_ / "block").mkdir()
    (sys_ / "block" / "sda").symlink_to(real)
    dm = sys_ / "devices" / "virtual" / "block" / "dm-0"
    write(dm / "size", "2048")
    (dm / "slaves" / "sda2").mkdir(parents=True)
    (sys_ / "block" / "dm-0").symlink_to(dm)
    for name in ("loop0", "ram0", "broken"):
        write(sys_ / "block" / name / "size", "0" if name != "broken" else "many")
    write(proc / "cpuinfo", "processor : 0\nmodel name : Some CPU\nflags : fpu hypervisor\n")
    write(proc / "self" / "mountinfo", "27 1 8:2 / / rw - ext4 /dev/sda2 rw\n")
    return Linux(proc=proc, sys=sys_)


def test_disks_with_their_partitions_in_order(machine: Linux) -> None:
    dm, sda = machine.disks()
    assert (sda.name, sda.size, sda.model, sda.serial, sda.bus) == (
        "sda",
        7814037168 * 512,
        "WDC WD40EFRX-68N",
        "WD-ABCDEF123",
        "ata",
    )
    assert (sda.logical_sector_size, sda.physical_sector_size) == (512, 4096)
    assert (sda.rotational, sda.removable) == (True, False)
    assert [(part.name, part.start, part.size) for part in sda.partitions] == [
        ("sda2", 2048 * 512, 2048 * 512),
        ("sda10", 4096 * 512, 2048 * 512),
    ]
    assert (dm.bus, dm.on_top_of) == ("virtual", ("sda2",))


def test_uefi_and_secure_boot(machine: Linux, tmp_path: Path) -> None:
    write(tmp_path / "sys/class/dmi/id/bios_vendor", "Maker\n")
    assert machine.firmware().mode == "BIOS"
    efivars = tmp_path / "sys/firmware/efi/efivars"
    efivars.mkdir(parents=True)
    assert (machine.firmware().mode, machine.firmware().secure_boot) == ("UEFI", None)
    name = "SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c"
    write(efivars / name, b"\x06\x00\x00\x00\x01")
    assert machine.firmware().secure_boot is True


def test_a_virtual_machine_is_known(machine: Linux, tmp_path: Path) -> None:
    write(tmp_path / "sys/class/dmi/id/sys_vendor", "QEMU\n")
    found = machine.virtualization()
    assert (found.virtual, found.manufacturer) == (True, "QEMU")
    assert machine.processor().model == "Some CPU"


def test_sources_that_are_not_there_say_so(tmp_path: Path) -> None:
    bare = Linux(proc=tmp_path / "proc", sys=tmp_path / "sys")
    for read in (bare.disks, bare.mounts, bare.processor, bare.virtualization):
        with pytest.raises(NotCollectedError):
            read()


def test_free_space_of_a_place_that_is_gone_is_absent(machine: Linux, tmp_path: Path) -> None:
    with pytest.raises(NotCollectedError, match="does not exist"):
        machine.space(str(tmp_path / "gone"))
    assert machine.space(str(tmp_path)).total > 0


def test_this_machine_answers() -> None:
    live = Linux()
    assert live.os().kernel
    assert live.uptime().seconds > 0
    assert live.time_zone().name
    assert live.mounts()
