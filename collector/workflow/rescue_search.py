"""Which disks there are, what their partitions hold, and which of them can be looked into."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from collector.core import durable
from collector.evidence import questions
from collector.evidence.platforms.facts import Disk
from collector.evidence.platforms.images import NAME as IMAGE
from collector.evidence.platforms.machine import Machine
from collector.evidence.rescue.mounting import (
    NotMountedError,
    Part,
    can_mount,
    mount_again,
    mount_volume,
)

Say = Callable[[str], None]
_SECONDS = 20.0
_NOT_DISKS = ("loop", "dm-", "sr", "fd", "nbd", "ram", "zram")
_MAX_DISKS = 64
_CONTAINERS = ("0x05", "0x0f", "0x85", "0xee")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A disk, or the image of one; `size` in bytes (0: to be found out). `devices` are those of
    its partitions, by where they start."""

    name: str
    path: Path
    size: int = 0
    sector: int = 0
    model: str = ""
    serial: str = ""
    devices: Mapping[int, str] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Found:
    """One partition; bytes from the start of its disk. `at` is where it is mounted (None: it is
    not, and `why` says the reason); `windows` names the Windows in it."""

    disk: str
    number: int
    start: int
    size: int
    holds: str
    type: str = ""
    guid: str = ""
    at: Path | None = None
    why: str = ""
    windows: str = ""
    build: str = ""
    boot: bool = False

    @property
    def title(self) -> str:
        place = f"{self.disk}, partition {self.number}" if self.number else self.disk
        return f"{self.windows} {self.build} on {place}".strip()


@dataclass(slots=True, kw_only=True)
class Searched:
    """A disk with its table (its `style` "" and `why` said where it cannot be read)."""

    name: str
    model: str
    serial: str
    size: int
    style: str = ""
    disk_id: str = ""
    why: str = ""
    problems: tuple[str, ...] = ()
    partitions: list[Found] = field(default_factory=list)


def sources_of(machine: Machine, images: Sequence[Path]) -> tuple[Source, ...]:
    """The images where any are given (named by their numbers: the name of a file may be that of
    a person), else every disk of this machine."""
    if images:
        return tuple(
            Source(name=IMAGE.format(number), path=path)
            for number, path in enumerate(images, start=1)
        )
    try:
        disks = machine.disks()
    except Exception:
        return ()  # the probe `disks` says why
    return tuple(map(_source, disks))[:_MAX_DISKS]


def _source(disk: Disk) -> Source:
    return Source(
        name=disk.name, path=Path("/dev") / disk.name, size=disk.size,
        sector=disk.logical_sector_size or 0, model=disk.model, serial=disk.serial,
        devices={0: disk.name} | {part.start or 0: part.name for part in disk.partitions},
    )  # fmt: skip


def search(
    sources: Sequence[Source], mounts: Path | None, say: Say, *, busy: Mapping[str, str]
) -> tuple[Searched, ...]:
    """Read each table and look into each volume; `mounts` is a private folder for mount points
    (None: nothing may be mounted here). `busy`: where this system has mounted a device itself."""
    found = []
    for source in sources:
        if source.name.startswith(_NOT_DISKS) and source.size:
            continue
        disk = _table(source)
        say(f"{source.name}: " + (disk.why or f"{len(disk.partitions)} partitions"))
        for part in disk.partitions:
            _look(source, part, mounts, busy)
            if part.windows:
                say(f"Found {part.title}.")
        found.append(disk)
    return tuple(found)


def _table(source: Source) -> Searched:
    disk = Searched(
        name=source.name, model=source.model, serial=source.serial, size=source.size
    )  # fmt: skip
    try:
        told: dict[str, Any] = questions.ask(
            "collector.evidence.rescue.look:table", os.fspath(source.path), str(source.size),
            str(source.sector), seconds=_SECONDS,
        )  # fmt: skip
    except questions.NoAnswerError as error:
        disk.why = f"its partition table cannot be read: {error}"
        return disk
    disk.style, disk.disk_id = str(told["style"]), str(told["disk_id"])
    disk.size, disk.problems = int(told["disk_size"]), tuple(map(str, told["problems"]))
    slots = [*told["slots"], *told["mbr_slots"]]
    data = [slot for slot in slots if slot["type"] not in _CONTAINERS]
    disk.partitions = [_slot(source.name, slot) for slot in data]
    if told["bare_volume"]:
        disk.partitions = [
            Found(disk=source.name, number=0, start=0, size=disk.size, holds=told["bare_volume"])
        ]
    return disk


def _slot(disk: str, slot: dict[str, Any]) -> Found:
    return Found(
        disk=disk, number=slot["number"], start=slot["start"], size=slot["size"],
        holds=slot["holds"], type=slot["type"], guid=slot["guid"],
    )  # fmt: skip


def _look(source: Source, part: Found, mounts: Path | None, busy: Mapping[str, str]) -> None:
    if not part.holds:
        part.why = "it holds no file system that is known"
    elif not can_mount(part.holds):
        part.why = f"{part.holds} is not looked into"
    elif mounts is None:
        part.why = "nothing may be mounted here: this needs root and a namespace of its own"
    else:
        try:
            _look_into(source, part, mounts, busy.get(source.devices.get(part.start, ""), ""))
        except (NotMountedError, questions.NoAnswerError) as error:
            part.why = str(error)


def _look_into(source: Source, part: Found, mounts: Path, point: str) -> None:
    if point == "/":
        raise NotMountedError("this system itself runs from it")
    name = "".join(char if char.isalnum() else "-" for char in source.name)
    at = mounts / f"{name}-{part.number}"
    if point:
        mount_again(point, at)
    else:
        mount_volume(
            Part(source=source.path, start=part.start, size=part.size, file_system=part.holds),
            at, mounts,
        )  # fmt: skip
    told = questions.ask("collector.evidence.rescue.look:volume", os.fspath(at), seconds=_SECONDS)
    part.at = at
    part.windows, part.build, part.boot = told["windows"], told["build"], told["boot"]
    durable.checkpoint("rescue.looked")
