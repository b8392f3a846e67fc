"""What the rules put into a sentence, in the person's language: most of it is a name or a number
and stays, but some of it is words."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QLocale

translate = QCoreApplication.translate

_OF_DISK = re.compile(r"Partition (\S{1,20}) of the disk (.+)")
_DISK = re.compile(r"[Tt]he disk (.+)")
_TWO = re.compile(r"(\S{1,40}) and (\S{1,40})")  # names of disks
_SIZE = re.compile(r"\d{1,5}\.\d [KMGT]B")
_NUMBERED = re.compile(r"disk (\d{1,3})")


def value_words(value: str) -> str:
    """A value as it is said; what is not known here is a name, and stays as it is."""
    if known := _known().get(value):
        return known
    if found := _OF_DISK.fullmatch(value):
        words = translate("FindingValues", "partition {number} of the disk {disk}")
        return words.format(number=found[1], disk=found[2])
    if found := _DISK.fullmatch(value) or _NUMBERED.fullmatch(value):
        return translate("FindingValues", "disk {disk}").format(disk=found[1])
    if found := _TWO.fullmatch(value):
        return translate("FindingValues", "{one} and {other}").format(one=found[1], other=found[2])
    return _SIZE.sub(lambda size: size[0].replace(".", QLocale().decimalPoint()), value)


def _known() -> dict[str, str]:
    return {
        "a disk": translate("FindingValues", "a disk"),
        "a volume": translate("FindingValues", "a volume"),
        "a dynamic disk of Windows": translate("FindingValues", "a dynamic disk of Windows"),
        "a Storage Space": translate("FindingValues", "a Storage Space"),
        "an LVM group": translate("FindingValues", "an LVM group"),
        "a Linux RAID": translate("FindingValues", "a Linux RAID"),
        "UEFI starts only from a FAT partition, and there is none on it": translate(
            "FindingValues", "UEFI starts only from a FAT partition, and there is none on it"
        ),
        "it was made for UEFI (GPT), and this computer starts by BIOS": translate(
            "FindingValues", "it was made for UEFI (GPT), and this computer starts by BIOS"
        ),
        "none of its partitions is marked as active, and a BIOS needs that": translate(
            "FindingValues", "none of its partitions is marked as active, and a BIOS needs that"
        ),
    }
