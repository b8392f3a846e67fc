"""Bundles of one machine: healthy, or changed in one thing, so that a finding fits it or not.

Facts are written from the dataclasses of the probes themselves: who renames a field there finds out
here. What triggers each finding lies in `findings_samples`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from collector.bundle.finding import Finding
from collector.bundle.reader import open_bundle
from collector.evidence.facts_json import plain
from collector.evidence.formats.ata_smart import NAMES, SmartAttribute
from collector.evidence.formats.event_xml import Event
from collector.evidence.formats.nvme_log import NvmeHealth
from collector.evidence.formats.partition_table import PartitionTable, Slot, Style
from collector.evidence.model import ItemRecord, ProbeRecord, Status
from collector.evidence.platforms.facts import (
    Disk,
    Firmware,
    Mount,
    OperatingSystem,
    Space,
    TimeZone,
    Uptime,
)
from collector.evidence.platforms.health import DiskHealth
from collector.evidence.platforms.installed import Product
from collector.evidence.platforms.windows_boot import NextStart
from collector.evidence.platforms.windows_drivers import VendorDriver
from collector.evidence.platforms.windows_policy import DriverPolicy
from collector.findings.case import Case
from collector.findings.evaluate import evaluate
from collector.findings.knowledge import Knowledge, shipped
from collector.findings.source import BundleSource
from collector.policy.products import ProductData, ProductLine, ProductVersion
from tests.make_bundle import make_bundle

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MIB, GB = 1 << 20, 10**9
BASIC = "ebd0a0a2-b9e5-4433-87c0-68b6b72699c7"
GUID_1, GUID_2 = "11111111-2222-4333-8444-555555555501", "11111111-2222-4333-8444-555555555502"
DISK_ID = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeee01"
LOGS = "evidence/product_logs/pm15"


@dataclass
class Machine:
    """What a bundle is made of; each sample changes a copy of `healthy()`."""

    facts: dict[str, dict[str, Any]] = field(default_factory=dict)
    members: dict[str, str] = field(default_factory=dict)
    items: list[tuple[str, ItemRecord]] = field(default_factory=list)
    request: dict[str, Any] = field(default_factory=dict)
    now: datetime = NOW

    def gap(self, probe: str, name: str, status: Status, reason: str, *searched: str) -> None:
        self.items.append(
            (probe, ItemRecord(name=name, status=status, reason=reason, searched=searched))
        )

    @property
    def probes(self) -> tuple[ProbeRecord, ...]:
        ids = [*self.facts, *(probe for probe, _ in self.items)]
        return tuple(
            ProbeRecord(
                id=probe, status=Status.COLLECTED, seconds=0.1, bytes=10,
                items=tuple(item for owner, item in self.items if owner == probe),
            )
            for probe in dict.fromkeys(ids)
        )  # fmt: skip

    @property
    def content(self) -> Mapping[str, bytes]:
        facts = {
            f"evidence/{probe}/facts.json": json.dumps(plain(items)).encode()
            for probe, items in self.facts.items()
        }
        broken = "surrogateescape"  # "\udcff" stands for a byte that is no UTF-8
        return facts | {path: text.encode(errors=broken) for path, text in self.members.items()}

    def write(self, path: Path) -> Path:
        make_bundle(
            path, self.content, request_json=json.dumps(self.request).encode(),
            probes=self.probes, created_at=self.now, time_zone="Europe/Berlin",
        )  # fmt: skip
        return path


def healthy() -> Machine:
    """A Windows machine with two disks, one product, and nothing to say about it."""
    machine = Machine(
        facts={
            "system": {
                "os": OperatingSystem(
                    family="windows", name="Windows 11 Pro", version="23H2", build="22631.3447",
                    architecture="AMD64",
                ),
                "firmware": Firmware(mode="UEFI", secure_boot=True, vendor="Example"),
                "uptime": Uptime(booted_at="2026-11-23T06:00:00+00:00", seconds=21_600),
                "time_zone": TimeZone(name="W. Europe Standard Time", utc_offset_minutes=60),
            },
            "disks": {
                "disks": [disk("sda"), disk("sdb", serial="S2")],
                "mounts": [Mount(point="C:\\", device="C:\\", file_system="NTFS")],
                "free-space-C": Space(
                    mount_point="C:\\", total=500 * GB, free=200 * GB, available=200 * GB
                ),
            },
            "partitions": {"table-sda": table(), "table-sdb": table(number=2)},
            "products": {"installed": [product()]},
            "kernel_log": {},
        },
        members={
            "evidence/smart/sda.json": smart(),
            f"{LOGS}/stubact.log": operation("Delete partition", virtual=True)
            + operation("Delete partition"),
            f"{LOGS}/pwlog.txt": "Scanning directories and files for errors\r\n",
            "evidence/kernel_log/ring-buffer.txt": "<6>[    1.000000] sda: sda1 sda2\n",
        },
    )  # fmt: skip
    machine.items += [
        ("partitions", ItemRecord(name=f"table-{name}", status=Status.COLLECTED))
        for name in ("sda", "sdb")
    ]
    machine.items.append(
        ("product_logs", ItemRecord(name="pm15/stubact.log", status=Status.COLLECTED))
    )
    return machine


def disk(name: str, serial: str = "S1", **more: Any) -> Disk:
    return Disk(
        name=name, size=1000 * GB, logical_sector_size=512, physical_sector_size=4096,
        model="Example 1000", serial=serial, bus="SATA", removable=False, **more,
    )  # fmt: skip


def slot(number: int, start: int, size: int = 100 * GB, **more: Any) -> Slot:
    defaults = {"type": BASIC, "aligned": True, "holds": "NTFS", "guid": GUID_1}
    return Slot(number=number, start=start, size=size, **{**defaults, **more})


def table(*slots: Slot, number: int = 1, **more: Any) -> PartitionTable:
    parts = slots or (slot(1, MIB, 100 * MIB, holds="FAT32", guid=GUID_1), slot(2, 200 * MIB))
    defaults: dict[str, Any] = {
        "style": Style.GPT, "sector_size": 512, "disk_size": 1000 * GB, "mbr_slots": (),
        "disk_id": DISK_ID[:-1] + str(number), "bare_volume": "", "problems": (),
    }  # fmt: skip
    return PartitionTable(slots=parts, **{**defaults, **more})


def product(version: str = "15", build: str = "10.1.25.1137", folder: str = "PM 15") -> Product:
    return Product(
        name="Partition Manager", edition="Professional", version=version, build=build,
        vendor="Paragon Software", brand="",
        folder=f"C:\\Program Files\\Paragon Software\\{folder}",
        executable="", found_by="vendor folder", executables=(), logs=(), searched=(), unread=(),
    )  # fmt: skip


def smart(**attributes: int) -> str:
    """`smart(a5=3)`: attribute 5 has the raw value 3; `passed=0` is its verdict."""
    raw = {"a5": 0, "a187": 0, "a197": 0, "a198": 0, **attributes}
    rows = [
        {"id": int(name[1:]), "name": name, "value": 100, "raw": {"value": n, "string": str(n)}}
        for name, n in raw.items()
        if name[1:].isdecimal()
    ]
    return json.dumps(
        {
            "smartctl": {"exit_status": 0},
            "device": {"name": "/dev/sda"},
            "model_name": "Example 1000",
            "smart_status": {"passed": bool(raw.get("passed", 1))},
            "ata_smart_attributes": {"table": rows},
        }
    )


def nvme(**log: int) -> str:
    known = {"critical_warning": 0, "available_spare": 100, "available_spare_threshold": 10}
    return json.dumps(
        {
            "smartctl": {},
            "nvme_smart_health_information_log": {**known, "percentage_used": 3, **log},
        }
    )


def told(name: str = "PhysicalDrive0", *, failing: bool | None = None, **raw: int) -> DiskHealth:
    """What the driver of a disk tells: `told(a5=3)`."""
    return DiskHealth(
        disk=name, model="Example 1000", bus="sata", failing=failing,
        attributes=tuple(
            SmartAttribute(
                id=number, name=NAMES.get(number, ""), value=100, worst=100, threshold=None,
                raw=count, prefailure=False,
            )
            for number, count in ((int(each[1:]), count) for each, count in raw.items())
        ),
    )  # fmt: skip


def told_nvme(name: str = "PhysicalDrive0", **log: int) -> DiskHealth:
    healthy = dict.fromkeys((each.name for each in fields(NvmeHealth)), 0)
    page = NvmeHealth(**{**healthy, "available_spare": 100, "spare_threshold": 10, **log})
    return DiskHealth(disk=name, model="Example NVMe", bus="nvme", nvme=page)


def operation(name: str, *, virtual: bool = False, error: int = 0, target: str = "D") -> str:
    return (
        f">> [Operation]\r\n>> {name}\r\n>> [Target]\r\n>> Letter: {target}\r\n"
        f">> [Result]\r\n>> Virtual: {int(virtual)} (0x{int(virtual)})\r\n"
        f">> Error: {error} (0x{error:X})\r\n____________\r\n"
    )


def event(number: int, provider: str = "disk", device: str = "\\Device\\Harddisk1\\DR1") -> Event:
    return Event(
        time="2026-11-22T10:00:00.1234567Z", provider=provider, id=number, level=2, record=1,
        channel="System", data=(device,),
    )  # fmt: skip


def driver(version: str) -> VendorDriver:
    return VendorDriver(
        file="C:\\Windows\\System32\\drivers\\BioNTDrv.SYS", service="BioNTdrv", start="boot",
        state="stopped", version=version, product="Paragon System Utilities", product_version="",
        company="Paragon Software GmbH", description="", architecture="x64", size=1,
        sha256="0" * 64,
    )  # fmt: skip


def policy(blocklist: bool | None, integrity: bool | None = None) -> DriverPolicy:
    return DriverPolicy(
        blocklist=blocklist, memory_integrity=integrity, virtualization_based_security=None,
        smart_app_control=None, secure_boot=True, test_signing=False,
    )  # fmt: skip


def next_start(*, unusual: tuple[str, ...] = (), pending: tuple[str, ...] = ()) -> NextStart:
    return NextStart(
        boot_execute=("autocheck autochk *", *unusual), unusual=unusual, setup_execute=(),
        renames=(), renames_in_all=0, restart_pending=pending, fast_startup=None, hibernation=None,
        page_files=(), crash_dump=None, start_options="", boot_device="", system_device="",
    )  # fmt: skip


KNOWN = replace(
    shipped(),
    products=ProductData(
        as_of=date(2025, 1, 1),
        products=(
            ProductLine(
                id="pm", name="Partition Manager", editions=("Professional",),
                versions=(
                    ProductVersion(version="14", released=date(2020, 1, 1)),
                    ProductVersion(
                        version="15", released=date(2024, 1, 10), latest_build="10.1.25.1137"
                    ),
                ),
            ),
        ),
    ),
)  # fmt: skip
"""The shipped data with invented dates: those of real products are not publicly known."""

Change = Callable[[Machine], None]


def bundle_with(change: Change, path: Path) -> Path:
    machine = deepcopy(healthy())
    change(machine)
    return machine.write(path)


def findings_in(path: Path, known: Knowledge = KNOWN) -> tuple[Finding, ...]:
    with open_bundle(path) as reader:
        return evaluate(Case(BundleSource(reader)), known)
