"""The tables of all disks, each an item of its own; refused where rights are missing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from collector.evidence.model import Status
from collector.evidence.platforms.base import LiveMachine
from collector.evidence.platforms.facts import Disk
from collector.evidence.probe import Context
from collector.evidence.probes import partitions
from tests.unit.evidence.disk_writer import LINUX, MIB, gpt
from tests.unit.evidence.running import (
    as_ordinary_user,
    items,
    outcome,
    reachable_folder,
    tree,
)


class WithImages(LiveMachine):
    """Disks that are files in a folder."""

    platform = "linux"

    def __init__(self, folder: Path, *names: str) -> None:
        self._folder, self._names = folder, names

    def disks(self) -> tuple[Disk, ...]:
        return tuple(Disk(name=name, size=4 * MIB, logical_sector_size=512) for name in self._names)

    def device(self, disk: str) -> Path:
        return self._folder / disk


def test_each_disk_is_read_and_one_that_is_gone_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "sda").write_bytes(gpt(4 * MIB, [(LINUX, 2048, 4095, "data")]))
    machine = WithImages(tmp_path, "sda", "sdb", "loop0", "sr0", "dm-0")
    found = {n: outcome(i) for n, i in items(partitions.PROBE, Context(machine=machine)).items()}
    assert list(found) == ["table-sda", "table-sdb"]
    assert found["table-sda"][1]["style"] == "GPT"
    assert found["table-sda"][1]["slots"][0]["name"] == "data"
    assert found["table-sdb"][0] is Status.ABSENT


def test_a_tree_has_no_disks(tmp_path: Path) -> None:
    found = items(partitions.PROBE, tree(tmp_path))
    assert outcome(found["tables"])[0] is Status.NOT_APPLICABLE


def test_without_disks_it_says_so(tmp_path: Path) -> None:
    found = items(partitions.PROBE, Context(machine=WithImages(tmp_path)))
    assert outcome(found["tables"])[0] is Status.ABSENT


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_an_ordinary_user_is_refused() -> None:
    script = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from collector.evidence.probe import Context\n"
        "from collector.evidence.probes import partitions\n"
        "from tests.unit.evidence.running import items, outcome\n"
        "from tests.unit.evidence.test_probe_partitions import WithImages\n"
        "os.getuid() or os.setuid(65534)\n"
        "machine = WithImages(Path(sys.argv[1]), 'sda')\n"
        "print(*outcome(items(partitions.PROBE, Context(machine=machine))['table-sda']))\n"
    )
    with reachable_folder() as folder:
        (folder / "sda").write_bytes(bytes(4 * MIB))
        (folder / "sda").chmod(0)
        told = as_ordinary_user(script, folder)
    assert told.strip() == "refused reading a disk needs administrator rights"
