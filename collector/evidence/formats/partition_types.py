"""What the types of partitions are called: bytes of an MBR, GUIDs of a GPT.

Sources: UEFI Specification 2.10 chapter 5.3.3, Microsoft's PARTITION_INFORMATION_GPT, the list of
the Discoverable Partitions Specification, and the list of MBR types kept since A. Brouwer's.
"""

from __future__ import annotations

_MBR = {
    0x01: "FAT12", 0x04: "FAT16 < 32 MB", 0x05: "extended", 0x06: "FAT16", 0x07: "NTFS, exFAT",
    0x0B: "FAT32", 0x0C: "FAT32 (LBA)", 0x0E: "FAT16 (LBA)", 0x0F: "extended (LBA)",
    0x11: "hidden FAT12", 0x12: "maker's diagnostics", 0x14: "hidden FAT16 < 32 MB",
    0x16: "hidden FAT16", 0x17: "hidden NTFS", 0x1B: "hidden FAT32", 0x1C: "hidden FAT32 (LBA)",
    0x1E: "hidden FAT16 (LBA)", 0x27: "hidden NTFS, Windows recovery", 0x42: "dynamic disk (LDM)",
    0x82: "Linux swap", 0x83: "Linux", 0x85: "Linux extended", 0x8E: "Linux LVM", 0xA5: "FreeBSD",
    0xA6: "OpenBSD", 0xA8: "Apple UFS", 0xAB: "Apple boot", 0xAF: "Apple HFS+",
    0xDE: "Dell diagnostics", 0xEE: "protective (GPT)", 0xEF: "EFI system", 0xFD: "Linux RAID",
}  # fmt: skip

_GPT = {
    "c12a7328-f81f-11d2-ba4b-00a0c93ec93b": "EFI system",
    "e3c9e316-0b5c-4db8-817d-f92df00215ae": "Microsoft reserved",
    "ebd0a0a2-b9e5-4433-87c0-68b6b72699c7": "basic data",
    "de94bba4-06d1-4d40-a16a-bfd50179d6ac": "Windows recovery",
    "5808c8aa-7e8f-42e0-85d2-e1e90434cfb3": "dynamic disk metadata (LDM)",
    "af9b60a0-1431-4f62-bc68-3311714a69ad": "dynamic disk data (LDM)",
    "e75caf8f-f680-4cee-afa3-b001e56efc2d": "Storage Spaces",
    "558d43c5-a1ac-43c0-aac8-d1472b2923d1": "Storage replica",
    "21686148-6449-6e6f-744e-656564454649": "BIOS boot",
    "0fc63daf-8483-4772-8e79-3d69d8477de4": "Linux",
    "0657fd6d-a4ab-43c4-84e5-0933c84b4f4f": "Linux swap",
    "e6d6d379-f507-44c2-a23c-238f2a3df928": "Linux LVM",
    "a19d880f-05fc-4d3b-a006-743f0f84911e": "Linux RAID",
    "ca7d7ccb-63ed-4c53-861c-1742536059cc": "Linux LUKS",
    "4f68bce3-e8cd-4db1-96e7-fbcaf984b709": "Linux root (x86-64)",
    "933ac7e1-2eb4-4f13-b844-0e14e2aef915": "Linux home",
    "bc13c2ff-59e6-4262-a352-b275fd6f7172": "Linux extended boot",
    "48465300-0000-11aa-aa11-00306543ecac": "Apple HFS+",
    "7c3457ef-0000-11aa-aa11-00306543ecac": "Apple APFS",
    "426f6f74-0000-11aa-aa11-00306543ecac": "Apple boot",
}


def name_of(type_: str) -> str:
    """The name of a type as facts write it ("0x07", a GUID); empty where it is not known."""
    plain = type_.strip().strip("{}").casefold()
    if plain in _GPT:
        return _GPT[plain]
    try:
        return _MBR.get(int(plain.removeprefix("0x"), 16), "") if len(plain) <= 4 else ""
    except ValueError:
        return ""


def short(type_: str) -> str:
    """As engineers write it: `07` for an MBR, the name (else the GUID) for a GPT."""
    plain = type_.strip().strip("{}").casefold()
    if plain.startswith("0x"):
        return plain[2:].upper().zfill(2)
    return _GPT.get(plain, plain)
