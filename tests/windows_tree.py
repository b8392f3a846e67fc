"""A German Windows 10 that does not start any more, as files; and whole-disk images that hold it.

SOFTWARE was not written to its end (the newest product stands in its log only), the registry of
one account is cut off, that of another is missing.
"""

from __future__ import annotations

import struct
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.evtx_writer import Written, evtx
from tests.unit.evidence.hive_writer import Tree, Value, hive, log, tree
from tests.unit.evidence.pe_writer import product

HOST, USER, OTHER = "KANZLEI-PC7", "Jürgen Brandstetter", "Swetlana"
SIDS = ("S-1-5-21-1111111111-2222222222-3333333333-1001",
        "S-1-5-21-1111111111-2222222222-3333333333-1002")  # fmt: skip
DISK_GUID = "8f0a1b2c-1111-4222-8333-444455556666"
NEWEST, OLDER, OLDEST = "Hard Disk Manager 17 Business", "Partition Manager 15", "Drive Backup 9"
_CV = r"Microsoft\Windows NT\CurrentVersion"
_UNINSTALL = r"Microsoft\Windows\CurrentVersion\Uninstall"
_SET = "ControlSet002"
_MIB = 1 << 20


def write(root: Path, now: datetime) -> Path:
    """The tree of its drive C: below `root`."""
    _hives(root)
    _products(root)
    _events(root, now)
    _traces(root)
    return root


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


# the registry ------------------------------------------------------------------------------------


def _software() -> Tree:
    keys: dict[str, dict[str, Value]] = {
        _CV: {
            "ProductName": "Windows 10 Pro", "CurrentBuild": "19045", "UBR": 3803,
            "DisplayVersion": "22H2", "CurrentMajorVersionNumber": 10,
            "CurrentMinorVersionNumber": 0, "SystemRoot": "C:\\Windows", "EditionID":
            "Professional", "RegisteredOwner": USER,
        },
        f"{_CV}\\ProfileList\\{SIDS[0]}": {"ProfileImagePath": f"C:\\Users\\{USER}"},
        f"{_CV}\\ProfileList\\{SIDS[1]}": {"ProfileImagePath": f"C:\\Users\\{OTHER}"},
        f"{_UNINSTALL}\\{{PM15}}": {
            "DisplayName": OLDER, "Publisher": "Paragon Software GmbH",
            "DisplayVersion": "10.1.25.813",
            "InstallLocation": f"C:\\Program Files\\Paragon Software\\{OLDER}",
        },
        f"WOW6432Node\\{_UNINSTALL}\\{{DB9}}": {
            "DisplayName": OLDEST, "Publisher": "Paragon Software GmbH",
            "DisplayVersion": "9.0.9.2500",
            "InstallLocation": f"C:\\Program Files (x86)\\Paragon Software\\{OLDEST}",
        },
    }  # fmt: skip
    return tree(keys)


def _system() -> Tree:
    control = _SET + r"\Control"
    keys: dict[str, dict[str, Value]] = {
        "Select": {"Current": 2, "Default": 2, "Failed": 1, "LastKnownGood": 1},
        r"ControlSet001\Control\Nls\CodePage": {"ACP": "1251", "OEMCP": "855"},
        control + r"\Nls\CodePage": {"ACP": "1252", "OEMCP": "866"},
        control + r"\Nls\Language": {"InstallLanguage": "0407", "Default": "0407"},
        control + r"\ComputerName\ComputerName": {"ComputerName": HOST},
        control + r"\TimeZoneInformation": {
            "TimeZoneKeyName": "W. Europe Standard Time", "ActiveTimeBias": 0xFFFFFFC4,
        },
        control + r"\SecureBoot\State": {"UEFISecureBootEnabled": 0},
        control: {"PEFirmwareType": 2},
        control + r"\Session Manager": {"BootExecute": ("autocheck autochk *", "bioNT /run")},
        control + r"\Session Manager\Environment": {"PROCESSOR_ARCHITECTURE": "AMD64"},
        _SET + r"\Services\Tcpip\Parameters": {"Hostname": HOST, "Domain": "kanzlei.example"},
        _SET + r"\Services\Tcpip\Parameters\Interfaces\{1}": {"DhcpIPAddress": "192.168.77.31"},
        _SET + r"\Services\BioNTDrv": {
            "ImagePath": r"\SystemRoot\System32\drivers\BioNTDrv.sys", "Start": 0, "Type": 1,
        },
    }  # fmt: skip
    return tree(keys)


def boot_store() -> bytes:
    """The BCD hive: a manager and a loader on the third partition of the disk."""
    manager, loader = "{9dea862c-5cdd-4e70-acc1-f32b344d4795}", "{11111111-2222-3333-4444-5555}"
    device = bytes(16) + struct.pack("<IIII", 6, 0, 0x48, 0) + bytes(16)
    device += struct.pack("<II", 0, 0) + bytes.fromhex("2c1b0a8f11112242833344445555666600")
    objects: dict[str, dict[str, Value]] = {
        f"Objects\\{manager}\\Description": {"Type": 0x10100002},
        f"Objects\\{manager}\\Elements\\12000004": {"Element": "Windows Boot Manager"},
        f"Objects\\{manager}\\Elements\\23000003": {"Element": loader},
        f"Objects\\{loader}\\Description": {"Type": 0x10200003},
        f"Objects\\{loader}\\Elements\\12000004": {"Element": "Windows 10"},
        f"Objects\\{loader}\\Elements\\22000002": {"Element": "\\Windows"},
        f"Objects\\{loader}\\Elements\\21000001": {"Element": device.ljust(0x58, b"\0")},
        f"Objects\\{loader}\\Elements\\16000009": {"Element": b"\x01"},
    }
    return hive(tree({"Description": {"KeyName": "BCD00000000"}, **objects}), "BCD")


def _hives(root: Path) -> None:
    config = root / "Windows" / "System32" / "config"
    before = _software()
    old = hive(before, "SOFTWARE", sequences=(9, 8), room=8192)
    before.at(f"{_UNINSTALL}\\{{HDM17}}").values.update(
        {
            "DisplayName": NEWEST, "Publisher": "Paragon Software GmbH",
            "DisplayVersion": "17.13.1.6524",
            "InstallLocation": f"C:\\Program Files\\Paragon Software\\{NEWEST}",
        }
    )  # fmt: skip
    new = hive(before, "SOFTWARE", sequences=(9, 9))
    size = max(len(old), len(new))
    new = hive(before, "SOFTWARE", sequences=(9, 9), room=max(0, size - len(new)))
    _put(config / "SOFTWARE", old)
    _put(config / "SOFTWARE.LOG1", log(old.ljust(len(new), b"\0"), new, 8))
    _put(config / "SYSTEM", hive(_system(), "SYSTEM"))
    _put(config / "SAM", b"regf never to be opened")
    user = hive(tree({f"Software\\K{number:03d}": {"v": "x" * 90} for number in range(200)}), "NT")
    _put(root / "Users" / USER / "NTUSER.DAT", user[: len(user) * 2 // 3])
    (root / "Users" / OTHER).mkdir(parents=True, exist_ok=True)


# products, logs, traces --------------------------------------------------------------------------


def _products(root: Path) -> None:
    here = root / "Program Files" / "Paragon Software"
    product(here / NEWEST / "program" / "hdm17.exe", NEWEST, "17.13.1.6524")
    product(here / OLDER / "program" / "pm.exe", OLDER, "10.1.25.813")
    older = root / "Program Files (x86)" / "Paragon Software" / OLDEST
    product(older / "Program" / "backup.exe", OLDEST, "9.0.9.2500")
    text = f"[Operation]\r\n>> Name: Größe ändern\r\n>> Path: C:\\Users\\{USER}\\x\r\n"
    _put(here / NEWEST / "program" / "stubact.log", ("\ufeff" + text).encode("utf-16-le"))
    _put(
        here / OLDER / "program" / "BioNtLog.txt",
        "Prüfung übersprungen: Datenträger\r\n".encode("cp1252"),
    )
    _put(older / "Program" / "pwlog.txt", "Ошибка чтения ПРИВОДА НЕТ\r\n".encode("cp866"))
    (root / "Programme").symlink_to("Program Files")
    (root / "Dokumente und Einstellungen").symlink_to("Users")
    (here / NEWEST / "Win32").symlink_to("/etc")


def _events(root: Path, now: datetime) -> None:
    logs = root / "Windows" / "System32" / "winevt" / "Logs"
    day = timedelta(days=1)
    records = [
        Written(
            provider="disk",
            id=7,
            level=2,
            time=now - day,
            data={"Device": r"\Device\Harddisk0\DR0"},
        ),
        Written(provider="Ntfs", id=55, level=2, time=now - 2 * day, data={"DriveName": "C:"}),
        Written(provider="Ntfs", id=55, level=2, time=now - 300 * day, data={"DriveName": "old"}),
        Written(provider="Printing", id=1, level=2, time=now, data={"Text": "irrelevant"}),
        Written(provider="disk", id=4, level=4, time=now, data={"Text": "information"}),
    ]
    _put(logs / "System.evtx", evtx(records, "System", HOST))
    _put(logs / "Application.evtx", evtx(records[:1], "Application", HOST))


def _traces(root: Path) -> None:
    windows = root / "Windows"
    head = bytearray(0x1040)
    head[:8] = b"PAGEDU64"
    struct.pack_into("<I", head, 12, 19041)
    struct.pack_into("<I4x4Q", head, 0x38, 0x7B, 0xFFFFF880009A97E8, 0xFFFFFFFFC0000034, 0, 0)
    ticks = int(
        (datetime(2026, 11, 20, tzinfo=UTC) - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()
    )
    struct.pack_into("<Q", head, 0xFA8, ticks * 10_000_000)
    _put(windows / "Minidump" / "112026-8000-01.dmp", bytes(head) + b"SECRET OF MEMORY" * 64)
    _put(windows / "INF" / "setupapi.dev.log", f"[Gerät installiert] {HOST}\r\n".encode("cp1252"))
    srt = windows / "System32" / "LogFiles" / "Srt" / "SrtTrail.txt"
    _put(srt, "\ufeffStartreparatur: Ursache gefunden\r\n".encode("utf-16-le"))


# disks -------------------------------------------------------------------------------------------


def _do(*argv: str, given: bytes = b"") -> None:
    subprocess.run(argv, input=given, check=True, capture_output=True)


def ntfs(image: Path, tree_: Path, mount: Path, size: int) -> None:
    """Make an NTFS volume with everything below `tree_` in it. Needs root, mkntfs and ntfs-3g."""
    with image.open("wb") as file:
        file.truncate(size)
    _do(*["mkntfs", "-q", "-F", "-s", "512", "-p", "2048", str(image)])
    mount.mkdir(exist_ok=True)
    _do(*["ntfs-3g", str(image), str(mount)])
    try:
        _do(*["cp", "-a", f"{tree_}/.", str(mount)])
    finally:
        _do(*["umount", str(mount)])


def disk(image: Path, work: Path, now: datetime, *, windows_mib: int = 16) -> Path:
    """A whole disk (GPT): boot partition, an empty one, Windows, and ext4 with a copy of dmesg."""
    boot, tree_ = work / "boot", work / "tree"
    _put(boot / "Boot" / "BCD", boot_store())
    write(tree_, now)
    ntfs(work / "boot.img", boot, work / "mnt", 4 * _MIB)
    ntfs(work / "windows.img", tree_, work / "mnt", windows_mib * _MIB)
    linux = work / "linux"
    _put(
        linux / "dmesg.txt", b"".join(b"[    %d.000000] sda: error %d\n" % (n, n) for n in range(9))
    )
    with (work / "linux.img").open("wb") as file:
        file.truncate(4 * _MIB)
    _do("mkfs.ext4", "-q", "-F", "-O", "^has_journal", "-d", str(linux), str(work / "linux.img"))
    parts = [("boot.img", 4), ("", 1), ("windows.img", windows_mib), ("linux.img", 4)]
    basic, reserved = "EBD0A0A2-B9E5-4433-87C0-68B6B72699C7", "E3C9E316-0B5C-4DB8-817D-F92DF00215AE"
    kinds = (basic, reserved, basic, "0FC63DAF-8483-4772-8E79-3D69D8477DE4")
    lines = [f"label: gpt\nlabel-id: {DISK_GUID}"]
    at = 1
    with image.open("wb") as file:
        file.truncate((sum(size for _, size in parts) + 2) * _MIB)
    for (_, size), kind in zip(parts, kinds, strict=True):
        lines.append(f"start={at}MiB, size={size}MiB, type={kind}")
        at += size
    _do("sfdisk", "-q", str(image), given="\n".join(lines).encode())
    at = 1
    with image.open("r+b") as file:
        for name, size in parts:
            if name:
                file.seek(at * _MIB)
                file.write((work / name).read_bytes())
            at += size
    return image
