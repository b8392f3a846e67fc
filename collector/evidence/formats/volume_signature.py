"""What a volume holds, by its first bytes: a file system, or that it is encrypted. Never keys."""

from __future__ import annotations

from collector.evidence.formats.gpt import ReadAt

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (3, b"-FVE-FS-", "BitLocker"),
    (3, b"MSWIN4.1-FVE", "BitLocker To Go"),
    (0, b"LUKS\xba\xbe", "LUKS"),
    (3, b"NTFS    ", "NTFS"),
    (3, b"EXFAT   ", "exFAT"),
    (3, b"ReFS\0", "ReFS"),
    (82, b"FAT32   ", "FAT32"),
    (54, b"FAT16   ", "FAT16"),
    (54, b"FAT12   ", "FAT12"),
    (0, b"XFSB", "XFS"),
    (32, b"NXSB", "APFS"),
    (0x218, b"LVM2 001", "LVM physical volume"),
    (0x400, b"H+", "HFS+"),
    (0x400, b"HX", "HFSX"),
    (0x438, b"\x53\xef", "ext"),
    (0x1000, b"\xfc\x4e\x2b\xa9", "Linux RAID member (1.2)"),
    (4086, b"SWAPSPACE2", "Linux swap"),
    (0x10040, b"_BHRfS_M", "btrfs"),
)
_LAST = max(offset + len(magic) for offset, magic, _ in _SIGNATURES)


def detect(read: ReadAt, offset: int) -> str:
    """The name of what begins at `offset` of the disk (bytes); empty where nothing is known."""
    data = read(offset, _LAST)
    for place, magic, name in _SIGNATURES:
        if data.startswith(magic, place):
            return _ext(data) if name == "ext" else name
    return ""


def _ext(data: bytes) -> str:
    """ext2, 3 or 4 by the features of the superblock (a journal; extents)."""
    compatible = int.from_bytes(data[0x45C:0x460], "little")
    incompatible = int.from_bytes(data[0x460:0x464], "little")
    if incompatible & 0x2C0:  # extents, 64-bit, flexible groups
        return "ext4"
    return "ext3" if compatible & 0x4 else "ext2"
