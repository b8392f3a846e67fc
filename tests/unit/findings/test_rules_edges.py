"""Where each rule's line runs: one step before it nothing is said, one step after it something."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from collector.evidence.formats.partition_table import Style
from collector.evidence.formats.volume_state import ERRORS, MARKED
from collector.evidence.model import ItemRecord, Status
from collector.evidence.platforms.facts import Partition
from collector.evidence.platforms.live_bitlocker import meaning
from collector.findings.parts import listed
from tests.findings_bundles import (
    GUID_1,
    LOGS,
    MIB,
    Change,
    Machine,
    bundle_with,
    disk,
    event,
    findings_in,
    nvme,
    operation,
    slot,
    smart,
    table,
)
from tests.findings_samples import (
    SAMPLES,
    together,
    with_about,
    with_bcd,
    with_drivers,
    with_events,
    with_facts,
    with_kernel,
    with_log,
    with_sdb,
    with_smart,
    with_stick,
    with_volume,
)

RESERVED = "e3c9e316-0b5c-4db8-817d-f92df00215ae"
BIOS_BOOT = "21686148-6449-6e6f-744e-656564454649"
MBR: dict[str, Any] = {"style": Style.MBR, "disk_id": "a1b2c3d4"}
IO = "I/O error, dev {}, sector 7 op 0x0:(READ)"
SAME_ZERO = together(
    with_facts("partitions", "table-sda", table(style=Style.MBR, disk_id="00000000")),
    with_facts("partitions", "table-sdb", table(style=Style.MBR, disk_id="00000000")),
)


def without_admin(*parts: Partition, **more: Any) -> Change:
    """The tables may not be read; what the system tells of sdb has these partitions."""

    def change(machine: Machine) -> None:
        machine.facts["partitions"] = {}
        machine.items = [pair for pair in machine.items if pair[0] != "partitions"]
        known = replace(disk("sdb", serial="S2"), style="MBR", disk_id="a1b2c3d4", partitions=parts)
        first = replace(
            disk("sda"), style="GPT", disk_id="x",
            partitions=(part(1, MIB, type="efi", guid=GUID_1),),
        )  # fmt: skip
        machine.facts["disks"]["disks"] = [first, replace(known, **more)]

    return change


def part(number: int, start: int, **more: Any) -> Partition:
    return Partition(name=f"sdb{number}", number=number, start=start, size=9 * MIB, **more)


def unread(machine: Machine) -> None:
    machine.items.append(("partitions", ItemRecord(name="table-sdc", status=Status.REFUSED)))


DATED = "22.11.2026 0{}:00:00 \r\n"
WAITS = operation("Copy partition", error=0x1100B)


@pytest.mark.parametrize(
    ("finding", "change", "expected"),
    [
        *(
            ("disk-failing", with_smart(nvme(critical_warning=1 << bit)), bit != 1)
            for bit in range(5)
        ),
        ("disk-failing", with_smart(nvme(available_spare=9)), True),
        ("disk-failing", with_smart(nvme(available_spare=10)), False),
        ("disk-failing", with_smart(smart(passed=0)), True),
        ("disk-failing", with_smart(smart(a5=5)), True),
        ("disk-worn", with_smart(smart(a5=1)), True),
        ("disk-worn", with_smart("{}"), False),
        ("disk-events", with_events(*[event(51)] * 3), True),
        ("disk-events", with_events(event(51), event(51), event(51, device="\\Harddisk2")), False),
        ("disk-events", with_events(*[event(153)] * 2), False),
        ("disk-events", with_events(event(52, "Disk")), True),
        ("disk-io-errors", with_kernel(*[IO.format("nvme0n1p2")] * 2, IO.format("nvme0n1")), True),
        ("disk-io-errors", with_kernel(*[IO.format("loop0")] * 9), False),
        (
            "disk-io-errors",
            with_kernel(IO.format("sda"), IO.format("sdb"), IO.format("sdc")),
            False,
        ),
        ("disk-same-signature", SAME_ZERO, False),
        (
            "disk-same-signature",
            together(
                with_facts("partitions", "table-sda", table(**MBR)),
                with_facts("partitions", "table-sdb", table(**MBR)),
            ),
            True,
        ),
        ("file-system-dirty", with_sdb(slot(1, MIB, state=MARKED)), True),
        ("file-system-dirty", with_sdb(slot(1, MIB, state="clean")), False),
        ("file-system-dirty", with_sdb(bare_volume="ext4", bare_state=ERRORS), True),
        ("file-system-dirty", with_kernel("EXT4-fs error (device sda1): bad"), True),
        ("file-system-dirty", with_events(event(55, "Ntfs", "D:")), True),
        ("file-system-dirty", with_events(event(98, "Microsoft-Windows-Ntfs", "D:")), True),
        (
            "file-system-dirty",
            with_events(event(55, "disk"), replace(event(98, "Ntfs"), level=4)),
            False,
        ),
        ("driver-blocked", with_drivers("1.5.1", True, build="19045.1"), True),
        ("driver-blocked", with_drivers("1.5.1", False), False),
        ("driver-vulnerable", with_drivers("1.5.1", False), True),
        ("driver-vulnerable", with_drivers("2.0.0", False), False),
        ("recovery-media-not-bootable", with_stick(slot(1, MIB), firmware="BIOS"), True),
        ("recovery-media-not-bootable", with_stick(slot(1, MIB), firmware="BIOS", **MBR), True),
        (
            "recovery-media-not-bootable",
            with_stick(slot(1, MIB, active=True), firmware="BIOS", **MBR),
            False,
        ),
        (
            "recovery-media-not-bootable",
            together(with_stick(slot(1, MIB)), with_about("licensing")),
            False,
        ),
        ("boot-entry-nowhere", with_bcd(f"disk x, partition {GUID_1}"), False),
        ("boot-entry-nowhere", with_bcd(f"disk x, partition {GUID_1[:-1]}9"), True),
        (
            "boot-entry-nowhere",
            together(with_bcd(f"disk x, partition {GUID_1[:-1]}9"), unread),
            False,
        ),
        (
            "boot-entry-nowhere",
            together(with_sdb(slot(1, MIB), **MBR), with_bcd(f"disk a1b2c3d4, partition at {MIB}")),
            False,
        ),
        (
            "boot-entry-nowhere",
            together(
                with_sdb(slot(1, MIB), **MBR), with_bcd(f"disk a1b2c3d4, partition at {2 * MIB}")
            ),
            True,
        ),
        ("boot-entry-nowhere", with_bcd("the boot device"), False),
        ("volume-encrypted", with_sdb(slot(1, MIB, holds="BitLocker")), True),
        ("volume-encrypted", with_sdb(bare_volume="LUKS"), True),
        ("volume-encrypted", with_volume(encryption="BitLocker: being encrypted"), True),
        *(
            ("volume-encrypted", with_volume(encryption=meaning(value)), value in (1, 3, 4, 5, 6))
            for value in range(10)
        ),
        ("disk-managed", without_admin(part(1, MIB, type="0x42")), True),
        ("disk-managed", without_admin(part(1, MIB, type="0x07")), False),
        ("disk-managed", without_admin(bus="storage spaces"), True),
        ("partition-misaligned", without_admin(part(1, 63 * 512)), True),
        ("partition-misaligned", without_admin(part(1, MIB)), False),
        ("partition-misaligned", with_sdb(slot(1, 63 * 512, type="0x05", aligned=False)), False),
        # Microsoft's reserved partition begins in sector 34
        ("partition-misaligned", with_sdb(slot(1, 34 * 512, type=RESERVED, aligned=False)), False),
        (
            "recovery-media-not-bootable",
            with_stick(slot(1, 34 * 512, type=BIOS_BOOT), firmware="BIOS"),
            False,
        ),
        ("restart-for-operation", with_log("stubact.log", DATED.format(6) + WAITS), False),
        ("restart-for-operation", with_log("stubact.log", DATED.format(8) + WAITS), False),
        ("restart-for-operation", with_log("stubact.log", "23.11.2026 08:00:00\r\n" + WAITS), True),
        (
            "operation-never-executed",
            with_log("stubact.log", operation("Move", virtual=True, error=5)),
            False,
        ),
    ],
)
def test_it_is_said_exactly_from_its_line_on(
    tmp_path: Path, finding: str, change: Change, expected: bool
) -> None:
    found = {one.id for one in findings_in(bundle_with(change, tmp_path / "b.zip"))}
    assert "rule-failed" not in found
    assert (finding in found) is expected


def test_a_code_that_nobody_knows_is_counted_and_given_no_meaning(tmp_path: Path) -> None:
    log = "".join(operation("Copy partition", error=code) for code in (0x1101D, 0x20025, 0x1101D))
    found = findings_in(bundle_with(with_log("stubact.log", log), tmp_path / "b.zip"))
    unknown, known = (one for one in found if one.id == "operation-failed")
    assert unknown.engineer.startswith(
        "0x1101D (69661): its meaning is not publicly known. 2 x in stubact.log, "
        "first in line 1, last in line 17:"
    )
    assert known.engineer.startswith("0x20025 (131109): Bad signature of the archive. 1 x")


def test_all_logs_of_a_product_are_counted_together(tmp_path: Path) -> None:
    line = "14.01.2024 11:31:3{},physical,[1] !!!Error: x Failed (Result = 0x11030, 1)\r\n"

    def change(machine: Machine) -> None:
        machine.members[f"{LOGS}/hdmengine_jobs.log"] = line.format("1.650") + line.format("2.650")
        machine.members[f"{LOGS}/pwlog.txt"] = "error 0x11030 while reading\r\n"

    (found,) = findings_in(bundle_with(change, tmp_path / "b.zip"))
    assert "3 x in hdmengine_jobs.log, pwlog.txt" in found.engineer
    assert [cite.line for cite in found.evidence] == [1, 2, 1]


def test_one_fault_is_one_finding(tmp_path: Path) -> None:
    """Rules do not fire on each other's facts."""
    also = {
        "products-side-by-side": ["product-not-supported"],
        "operation-never-executed": ["operation-failed"],  # the one that stopped the run
    }
    for name, (hit, _) in SAMPLES.items():
        found = findings_in(bundle_with(hit, tmp_path / f"{name}.zip"))
        assert sorted(one.id for one in found) == sorted([name, *also.get(name, [])])


def test_a_long_list_is_cut_between_two_names() -> None:
    assert listed(["one", "two"]) == "one, two"
    assert listed([]) == ""
    names = [f"product-{number}/stubact.log" for number in range(10, 60)]
    assert listed(names).removesuffix(", …").split(", ") == names[: listed(names).count(",")]
    assert len(listed(names)) < 160
    assert listed(["x" * 300, "y"]) == "x" * 300 + ", …"
