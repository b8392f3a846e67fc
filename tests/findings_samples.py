"""For every finding a bundle that has it and a near miss that has not.

    python -m tests.findings_samples DIR        writes them all, to be looked at with `inspect`

`SAMPLES` maps the id of a finding to its pair; a finding without one fails the suite.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from collector.evidence.formats.event_xml import Event
from collector.evidence.formats.partition_table import Slot, Style
from collector.evidence.formats.reagent import RecoveryEnvironment
from collector.evidence.formats.storage_pools import Pool, PoolDisk, VirtualDisk
from collector.evidence.formats.vssadmin import Writer
from collector.evidence.model import ItemRecord, Status
from collector.evidence.platforms.conflicts import Conflict
from collector.evidence.platforms.disk_groups import Array
from collector.evidence.platforms.facts import (
    Firmware,
    OperatingSystem,
    Space,
    Virtualization,
    Volume,
)
from collector.evidence.platforms.health import DiskHealth
from collector.evidence.platforms.windows_bcd import BootEntry, Setting
from tests.findings_bundles import (
    GB,
    GUID_1,
    GUID_2,
    LOGS,
    MIB,
    Change,
    Machine,
    bundle_with,
    disk,
    driver,
    event,
    next_start,
    nvme,
    operation,
    policy,
    product,
    slot,
    smart,
    table,
)


def with_smart(text: str) -> Change:
    return lambda m: m.members.update({"evidence/smart/sda.json": text})


def with_health(*disks: DiskHealth) -> Change:
    """What the drivers told, in the place of smartctl."""

    def change(machine: Machine) -> None:
        machine.members.pop("evidence/smart/sda.json", None)
        machine.facts["smart"] = {f"health-{each.disk}": each for each in disks}

    return change


def with_unknown_health(*, virtual: bool = False) -> Change:
    silent = with_gap("smart", "health-PhysicalDrive0", Status.NOT_APPLICABLE, "it tells nothing")
    missing = with_gap("smart", "PhysicalDrive0.json", Status.ABSENT, "smartctl is not installed")
    where = with_facts("system", "virtualization", Virtualization(virtual=virtual))
    return together(with_health(), silent, missing, where)


def with_log(name: str, text: str) -> Change:
    return lambda m: m.members.update({f"{LOGS}/{name}": text})


def with_kernel(*lines: str) -> Change:
    text = "".join(f"<3>[  100.{place:06}] {line}\n" for place, line in enumerate(lines))
    return lambda m: m.members.update({"evidence/kernel_log/ring-buffer.txt": text})


def with_events(*events: Event) -> Change:
    return lambda m: m.facts.update({"event_log": {"system": list(events)}})


def with_facts(probe: str, item: str, value: object) -> Change:
    return lambda m: m.facts.setdefault(probe, {}).update({item: value})


def with_sdb(*slots: Slot, **more: Any) -> Change:
    return with_facts("partitions", "table-sdb", table(*slots, number=2, **more))


def together(*changes: Change) -> Change:
    def change(machine: Machine) -> None:
        for each in changes:
            each(machine)

    return change


def with_gap(probe: str, name: str, status: Status, reason: str, *searched: str) -> Change:
    return lambda m: m.gap(probe, name, status, reason, *searched)


def with_about(category: str) -> Change:
    return lambda m: m.request.update({"problem": {"category": category}})


def with_at(now: datetime) -> Change:
    return lambda m: setattr(m, "now", now)


def with_space(available: int, total: int = 500 * GB) -> Change:
    return with_facts(
        "disks", "free-space-C",
        Space(mount_point="C:\\", total=total, free=available, available=available),
    )  # fmt: skip


def with_stick(*slots: Slot, firmware: str = "UEFI", **more: Any) -> Change:
    stick = replace(disk("sdb", serial="S2"), removable=True, bus="USB", size=16 * GB)
    return together(
        with_about("recovery_media"),
        with_facts("system", "firmware", Firmware(mode=firmware)),
        with_facts("disks", "disks", [disk("sda"), stick]),
        with_sdb(*slots, **more),
    )


def with_bcd(where: str) -> Change:
    entry = BootEntry(
        id="{9dea862c-5cdd-4e70-acc1-f32b344d4795}", kind="Windows boot manager",
        settings=(
            Setting(name="description", value="Windows"), Setting(name="device", value=where)
        ),
    )  # fmt: skip
    return with_facts("boot_configuration", "entries", [entry])


def with_volume(**more: Any) -> Change:
    one = Volume(name="\\\\?\\Volume{1}\\", mount_points=("D:\\",), file_system="NTFS", **more)
    return with_facts("volumes", "volumes", [one])


def with_drivers(version: str, blocklist: bool | None, build: str = "22631.3447") -> Change:
    os = OperatingSystem(family="windows", name="Windows", build=build)
    return together(
        with_facts("system", "os", os),
        with_facts("paragon_drivers", "drivers", [driver(version)]),
        with_facts("driver_policy", "settings", policy(blocklist)),
    )


def with_writer(name: str, state: int, said: str) -> Change:
    one = Writer(writer=name, id="{0}", state=state, state_text=said, error="no error")
    return with_facts("shadow_copies", "writers", [one])


def with_array(missing: int) -> Change:
    one = Array(
        name="md0", level="raid1", state="clean", degraded=missing, members=("sdb",), action="idle"
    )
    return with_facts("raid", "arrays", [one])


def with_pool(health: str, virtual: str) -> Change:
    disk = PoolDisk(
        device="", model="WDC WD40EFRX", health=health, states=("lost communication",),
        usage="auto-select", media="hdd", size=4_000_000_000_000,
    )  # fmt: skip
    mirror = VirtualDisk(
        name="Photos", health=virtual, states=("degraded",), resiliency="Mirror", redundancy=1,
        copies=2, columns=1, interleave=262144, provisioning="fixed", size=1, footprint=2,
        detached="", manual_attach=False, disk_number=3, disks=("1",),
    )  # fmt: skip
    one = Pool(
        name="Storage pool", health=health, states=("degraded",), read_only=False,
        read_only_reason="", clustered=False, version=19, size=8, allocated=4, complete=True,
        disks=(disk,), virtual_disks=(mirror,),
    )  # fmt: skip
    return with_facts("storage_pools", "pools", [one])


def with_conflict(state: str) -> Change:
    one = Conflict(
        kind="imaging", name="snapman", publisher="", version="", found_as="driver", state=state,
        why="It filters the same disks.",
    )  # fmt: skip
    return with_facts("conflicts", "conflicts", [one])


def with_refused(file: str) -> Change:
    said = f"\\Device\\HarddiskVolume3\\Windows\\System32\\drivers\\{file}"
    return with_events(event(3077, "Microsoft-Windows-CodeIntegrity", said))


def with_winre(*, enabled: bool, category: str) -> Change:
    state = RecoveryEnvironment(enabled=enabled, location="")
    return together(with_about(category), with_facts("recovery_environment", "state", state))


_UNC = "critical medium error, dev sdb, sector 7 op 0x0:(READ) flags 0x0"
_IO = "I/O error, dev sdb, sector 7 op 0x0:(READ) flags 0x0"
_RESET = "ata1.00: exception Emask 0x0 SAct 0x0 SErr 0x0 action 0x0"
_PLANNED = operation("Copy partition", virtual=True)
_DONE = operation("Copy partition")
_WAITS = operation("Copy partition", error=0x1100B)
_DELETE = operation("Delete partition", virtual=True)
_FAILS = operation("Copy partition", error=4711)
_AT_NINE = "22.11.2026 09:00:00 "  # before the machine started the last time
_AT_TEN = "23.11.2026 10:00:00 "  # after that
_EFI = "Boot0001* Windows Boot Manager\tHD(1,GPT,{},0x800,0x32000)/File(\\EFI\\bootmgfw.efi)\n"
_MBR = {"style": Style.MBR, "disk_id": "a1b2c3d4"}

SAMPLES: dict[str, tuple[Change, Change]] = {
    "disk-failing": (with_smart(smart(a197=1)), with_smart(smart(a5=4, a194=60))),
    "disk-worn": (with_smart(nvme(percentage_used=100)), with_smart(nvme(percentage_used=99))),
    "disk-events": (
        with_events(event(7)),
        with_events(event(7, device="\\Device\\CdRom0"), event(51), event(7, provider="cdrom")),
    ),
    "disk-io-errors": (with_kernel(_UNC), with_kernel(_IO, _IO, _UNC.replace("sdb", "sr0"))),
    "disk-link-errors": (with_kernel(*[_RESET] * 5), with_kernel(*[_RESET] * 4)),
    "disk-same-signature": (
        with_facts("partitions", "table-sdb", table()),
        # one disk on two paths
        together(
            with_facts("partitions", "table-sdb", table()),
            with_facts("disks", "disks", [disk("sda"), disk("sdb")]),
        ),
    ),
    "partition-table-damaged": (
        with_sdb(problems=("the backup GPT is missing",)),
        with_sdb(slot(1, MIB, 10 * MIB), slot(2, 11 * MIB)),
    ),
    "partition-table-hybrid": (
        with_sdb(style=Style.HYBRID, mbr_slots=(slot(1, MIB, type="0x0b"),)),
        with_sdb(style=Style.GPT, mbr_slots=()),
    ),
    "file-system-dirty": (with_volume(dirty=True), with_volume(dirty=False)),
    "driver-blocked": (with_drivers("1.3.0.0", None), with_drivers("2.0.0.0", True)),
    "driver-vulnerable": (
        with_drivers("1.5.1", None, build="19045.1"),
        with_drivers("1.5.1", True, build="19045.1"),
    ),
    "operation-failed": (
        with_log("stubact.log", _PLANNED + operation("Copy partition", error=4711)),
        with_log("stubact.log", _PLANNED + _WAITS),
    ),
    "product-log-errors": (
        with_log("pwlog.txt", "Error while reading the archive\r\n"),
        with_log("pwlog.txt", 'file: "C:\\errors\\error.txt"\r\n0 errors\r\n'),
    ),
    "operation-never-executed": (
        with_log("stubact.log", _PLANNED + _DELETE + _FAILS),
        # the run went on to its end
        with_log("stubact.log", _PLANNED + _DELETE + _FAILS + operation("Delete partition")),
    ),
    "operation-not-applied": (
        with_log("stubact.log", _PLANNED + _PLANNED + _DONE),
        with_log("stubact.log", _PLANNED + _PLANNED + _DONE + _DONE),
    ),
    "operation-after-restart": (
        with_log("stubact.log", _PLANNED + _AT_NINE + _WAITS),
        with_log("stubact.log", _PLANNED + _AT_TEN + _WAITS),
    ),
    "restart-for-operation": (
        with_log("stubact.log", _PLANNED + _WAITS),
        with_log("stubact.log", _PLANNED + _PLANNED + _WAITS + _DONE),
    ),
    "restart-pending": (
        with_facts("next_start", "next-start", next_start(pending=("Windows Update",))),
        with_facts("next_start", "next-start", next_start()),
    ),
    "boot-execute": (
        with_facts("next_start", "next-start", next_start(unusual=("bootexec.exe",))),
        with_facts("next_start", "next-start", next_start()),
    ),
    "space-low": (with_space(GB), together(with_space(GB, total=20 * GB))),
    "space-for-operation": (
        together(with_about("backup"), with_space(200 * 10**6)),
        together(with_about("licensing"), with_space(200 * 10**6)),
    ),
    "vss-writer-failed": (
        with_writer("SqlServerWriter", 7, "Failed"), with_writer("System Writer", 5, "Wartet"),
    ),
    "raid-degraded": (with_array(1), with_array(0)),
    "storage-pool-unhealthy": (with_pool("warning", "healthy"), with_pool("unknown", "healthy")),
    "virtual-disk-unhealthy": (with_pool("healthy", "unhealthy"), with_pool("healthy", "unknown")),
    "conflicting-program": (with_conflict("boot"), with_conflict("disabled")),
    "driver-refused": (with_refused("BioNTdrv.sys"), with_refused("other.sys")),
    "recovery-environment-off": (
        with_winre(enabled=False, category="recovery_media"),
        with_winre(enabled=False, category="licensing"),
    ),
    "recovery-media-not-bootable": (
        with_stick(slot(1, MIB, holds="NTFS")),
        with_stick(slot(1, MIB, holds="FAT32")),
    ),
    "boot-entry-nowhere": (
        lambda m: m.members.update({"evidence/boot/efibootmgr.txt": _EFI.format(GUID_2)}),
        lambda m: m.members.update({"evidence/boot/efibootmgr.txt": _EFI.format(GUID_1.upper())}),
    ),
    "volume-encrypted": (
        with_volume(encryption="BitLocker: on"), with_volume(encryption="BitLocker: off")
    ),
    "disk-managed": (
        with_sdb(slot(1, MIB, type="0x42", holds=""), **_MBR),
        with_sdb(slot(1, MIB, type="0x07"), **_MBR),
    ),
    "products-side-by-side": (
        with_facts("products", "installed", [product(), product("14", "10.1.21.1", "PM 14")]),
        # the same installation, found twice
        with_facts("products", "running", [product()]),
    ),
    "product-not-supported": (
        with_facts("products", "installed", [product("14", "10.1.21.1")]),
        # the last day: 18 months after version 15 came
        together(
            with_facts("products", "installed", [product("14", "10.1.21.1")]),
            with_at(datetime(2025, 7, 10, 23, 0, tzinfo=UTC)),
        ),
    ),
    "product-newer-build": (
        with_facts("products", "installed", [product("15", "10.1.25.813")]),
        with_facts("products", "installed", [product("15", "10.1.25.01137")]),
    ),
    "partition-misaligned": (
        with_sdb(slot(1, 63 * 512, aligned=False)), with_sdb(slot(1, 4096, aligned=False))
    ),
    "clock-behind": (
        with_at(datetime(2009, 1, 1, tzinfo=UTC)), with_at(datetime(2026, 1, 1, tzinfo=UTC))
    ),
    "clock-moved": (
        with_log("pwlog.txt", "25.11.2026 12:00:00 started\r\n"),
        with_log("pwlog.txt", "24.11.2026 12:59:00 started\r\n"),
    ),
    "disk-health-unknown": (with_unknown_health(), with_unknown_health(virtual=True)),
    "logs-missing": (
        with_gap("product_logs", "pm15/cdb.log", Status.ABSENT, "not in the folders", "C:\\PM"),
        with_gap("product_logs", "pm15/cdb.log", Status.SKIPPED, "older"),
    ),
    "no-product-found": (
        lambda m: setattr(m, "items", [
            *(pair for pair in m.items if pair[0] != "product_logs"),
            ("product_logs", ItemRecord(name="cdb.log", status=Status.ABSENT)),
        ]),
        with_gap("product_logs", "pm15/cdb.log", Status.ABSENT, "not in the folders", "C:\\PM"),
    ),
    "collected-without-admin": (
        with_gap("smart", "sdb.json", Status.REFUSED, "needs administrator rights"),
        with_gap("smart", "sdb.json", Status.NOT_APPLICABLE, "no health here"),
    ),
    "collection-incomplete": (
        with_gap("smart", "sdb.json", Status.TIMED_OUT, "no answer in 30 s"),
        with_gap("smart", "sdb.json", Status.ABSENT, "no such disk"),
    ),
}  # fmt: skip


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, pair in SAMPLES.items():
        for kind, change in zip(("hit", "miss"), pair, strict=True):
            print(bundle_with(change, folder / f"{name}-{kind}.zip"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
