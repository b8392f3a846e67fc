"""Every fact that a disk-tool engineer needs in the first message has a probe, and says why."""

from __future__ import annotations

import pytest

from collector.evidence.catalogue import catalogue, on_request, select
from collector.evidence.probe import Tier

# What an engineer asks for first, and the probes that answer it.
NEEDED = {
    "disks, size, bus, 512e/4Kn, MBR or GPT": ("disks", "partitions"),
    "partition entries, offsets, types": ("partitions", "disks"),
    "first and last sectors": ("partitions",),
    "file systems, labels, free space": ("volumes", "disks"),
    "BitLocker, LUKS": ("volumes", "partitions"),
    "dynamic disks, Storage Spaces, RAID, LVM, md": ("raid", "storage_pools"),
    "SMART and NVMe health": ("smart",),
    "storage controllers and drivers": ("drivers",),
    "filter drivers": ("filter_drivers",),
    "drivers of the vendor: version, hash, loaded": ("paragon_drivers",),
    "block list, memory integrity, Secure Boot": ("driver_policy", "system"),
    "UEFI or BIOS": ("system",),
    "boot configuration": ("boot_configuration", "boot"),
    "WinRE": ("recovery_environment",),
    "BootExecute, pending renames, pending check": ("next_start", "volumes"),
    "VSS writers, providers, shadow storage": ("shadow_copies",),
    "event log, 30 days": ("event_log",),
    "kernel log": ("kernel_log",),
    "products and builds": ("products",),
    "logs of the products": ("product_logs",),
    "programs that conflict": ("conflicts",),
    "build of the system, updates": ("system", "updates"),
    "memory": ("memory",),
    "processor": ("cpu", "cpu_details"),
    "virtual machine or not": ("system",),
    "power": ("power",),
    "crash dumps": ("crash_dumps",),
    "setup logs": ("setup_logs",),
    "System Information": ("system_information",),
    "raw MBR, GPT and boot sectors": ("boot_sectors",),
    "reachability of a network target": ("network_target",),
    "contents of crash dumps": ("crash_dump_files",),
}
OTHERS = {"hives"}  # what could not be read of a Windows that does not run
ADMIN = {
    "partitions", "raid", "smart", "boot_configuration", "recovery_environment", "shadow_copies",
    "boot_sectors", "crash_dumps", "crash_dump_files", "storage_pools",
}  # fmt: skip


@pytest.mark.parametrize("fact", NEEDED)
def test_every_needed_fact_has_its_probes(fact: str) -> None:
    assert set(NEEDED[fact]) <= {probe.id for probe in catalogue()}


def test_there_is_no_probe_without_a_need() -> None:
    answered = {each for probes in NEEDED.values() for each in probes}
    assert {probe.id for probe in catalogue()} == answered | OTHERS


def test_those_that_need_an_administrator_are_marked() -> None:
    assert {probe.id for probe in catalogue() if probe.admin} >= ADMIN


def test_what_is_opt_in_runs_only_when_it_is_asked_for() -> None:
    opt_in = {probe.id for probe in catalogue() if probe.tier is Tier.OPT_IN}
    assert opt_in == {
        "system_information", "boot_sectors", "network_target", "crash_dump_files",
    }  # fmt: skip
    assert {probe.id for probe in on_request()} == opt_in
    assert not opt_in & {probe.id for probe in select()}
    assert opt_in <= {probe.id for probe in select(include=opt_in)}
    needed = {need for probe in on_request() for need in probe.needs}
    assert {probe.id for probe in select(only=opt_in)} == opt_in | needed
    assert not opt_in & {probe.id for probe in select(include=opt_in, skip=opt_in)}
