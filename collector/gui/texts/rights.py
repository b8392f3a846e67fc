"""What administrator rights would add, and why they were not given, in the person's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def reads() -> dict[str, str]:
    """What each probe reads that administrator rights add something to, by its id."""
    return {
        "kernel_log": translate(
            "Probes",
            "The messages of the kernel: /dev/kmsg, /var/log/dmesg and its older copies, the "
            "warnings and errors of the last 30 days in the journal of the system, and copies "
            "that you saved and named.",
        ),
        "partitions": translate(
            "Probes",
            "The first and last sectors of each disk, with the partition table (MBR with its "
            "chain of logical partitions, both copies of a GPT), and the first bytes of each "
            "partition, which tell its file system, whether that was closed cleanly, or that "
            "it is encrypted. No file and no key is read.",
        ),
        "raid": translate(
            "Probes",
            "Which disks are part of a dynamic disk, a storage pool, a RAID or an LVM group, "
            "by the types of their partitions; on Linux also /proc/mdstat and the volumes and"
            " groups of LVM, without changing or locking them.",
        ),
        "boot_configuration": translate(
            "Probes",
            "The store of the boot loader (BCD): its entries, what each starts, and the "
            "partition that it expects that on. On a Windows that does not run it is read "
            "from its file.",
        ),
        "recovery_environment": translate(
            "Probes",
            "Whether the recovery environment of Windows is switched on, and on which "
            "partition it lies (ReAgent.xml, reagentc /info).",
        ),
        "smart": translate(
            "Probes",
            "What each disk reports about its own health (SMART, NVMe), from its driver, and "
            "with smartctl where that is installed. A disk that is known to sleep is not woken, "
            "no test is started.",
        ),
        "storage_pools": translate(
            "Probes",
            "The storage pools of Windows and the virtual disks in them, with their health, "
            "their state, how they guard against the loss of a disk, and the disks that they "
            "lie on, through PowerShell. Nothing is changed or repaired.",
        ),
        "shadow_copies": translate(
            "Probes",
            "The writers and providers of the Volume Shadow Copy Service with their states "
            "and last errors, and the space that is set aside for shadow copies, through "
            "vssadmin.",
        ),
        "crash_dumps": translate(
            "Probes",
            "The first 4 KiB of the crash dumps of Windows (Minidump and MEMORY.DMP, or where the "
            "registry says that they lie): the code of the fault with its four parameters, and "
            "its time. What the memory held is not read.",
        ),
        "boot_sectors": translate(
            "Probes",
            "Of each disk the first 34 sectors (MBR, GPT), of a GPT also the last 33, the sectors "
            "that describe logical partitions, and the boot sector of each partition, of NTFS "
            "with its copy at the end. No file is read.",
        ),
        "crash_dump_files": translate(
            "Probes",
            "The three newest small crash dumps (Minidump), as Windows wrote them, up to 10 MB "
            "each. The large one (MEMORY.DMP) is never read.",
        ),
    }


def fault_words(fault: str) -> str:
    """What the elevated pass said of itself; "" where there is nothing to say."""
    known = {
        "": "",
        "it was not allowed, or ended early": translate(
            "Texts", "It was not allowed. You can go on, or try again."
        ),
        "it gave no answer in time": translate(
            "Texts", "Nobody answered in time. You can go on, or try again."
        ),
    }
    if fault in known:
        return known[fault]
    return translate("Texts", "You can go on without them. Details, in English: {fault}").format(
        fault=fault
    )
