"""Promise: what changed between two bundles of a machine is said, and nothing that did not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collector.bundle.reader import open_bundle
from collector.findings.case import Case
from collector.findings.change import Area
from collector.findings.compare import Comparison, compare
from collector.findings.layout import DiskLayout, PartitionLayout
from collector.findings.matching import DISK_ROUNDS, pairs
from collector.findings.sizes import sized
from collector.findings.source import BundleSource
from tests.findings_bundles import (
    GB,
    LOGS,
    MIB,
    Machine,
    disk,
    driver,
    event,
    healthy,
    nvme,
    operation,
    product,
    slot,
    smart,
    table,
)

SECTOR = 512
THIRD = slot(3, 400 * MIB, 50 * GB // MIB * MIB, type="0x07", guid="")


@contextmanager
def case(machine: Machine, path: Path) -> Iterator[Case]:
    with open_bundle(machine.write(path)) as reader:
        yield Case(BundleSource(reader))


def compared(tmp_path: Path, old: Machine, new: Machine) -> Comparison:
    with case(old, tmp_path / "old.zip") as before, case(new, tmp_path / "new.zip") as after:
        return compare(before, after)


def told(found: Comparison, area: Area) -> list[tuple[str, str]]:
    return [(change.subject, change.text) for change in found.changes if change.area is area]


def changed(tmp_path: Path, change: Callable[[Machine], object]) -> Comparison:
    """A healthy machine against itself a day later, after `change`."""
    old, new = healthy(), healthy()
    new.now = old.now + timedelta(days=1)
    change(new)
    return compared(tmp_path, old, new)


def with_third(machine: Machine, **more: object) -> Machine:
    third = replace(THIRD, **more)  # type: ignore[arg-type]
    machine.facts["partitions"]["table-sdb"] = replace(
        table(slot(1, MIB, 100 * MIB, guid=""), third, number=2)
    )
    return machine


def test_a_machine_that_did_not_change(tmp_path: Path) -> None:
    found = changed(tmp_path, lambda machine: None)
    assert found.changes == ()
    assert found.notes == ()
    assert [(match.old, match.new, match.by) for match in found.disks] == [
        ("sda", "sda", "signature"), ("sdb", "sdb", "signature"),
    ]  # fmt: skip


def test_a_partition_that_starts_later_and_was_retyped(tmp_path: Path) -> None:
    old, new = with_third(healthy()), with_third(
        healthy(), start=THIRD.start + 2048 * SECTOR, type="0x27"
    )  # fmt: skip
    assert told(compared(tmp_path, old, new), Area.PARTITIONS) == [
        ("disk sdb, partition 3", "starts 2048 sectors later, type 07 → 27")
    ]


@pytest.mark.parametrize(
    ("more", "text"),
    [
        ({"start": THIRD.start - 8 * SECTOR}, "starts 8 sectors earlier"),
        ({"size": THIRD.size + 2 * MIB}, "grew by 4096 sectors (46.6 GiB → 46.6 GiB)"),
        ({"size": THIRD.size - SECTOR}, "shrank by 1 sector (46.6 GiB → 46.6 GiB)"),
        ({"holds": "BitLocker"}, "file system NTFS → BitLocker"),
        ({"active": True}, "now active"),
        ({"number": 5}, "was partition 3"),
    ],
)
def test_each_way_in_which_a_partition_changes(
    tmp_path: Path, more: dict[str, object], text: str
) -> None:
    old, new = with_third(healthy()), with_third(healthy(), **more)
    found = told(compared(tmp_path, old, new), Area.PARTITIONS)
    assert [words for _, words in found] == [text]


def test_partitions_that_came_and_went(tmp_path: Path) -> None:
    found = compared(tmp_path, with_third(healthy()), healthy())
    subjects = dict(told(found, Area.PARTITIONS))
    assert subjects["disk sdb, partition 3"].startswith("is gone: type 07, NTFS, 46.6 GiB")
    assert subjects["disk sdb, partition 2"].startswith("is new:")


def test_disks_are_known_by_signature_then_by_serial(tmp_path: Path) -> None:
    """A Recovery CD names disks otherwise and has other pseudonyms; a new table another id."""

    def rescue(machine: Machine) -> None:
        machine.facts["disks"]["disks"] = [
            replace(disk("sdb"), serial="pii-serial-zzzz"), disk("sda", serial="S2")
        ]  # fmt: skip
        machine.facts["partitions"] = {
            "table-sdb": table(), "table-sda": table(number=2, disk_id="ffffffff"),
        }  # fmt: skip

    found = changed(tmp_path, rescue)
    assert {(match.old, match.new, match.by) for match in found.disks} == {
        ("sda", "sdb", "signature"), ("sdb", "sda", "serial number"),
    }  # fmt: skip
    texts = [text for _, text in told(found, Area.DISKS)]
    assert "is called otherwise: sda → sdb" in texts
    assert any(text.startswith("its signature:") for text in texts)


def test_two_disks_with_one_signature_are_told_apart(tmp_path: Path) -> None:
    old, new = healthy(), healthy()
    for machine in (old, new):
        machine.facts["partitions"] = {"table-sda": table(), "table-sdb": table()}
    assert {(match.old, match.new) for match in compared(tmp_path, old, new).disks} == {
        ("sda", "sda"), ("sdb", "sdb"),
    }  # fmt: skip


def test_a_disk_that_is_gone_and_another_machine(tmp_path: Path) -> None:
    def lost(machine: Machine) -> None:
        del machine.facts["disks"]["disks"][1], machine.facts["partitions"]["table-sdb"]

    found = changed(tmp_path, lost)
    assert told(found, Area.DISKS) == [("disk sdb", "is gone: Example 1000, 931.3 GiB, GPT")]

    def other(machine: Machine) -> None:
        machine.facts["disks"]["disks"] = [replace(disk("sdz", serial="S9"), size=7 * GB)]
        machine.facts["partitions"] = {}

    (tmp_path / "2").mkdir()
    assert "two machines" in changed(tmp_path / "2", other).notes[0]


def test_counters_that_rose_and_the_one_that_fell(tmp_path: Path) -> None:
    old, new = healthy(), healthy()
    old.members["evidence/smart/sda.json"] = smart(a5=2, a197=0, a194=30, a199=7)
    new.members["evidence/smart/sda.json"] = smart(a5=9, a197=0, a194=60, a199=7)
    old.members["evidence/smart/sdb.json"] = nvme(available_spare=100)
    new.members["evidence/smart/sdb.json"] = nvme(available_spare=80)
    found = compared(tmp_path, old, new)
    assert told(found, Area.HEALTH) == [
        ("disk sda", "reallocated sectors rose: 2 → 9"),
        ("disk sdb", "NVMe available spare (%) fell: 100 → 80"),
    ]
    assert all(change.worse for change in found.changes if change.area is Area.HEALTH)


def test_products_drivers_and_the_system(tmp_path: Path) -> None:
    old, new = healthy(), healthy()
    old.facts["products"]["installed"] = [product(build="10.1.25.772"), product("14", "1", "PM 14")]
    old.facts["paragon_drivers"] = {"drivers": [driver("1.3.0.0")]}
    new.facts["paragon_drivers"] = {"drivers": [driver("2.0.0.0")]}
    new.facts["system"]["os"] = replace(new.facts["system"]["os"], build="26100.1")
    found = compared(tmp_path, old, new)
    assert told(found, Area.PRODUCTS)[0] == (
        "Partition Manager Professional", "15 (build 10.1.25.772) → 15 (build 10.1.25.1137)",
    )  # fmt: skip
    assert told(found, Area.DRIVERS) == [("biontdrv.sys", "1.3.0.0 → 2.0.0.0")]
    assert told(found, Area.SYSTEM) == [("build of the system", "22631.3447 → 26100.1")]


def test_errors_since_and_not_those_before(tmp_path: Path) -> None:
    old, new = healthy(), healthy()
    old.now = datetime(2026, 11, 20, tzinfo=UTC)
    before = "19.11.2026 10:00:00.000,physical,[1]  !!!Error: old one\n"
    after = "21.11.2026 10:00:00.000,physical,[1]  !!!Error: sector {} is bad\n"
    old.members[f"{LOGS}/hdmengine_jobs.log"] = before
    new.members[f"{LOGS}/hdmengine_jobs.log"] = before + after.format(5) + after.format(77)
    old.members[f"{LOGS}/stubact.log"] = operation("Copy partition", error=13)
    new.members[f"{LOGS}/stubact.log"] = operation("Copy partition", error=13) * 2
    new.facts["event_log"] = {"system": [event(7)]}
    found = told(compared(tmp_path, old, new), Area.ERRORS)
    assert [(subject, text.partition(":")[0]) for subject, text in found] == [
        ("hdmengine_jobs.log", "2 times, last 2026-11-21 09"),
        ("Windows events", "last 2026-11-22 10"),
    ]


def test_the_wrong_order_is_noticed(tmp_path: Path) -> None:
    old, new = healthy(), healthy()
    old.now = new.now + timedelta(days=1)
    assert "order may be wrong" in compared(tmp_path, old, new).notes[0]


layouts = st.lists(
    st.builds(
        DiskLayout,
        name=st.sampled_from(["sda", "sdb", "sdc"]),
        size=st.sampled_from([1, 2]),
        id=st.sampled_from(["", "a", "b"]),
        serial=st.sampled_from(["", "s", "t"]),
    ),
    max_size=6,
)


@given(layouts, layouts)
def test_nothing_is_paired_twice_or_lost(old: list[DiskLayout], new: list[DiskLayout]) -> None:
    both, gone, come = pairs(old, new, DISK_ROUNDS)
    assert len(both) + len(gone) == len(old)
    assert len(both) + len(come) == len(new)


@given(st.integers(-(1 << 62), 1 << 62))
def test_a_size_has_a_unit_and_is_never_nothing(count: int) -> None:
    number, unit = sized(count).split(" ")
    assert unit in ("bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB")
    assert (float(number) == 0) is (count == 0)
    assert abs(float(number)) < 1024


def test_a_place_ends_where_the_next_begins() -> None:
    assert PartitionLayout(number=1, start=5, size=7).end == 12


def test_a_product_that_only_its_uninstall_key_tells_is_compared(tmp_path: Path) -> None:
    old, new = healthy(), healthy()
    old.facts["products"] = {"registered": [product(build="10.1.25.772")]}
    new.facts["products"] = {"registered": [product()], "installed": [product()]}
    assert told(compared(tmp_path, old, new), Area.PRODUCTS) == [
        (
            "Partition Manager Professional",
            "15 (build 10.1.25.772) → 15 (build 10.1.25.1137)",
        )
    ]
