"""A bundle goes to a stick, never to what may be the disk in trouble."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from collector.evidence import questions
from collector.evidence.platforms.facts import Disk, Mount, Partition
from collector.evidence.platforms.machine import Machine
from collector.evidence.rescue.media import Refusal, medium_of

INSIDE = Disk(
    name="sda", size=1 << 30, bus="sata",
    partitions=(Partition(name="sda1", number=1, start=1 << 20, size=1 << 29),),
)  # fmt: skip
STICK = Disk(
    name="sdb", size=1 << 30, bus="usb",
    partitions=(Partition(name="sdb1", number=1, start=1 << 20, size=1 << 29),),
)  # fmt: skip
ON_DISK = Disk(name="dm-0", size=1 << 29, on_top_of=("sda1",))
ON_STICK = Disk(name="dm-1", size=1 << 29, on_top_of=("sdb1",))


@pytest.mark.posix("mounts of a recovery system")
@pytest.mark.parametrize(
    ("device", "kind", "refused"),
    [
        ("/dev/sdb1", "vfat", None),
        ("/dev/sda1", "ext4", Refusal.TROUBLE),
        ("/dev/dm-0", "ext4", Refusal.TROUBLE),
        ("/dev/dm-1", "ext4", None),
        ("/dev/mapper/vg-root", "ext4", Refusal.TROUBLE),
        ("//server/share", "cifs", None),
        ("stick", "fuse.stick", None),
        ("tmpfs", "tmpfs", Refusal.MEMORY),
    ],
)
def test_only_what_is_known_to_be_outside_is_accepted(
    monkeypatch: pytest.MonkeyPatch, device: str, kind: str, refused: Refusal | None
) -> None:
    monkeypatch.setattr(questions, "ask", lambda *_, **__: (1 << 30, 1 << 29))
    mount = Mount(point="/mnt", device=device, file_system=kind)
    machine = SimpleNamespace(
        disks=lambda: (INSIDE, STICK, ON_DISK, ON_STICK), mounts=lambda: (mount,)
    )
    assert medium_of(cast(Machine, machine), Path("/mnt")).refused is refused
    if refused is Refusal.TROUBLE:
        assert medium_of(cast(Machine, machine), Path("/mnt"), inside=True).refused is None
