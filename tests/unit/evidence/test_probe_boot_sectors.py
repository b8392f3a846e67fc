"""Raw sectors: what repairs a disk is read byte for byte, and nothing that may be of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from collector.core.secrets import Seal
from collector.evidence.execution import Executor
from collector.evidence.model import Status
from collector.evidence.pipeline import Spool, read_spooled
from collector.evidence.platforms.base import LiveMachine
from collector.evidence.platforms.facts import Disk
from collector.evidence.probe import Bytes, Context
from collector.evidence.probes import boot_sectors, partitions
from collector.evidence.raw import as_item, read_raw
from collector.evidence.shield import Shield
from collector.privacy.model import Kind, Level, Name
from collector.privacy.redactor import Redactor
from tests.unit.evidence.disk_writer import LINUX, MIB, gpt, mbr
from tests.unit.evidence.gathering import KEY
from tests.unit.evidence.running import facts, items, outcome, tree

NTFS = b"\xeb\x52\x90NTFS    ".ljust(510, b"\1") + b"\x55\xaa"
SIZE = 4 * MIB


class OneDisk(LiveMachine):
    """A machine whose only disk is a file."""

    platform = "windows"

    def __init__(self, path: Path) -> None:
        self._path = path

    def disks(self) -> tuple[Disk, ...]:
        size = self._path.stat().st_size
        return (Disk(name="PhysicalDrive0", size=size, logical_sector_size=512),)

    def device(self, disk: str) -> Path:
        return self._path


def told(
    folder: Path, disk: bytes | bytearray, table: dict[str, Any] | None = None
) -> dict[str, Any]:
    """What came of each item; by the table that is read of the disk, or by a given one."""
    path = folder / "disk"
    path.write_bytes(disk)
    machine = OneDisk(path)
    found = facts(partitions.PROBE, Context(machine=machine))
    if table is not None:
        found["table-PhysicalDrive0"] = table
    context = Context(machine=machine, found={"partitions": found})
    return {
        name.removeprefix("PhysicalDrive0/"): outcome(item)
        for name, item in items(boot_sectors.PROBE, context).items()
    }


def test_a_boot_sector_that_was_lost_is_to_be_had_from_its_copy(tmp_path: Path) -> None:
    disk = mbr(SIZE, [(0x07, 2048, 1024), (0x07, 4096, 1024), (0x83, 6144, 1024)])
    disk[(2048 + 1023) * 512 : (2048 + 1024) * 512] = NTFS
    disk[(4096 + 1023) * 512 : (4096 + 1024) * 512] = b"a part of a letter".ljust(512)
    found = told(tmp_path, disk)
    assert found["partition-1.bin"] == (Status.COLLECTED, bytes(512))
    assert found["partition-1-backup.bin"] == (Status.COLLECTED, NTFS)
    assert found["partition-2-backup.bin"][0] is Status.NOT_APPLICABLE
    assert found["last-33-sectors.bin"] == (Status.NOT_APPLICABLE, "this disk has no GPT")
    assert "letter" not in repr(found)


def test_a_gpt_that_was_copied_to_a_larger_disk_is_read_at_both_ends(tmp_path: Path) -> None:
    small = gpt(SIZE, [(LINUX, 2048, 4095, "data")])
    found = told(tmp_path, small + bytes(MIB))
    assert found["backup-gpt.bin"] == (Status.COLLECTED, bytes(small[-33 * 512 :]))
    assert found["last-33-sectors.bin"] == (Status.COLLECTED, bytes(33 * 512))
    lost = small[:512] + bytes(512) + small[1024:]  # only the MBR and the backup are left
    found = told(tmp_path, lost)
    assert found["first-34-sectors.bin"] == (Status.COLLECTED, bytes(lost[: 34 * 512]))
    assert found["last-33-sectors.bin"] == (Status.COLLECTED, bytes(lost[-33 * 512 :]))
    assert found["partition-1.bin"] == (Status.COLLECTED, bytes(512))


def test_a_table_that_lies_costs_only_what_it_lies_about(tmp_path: Path) -> None:
    slot = {"type": "0x07", "number": 1, "start": 1 << 70, "size": 1 << 70, "holds": ""}
    table = {
        "sector_size": 512, "chain": [1 << 60, 2],
        "slots": [slot, slot | {"number": 2, "start": 0}],
        "problems": ["the backup GPT does not lie at the end of the disk"],
    }  # fmt: skip
    disk = mbr(SIZE, [(0xEE, 1, 8191)])
    disk[512 + 32 : 512 + 40] = b"\xff" * 8
    found = told(tmp_path, disk, table)
    assert {name: status for name, (status, _) in found.items()} == {
        "first-34-sectors.bin": Status.COLLECTED, "last-33-sectors.bin": Status.COLLECTED,
        "backup-gpt.bin": Status.ABSENT, "ebr-1.bin": Status.ABSENT, "ebr-2.bin": Status.COLLECTED,
        "partition-1.bin": Status.ABSENT, "partition-1-backup.bin": Status.ABSENT,
        "partition-2.bin": Status.COLLECTED, "partition-2-backup.bin": Status.ABSENT,
    }  # fmt: skip
    many = {"slots": [slot | {"number": number} for number in range(5000)]}
    assert len(told(tmp_path, disk, many)) == 300


def test_a_disk_that_is_gone_and_a_tree_say_so(tmp_path: Path) -> None:
    machine = OneDisk(tmp_path / "disk")
    (tmp_path / "disk").write_bytes(bytes(SIZE))
    first, *_ = items(boot_sectors.PROBE, Context(machine=machine)).values()
    (tmp_path / "disk").unlink()
    assert outcome(first)[0] is Status.ABSENT
    found = items(boot_sectors.PROBE, tree(tmp_path))
    assert outcome(found["sectors"])[0] is Status.NOT_APPLICABLE


@pytest.mark.parametrize("elevated", [False, True])
def test_bytes_go_into_the_bundle_as_they_are_and_are_marked(
    tmp_path: Path, elevated: bool
) -> None:
    secret = b"Wladimira\x00\xff" * 40
    item: Any = Bytes("sda/first.bin", "disk of Wladimira", lambda: secret)
    if elevated:
        item = as_item(read_raw(item, 5.0))
    (tmp_path / "spool").mkdir()
    executor = Executor(
        spool=Spool(tmp_path / "spool", "set", Seal(KEY, "sidecar")),
        shield=Shield(Redactor, KEY, [Name(Kind.USER, "Wladimira")], Level.STRICT, ()),
        root=None, since=None, code_page="", max_file_bytes=len(secret),
        advanced=lambda _count: None,
    )  # fmt: skip
    done = executor.execute(item)
    assert done.status is Status.COLLECTED
    assert done.stored is not None
    assert (done.stored.unredactable, done.stored.redactions) == (True, {})
    assert "Wladimira" not in done.stored.source
    assert b"".join(read_spooled(executor.spool.data(done.stored.spool))) == secret
    executor.max_file_bytes = len(secret) - 1
    over = executor.execute(item)
    assert (over.status, over.stored) == (Status.SKIPPED, None)
    assert "cannot be cut" in over.reason
