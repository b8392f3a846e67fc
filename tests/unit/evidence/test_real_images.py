"""Disks that the usual tools have written are read to the byte, as live disks are."""

from __future__ import annotations

import hashlib
import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from collector.evidence.model import Status
from collector.evidence.platforms.base import LiveMachine
from collector.evidence.platforms.facts import Disk
from collector.evidence.probe import Context
from collector.evidence.probes import boot_sectors, partitions
from tests.unit.evidence.disk_writer import MIB
from tests.unit.evidence.running import facts, items, outcome

pytestmark = pytest.mark.posix("the tools that write partition tables and file systems")

MICROSOFT = "ebd0a0a2-b9e5-4433-87c0-68b6b72699c7"
LINUX = "0fc63daf-8483-4772-8e79-3d69d8477de4"
SIZE = 64 * MIB


class Images(LiveMachine):
    """One disk, which is a file."""

    platform = "linux"

    def __init__(self, path: Path, sector: int) -> None:
        self._path, self._sector = path, sector

    def disks(self) -> tuple[Disk, ...]:
        size = self._path.stat().st_size
        return (Disk(name="sda", size=size, logical_sector_size=self._sector or None),)

    def device(self, disk: str) -> Path:
        return self._path


def table(path: Path, sector: int = 512) -> Any:
    """What the probe says; the disk must be the same afterwards."""
    before = hashlib.sha256(path.read_bytes()).digest()
    found = facts(partitions.PROBE, Context(machine=Images(path, sector)))["table-sda"]
    assert hashlib.sha256(path.read_bytes()).digest() == before
    return found


def sectors(path: Path, sector: int = 512) -> dict[str, bytes]:
    """The raw sectors that are read, and no more, by their names."""
    before = Context(machine=Images(path, sector))
    found = {"partitions": facts(partitions.PROBE, before)}
    after = Context(machine=before.machine, found=found)
    told = {n: outcome(each) for n, each in items(boot_sectors.PROBE, after).items()}
    return {
        name.removeprefix("sda/").removesuffix(".bin"): data
        for name, (status, data) in told.items()
        if status is Status.COLLECTED
    }


def run(*argv: str | Path, given: str = "") -> str:
    done = subprocess.run(
        list(map(str, argv)), input=given, capture_output=True, text=True, check=False, timeout=240
    )
    assert done.returncode == 0, f"{argv}: {done.stderr}"
    return done.stdout


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "disk.img"
    with path.open("wb") as file:
        file.truncate(SIZE)
    yield path
    path.unlink()


def partition(disk: Path, start: int, size: int, tool: str, *options: str) -> None:
    """A file system made by its own tool, put where a partition begins (bytes)."""
    image = disk.with_suffix(".part")
    with image.open("wb") as file:
        file.truncate(size)
    run(tool, *options, image)
    with disk.open("r+b") as file:
        file.seek(start)
        file.write(image.read_bytes())
    image.unlink()


def agrees(found: Any, disk: Path) -> None:
    """Start, size and type of every partition as sfdisk reads them."""
    told = json.loads(run("sfdisk", "-J", disk))["partitiontable"]
    assert [(row["start"], row["size"]) for row in found["slots"]] == [
        (row["start"] * 512, row["size"] * 512) for row in told["partitions"]
    ]
    kinds = [row["type"].lower().removeprefix("0x").lstrip("0") for row in found["slots"]]
    assert kinds == [row["type"].lower().lstrip("0") for row in told["partitions"]]


def test_an_mbr_with_three_logical_partitions(disk: Path) -> None:
    run(
        "sfdisk", disk,
        given="label: dos\nlabel-id: 0xa1b2c3d4\n2048,16384,7,*\n18432,102400,5\n"
        "20480,16384,83\n38912,16384,82\n57344,20480,7\n",
    )  # fmt: skip
    partition(disk, 20480 * 512, 16384 * 512, "mkfs.ext4", "-q", "-F")
    partition(disk, 57344 * 512, 20480 * 512, "mkntfs", "-q", "-F", "-f")
    found = table(disk)
    agrees(found, disk)
    assert (found["style"], found["disk_id"], found["problems"]) == ("MBR", "a1b2c3d4", [])
    assert [(s["number"], s["logical"], s["holds"]) for s in found["slots"]] == [
        (1, False, ""), (2, False, ""), (5, True, "ext4"), (6, True, ""), (7, True, "NTFS"),
    ]  # fmt: skip
    assert [slot["active"] for slot in found["slots"]] == [True, False, False, False, False]
    assert [slot["state"] for slot in found["slots"]] == ["", "", "clean", "", "clean"]
    image = disk.read_bytes()
    starts = {  # by sfdisk's own list; each link of the chain precedes its partition by 2048
        "ebr-1": 18432, "ebr-2": 36864, "ebr-3": 55296,
        "partition-1": 2048, "partition-5": 20480, "partition-6": 38912, "partition-7": 57344,
        "partition-7-backup": 57344 + 20480 - 1,
    }  # fmt: skip
    raw = sectors(disk)
    assert raw == {
        "first-34-sectors": image[: 34 * 512],
        **{name: image[start * 512 : start * 512 + 512] for name, start in starts.items()},
    }
    assert raw["partition-7"] == raw["partition-7-backup"]
    assert all(raw[name].endswith(b"\x55\xaa") for name in ("ebr-1", "ebr-2", "ebr-3"))


def test_a_gpt_whose_backup_is_damaged(disk: Path) -> None:
    run("sgdisk", "-n", "1:2048:34815", "-t", "1:0700", "-c", "1:Dätä", "-n", "2:34816:0", disk)
    with disk.open("r+b") as file:
        file.seek(-512 + 56, 2)  # the GUID of the disk
        file.write(bytes(16))
    found = table(disk)
    assert found["style"] == "GPT"
    assert found["problems"] == ["backup GPT: the checksum of the header is wrong"]
    assert [(s["start"], s["type"], s["name"]) for s in found["slots"]] == [
        (MIB, MICROSOFT, "Dätä"), (17 * MIB, LINUX, ""),
    ]  # fmt: skip
    image, raw = disk.read_bytes(), sectors(disk)
    assert raw["first-34-sectors"] == image[: 34 * 512]
    assert raw["last-33-sectors"] == image[-33 * 512 :]
    assert raw["last-33-sectors"][-512:].startswith(b"EFI PART")


def test_a_hybrid_mbr_shows_both_tables(disk: Path) -> None:
    run("sgdisk", "-n", "1:2048:34815", "-t", "1:0700", "-n", "2:34816:0", "-h", "1", disk)
    found = table(disk)
    assert found["style"] == "hybrid"
    assert [slot["start"] for slot in found["slots"]] == [MIB, 17 * MIB]
    assert ("0x07", MIB, 16 * MIB) in [
        (slot["type"], slot["start"], slot["size"]) for slot in found["mbr_slots"]
    ]


def test_a_disk_with_sectors_of_4096_bytes(disk: Path) -> None:
    orders = "g\nn\n1\n256\n4351\nn\n2\n4352\n\nw\n"
    run("fdisk", "--sector-size", "4096", disk, given=orders)
    listed = run("fdisk", "--sector-size", "4096", "-l", "-o", "Start,Sectors", disk)
    told = [line.split() for line in listed.splitlines() if line.strip()[:1].isdecimal()]
    for known in (4096, 0):  # as a disk tells it, and as an image does not
        found = table(disk, known)
        assert (found["style"], found["sector_size"], found["problems"]) == ("GPT", 4096, [])
        rows = [(slot["start"] // 4096, slot["size"] // 4096) for slot in found["slots"]]
        assert rows == [(int(start), int(size)) for start, size in told]
        assert [slot["start"] for slot in found["slots"]] == [MIB, 17 * MIB]
    image, raw = disk.read_bytes(), sectors(disk, 4096)
    assert raw == {
        "first-34-sectors": image[: 34 * 4096], "last-33-sectors": image[-33 * 4096 :],
        "partition-1": image[MIB : MIB + 4096], "partition-2": image[17 * MIB : 17 * MIB + 4096],
    }  # fmt: skip


def test_what_the_partitions_hold(disk: Path) -> None:
    run("sfdisk", disk, given=f"label: gpt\n2048,40960,{MICROSOFT}\n43008,16384,L\n59392,,L\n")
    partition(disk, MIB, 20 * MIB, "mkntfs", "-q", "-F", "-f")
    with disk.open("r+b") as file:  # what BitLocker writes over the boot sector of NTFS
        file.seek(MIB + 3)
        file.write(b"-FVE-FS-")
    partition(disk, 21 * MIB, 8 * MIB, "mkfs.ext4", "-q", "-F")
    key = disk.with_suffix(".key")
    key.write_text("not a secret")
    luks = ("luksFormat", "-q", "--type", "luks2", "--pbkdf", "pbkdf2", "--pbkdf-force-iterations")
    partition(disk, 29 * MIB, 34 * MIB, "cryptsetup", *luks, "1000", "--key-file", str(key))
    found = table(disk)
    agrees(found, disk)
    assert [slot["holds"] for slot in found["slots"]] == ["BitLocker", "ext4", "LUKS"]


@pytest.mark.parametrize(("bits", "name"), [("16", "FAT16"), ("32", "FAT32")])
def test_a_stick_without_a_table_is_told_from_one_with(disk: Path, bits: str, name: str) -> None:
    run("mkfs.vfat", "-F", bits, disk)
    found = table(disk)
    assert (found["style"], found["bare_volume"], found["slots"]) == ("none", name, [])
    assert found["bare_state"] == "clean"
    assert sectors(disk) == {"boot-sector": disk.read_bytes()[:512]}


def test_a_file_system_that_was_not_closed_says_so(disk: Path) -> None:
    run("mkfs.ext4", "-q", "-F", disk)
    said = []
    for flags in ("1", "0", "3"):
        run("debugfs", "-w", "-R", f"ssv state {flags}", disk)
        said.append(table(disk)["bare_state"])
    assert said == ["clean", "in use, or not closed cleanly", "errors were found in it"]
