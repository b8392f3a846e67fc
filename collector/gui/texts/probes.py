"""Titles and reasons of the probes: their English texts, in the person's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def titles() -> dict[str, str]:
    """By the id of the probe."""
    return {
        "system": translate(
            "Probes",
            "Operating system",
        ),
        "memory": translate(
            "Probes",
            "Memory",
        ),
        "kernel_log": translate(
            "Probes",
            "Kernel log",
        ),
        "cpu": translate(
            "Probes",
            "Processor",
        ),
        "drivers": translate(
            "Probes",
            "Controllers and drivers",
        ),
        "power": translate(
            "Probes",
            "Power supply",
        ),
        "hives": translate(
            "Probes",
            "Files of the registry",
        ),
        "crash_dumps": translate(
            "Probes",
            "Crashes of Windows",
        ),
        "driver_policy": translate(
            "Probes",
            "Protection against drivers",
        ),
        "filter_drivers": translate(
            "Probes",
            "Filter drivers",
        ),
        "next_start": translate(
            "Probes",
            "What waits for a restart",
        ),
        "disks": translate(
            "Probes",
            "Disks and file systems",
        ),
        "products": translate(
            "Probes",
            "Paragon products",
        ),
        "product_logs": translate(
            "Probes",
            "Logs of Paragon products",
        ),
        "partitions": translate(
            "Probes",
            "Partition tables",
        ),
        "boot": translate(
            "Probes",
            "Start of the machine",
        ),
        "raid": translate(
            "Probes",
            "RAID, dynamic disks and storage pools",
        ),
        "boot_configuration": translate(
            "Probes",
            "Boot configuration of Windows",
        ),
        "setup_logs": translate(
            "Probes",
            "Setup and repair logs of Windows",
        ),
        "volumes": translate(
            "Probes",
            "Volumes and encryption",
        ),
        "paragon_drivers": translate(
            "Probes",
            "Drivers of Paragon products",
        ),
        "updates": translate(
            "Probes",
            "Updates of the system",
        ),
        "conflicts": translate(
            "Probes",
            "Programs known to conflict",
        ),
        "event_log": translate(
            "Probes",
            "Event log of Windows",
        ),
        "recovery_environment": translate(
            "Probes",
            "Recovery environment (WinRE)",
        ),
        "smart": translate(
            "Probes",
            "Health of disks",
        ),
        "cpu_details": translate(
            "Probes",
            "Processor details",
        ),
        "storage_pools": translate(
            "Probes",
            "Storage Spaces",
        ),
        "shadow_copies": translate(
            "Probes",
            "Shadow copies (VSS)",
        ),
        "system_information": translate(
            "Probes",
            "System Information report (msinfo32)",
        ),
        "boot_sectors": translate(
            "Probes",
            "Boot sectors, byte for byte",
        ),
        "network_target": translate(
            "Probes",
            "Reachability of the backup server",
        ),
        "crash_dump_files": translate(
            "Probes",
            "Crash dumps of Windows, whole",
        ),
    }


def whys() -> dict[str, str]:
    """Why an engineer needs it, by the id of the probe."""
    return {
        "system": translate(
            "Probes",
            "Which version of a product fits, and how disks are reached and started from, "
            "depends on exactly these.",
        ),
        "memory": translate(
            "Probes",
            "Recovery media run from memory, and an operation that runs out of it stops half-way.",
        ),
        "kernel_log": translate(
            "Probes",
            "Read errors, resets of cables and controllers, and faults of file systems "
            "stand here first. From a Recovery CD it is the log that Paragon Support asks "
            "for.",
        ),
        "cpu": translate(
            "Probes",
            "Long operations that seem to hang are often only slow, or wait for a busy machine.",
        ),
        "drivers": translate(
            "Probes",
            "Recovery media need the same drivers; without that of the controller no disk "
            "is found.",
        ),
        "power": translate(
            "Probes",
            "An operation that moves partitions must not be cut off; on battery it may be.",
        ),
        "hives": translate(
            "Probes",
            "A registry that is damaged or was not written to its end is a reason why "
            "Windows does not start, and why other facts may be missing here.",
        ),
        "crash_dumps": translate(
            "Probes",
            "A disk that fails, or a driver that does not fit it, stops Windows with a code"
            " that names the culprit.",
        ),
        "driver_policy": translate(
            "Probes",
            "Older products bring a driver that newer Windows blocks: every operation then "
            "fails without saying why.",
        ),
        "filter_drivers": translate(
            "Probes",
            "Other backup, encryption and antivirus programs sit there; two that do the "
            "same make each other fail, and one that was left behind keeps disks from being"
            " found.",
        ),
        "next_start": translate(
            "Probes",
            "Operations on the system disk run there; one that waits for ever, or a Windows"
            " that only hibernated, explains most operations that did nothing.",
        ),
        "disks": translate(
            "Probes",
            "Every operation of a disk tool begins with this layout; most faults can be "
            "seen in it.",
        ),
        "products": translate(
            "Probes",
            "The exact build decides which faults are known and which fix applies (the "
            "policy asks for product, version and build number).",
        ),
        "product_logs": translate(
            "Probes",
            "These four are what the support policy asks for: they hold every operation "
            "with its result.",
        ),
        "partitions": translate(
            "Probes",
            "A table that is damaged, contradicts itself or does not fit the disk is the "
            "most common cause of a refused operation, and the operating system does not "
            "show it.",
        ),
        "boot": translate(
            "Probes",
            "After a partition was moved or restored, a machine that does not start is "
            "missing one of these.",
        ),
        "raid": translate(
            "Probes",
            "Partitions inside of an array or a group must not be touched one by one.",
        ),
        "boot_configuration": translate(
            "Probes",
            "After a disk was copied, a partition moved or a system restored, these entries"
            " still name the old partition: the most common reason why Windows does not "
            "start.",
        ),
        "setup_logs": translate(
            "Probes",
            "They say when a driver was changed, an update or a repair failed, or a file "
            "could not be replaced at start.",
        ),
        "volumes": translate(
            "Probes",
            "A volume that is encrypted or waits for a check must not be resized or moved.",
        ),
        "paragon_drivers": translate(
            "Probes",
            "Windows blocks old versions of BioNTdrv.sys as vulnerable; the exact version "
            "decides whether a product can work at all.",
        ),
        "updates": translate(
            "Probes",
            "What worked yesterday and fails today has often been updated in between.",
        ),
        "conflicts": translate(
            "Probes",
            "Two programs that work on the same disk keep each other from it.",
        ),
        "event_log": translate(
            "Probes",
            "Bad sectors, resets and file systems in trouble stand here long before a "
            "product fails.",
        ),
        "recovery_environment": translate(
            "Probes",
            "Recovery media are made from it, and a partition that was moved without "
            "telling Windows switches it off.",
        ),
        "smart": translate(
            "Probes",
            "A disk that is failing must be copied before anything else is done to it.",
        ),
        "cpu_details": translate(
            "Probes",
            "Some faults of drivers and of encryption show only on one family of processors.",
        ),
        "storage_pools": translate(
            "Probes",
            "A pool that lacks a disk is one fault away from losing the data, and its disks look "
            "empty to disk tools.",
        ),
        "shadow_copies": translate(
            "Probes",
            "Backups of a running Windows stand on it: one writer that has failed stops them all.",
        ),
        "system_information": translate(
            "Probes",
            "The support policy asks for it where the other facts leave a question open.",
        ),
        "boot_sectors": translate(
            "Probes",
            "Where a table or a boot sector is damaged, only the bytes themselves show what it "
            "was and whether it can be repaired.",
        ),
        "network_target": translate(
            "Probes",
            "A backup to a share that fails often fails because the server is not found, or does "
            "not let this computer in; the log of the product does not tell which.",
        ),
        "crash_dump_files": translate(
            "Probes",
            "Where the code of a crash is not enough, an engineer sees in the dump which driver "
            "was at work, and in which order.",
        ),
    }
