"""The facts that a platform answers with; an empty string or None is "not known"."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatingSystem:
    """`build` is what its maker counts by: "22631.3447" on Windows, the kernel's build line on
    Linux; `kernel` the release that runs (of a tree: those that are installed)."""

    family: str
    name: str
    version: str = ""
    build: str = ""
    kernel: str = ""
    architecture: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Uptime:
    """`booted_at` is UTC, ISO 8601."""

    booted_at: str
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Locale:
    """`code_pages` are those of Windows, ANSI first ("cp1252")."""

    language: str
    encoding: str = ""
    code_pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeZone:
    """`utc_offset_minutes` is that of now, daylight saving included."""

    name: str
    utc_offset_minutes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Firmware:
    """`mode` is "UEFI" or "BIOS"; `secure_boot` None where it cannot be told."""

    mode: str
    secure_boot: bool | None = None
    vendor: str = ""
    version: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Virtualization:
    """`virtual` None where it cannot be told; `container` names one that we run in."""

    virtual: bool | None
    hypervisor: str = ""
    container: str = ""
    manufacturer: str = ""
    model: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Processor:
    model: str
    architecture: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """`start` and `size` in bytes; `type` as "0x07" or a GUID where the system tells it."""

    name: str
    number: int | None
    start: int | None
    size: int | None
    read_only: bool = False
    type: str = ""
    guid: str = ""
    label: str = ""
    active: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Disk:
    """A disk as the kernel sees it, sizes in bytes. `on_top_of`: the disks below (RAID, LVM);
    `style` "MBR", "GPT" or "RAW" and `disk_id` its signature or GUID, where the system tells
    them; `sector_offset`: where on its first physical sector the first logical one lies."""

    name: str
    size: int
    logical_sector_size: int | None = None
    physical_sector_size: int | None = None
    model: str = ""
    vendor: str = ""
    firmware: str = ""
    serial: str = ""
    wwn: str = ""
    bus: str = ""
    rotational: bool | None = None
    removable: bool | None = None
    read_only: bool | None = None
    offline: bool | None = None
    trim: bool | None = None
    sector_offset: int | None = None
    style: str = ""
    disk_id: str = ""
    on_top_of: tuple[str, ...] = ()
    partitions: tuple[Partition, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mount:
    """`remote`: a network share, or a FUSE server that may be one; never touched by default."""

    point: str
    device: str
    file_system: str
    options: tuple[str, ...] = ()
    remote: bool = False
    device_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """Bytes of one file system; `available` is what an ordinary user can still write."""

    mount_point: str
    total: int
    free: int
    available: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account of a person: what it is called, and the folder of its profile."""

    name: str
    full_name: str = ""
    profile: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A part of a disk that belongs to a volume, in bytes."""

    disk: str
    start: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Volume:
    """What carries a file system or could. `kind` "fixed", "removable", "cd", "remote" …;
    `encryption` as the system tells it ("BitLocker: on", "LUKS"), empty where it does not; `dirty`:
    marked to be checked at the next start. None is "not known"."""

    name: str
    mount_points: tuple[str, ...] = ()
    kind: str = ""
    file_system: str = ""
    label: str = ""
    size: int | None = None
    cluster_size: int | None = None
    read_only: bool | None = None
    dirty: bool | None = None
    encryption: str = ""
    pieces: tuple[Piece, ...] = ()
    note: str = ""
