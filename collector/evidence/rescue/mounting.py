"""Mounting one volume read-only, so that not even a journal is replayed."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from collector.core import durable
from collector.evidence.command import clean_environment
from collector.evidence.process import die_with_parent
from collector.evidence.rescue.loop import loop_device
from collector.evidence.rescue.private_space import MS_NOEXEC, MS_NOSUID, inherited, mount

SECONDS = 25.0
_BIND, _REMOUNT, _READ_ONLY, _NO_TIMES = 4096, 32, 1, 1024
_SAFE = "ro,noatime,nosuid,nodev,noexec"
_HOW: dict[str, tuple[tuple[str, ...], ...]] = {
    "NTFS": (
        ("ntfs-3g", "-o", f"{_SAFE},norecover"),
        ("mount", "-t", "ntfs3", "-o", _SAFE),
    ),
    "ext2": (("mount", "-t", "ext4", "-o", f"{_SAFE},noload"),),
    "ext3": (("mount", "-t", "ext4", "-o", f"{_SAFE},noload"),),
    "ext4": (("mount", "-t", "ext4", "-o", f"{_SAFE},noload"),),
    "XFS": (("mount", "-t", "xfs", "-o", f"{_SAFE},norecovery,nouuid"),),
    "FAT32": (("mount", "-t", "vfat", "-o", _SAFE),),
    "FAT16": (("mount", "-t", "vfat", "-o", _SAFE),),
    "FAT12": (("mount", "-t", "vfat", "-o", _SAFE),),
    "exFAT": (("mount", "-t", "exfat", "-o", _SAFE),),
    "btrfs": (("mount", "-t", "btrfs", "-o", f"{_SAFE},rescue=nologreplay"),),
}


class NotMountedError(Exception):
    """Why a volume is not looked into, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What lies on a disk (or in an image) at `start`; bytes."""

    source: Path
    start: int
    size: int
    file_system: str


def can_mount(file_system: str) -> bool:
    return file_system in _HOW


def mount_volume(part: Part, at: Path, nodes: Path) -> None:
    """Mount it at `at`, which is made.

    Raises NotMountedError: no driver, a damaged file system, no answer in time.
    """
    at.mkdir(parents=True, exist_ok=True)
    try:
        with loop_device(part.source, part.start, part.size, nodes) as device:
            durable.checkpoint("rescue.loop")
            _mount(device, part.file_system, at)
    except OSError as error:
        raise NotMountedError(f"no device for it: {error.strerror or error}") from error
    durable.checkpoint("rescue.mounted")


def mount_again(point: str, at: Path) -> None:
    """Show what this system has mounted at `point` at `at` as well, read-only.

    Raises NotMountedError.
    """
    at.mkdir(parents=True, exist_ok=True)
    try:
        mount(point, at, "none", _BIND)
        mount(point, at, "none", _BIND | _REMOUNT | _READ_ONLY | _NO_TIMES | MS_NOEXEC | MS_NOSUID)
    except OSError as error:
        raise NotMountedError(f"it is mounted already, and: {error.strerror}") from error


def _mount(device: Path, file_system: str, at: Path) -> None:
    reasons = []
    environ = clean_environment(os.environ)
    for argv in _HOW[file_system]:
        program = shutil.which(argv[0], path=environ["PATH"])
        if program is None:
            reasons.append(f"the program {argv[0]} is not here")
            continue
        place = [str(device), str(at)]
        whole = [program, *place, *argv[1:]] if argv[0] == "ntfs-3g" else [*argv, *place]
        whole[0] = program
        fault = _run(whole, environ)
        if not fault:
            return
        reasons.append(fault)
    raise NotMountedError("; ".join(reasons))


def _run(argv: list[str], environ: dict[str, str]) -> str:
    """Why it did not work; empty where it did. One that cannot be killed is left behind, and ends
    with our namespace."""
    process = subprocess.Popen(
        argv, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        env=environ, cwd="/", pass_fds=inherited(), preexec_fn=die_with_parent,  # noqa: PLW1509 - no threads are about
    )  # fmt: skip
    try:
        _, errors = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        if process.stderr:
            process.stderr.close()
        with suppress(subprocess.TimeoutExpired):
            process.wait(0.3)
        process.returncode = process.returncode if process.returncode is not None else -9
        return f"{Path(argv[0]).name} did not answer within {SECONDS:g} s"
    if process.returncode == 0:
        return ""
    said = errors.decode("utf-8", "replace").strip().splitlines()
    detail = f": {said[0][:200]}" if said else ""
    return f"{Path(argv[0]).name} ended with exit code {process.returncode}{detail}"
