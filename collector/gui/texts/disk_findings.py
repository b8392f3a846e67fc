"""What was noticed about disks and what is on them, in the words of the person's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def disk_findings() -> dict[str, tuple[str, str]]:
    """The disks and what is on them."""
    return {
        "disk-failing": (
            translate(
                "Findings",
                "The disk {disk} is failing or about to fail. Back up your data first, before"
                " anything else.",
            ),
            translate(
                "Findings",
                "Copy what matters to another disk now. Do not move, resize or check "
                "partitions on this disk before that, and do not save the backup on it.",
            ),
        ),
        "disk-worn": (
            translate(
                "Findings",
                "The disk {disk} shows first signs of wear.",
            ),
            translate(
                "Findings",
                "Make sure that you have a current backup, and look at the disk's health "
                "again soon.",
            ),
        ),
        "disk-health-unknown": (
            translate(
                "Findings",
                "The health of the disks is not known: none of them could be asked.",
            ),
            translate(
                "Findings",
                "Collect again with administrator rights. If that does not help, install "
                "smartmontools (smartctl) and collect once more. Until then, a failing disk is "
                "not ruled out.",
            ),
        ),
        "disk-events": (
            translate(
                "Findings",
                "Windows has noted faults of {disk}. Back up your data first, before anything"
                " else.",
            ),
            translate(
                "Findings",
                "Copy what matters to another disk now. Then check cables and the disk's "
                "health; do not work on its partitions before.",
            ),
        ),
        "disk-io-errors": (
            translate(
                "Findings",
                "The disk {disk} could not be read in places. Back up your data first, before"
                " anything else.",
            ),
            translate(
                "Findings",
                "Copy what matters to another disk now. Then check cables and the disk's "
                "health; do not work on its partitions before.",
            ),
        ),
        "disk-link-errors": (
            translate(
                "Findings",
                "The connection to a disk ({disk}) was interrupted several times.",
            ),
            translate(
                "Findings",
                "Check or change the cable or the port of the disk before you work on it.",
            ),
        ),
        "raid-degraded": (
            translate(
                "Findings",
                "The RAID {array} has lost a disk. Back up your data first, before anything else.",
            ),
            translate(
                "Findings",
                "Copy what matters to another disk now. Do not change partitions on its "
                "disks, and replace the missing disk before anything else.",
            ),
        ),
        "storage-pool-unhealthy": (
            translate(
                "Findings",
                "The storage pool {pool} is not healthy. Back up your data first, before anything "
                "else.",
            ),
            translate(
                "Findings",
                "Copy what matters to another disk now. Do not change partitions on the disks of "
                "the pool, and do not remove one, before you know which of them has failed.",
            ),
        ),
        "virtual-disk-unhealthy": (
            translate(
                "Findings",
                "The virtual disk {disk} of a storage pool is not healthy. Back up your data "
                "first, before anything else.",
            ),
            translate(
                "Findings",
                "Copy what matters to another disk now. Do not change partitions on the disks of "
                "the pool, and do not remove one, before you know which of them has failed.",
            ),
        ),
        "disk-same-signature": (
            translate(
                "Findings",
                "The disks {disks} have the same signature, as after a copy. Windows can use "
                "only one of them.",
            ),
            translate(
                "Findings",
                "Disconnect one of the two disks before you start Windows or work on "
                "partitions. Do not start from a copy while the original is connected.",
            ),
        ),
        "partition-table-damaged": (
            translate(
                "Findings",
                "The partition table of the disk {disk} contradicts itself. Operations on it "
                "may be refused, or do harm.",
            ),
            translate(
                "Findings",
                "Do not change partitions on this disk. Back up what matters, and wait for "
                "support: the table must be put right first.",
            ),
        ),
        "partition-table-hybrid": (
            translate(
                "Findings",
                "The disk {disk} has two partition tables (a hybrid MBR) that may contradict "
                "each other.",
            ),
            translate(
                "Findings",
                "Do not change partitions on this disk before support has looked at both tables.",
            ),
        ),
        "file-system-dirty": (
            translate(
                "Findings",
                "The file system of {volume} was not closed properly or is damaged.",
            ),
            translate(
                "Findings",
                "Back up what matters on it. Then shut Windows down completely (not to "
                "hibernation) and let it check the volume (chkdsk), before partitions are "
                "changed.",
            ),
        ),
        "space-low": (
            translate(
                "Findings",
                "{volume} is nearly full: {free} are free.",
            ),
            translate(
                "Findings",
                "Free some space on it, or choose another place, before you go on.",
            ),
        ),
        "space-for-operation": (
            translate(
                "Findings",
                "{volume} has too little free space for this operation: {free} are free, "
                "{need} are needed.",
            ),
            translate(
                "Findings",
                "Free some space on this volume, then try again.",
            ),
        ),
        "volume-encrypted": (
            translate(
                "Findings",
                "{volume} is encrypted with {how}. Many operations do not work on it.",
            ),
            translate(
                "Findings",
                "Keep the recovery key at hand. Switch the encryption off (or suspend it) "
                "before you resize, move or restore this partition, and on again afterwards.",
            ),
        ),
        "disk-managed": (
            translate(
                "Findings",
                "The disk {disk} belongs to {what}. The product cannot work on its partitions"
                " one by one.",
            ),
            translate(
                "Findings",
                "Do not change partitions on this disk with the product before support has "
                "answered.",
            ),
        ),
        "partition-misaligned": (
            translate(
                "Findings",
                "Partitions of the disk {disk} are not aligned; the disk is slower than it "
                "could be.",
            ),
            translate(
                "Findings",
                "This is not urgent. The product can align partitions, after a backup.",
            ),
        ),
    }
