"""What collecting costs, beside sos, inxi and hw-probe, each as a whole process in one run.

    python benchmarks/collect.py [--runs 3] [--json]

Run as root, so that all read the same. Prints one table and exits 1 where an aim is missed: not
slower than `sos report -p storage` although everything is redacted, less than 60 MiB in any one
process, a first useful set (every cheap probe) within 2 seconds. A peer that is not installed is
skipped with a word.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from collector.bundle.reader import open_bundle
from collector.evidence.catalogue import catalogue
from collector.evidence.probe import Cost

MIB = 1024 * 1024
DISK_PROBES = ("disks", "partitions", "boot", "raid", "smart", "volumes", "encryption")
PEERS: tuple[tuple[str, ...], ...] = (
    ("sos", "report", "--batch"),
    ("sos", "report", "--batch", "--clean"),
    ("sos", "report", "--batch", "-p", "storage"),
    ("inxi", "-Fxxx", "-c", "0", "--tty"),
    ("hw-probe", "-all", "-save", "DIR"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """One run: seconds, the most memory of any one process (MiB), temporary space (MB), size of
    what it left (MB), and, of ours, when the first useful set was there and how many facts about
    disks it holds."""

    seconds: float
    memory: float
    space: float
    size: float
    useful: float | None = None
    facts: int | None = None


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder, whatever vanishes meanwhile."""
    total = 0
    for place, _, files in os.walk(folder):
        for name in files:
            try:
                total += os.lstat(os.path.join(place, name)).st_size
            except OSError:
                continue
    return total


def measured(
    argv: Sequence[str], folder: Path, watch: Callable[[bytes], None] | None = None
) -> tuple[float, float, float]:
    """Seconds, MiB of the largest process, and MB of the most that lay in `folder` meanwhile."""
    environ = {**os.environ, "TMPDIR": str(folder), "PARAGON_COLLECTOR_HOME": str(folder / "home")}
    most, over = [0], threading.Event()

    def look() -> None:
        while not over.wait(0.05):
            most[0] = max(most[0], size_of(folder))

    looking = threading.Thread(target=look)
    looking.start()
    begin = time.monotonic()
    process = subprocess.Popen(
        argv, env=environ, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE if watch else subprocess.DEVNULL,
    )  # fmt: skip
    for line in process.stderr or ():
        if watch:
            watch(line)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    over.set()
    looking.join()
    if process.stderr:
        process.stderr.close()
    if process.returncode:
        raise SystemExit(f"{' '.join(argv)} ended with exit code {process.returncode}")
    return seconds, usage.ru_maxrss / 1024, max(most[0], size_of(folder)) / 1e6


def ours(folder: Path) -> Spent:
    """`collect` of everything, redacted and checked for leaks."""
    cheap = {probe.id for probe in catalogue() if probe.cost is Cost.CHEAP}
    begin, useful = time.monotonic(), [0.0]

    def watch(line: bytes) -> None:
        event = json.loads(line)
        subject = str(event.get("subject", "")).partition(":")[0]
        if not useful[0] and event.get("stage") == "collect" and subject and subject not in cheap:
            useful[0] = time.monotonic() - begin

    out = folder / "bundle.zip"
    argv = [sys.executable, "-m", "collector", "collect", "--out", str(out), "--progress", "ndjson"]
    seconds, memory, space = measured(argv, folder, watch)
    with open_bundle(out) as bundle:
        facts = sum(
            leaves(json.loads(b"".join(bundle.stream(member.name))))
            for member in bundle.members
            if member.name.endswith("/facts.json") and member.name.split("/")[1] in DISK_PROBES
        )
    return Spent(
        seconds=seconds, memory=memory, space=space, size=out.stat().st_size / 1e6,
        useful=useful[0], facts=facts,
    )  # fmt: skip


def leaves(value: object) -> int:
    """Single values in plain data that say something."""
    if isinstance(value, dict):
        return sum(leaves(each) for each in value.values())
    if isinstance(value, list):
        return sum(leaves(each) for each in value)
    return int(value not in (None, ""))


def peer(argv: Sequence[str], folder: Path) -> Spent:
    """A peer that writes into a folder of its own."""
    words = [str(folder) if word == "DIR" else word for word in argv]
    if words[0] == "sos":
        words[2:2] = ["--tmp-dir", str(folder)]
    seconds, memory, space = measured(words, folder)
    return Spent(seconds=seconds, memory=memory, space=space, size=size_of(folder) / 1e6)


def best(runs: Iterable[Spent]) -> Spent:
    """The run that took the least time."""
    return min(runs, key=lambda run: run.seconds)


def repeated(work: Callable[[Path], Spent], runs: int) -> Spent:
    """The best of some runs, each in a folder of its own that is removed again."""
    found = []
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            found.append(work(Path(folder)))
    return best(found)


def main() -> int:
    """Measure, print, judge."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if sys.platform == "win32" or os.geteuid() != 0:
        print("not root: some peers refuse, and all read less")
    rows = {"collect": repeated(ours, options.runs)}
    skipped = []
    for argv in PEERS:
        if shutil.which(argv[0]) is None:
            skipped.append(argv[0])
            continue
        rows[" ".join(argv)] = repeated(partial(peer, argv), options.runs)
    verdicts = judged(rows)
    if options.json:
        plain = {name: asdict(row) for name, row in rows.items()}
        print(json.dumps({"rows": plain, "verdicts": verdicts}))
    else:
        report(rows, verdicts, skipped)
    return 0 if all(good for good, _ in verdicts) else 1


def judged(rows: dict[str, Spent]) -> list[tuple[bool, str]]:
    """Each aim: whether it is reached, and the figures."""
    mine, storage = rows["collect"], rows.get("sos report --batch -p storage")
    found = [
        (mine.memory < 60, f"largest process {mine.memory:.0f} MiB (aim: under 60)"),
        ((mine.useful or 9e9) <= 2, f"first useful set after {mine.useful or 0:.2f} s (aim: 2)"),
    ]
    if storage:
        ratio = mine.seconds / storage.seconds
        found.append((ratio <= 1, f"{ratio:.2f} times `sos report -p storage` (aim: at most 1)"))
    return found


def report(
    rows: dict[str, Spent], verdicts: list[tuple[bool, str]], skipped: Iterable[str]
) -> None:
    """The table and the verdicts."""
    head = ("seconds", "useful set", "MiB", "MB space", "MB left", "disk facts")
    print(f"{'':<34}" + "".join(f"{word:>12}" for word in head))
    for name, row in rows.items():
        useful = f"{row.useful:.2f}" if row.useful else "-"
        cells = (
            f"{row.seconds:.2f}", useful, f"{row.memory:.0f}", f"{row.space:.2f}",
            f"{row.size:.3f}", "-" if row.facts is None else str(row.facts),
        )  # fmt: skip
        print(f"{name:<34}" + "".join(f"{cell:>12}" for cell in cells))
    for name in dict.fromkeys(skipped):
        print(f"{name} is not installed: its rows are skipped")
    for good, words in verdicts:
        print(f"{'good ' if good else 'BELOW'}  {words}")


if __name__ == "__main__":
    sys.exit(main())
