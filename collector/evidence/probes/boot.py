"""How the machine starts: boot entries of the firmware, and what lies in the boot folders."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from collector.evidence.model import Status
from collector.evidence.platforms.files import listing, shown
from collector.evidence.platforms.machine import Machine
from collector.evidence.probe import Command, Context, Cost, Facts, Gap, Item, Probe

_FOLDERS = ("/boot", "/boot/grub", "/boot/grub2", "/boot/loader/entries", "/boot/efi/EFI")
_MAX_FILES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class BootFolder:
    """The names in one folder; what the files hold (it may be a password) is not read."""

    path: str
    names: tuple[str, ...]


def items(context: Context) -> Iterator[Item]:
    machine = context.machine
    if machine.platform != "linux":
        yield Gap(
            "boot",
            Status.NOT_APPLICABLE,
            "Windows starts by its boot configuration; macOS has no such folders",
        )
        return
    for folder in _FOLDERS:
        yield Facts(folder.strip("/").replace("/", "-"), partial(_folder, machine, folder))
    if machine.live:
        yield Command("efibootmgr.txt", ("efibootmgr", "-v"))


def _folder(machine: Machine, folder: str) -> BootFolder:
    entries = listing(machine.path(folder), _MAX_FILES)
    return BootFolder(path=folder, names=tuple(shown(entry.name) for entry in entries))


PROBE = Probe(
    id="boot",
    title="Start of the machine",
    reads="Boot entries of the firmware (efibootmgr), and the names of kernels and boot loaders "
    "in the boot folders. What the files hold is not read.",
    why="After a partition was moved or restored, a machine that does not start is missing one of "
    "these.",
    personal="Nothing.",
    items=items,
    cost=Cost.NORMAL,
)
