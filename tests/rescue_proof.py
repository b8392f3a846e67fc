"""Proof, on demand: rescue in a bare Debian, and at twenty kills. Root, about ten minutes.

    python -m tests.rescue_proof [--chroot DIR] [--program FOLDER]

A minimal system (debootstrap with ntfs-3g) without network, screen and udev runs the self-contained
program (`make rescue`) on the image of a whole disk and writes to a FUSE stick.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from tests import windows_tree
from tests.stick_fs import stick

ROOT = Path(__file__).resolve().parents[1]
POINTS = (
    "rescue.confined", "rescue.loop",
    "rescue.loop#2", "rescue.loop#3", "rescue.mounted", "rescue.mounted#2", "rescue.mounted#3",
    "rescue.looked", "rescue.looked#2", "rescue.looked#3", "spool.data.before-rename@worker",
    "spool.data.after-rename@worker", "rescue.gathered", "bundle.created", "bundle.member",
    "bundle.before-fsync", "bundle.before-rename", "rescue.packed", "rescue.verified",
    "set.discard.after-journal",
)  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--chroot", type=Path, help="a minimal Debian; made where not there")
    parser.add_argument("--program", type=Path, default=ROOT / "dist/rescue/paragon-collector")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        bare = _bare(args.chroot or work / "bare")
        shutil.copytree(args.program, bare / "opt/rescue", dirs_exist_ok=True)
        image = windows_tree.disk(bare / "disk.img", work, datetime.now(UTC))
        with _system(bare):
            _rescued(bare, image, work)
            _killed(bare, image)
            _never(bare, image, work)
    print("All of it holds.")
    return 0


def _bare(folder: Path) -> Path:
    if not (folder / "bin").exists():
        argv = ["debootstrap", "--variant=minbase", "--include=ntfs-3g", "bookworm"]
        subprocess.run([*argv, str(folder)], check=True, stdout=subprocess.DEVNULL)
    return folder


@contextmanager
def _system(bare: Path) -> Iterator[None]:
    """Device nodes, /proc and /sys, as the kernel gives them to any system; no udev, no network."""
    places = ("dev", "proc", "sys")
    for each in places:
        subprocess.run(["mount", "--rbind", f"/{each}", str(bare / each)], check=True)
        subprocess.run(["mount", "--make-rslave", str(bare / each)], check=True)
    try:
        yield
    finally:
        for each in places:
            subprocess.run(["umount", "-R", "-l", str(bare / each)], check=False)


def _inside(bare: Path, *argv: str, **environ: str) -> subprocess.Popen[str]:
    """Without network: a namespace of its own that has none."""
    whole = ["unshare", "--net", "chroot", str(bare), "/opt/rescue/paragon-collector", *argv]
    clean = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", **environ}
    return subprocess.Popen(
        whole, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=clean
    )


def _rescue(bare: Path, *more: str, **environ: str) -> tuple[int, str, str]:
    argv = ("rescue", "--to", "/mnt", "--yes", "--json", "--image", "/disk.img", *more)
    process = _inside(bare, *argv, **environ)
    out, errors = process.communicate(timeout=300)
    return process.returncode, out, errors


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _rescued(bare: Path, image: Path, work: Path) -> None:
    before = _sha256(image)
    with stick(bare / "mnt", work / "stick"):
        code, out, errors = _rescue(bare)
    assert code == 0, errors
    answer = json.loads(out)
    bundle = next((work / "stick").glob("*.zip"))
    assert _sha256(bundle) == answer["sha256"]
    assert _sha256(image) == before
    _no_trace(bare)
    with zipfile.ZipFile(bundle) as archive:
        products = archive.read("evidence/products/facts.json").decode()
    assert all(build in products for build in ("17.13.1.6524", "10.1.25.813", "9.0.9.2500"))
    print(f"Rescued: {answer['windows']}, {answer['size']} bytes; the image is as it was.")


def _killed(bare: Path, image: Path) -> None:
    before = _sha256(image)
    for point in POINTS:
        code, _, errors = _rescue(
            bare, "--any-disk", "--only", "crash_dumps,hives", PARAGON_COLLECTOR_KILL_AT=point
        )
        assert code in (128 + signal.SIGKILL, -signal.SIGKILL), (point, code, errors)
        _no_trace(bare)
        assert _sha256(image) == before, point
    print(f"Killed at {len(POINTS)} points: no trace, and the image is as it was.")


def _never(bare: Path, image: Path, work: Path) -> None:
    """A disk that takes a read and never answers costs itself."""
    sick = work / "sick"
    with stick(bare / "srv", sick, failing="never"):
        shutil.copy(image, sick / "sick.img")
        began = time.monotonic()
        code, out, errors = _rescue(
            bare, "--any-disk", "--only", "crash_dumps", "--image", "/srv/sick.img"
        )
        seconds = time.monotonic() - began
    assert code == 0, errors
    told = [gap for gap in json.loads(out)["not_looked_into"] if gap["disk"] == "image-2"]
    assert told
    assert "no answer" in told[0]["why"]
    print(f"A disk that never answers: {told[0]['why']} ({seconds:.0f} s in all).")


def _no_trace(bare: Path) -> None:
    """No loop device, no mount, no ntfs-3g of ours, at most two seconds after the end."""
    until = time.monotonic() + 2
    while (found := _traces(bare)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not found, found


def _traces(bare: Path) -> list[str]:
    loops = [
        str(each.parent.parent)
        for each in Path("/sys/block").glob("loop*/loop/backing_file")
        if "disk.img" in each.read_text() and str(bare) in each.read_text()
    ]
    mounts = [
        line for line in Path("/proc/self/mountinfo").read_text().splitlines() if "/rescue/" in line
    ]
    servers = []
    for each in Path("/proc").glob("[0-9]*"):
        try:
            line = (each / "cmdline").read_bytes().split(b"\0")
            if line[0].endswith(b"ntfs-3g") and str(bare) in os.readlink(each / "root"):
                servers.append(str(each))
        except OSError:
            continue
    return loops + mounts + servers


if __name__ == "__main__":
    sys.exit(main())
