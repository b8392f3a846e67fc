"""Two bundles of one machine with a story, and one full of attacks: for the page, for pictures.

    python -m tests.report_bundles DIR        writes old.zip, new.zip and hostile.zip

The story: partition 3 of a disk was moved; the disk fails; daylight saving ended that night; a
Recovery CD in another time zone wrote the kernel's log.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from collector.evidence.formats.partition_table import PartitionTable, Slot, Style
from collector.evidence.model import Status
from collector.evidence.platforms.facts import Disk, Partition, Piece, Uptime, Volume
from tests.findings_bundles import LOGS, Machine, driver, event, healthy, product, smart
from tests.make_bundle import make_bundle

GIB, MIB, SECTOR = 1 << 30, 1 << 20, 512
DISK_SIZE = 500_107_862_016
OLD, NEW = datetime(2026, 10, 20, 12, 0, tzinfo=UTC), datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SIGNATURE = "1b2c3d4e"
HTTP_HERE = "http://127.0.0.1:{port}"


def mbr(third_start: int, third_size: int, third_type: str, holds: str = "NTFS") -> PartitionTable:
    """Windows on an MBR disk: system, Windows, the third partition, and an extended one."""
    slots = (
        _slot(1, MIB, 549 * MIB, "0x07", "NTFS", active=True),
        _slot(2, 550 * MIB, 150 * GIB, "0x07", "NTFS"),
        _slot(3, third_start, third_size, third_type, holds),
        _slot(4, 300 * GIB, 100 * GIB, "0x0f", ""),
        _slot(5, 300 * GIB + MIB, 60 * GIB, "0x07", "BitLocker", logical=True),
        _slot(6, 361 * GIB, 20 * GIB, "0x83", "ext4", logical=True),
    )
    return PartitionTable(
        style=Style.MBR, sector_size=SECTOR, disk_size=DISK_SIZE, disk_id=SIGNATURE, slots=slots,
        mbr_slots=(), bare_volume="", problems=(),
    )  # fmt: skip


def _slot(
    number: int, start: int, size: int, kind: str, holds: str, *, active: bool = False,
    logical: bool = False,
) -> Slot:  # fmt: skip
    return Slot(
        number=number, type=kind, start=start, size=size, aligned=start % MIB == 0, holds=holds,
        active=active, logical=logical,
    )  # fmt: skip


def _base(now: datetime) -> Machine:
    machine = healthy()
    machine.now = now
    machine.facts["disks"]["disks"] = [
        Disk(
            name="PhysicalDrive0", size=DISK_SIZE, logical_sector_size=SECTOR,
            physical_sector_size=4096, model="Example SSD 500", serial="pii-serial-abcdefgh",
            bus="SATA", style="MBR", disk_id=SIGNATURE,
            partitions=(
                Partition(name="PhysicalDrive0-2", number=2, start=550 * MIB, size=150 * GIB),
            ),
        ),
        replace(
            healthy().facts["disks"]["disks"][1], name="PhysicalDrive1", size=16 * GIB,
            model="Example Stick", bus="USB", removable=True, style="RAW",
        ),
    ]  # fmt: skip
    machine.facts["partitions"] = {}
    machine.facts["volumes"] = {
        "volumes": [
            Volume(
                name="C:",
                mount_points=("C:\\",),
                file_system="NTFS",
                label="Windows",
                pieces=(Piece(disk="PhysicalDrive0", start=550 * MIB, size=150 * GIB),),
            )
        ]
    }
    del machine.members["evidence/smart/sda.json"]
    return machine


def old() -> Machine:
    """A week before: healthy, and an older product."""
    machine = _base(OLD)
    machine.facts["partitions"]["table-PhysicalDrive0"] = mbr(200 * GIB, 80 * GIB, "0x07")
    machine.facts["products"] = {"installed": [product(build="10.1.25.772")]}
    machine.facts["paragon_drivers"] = {"drivers": [driver("1.3.0.0")]}
    machine.members["evidence/smart/PhysicalDrive0.json"] = smart(a5=0, a199=3)
    return machine


def new() -> Machine:
    """The day after the trouble; the night in which the clocks were put back."""
    machine = _base(NEW)
    machine.facts["partitions"]["table-PhysicalDrive0"] = mbr(
        200 * GIB + 2048 * SECTOR, 90 * GIB, "0x27"
    )
    machine.facts["products"] = {"installed": [product(build="10.1.25.1137")]}
    machine.facts["paragon_drivers"] = {"drivers": [driver("2.0.0.0")]}
    machine.facts["system"]["uptime"] = Uptime(
        booted_at="2026-10-25T00:20:00+00:00", seconds=31_200
    )
    machine.members["evidence/smart/PhysicalDrive0.json"] = smart(a5=48, a197=16, a199=3)
    machine.facts["event_log"] = {
        "system": [
            replace(event(7, device="\\Device\\Harddisk0\\DR0"), time="2026-10-25T00:31:02.0Z"),
            replace(event(153, device="\\Device\\Harddisk0\\DR0"), time="2026-10-25T01:05:00.0Z"),
        ]
    }
    machine.members |= {
        f"{LOGS}/stubact.log": stubact(),
        f"{LOGS}/hdmengine_jobs.log": jobs(),
        f"{LOGS}/pwlog.txt": "25.10.2026 02:40:00 Copying files\r\n" * 600
        + "25.10.2026 02:41:00 error: cannot read from source\r\n",
        "evidence/kernel_log/ring-buffer.txt": kernel(),
    }
    machine.request = {
        "contact": {"name": "Jane Example", "email": "jane@example.com"},
        "product": {"name": "Partition Manager", "edition": "Professional", "version": "15"},
        "problem": {
            "subject": "Moving a partition stopped in the middle",
            "description": "I moved D: to the right.\nAfter the restart D: was gone.",
            "category": "partitioning", "occurred_at": "2026-10-25 02:35", "data_at_risk": True,
        },
    }  # fmt: skip
    machine.gap(
        "partitions", "table-PhysicalDrive1", Status.REFUSED,
        "reading a disk needs administrator rights",
    )  # fmt: skip
    machine.gap("smart", "PhysicalDrive1.json", Status.TIMED_OUT, "no answer within 30 s")
    machine.gap(
        "product_logs", "cdb.log", Status.ABSENT, "in none of the folders",
        "C:\\Program Files\\Paragon Software\\PM 15\\Program",
    )  # fmt: skip
    return machine


def stubact() -> str:
    """Planned before the clocks were put back, carried out in the hour that came twice."""
    blocks = []
    for clock, virtual, error in (
        ("02:33:10", 1, 0), ("02:34:50", 0, 0), ("02:10:00", 0, 4711), ("03:15:00", 0, 0),
    ):  # fmt: skip
        blocks.append(
            f"25.10.2026 {clock} started\r\n>> [Operation]\r\n>> Move partition\r\n>> [Target]\r\n"
            f">> Letter: D\r\n>> [Result]\r\n>> Virtual: {virtual} (0x{virtual})\r\n"
            f">> Error: {error} (0x{error:X})\r\n____________\r\n"
        )
    return "".join(blocks)


def jobs() -> str:
    return (
        "25.10.2026 02:30:00.100,virtual ,[9068]   Create job\r\n"
        "25.10.2026 02:36:00.250,physical,[9068]   !!!Error: Moving data Failed "
        '(Result = 0x1101D, "stub1.cpp, line 4480")\r\n'
        "25.10.2026 02:12:00.000,physical,[9068]   !!!Warning: Retrying\r\n"
    )


def kernel() -> str:
    """Seconds since the boot at 00:20 UTC."""
    lines = [f"<6>[{second:5d}.000000] usb 1-1: new device\n" for second in range(300)]
    lines.append("<3>[  900.000000] critical medium error, dev sda, sector 409600 op 0x0:(READ)\n")
    lines.append("<3>[ 2700.500000] blk_update_request: I/O error, dev sda, sector 409608\n")
    return "".join(lines)


ATTACKS = (
    "<script>document.title='owned'; fetch('{url}/script')</script>",
    "<img src='{url}/img' onerror=\"fetch('{url}/onerror')\">",
    "<a href=\"javascript:fetch('{url}/js')\">click</a>",
    "</pre></details></main><iframe src='{url}/frame'></iframe>",
    "\"><svg onload=fetch('{url}/svg')>",
    "{{ 7 * 7 }} {% include 'x' %} &lt;script&gt; &#60;script&#62;",
    "<style>@import '{url}/css'; body {{ display: none }}</style>",
    "<link rel=stylesheet href='{url}/link'>",
    "<meta http-equiv=refresh content='0;url={url}/refresh'>",
    "<base href='{url}/'><form action='{url}/form'><input autofocus onfocus=fetch('{url}/focus')>",
    "\x1b]0;owned\x07\x1b[2J\x1b[31mred\x1b[0m \x9b31m",
    "user\u202egnp.exe \u2066isolated\u2069 \u200f\u200b zero\u200dwidth \ufeff",
    "nul\x00byte \x7f \x85 \u2028 \u2029 \ue000 \U000e0041 \ufdd0",
    "Z\u0351\u0351\u0351\u0351\u0351\u0351\u0351\u0351\u0351\u0351algo",
    "-->]]>*/ --!> <!-- <![CDATA[ ",
    "A" * 20_000,
)
BROKEN = (
    "cut \udcc3 overlong \udcc0\udcaf surrogate \udced\udca0\udc80 utf-16 \udcff\udcfe<\0b\0>\0"
)
"""Bytes that are no UTF-8, for members only: facts and form are JSON."""


def hostile(port: int = 9) -> Machine:
    """The new bundle, with attacks wherever somebody else chose the words."""
    url = HTTP_HERE.format(port=port)
    attacks = [line.replace("{url}", url) for line in ATTACKS]
    text = "\r\n".join(attacks)
    machine = new()
    texts = [*attacks, BROKEN]
    machine.members |= {
        f"{LOGS}/stubact.log": stubact() + "".join(
            f"25.10.2026 02:50:00 x\r\n>> [Operation]\r\n>> {line}\r\n>> [Target]\r\n>> {line}\r\n"
            ">> [Result]\r\n>> Virtual: 0\r\n>> Error: 13\r\n___\r\n" for line in texts
        ),
        f"{LOGS}/hdmengine_jobs.log": "".join(
            f"25.10.2026 02:36:00.250,physical,[1]  !!!Error: {line}\r\n" for line in texts
        ),
        "evidence/kernel_log/ring-buffer.txt": "".join(
            f"<3>[  900.000000] I/O error, dev {line}\n" for line in texts
        ),
        "attachments/notes.txt": f"{text}\r\n{BROKEN}",
    }  # fmt: skip
    machine.facts["event_log"] = {
        "system": [
            replace(event(7, device=line[:400]), time="2026-10-25T00:31:02Z") for line in attacks
        ]
    }
    disk = machine.facts["disks"]["disks"][0]
    machine.facts["disks"]["disks"][0] = replace(disk, model=attacks[0], serial=attacks[4])
    table = machine.facts["partitions"]["table-PhysicalDrive0"]
    machine.facts["partitions"]["table-PhysicalDrive0"] = replace(
        table,
        slots=tuple(
            replace(slot, name=attacks[place], holds=attacks[place + 1])
            for place, slot in enumerate(table.slots)
        ),
        problems=(attacks[1], attacks[10]),
    )  # fmt: skip
    machine.facts["products"] = {
        "installed": [replace(product(), name=line[:300], folder=line[:99]) for line in attacks]
    }
    machine.request["problem"] |= {"subject": attacks[0] + attacks[10], "description": text}
    machine.request |= {attacks[3][:60]: {attacks[1][:60]: attacks[2]}}
    for line in attacks:
        machine.gap("smart", line[:200], Status.FAILED, line[:900], line[:200])
    return machine


def write(machine: Machine, path: Path) -> Path:
    make_bundle(
        path, machine.content, request_json=json.dumps(machine.request).encode(),
        probes=machine.probes, created_at=machine.now, platform="windows", overwrite=True,
    )  # fmt: skip
    return path


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, machine in (("old", old()), ("new", new()), ("hostile", hostile())):
        write(machine, folder / f"{name}.zip")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
