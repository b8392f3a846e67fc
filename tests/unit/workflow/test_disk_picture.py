"""The picture of disks is whole, in order, and never broken by what the evidence says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from collector.workflow.disk_picture import Piece, disk_of, pictures

GIB = 1 << 30


class Facts:
    """Evidence with these facts."""

    def __init__(self, **probes: Any) -> None:
        self._probes = probes

    def facts(self, probe: str) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self._probes.get(probe, {})
        return found


DISKS = {
    "disks": [
        {"name": "sda", "size": 100 * GIB, "model": "Fast", "bus": "sata", "removable": False,
         "on_top_of": [],
         "partitions": [{"name": "sda1", "number": 1, "start": 1 << 20, "size": 40 * GIB},
                        {"name": "sda2", "number": 2, "start": 60 * GIB, "size": 40 * GIB}]},
        {"name": "loop0", "size": GIB, "partitions": []},
        {"name": "md0", "size": 5 * GIB, "on_top_of": ["sda"], "partitions": []},
    ],
    "mounts": [
        {"point": "/", "device": "/dev/sda1", "file_system": "ext4", "device_number": "8:1"},
        {"point": "/r", "device": "/dev/md0", "file_system": "xfs", "device_number": "9:0"},
        {"point": "D:\\", "device": "D:", "file_system": "NTFS", "device_number": ""},
    ],
    "free-space-sda1": {"mount_point": "/", "total": 40 * GIB, "free": 10 * GIB},
}  # fmt: skip
TABLE = {
    "table-sda": {
        "style": "GPT", "problems": ["two entries overlap"],
        "slots": [{"number": 1, "type": "Linux", "start": 1 << 20, "size": 40 * GIB,
                   "holds": "ext4", "name": "root"},
                  {"number": 2, "type": "Windows", "start": 60 * GIB, "size": 40 * GIB,
                   "holds": "BitLocker", "name": ""}],
    }
}  # fmt: skip


def test_partitions_and_the_space_between_them() -> None:
    sda, md0 = pictures(Facts(disks=DISKS, partitions=TABLE))
    assert [(one.piece, one.name) for one in sda.segments] == [
        (Piece.PARTITION, "sda1"), (Piece.FREE, ""), (Piece.PARTITION, "sda2")
    ]  # fmt: skip
    first, gap, last = sda.segments
    assert (first.mounted_at, first.used, first.label) == ("/", 30 * GIB, "root")
    assert gap.start == first.start + first.size
    assert last.encrypted
    assert sda.problems == ("two entries overlap",)
    assert [one.piece for one in md0.segments] == [Piece.VOLUME]


def test_without_a_readable_table_the_kernels_view_is_drawn() -> None:
    sda, _ = pictures(Facts(disks=DISKS))
    assert (sda.style, len(sda.segments)) == ("", 3)


def test_the_disk_of_a_folder_is_known_by_its_device() -> None:
    facts = Facts(disks=DISKS)
    assert disk_of(facts, "8:1") == "sda"
    assert disk_of(facts, "9:0") == "sda"  # a RAID lies on the disks below it
    assert disk_of(facts, "1:1") == ""
    assert disk_of(facts, "") == ""


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["name", "size", "start", "slots", "partitions", "disks", "mounts"]),
        inner, max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip
numbers = st.integers(min_value=-5, max_value=200 * GIB)
slots = st.lists(
    st.fixed_dictionaries({"number": numbers, "start": numbers, "size": numbers}), max_size=8
)


@given(junk, junk)
def test_no_evidence_breaks_it(disks: Any, mounts: Any) -> None:
    pictures(Facts(disks={"disks": disks, "mounts": mounts}, partitions={"table-x": disks}))


@given(slots)
def test_segments_lie_in_order_inside_the_disk(rows: list[dict[str, int]]) -> None:
    disk = {"disks": [{"name": "sdb", "size": 100 * GIB}]}
    [found] = pictures(Facts(disks=disk, partitions={"table-sdb": {"slots": rows}}))
    at = 0
    for one in found.segments:
        assert one.start >= at
        assert one.size > 0
        at = one.start + one.size
    assert at <= 100 * GIB
