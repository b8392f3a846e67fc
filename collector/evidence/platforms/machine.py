"""The interface behind which every platform stands. A probe asks it, never `sys.platform`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Protocol

from collector.evidence.formats.event_xml import EventQuery
from collector.evidence.platforms.facts import (
    Account,
    Disk,
    Firmware,
    Locale,
    Mount,
    OperatingSystem,
    Processor,
    Space,
    TimeZone,
    Uptime,
    Virtualization,
    Volume,
)
from collector.evidence.platforms.hardware import Controller, Module, PowerSupply
from collector.evidence.platforms.health import DiskHealth
from collector.evidence.platforms.registry import Registry


class Machine(Protocol):
    """The machine under examination: this one, or a tree that `--root` points at.

    Methods that read facts raise `NotCollectedError` (`evidence.outcome`) with a reason when the
    source is absent, refused or not applicable; probes let it through.
    """

    @property
    def platform(self) -> str:
        """`linux`, `windows`, `macos` or `offline-windows`."""
        ...

    @property
    def live(self) -> bool:
        """False where a root is given: then nothing of the host may be reported."""
        ...

    @property
    def root(self) -> Path | None: ...

    def path(self, absolute: str) -> Path:
        """Where the machine's own absolute path (`/var/log/dmesg`) lies for us.

        Under a root each component is resolved case-insensitively where the exact name is not
        there, and a symbolic link never leads out of the root (NotCollectedError if it would).
        """
        ...

    def own(self, host_path: Path) -> Path:
        """A path of the host that a person gave (`--install-dir`), its links resolved.

        Raises NotCollectedError where a root is given and the path leads out of it.
        """
        ...

    def os(self) -> OperatingSystem: ...

    def uptime(self) -> Uptime: ...

    def locale(self) -> Locale: ...

    def time_zone(self) -> TimeZone: ...

    def firmware(self) -> Firmware: ...

    def virtualization(self) -> Virtualization: ...

    def processor(self) -> Processor: ...

    def disks(self) -> tuple[Disk, ...]:
        """Disks and their partitions, without opening a device."""
        ...

    def disk_health(self, disk: Disk) -> DiskHealth:
        """What the disk tells of its health without any program; a sleeping one is not woken.

        May block on a sick disk. Raises NotCollectedError: skipped (it sleeps), refused, not
        applicable (it tells nothing).
        """
        ...

    def device(self, disk: str) -> Path:
        """What to open to read the disk of this name from its first byte; needs admin rights."""
        ...

    def open_disk(self, disk: Disk) -> BinaryIO:
        """The disk opened read-only, unbuffered, readable from any byte; needs admin rights.

        Raises NotCollectedError: refused, absent, failed.
        """
        ...

    def volumes(self) -> tuple[Volume, ...]:
        """What carries file systems, also what is not mounted; encryption, without any key."""
        ...

    def mounts(self) -> tuple[Mount, ...]:
        """What is mounted (or has a drive letter), without touching any of it."""
        ...

    def space(self, mount_point: str) -> Space:
        """May block for ever on a dead file system: one item of its own per call."""
        ...

    def controllers(self) -> tuple[Controller, ...]:
        """Storage and USB controllers with their drivers."""
        ...

    def modules(self) -> tuple[Module, ...]:
        """Loaded drivers of the kernel."""
        ...

    def power_supplies(self) -> tuple[PowerSupply, ...]: ...

    def accounts(self) -> tuple[Account, ...]:
        """Accounts of people, not those of services."""
        ...

    def host_names(self) -> tuple[str, ...]:
        """The machine's names and domains, short and long."""
        ...

    def addresses(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Network addresses of this machine: (MAC addresses, IP addresses)."""
        ...

    def program_folders(self) -> tuple[Path, ...]:
        """Where programs are installed (`C:\\Program Files`), as far as they exist."""
        ...

    def data_folders(self) -> tuple[Path, ...]:
        """Where programs keep data for all users (`C:\\ProgramData`), as far as they exist."""
        ...

    def running_executables(self) -> tuple[Path, ...]:
        """The executables of running programs, as far as this user may know them."""
        ...

    def kernel_messages(self) -> Path:
        """The device of the kernel's live ring buffer."""
        ...

    def admin(self) -> bool:
        """Whether this process may ask what only an administrator may (root, elevated)."""
        ...

    def ask(
        self, argv: tuple[str, ...], seconds: float = 30.0, refusals: Collection[int] = ()
    ) -> bytes:
        """What a program of this machine prints, whatever it ends with; nothing of a tree is run.

        Raises NotCollectedError: absent (not installed), failed (without output), timed out, and
        refused where it ends with one of the exit codes in `refusals`.
        """
        ...

    def system_folder(self) -> Path:
        """The folder of Windows (`C:\\Windows`), also of one that does not run."""
        ...

    def save_system_information(self, target: Path, seconds: float) -> None:
        """Let Windows' System Information (msinfo32) write its report to `target`; minutes.

        Raises NotCollectedError: timed out, failed (also where it wrote nothing), absent.
        """
        ...

    def registry(self) -> Registry:
        """The registry of the Windows under examination; not applicable elsewhere."""
        ...

    def driver_states(self) -> Mapping[str, str]:
        """Kernel drivers of Windows by name: "running", "stopped" …; of the running one only."""
        ...

    def code_integrity(self) -> int:
        """The kernel's own answer to which drivers it lets in, as its bits; the running one's."""
        ...

    def event_records(self, query: EventQuery) -> Iterator[str]:
        """Records of one event log of Windows, newest or oldest first, each as its XML.

        A source may give more than the query asks for, never less.
        """
        ...
