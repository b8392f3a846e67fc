"""Collects one log of 2 GiB with every limit lifted, and says what it cost.

    python -m tests.big_log_proof [GIB]

The exit code is 0 only if the log came through whole, `inspect` confirms it, and no process ever
held 150 MB. Takes some minutes and about three times the log on the disk of the temporary folder.
"""

from __future__ import annotations

import sys
import tempfile
import time
import zipfile
from pathlib import Path

from tests.e2e.program import Place
from tests.e2e.test_memory import LIMIT, collect_whole
from tests.install_folder import MB, big_blocks

GIB = 2**30


def main() -> int:
    size = int(float(sys.argv[1] if len(sys.argv) > 1 else "2") * GIB) // 100 * 100
    with tempfile.TemporaryDirectory(prefix="big-log-") as folder:
        place = Place(Path(folder) / "place")
        log = Path(folder) / "PM" / "Program" / "stubact.log"
        log.parent.mkdir(parents=True)
        with log.open("wb") as file:
            file.writelines(big_blocks(size))
        began = time.monotonic()
        most = collect_whole(place, log.parent.parent, timeout_s=1800)
        seconds = time.monotonic() - began
        log.unlink()
        bundle = place.here / "b.zip"
        with zipfile.ZipFile(bundle) as archive:
            kept = max(archive.infolist(), key=lambda member: member.file_size).file_size
        inspected = place.run("inspect", bundle, timeout_s=600)
        print(f"a log of {size / GIB:.2f} GiB: {seconds:.0f} s, {size / MB / seconds:.0f} MB/s")
        print(f"bundle {bundle.stat().st_size / MB:.1f} MB, the log in it {kept} of {size} bytes")
        print(f"inspect: exit {inspected.code} {inspected.err.strip()}")
        print(f"largest process at its peak: {most / MB:.0f} MB of {LIMIT // MB}")
        passed = most < LIMIT and kept == size and inspected.code == 0
        print("passed" if passed else "FAILED")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
