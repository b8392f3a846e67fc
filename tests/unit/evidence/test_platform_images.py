"""Images that are given to a rescue are read as disks, each under a name of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from collector.core.errors import MissingInputError
from collector.evidence.model import Status
from collector.evidence.platforms.images import NAME, Images
from collector.evidence.probe import Context
from collector.evidence.probes import boot_sectors, partitions
from tests.unit.evidence.disk_writer import MIB, gpt
from tests.unit.evidence.running import items, outcome

BASIC = "ebd0a0a2-b9e5-4433-87c0-68b6b72699c7"
pytestmark = pytest.mark.posix("links to images; a rescue runs on Linux")


def test_each_image_is_a_disk_and_one_that_cannot_be_read_costs_only_itself(tmp_path: Path) -> None:
    image, links = tmp_path / "Anna Schmidt.img", tmp_path / "links"
    image.write_bytes(gpt(4 * MIB, [(BASIC, 2048, 4095, "data")]))
    links.mkdir()
    for number in range(1, 12):
        (links / NAME.format(number)).symlink_to(tmp_path / "gone" if number == 2 else image)
    context = Context(machine=Images(links))
    tables = items(partitions.PROBE, context)
    assert list(tables) == [f"table-image-{number}" for number in range(1, 12)]
    assert outcome(tables["table-image-1"])[1]["disk_size"] == 4 * MIB
    assert outcome(tables["table-image-2"])[0] is Status.ABSENT
    sectors = items(boot_sectors.PROBE, context)
    first = Status.COLLECTED, image.read_bytes()[: 34 * 512]
    assert outcome(sectors["image-11/first-34-sectors.bin"]) == first


def test_without_a_folder_there_is_nothing_to_read() -> None:
    with pytest.raises(MissingInputError):
        Images(None)
